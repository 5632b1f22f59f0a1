"""SQL's words: PostgreSQL's lexical structure (manual, section 4.1), with MySQL's and SQLite's quotes and comments."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple


class Token(NamedTuple):
    """A token. `word` is an unquoted word in upper case, else empty: a quoted name is never a keyword.

    `depth` counts the parentheses open around it; those belong to what they enclose, at depth + 1 both.
    `first` tells that it stands first on its line.
    """

    kind: str  # word, name (quoted), string, number, placeholder, symbol
    text: str
    word: str
    start: int
    end: int
    first: bool


_TOKEN = re.compile(
    r"""(?P<space>\s+)
    |(?P<comment>--[^\n]*|/\*(?s:.*?)(?:\*/|\Z))
    |(?P<escaped>[eE]'(?:\\.|''|[^'\\])*'?)
    |(?P<string>[nNbBxX]?'(?:''|[^'])*'?)
    |(?P<name>"(?:""|[^"\n])*"?|`(?:``|[^`\n])*`?)
    |(?P<dollar>\$(?:[^\W\d]\w*)?\$)
    |(?P<placeholder>\$\d+|\$?\{[^{}\n]{1,80}\}|:[^\W\d]\w*|%s|<[^\W\d][\w ]{0,40}>|@\w+|\?)
    |(?P<number>\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+)
    |(?P<word>[^\W\d][\w$]*)
    |(?P<ellipsis>\.{3,}|…)
    |(?P<symbol>::|->>?|\#>>?|<=|>=|<>|!=|\|\||.)""",
    re.VERBOSE,
)
_DOLLAR = re.compile(r"(?=(\$(?:[^\W\d]\w*)?\$))")
_DELIMITER = re.compile(r"^[ \t]*DELIMITER[ \t]+(\S+)[^\n]*", re.IGNORECASE | re.MULTILINE)
# MySQL escapes quotes with a backslash, standard SQL does not; backticks and ENGINE tell which it is.
_MYSQL = re.compile(r"`|\bENGINE\s*=|\bAUTO_INCREMENT\b", re.IGNORECASE)
_MYSQL_STRING = re.compile(r"'(?:\\.|''|[^'\\])*'?", re.DOTALL)


def tokenize(text: str) -> list[Token]:
    """The tokens of a script, without white space and comments."""
    text = _without_delimiters(text)
    mysql = _MYSQL.search(text) is not None
    dollars: dict[str, list[int]] = {}
    for match in _DOLLAR.finditer(text):
        dollars.setdefault(match.group(1), []).append(match.start(1))
    tokens: list[Token] = []
    at, fresh = 0, True
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:  # cannot be: the last alternative takes any character but a line feed, a space
            break
        kind, end = found.lastgroup or "symbol", found.end()
        if kind == "symbol" and mysql and text[at] == "#":
            end = text.find("\n", at)
            end = len(text) if end < 0 else end
            kind = "comment"
        elif kind == "symbol" and fresh and text[at] == "\\":
            # A command of psql: `\c auth_db`.
            end = text.find("\n", at)
            end = len(text) if end < 0 else end
            kind = "comment"
        elif kind == "string" and mysql and text[at] == "'":
            escaped = _MYSQL_STRING.match(text, at)
            end = escaped.end() if escaped else end
        elif kind == "dollar":
            # The body of a function: up to the same mark again.
            places = dollars[found.group()]
            following = bisect_left(places, end)
            if following < len(places):
                end = places[following] + len(found.group())
                kind = "string"
            else:
                kind = "symbol"
        if kind not in ("space", "comment"):
            kind = "string" if kind == "escaped" else kind
            written = text[at:end]
            tokens.append(Token(kind, written, written.upper() if kind == "word" else "", at, end, fresh))
            fresh = False
        if "\n" in text[at:end]:
            fresh = True
        at = end
    return tokens


def _without_delimiters(text: str) -> str:
    """Undo the MySQL client's DELIMITER lines: blanks for the line, `;` where the delimiter stands."""
    lines = list(_DELIMITER.finditer(text))
    if not lines:
        return text
    parts = [text[: lines[0].start()]]
    for index, line in enumerate(lines):
        stop = lines[index + 1].start() if index + 1 < len(lines) else len(text)
        mark = line.group(1)
        inside = text[line.end() : stop]
        if mark != ";":
            inside = inside.replace(mark, ";" + " " * (len(mark) - 1))
        parts += [" " * len(line.group()), inside]
    return "".join(parts)


def unquoted(token: Token) -> tuple[str, int, int]:
    """A name's or string's value and the range of text it takes, without the quotes."""
    if token.kind not in ("name", "string") or token.text[0] == "$":
        return token.text, token.start, token.end
    opening = (
        token.text.index(token.text[-1])
        if token.text[-1] in "'\"`"
        else len(token.text) - len(token.text.lstrip("'\"`"))
    )
    quote = token.text[opening]
    closed = len(token.text) > opening + 1 and token.text[-1] == quote
    start, end = token.start + opening + 1, token.end - closed
    inner = token.text[opening + 1 : len(token.text) - closed]
    return inner.replace(quote * 2, quote), start, end
