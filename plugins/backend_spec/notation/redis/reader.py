"""Redis commands and key patterns as people write them in table cells and on diagram arrows."""

from __future__ import annotations

import re
from typing import NamedTuple

from msgspec import Struct

from backend_spec.carried import once
from backend_spec.notation.places import Places
from backend_spec.notation.redis.commands import (
    BARE,
    COMMANDS,
    ENGLISH,
    RANGES,
    REMARK,
    STORES_TTL,
    UNARY,
    WORDS,
    ValueType,
)
from backend_spec.text import Span, Spanned


class Command(Struct, frozen=True):
    """A command: its name in upper case, the keys or key patterns, all other arguments in order.

    `ttl` is the time to live in seconds (milliseconds are rounded up) where one is written as a number.
    """

    name: Spanned[str]
    keys: tuple[Spanned[str], ...]
    arguments: tuple[Spanned[str], ...]
    ttl: Spanned[int] | None
    span: Span

    @property
    def type(self) -> ValueType:
        """The type of value that the command works on; `any` for those that work on all or on none."""
        return COMMANDS[self.name.value].type


_GROUP = r"\{[^{}\n]{1,80}\}|<(?!br\b)[^<>\n]{1,80}>|\[[^\[\]\s]{1,80}\]"
_SEGMENT = rf"(?:{_GROUP}|[\w.@#%$*?!~=-])+"
_KEY = re.compile(rf"{_SEGMENT}(?::{_SEGMENT})+")
_NO_KEY = re.compile(
    r"(?:localhost|\d{1,3}(?:\.\d{1,3}){3}|[\w.-]+\.[a-z]{2,6}):\d+|\d{1,2}:\d{2}(?::\d{2})?|\d+:\d+", re.I
)
_TOKEN = re.compile(
    rf"""(?P<space>\s+)
    |(?P<arrow>-+>>?|=+>|→|⇒|➜|<br\s*/?>)
    |(?P<quoted>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')
    |(?P<word>(?:{_GROUP}|\{{(?:[^{{}}\n]|\{{[^{{}}\n]*\}}){{0,200}}\}}|[^\s;,`"'→⇒(){{}}<>]|<(?=\d)|(?<=\w)\((?=[^\s()]*\)))+)
    |(?P<mark>.)""",
    re.VERBOSE,
)
_APART = re.compile(r"""[\s;,`"'→⇒➜(){}<>]+""")
"""What no command's name has in it or touches."""
_SEPARATORS = frozenset({"+", "&", "&&", "then", "and", "or", "/", "|", "THEN", "AND", "OR", "Then", "—", "–"})
_SECONDS = {"": 1, "s": 1, "sec": 1, "m": 60, "min": 60, "h": 3600, "d": 86400}
_AMOUNT = re.compile(r"(\d{1,12}(?:\*\d{1,12}){0,4})(s|sec|m|min|h|d)?", re.IGNORECASE)


class _Token(NamedTuple):
    kind: str
    text: str
    start: int
    end: int


def looks_like_key(text: str) -> bool:
    """Whether a text is a key or key pattern: segments joined by colons, no white space outside of placeholders.

    Times (`12:30`), hosts with ports, URLs and paths are none.
    """
    return len(text) <= 500 and _KEY.fullmatch(text) is not None and not _NO_KEY.fullmatch(text)


@once
def read(text: Spanned[str]) -> tuple[Command, ...]:
    """The commands in a cell or label, in order.

    A word is taken for a command where it stands at the beginning or behind a separator (`;`, `,`, `+`, `then`,
    `and`, an arrow) in upper case with an argument, or anywhere with a key behind it. What follows an arrow and is no
    command is a result, not an argument.
    """
    # Most texts that are asked about name no command at all.
    if COMMANDS.keys().isdisjoint(map(str.upper, _APART.split(text.value))):
        return ()
    places = Places.of(text)
    tokens = [
        _Token(match.lastgroup or "mark", match.group(), match.start(), match.end())
        for match in _TOKEN.finditer(text.value)
        if match.lastgroup != "space"
    ]
    commands: list[Command] = []
    at = 0
    fresh = True  # at the beginning or behind a separator
    while at < len(tokens):
        token = tokens[at]
        if _starts(tokens, at, fresh):
            stop = _extent(tokens, at)
            commands.append(_command(places, token, tokens[at + 1 : stop]))
            at, fresh = stop, True
        else:
            # A step's number or a label (`1.`, `Redis:`) leaves what follows at the beginning.
            fresh = _separates(token) or token.text in ("`", "*", "(") or token.text[-1:] in (":", ".")
            at += 1
    return tuple(commands)


def _separates(token: _Token) -> bool:
    return token.kind == "arrow" or (
        token.kind in ("mark", "word") and (token.text in ";,`" or token.text in _SEPARATORS)
    )


