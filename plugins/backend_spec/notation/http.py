"""HTTP methods and paths as people write them: finding `METHOD /path` in free text, and comparing paths.

Methods are those of RFC 9110 section 9 (without CONNECT and TRACE, which no specification declares) and PATCH of
RFC 5789. Parameter styles are those of the common routers: `:id`, `{id}`, `<id>`, `[id]`, `${id}`, `$id`, `*`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")

_METHOD = "(?:" + "|".join(METHODS) + ")"
_GROUP = r"\{(?![?&])[^{}\n]{1,80}\}|\{\{[^{}\n]{1,80}\}\}|<[^<>\s/]{1,80}>|\[(?!\?)[^\[\]\s/]{1,80}\]"
# A path character outside of a placeholder: RFC 3986 section 3.3, plus `*` and any letter of any script. `|`, quotes,
# backticks and brackets end a path; so does `?`, behind which the query begins.
_PATH = rf"/(?:{_GROUP}|\(\\[^()\s]{{1,40}}\)|[\w.~%!$&+;=:@*/-]|,(?=\w))*"
_HOST = rf"(?:https?://(?:{_GROUP}|[\w.:@-])+|\$?\{{\{{?\w+\}}\}}?|\$\w+)?"
# `?x=1&y=...`, `[?x=1[&y=2]]`, `(?x=1)`, and the form of RFC 6570 section 3.2.8, `{?x,y}`.
_QUERY = (
    r"(?:\?(?:[\w.~%!$&+;=:@*/,{}<>\[\]…-]|\|(?=\w))*[\w%=*/{}<>\[\]-](?:\.{3}|…)?"
    r"|(?:\[[?&][^\[\]\n]{0,120}(?:\[[^\[\]\n]{0,80}\][^\[\]\n]{0,80}){0,8}\]){1,8}"
    r"|\{[?&][^{}\n]{1,120}\}|\([?&][^()\n]{1,120}\))"
)
_MENTION = re.compile(
    rf"(?<![\w/.:{{<-])(?P<methods>{_METHOD}(?:\s{{0,3}}(?:/|,|\||&|\bor\b|\band\b)\s{{0,3}}{_METHOD}(?![\w])){{0,6}})"
    rf"(?::\s|\s)\s{{0,7}}(?P<host>{_HOST})(?P<path>{_PATH})(?P<query>{_QUERY})?"
)
_NEXT = re.compile(
    rf"\s{{0,3}}(?:,|\bor\b|\band\b|/|\||&|、)\s{{0,3}}(?P<path>(?=/[\w{{<:\[]){_PATH})(?P<query>{_QUERY})?"
)
_ONE_METHOD = re.compile(_METHOD)
_BETWEEN = re.compile(rf"[\s`*]*{_METHOD}(?!\w)")
"""What stands behind a slash that is no path: `GET` / `POST`."""


class Mention(NamedTuple):
    """A method and path found in a text.

    `text[start:end]` runs from the method to the path's end. Where one method stands for several paths or several
    methods for one path, the span of the second and later mentions is what only they have: the path, the method.
    The path is without scheme, host, query and closing punctuation; `behind` is where the text goes on after them.
    """

    method: str
    path: str
    start: int
    end: int
    behind: int


@lru_cache(maxsize=1 << 13)
def find(text: str) -> tuple[Mention, ...]:
    """Every `METHOD /path` in free text, in order.

    Understands `GET/POST /x`, `POST or PUT /x`, `POST /login/google or /login/apple` and full URLs. A method without
    a path (`PUT object`, `DELETE FROM users`, `GET session:{id}`, `GET / POST`) is none.
    """
    found: list[Mention] = []
    at = 0
    while match := _MENTION.search(text, at):
        start, end = match.start(), _path_end(match)
        if match.group("path") == "/" and _BETWEEN.match(text, end):
            at = end
            continue
        methods = [
            (one.group(), one.start(), one.end()) for one in _ONE_METHOD.finditer(text, start, match.end("methods"))
        ]
        # A query, or punctuation that was cut off, may stand between this path and the next.
        at = match.end() if match.group("query") else end
        paths = [(match.start("path"), end, at)]
        while following := _NEXT.match(text, at):
            end = _path_end(following)
            at = following.end() if following.group("query") else end
            paths.append((following.start("path"), end, at))
        first = text[paths[0][0] : paths[0][1]]
        last = methods.pop()
        # Of several methods the last stands beside the path.
        found += [Mention(method, first, begin, stop, stop) for method, begin, stop in methods]
        found.append(Mention(last[0], first, start if not methods else last[1], paths[0][1], paths[0][2]))
        for path_start, path_end, behind in paths[1:]:
            found += [
                Mention(method, text[path_start:path_end], path_start, path_end, behind)
                for method, *_ in (*methods, last)
            ]
        at = max(at, match.start() + 1)
    return tuple(found)


def _path_end(match: re.Match[str]) -> int:
    """Where the matched path ends once a sentence's punctuation is taken off."""
    path = match.group("path")
    if match.group("query"):
        return match.end("path")
    kept = ""
    while kept != path:
        kept, path = path, path.rstrip(".,;:!&=+$")
        # `**` closes bold type, but `/files/*` and `/files/**` are wildcards.
        unstarred = path.rstrip("*")
        path = path if unstarred.endswith("/") else unstarred
    return match.start("path") + max(1, len(path))


_QUERY_OF = re.compile(r"[\[({][?&].*|\?(?=[^/]*=|$).*", re.DOTALL)


def bare(path: str) -> str:
    """A path without its query: `/users` of `/users?page=1`, `/users[?page=]` and `/users{?page}`."""
    return _QUERY_OF.sub("", path, count=1) or path


