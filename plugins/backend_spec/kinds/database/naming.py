"""The name of a table in a heading: `3.1 users`, `users Table`, "Users (`users`)", `users: accounts`."""

from __future__ import annotations

import re

from backend_spec.markdown import Heading
from backend_spec.text import Span, Spanned

_IDENTIFIER = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)?")
_AROUND = re.compile(
    r"^(?:the\s+)?(?:tables?|表|테이블)\s*[:：]?\s+|\s*(?:\btables?|数据表|表|테이블)\s*$", re.IGNORECASE
)
_ASIDE = re.compile(r"[(（\[]\s*(?P<inner>[^()（）\[\]]*?)\s*[)）\]]")
_TAIL = re.compile(r"\s+(?:[-–—|·]+|::?)\s+.*$|[:：]\s+.*$|：.*$", re.DOTALL)


def folded(name: str) -> str:
    """A table's name as names are compared: without schema, in lower case."""
    return name.rsplit(".", 1)[-1].casefold()


def form(name: str) -> str:
    """A name without case, separators and plural: `User Sessions`, `user_session` are `usersession`."""
    words = re.findall(r"[^\W_]+", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name.rsplit(".", 1)[-1]).casefold())
    return "".join(
        word[:-3] + "y" if word.endswith("ies") and len(word) > 4 else word.removesuffix("s") for word in words
    )


def in_heading(heading: Heading) -> tuple[Spanned[str], bool] | None:
    """The name that a heading gives, and whether it is written as an identifier; None where there is no name.

    A name in words (`User Sessions`) stands for a table whose identifier the DDL tells.
    """
    for code in heading.content.codes:
        if _IDENTIFIER.fullmatch(code.value.strip()):
            return code, True
    title = heading.title
    text = title.value
    aside = _ASIDE.search(text)
    outside = _strip(text, 0, aside.start()) if aside and aside.start() else _strip(text, 0, len(text))
    if outside is None:
        return None
    name = text[slice(*outside)]
    if aside and _IDENTIFIER.fullmatch(aside["inner"]) and _names(aside["inner"], name):
        return _part(title, *aside.span("inner")), True
    exact = bool(_IDENTIFIER.fullmatch(name)) and name.isascii()
    return _part(title, *outside), exact and (name == name.lower() or "_" in name or _is_camel(name))


def _names(inner: str, outside: str) -> bool:
    """Whether an identifier in parentheses is the name of what stands before them."""
    if not outside.isascii() or form(inner) == form(outside):
        return True
    return "_" in inner and not _IDENTIFIER.fullmatch(outside)


def _is_camel(name: str) -> bool:
    return bool(re.search(r"[a-z][A-Z]", name))


def _strip(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The range without blanks, remarks behind a dash or colon, and the word "table"."""
    if (lead := _AROUND.match(text, start, end)) and lead.end() < end:
        start = lead.end()
    part = _TAIL.sub("", text[start:end])
    end = start + len(part)
    match = _AROUND.search(part)
    while match and match.end() > match.start() and len(part.strip()) > len(match[0].strip()):
        if match.start() == 0:
            start += match.end()
        else:
            end = start + match.start()
        part = text[start:end]
        match = _AROUND.search(part)
    while start < end and text[start] in ' \t*_`"':
        start += 1
    while start < end and text[end - 1] in ' \t*`":：':
        end -= 1
    return (start, end) if start < end else None


def _part(title: Spanned[str], start: int, end: int) -> Spanned[str]:
    """A part of a title at its place; the whole title where the text is not written as it reads."""
    value = title.value[start:end]
    at = title.span.text.find(value)
    if at < 0:
        return Spanned(value, title.span)
    base = title.span.start + at
    return Spanned(value, Span(title.span.source, base, base + len(value)))