def _starts(tokens: list[_Token], at: int, fresh: bool) -> bool:
    token = tokens[at]
    name = token.text.upper()
    if token.kind != "word" or name not in COMMANDS:
        return False
    upper = token.text == name
    if name in BARE:
        return upper
    following = tokens[at + 1 : at + 5]
    # `` `GET` request ``: the code ends with the word.
    ended = bool(following) and following[0].text == "`" and following[0].start == token.end
    while following and following[0].text in ("`", '"', "'"):
        following = following[1:]
    if not following:
        return False
    first = _unquoted(following[0])
    if looks_like_key(first):
        return True
    if not upper or ended:
        return False
    if name in (
        "SCAN",
        "XREAD",
        "XREADGROUP",
        "EVAL",
        "EVALSHA",
        "FCALL",
        "XGROUP",
        "XINFO",
        "OBJECT",
        "BITOP",
    ) and any(looks_like_key(_unquoted(other)) for other in tokens[at + 1 : at + 12]):
        return True
    if name == "SCAN":
        return any(other.text == "MATCH" for other in following)
    return fresh and name not in WORDS and _argument(following[0])


def _unquoted(token: _Token) -> str:
    return token.text[1:-1] if token.kind == "quoted" else token.text


def _argument(token: _Token) -> bool:
    """Whether a token can be the first argument: no path, URL, English article or bare punctuation."""
    text = _unquoted(token)
    return (
        token.kind in ("word", "quoted")
        and not text.startswith(("/", "http:", "https:", "{{"))
        and text.lower() not in ENGLISH
        and re.search(r"[\w}>*]", text) is not None
        and text not in _SEPARATORS
    )


def _extent(tokens: list[_Token], at: int) -> int:
    """The index behind a command's last argument."""
    name = tokens[at].text.upper()
    shape = COMMANDS[name]
    if name in BARE:
        return at + 1
    stop = at + 1
    while stop < len(tokens):
        token = tokens[stop]
        if token.text in ("`", '"', "'") and stop == at + 1:
            stop += 1
            continue
        after = tokens[stop + 1] if stop + 1 < len(tokens) else None
        if token.text == ",":
            # `DEL a:{x}, b:{y}` names two keys of one command.
            more = shape.last == -1 and after is not None and looks_like_key(_unquoted(after))
            if not more:
                break
        elif token.text in ("+", "-") and name in RANGES and not (after and after.text in COMMANDS):
            pass
        elif _separates(token) or token.kind == "mark":
            break
        elif stop > at + 1 and _starts(tokens, stop, False) and token.text.isupper():
            break
        elif stop > at + 1 and after and token.text in REMARK and after.kind == "word" and not _separates(after):
            break
        stop += 1
        if name in UNARY or (token.text.endswith(".") and len(token.text.rstrip(".")) > 1):
            break
    return stop


def _command(places: Places, name: _Token, rest: list[_Token]) -> Command:
    tokens = [token for token in rest if token.kind in ("word", "quoted")]
    words = [
        places.spanned(token.start + 1, token.end - 1)
        if token.kind == "quoted"
        else places.spanned(token.start, token.start + len(token.text.rstrip(".") or token.text))
        for token in tokens
    ]
    upper = name.text.upper()
    keys = _key_indices(upper, [word.value for word in words])
    end = words[-1].span if words else places.span(name.start, name.end)
    head = places.span(name.start, name.end)
    return Command(
        Spanned(upper, head),
        tuple(words[index] for index in keys),
        tuple(word for index, word in enumerate(words) if index not in keys),
        _ttl(upper, words),
        head.to(end),
    )


def _key_indices(name: str, words: list[str]) -> dict[int, None]:
    """The indices of the arguments that are keys, in order."""
    shape = COMMANDS[name]
    count = len(words)
    if name == "SCAN":
        found = [index + 1 for index, word in enumerate(words) if word.upper() == "MATCH"]
        return dict.fromkeys(index for index in found if index < count)
    if name in ("XREAD", "XREADGROUP"):
        # STREAMS key ... id ...: the first half of what follows are keys.
        start = next((index + 1 for index, word in enumerate(words) if word.upper() == "STREAMS"), count)
        return dict.fromkeys(range(start, start + (count - start + 1) // 2))
    if shape.first < 0 or count <= shape.first:
        return {}
    if shape.counted:
        number = int(words[shape.first]) if re.fullmatch(r"\d{1,4}", words[shape.first]) else 0
        return dict.fromkeys(range(shape.first + 1, min(count, shape.first + 1 + number)))
    if shape.last == -1:
        stop = count
    elif shape.last == -2:
        stop = max(shape.first + 1, count - 1)
    else:
        stop = min(count, shape.last + 1)
    found = list(range(shape.first, stop, shape.step))
    if shape.last == -1 and shape.step == 1 and any(looks_like_key(words[index]) for index in found):
        # `DEL session:{id} on logout`: words behind the keys are a remark.
        remark = next((index for index in found if not _plausible(words[index])), count)
        found = [index for index in found if index < remark]
    return dict.fromkeys(found)


def _plausible(word: str) -> bool:
    return looks_like_key(word) or not word.isalpha()


def _ttl(name: str, words: list[Spanned[str]]) -> Spanned[int] | None:
    place, divisor = STORES_TTL.get(name, (-1, 1))
    if place < 0 and name in ("SET", "GETEX", "HSETEX", "HGETEX"):
        for index, word in enumerate(words):
            if word.value in ("EX", "PX", "ex", "px"):
                place, divisor = index + 1, 1 if word.value.upper() == "EX" else 1000
    if not 0 <= place < len(words):
        return None
    match = _AMOUNT.fullmatch(words[place].value)
    if match is None:
        return None
    amount = 1
    for factor in match.group(1).split("*"):
        amount *= int(factor)
    amount *= _SECONDS[(match.group(2) or "").lower()]
    return Spanned(-(-amount // divisor), words[place].span)