class Segment(Struct, frozen=True):
    """One part of a path between slashes.

    `parameters` are the names of its placeholders (`*` has the name `*`), `style` the way the first is written
    (`:`, `{}`, `<>`, `[]`, `$`, `*`; None for a literal segment), `form` the text with every placeholder as `{}`:
    two segments that differ only in parameter names have the same form.
    """

    text: str
    parameters: tuple[str, ...]
    style: str | None
    form: str

    @property
    def literal(self) -> bool:
        return self.style is None

    @property
    def rest(self) -> bool:
        """Whether it stands for all remaining segments: `*`, `**`, `[...slug]`, `{path...}`, `{path:path}`."""
        return self.form == "{}" and bool(_REST.fullmatch(self.text))


_REST = re.compile(r"\*\*?\w*|\[\[?\.\.\.\w+\]?\]|\{\*\w+\}|\{\w+(?:\.\.\.|:path|\+|\*)\}|<path:\w+>|:\w+[*+]")
_PLACEHOLDER = re.compile(
    r"\{\{(?P<mustache>[^{}]*)\}\}|\$\{(?P<shell>[^{}]*)\}|\{(?P<brace>[^{}]*)\}|<(?P<angle>[^<>]*)>"
    r"|\[\[?(?P<square>[^\[\]]*)\]?\]|^:(?P<colon>\w[\w-]*)(?:\([^()]*\))?[?*+]?|^\$(?P<dollar>[A-Za-z_]\w*)"
    r"|^(?P<star>\*\*?)\w*$"
)
# What stands between slashes; a slash in braces does not part (`{name=projects/*}`).
_PART = re.compile(r"(?:\{[^{}]*\}|[^/])+")
_STYLES = {"mustache": "{}", "shell": "$", "brace": "{}", "angle": "<>", "square": "[]", "colon": ":", "dollar": "$"}
_VERSION = re.compile(r"v\d+(?:[._-]?\d+|(?:alpha|beta|rc)\d*)*|\d{4}-\d{2}-\d{2}", re.IGNORECASE)
_PREFIXES = frozenset({"api", "apis", "rest", "gateway", "public", "internal", "external", "latest"})


@lru_cache(maxsize=8192)
def segments(path: str) -> tuple[Segment, ...]:
    """The segments of a path or URL; scheme, host, query, fragment, empty and closing slashes are left out."""
    path = re.sub(r"^[a-zA-Z][a-zA-Z0-9+.-]*://[^/]*", "", path.strip())
    # A `?` inside of a placeholder or right behind `:id` is no query.
    path = re.split(r"\?(?=[\w{<\[$]*=|$)|(?<!:)#", path, maxsplit=1)[0]
    return tuple(_segment(part.group()) for part in _PART.finditer(path))


def _segment(text: str) -> Segment:
    names: list[str] = []
    style: str | None = None
    for match in _PLACEHOLDER.finditer(text):
        kind = match.lastgroup or "star"
        name = match.group(kind)
        if kind == "brace":
            name = name.partition(":")[0]
        elif kind == "angle":
            name = name.rpartition(":")[2]
        names.append(name.strip(".*+? ") or name)
        style = style or _STYLES.get(kind, "*")
    form = _PLACEHOLDER.sub("{}", text) if names else text
    return Segment(text, tuple(names), style, form)


def same(a: str, b: str) -> bool:
    """Whether two paths differ in nothing but the names and the style of their parameters."""
    return [part.form for part in segments(a)] == [part.form for part in segments(b)]


def ends_with(long: str, short: str) -> bool:
    """Whether `short` is `long` without its version prefix, or without a part of that.

    `/auth/login` and `/v1/auth/login` are `/api/v1/auth/login`; `/profile` is not `/users/:id/profile`. What is
    left out must be literal and consist of words like `api` and versions, or end with a version. True for equal paths.
    """
    whole, tail = segments(long), segments(short)
    left_out = len(whole) - len(tail)
    if not tail or left_out < 0 or any(a.form != b.form for a, b in zip(whole[left_out:], tail, strict=True)):
        return False
    head = whole[:left_out]
    if not all(part.literal for part in head):
        return False
    return (
        all(part.text.lower() in _PREFIXES or _VERSION.fullmatch(part.text) for part in head)
        or _VERSION.fullmatch(head[-1].text) is not None
    )


def instance(concrete: str, pattern: str) -> bool:
    """Whether `concrete` is `pattern` with its parameters filled in: `/users/123` of `/users/:id`.

    A parameter of `concrete` fits a parameter only. A closing wildcard of `pattern` takes one or more segments.
    """
    given, wanted = segments(concrete), segments(pattern)
    if wanted and wanted[-1].rest and len(given) >= len(wanted):
        given, wanted = given[: len(wanted) - 1], wanted[:-1]
    return len(given) == len(wanted) and all(_fits(a, b) for a, b in zip(given, wanted, strict=True))


def _fits(given: Segment, wanted: Segment) -> bool:
    if given.form == wanted.form:
        return True
    if not given.literal or wanted.literal:
        return False
    if wanted.form == "{}":
        return True
    # `{id}.json`: the literal parts in order, each placeholder at least one character.
    parts = wanted.form.split("{}")
    at = len(parts[0])
    if not given.text.startswith(parts[0]):
        return False
    for part in parts[1:-1]:
        found = given.text.find(part, at + 1)
        if found < 0:
            return False
        at = found + len(part)
    return given.text.endswith(parts[-1]) and len(given.text) - len(parts[-1]) > at
