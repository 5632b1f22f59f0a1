"""Who may call: access levels, roles at endpoints, role definitions, the access matrix."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_spec.kinds.api import conventions
from backend_spec.kinds.api.stream import plain_title
from backend_spec.markdown import Row, Table
from backend_spec.model.entity import Ref, Where
from backend_spec.model.http import Role, RoleUse
from backend_spec.reading import NOTHING, Collector, says_nothing, truth
from backend_spec.text import Span, Spanned

_PUBLIC = re.compile(
    r"\b(?:public|none|no auth\w*|no authentication|not required|unauthenticated|anonymous|anyone|open|no)\b|공개"
    r"|불필요|公开|无需|❌|✗|✘",
    re.IGNORECASE,
)
_PROTECTED = re.compile(
    r"\b(?:protected|private|authenticated|bearer|jwt|token|required|session|api.?key|admin|internal|restricted|yes"
    r"|signed|hmac|basic|oauth2?|mtls|members?|role)\b|필요|필수|보호|需要|需登录|认证|✅|✓|✔|🔒",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"[(\[（](?P<list>[^()\[\]（）]*)[)\]）]")
_MARKED = re.compile(r"\broles?\b\s*(?:\(s\)\s*)?(?:[:：=]|(?=`))\s*(?P<list>[`*\w][^.;()]*)", re.IGNORECASE)
_BEFORE = re.compile(r"(?P<list>[`*\w-]+)\s+(?:roles?|only)\b", re.IGNORECASE)
_BETWEEN = re.compile(
    r"\s*(?:,\s*(?:or|and)\b|[,;/|、&]|\b(?:or|and)\b(?!\s+(?:higher|above|up)\b)|<br\s*/?>)\s*", re.IGNORECASE
)
_NAME = re.compile(
    r"[\s`*_]*(?:(?:requires?|any|the|with|roles?)\s*[:：=]?\s+)*[`*_]*(?P<name>[^\W\d][\w-]*(?: [^\W\d][\w-]*)?)"
    r"[`*_+]*(?:\s+(?:roles?|only|or higher|or above|and above|and up|and higher))*[\s`*_.]*",
    re.IGNORECASE,
)

_REMARK = re.compile(
    r"(?:own|owned|self|their|his|her|its|only|same|within|if|when|while|unless|as|for|via|by|after|before)\b(?!-)",
    re.IGNORECASE,
)
"""How a condition begins that stands where roles may: "CUSTOMER (own wallet)"."""


def is_public(text: str) -> bool | None:
    """What an access level means; None when it does not tell."""
    public, protected = _PUBLIC.search(text), _PROTECTED.search(text)
    if public and protected:
        return public.start() < protected.start()
    return True if public else False if protected else None


def roles(collector: Collector, text: Spanned[str], where: Where, *, listed: bool, owner: str) -> tuple[Ref[Role], ...]:
    """The roles that a value names.

    `listed` says that the value can only be a list of roles. In an access level roles stand in parentheses, behind
    "role:" and before "role" or "only"; there they are firm only as inline code or behind "role:".
    """
    raw = text.span.text
    found: dict[int, Ref[Role]] = {}
    for start, end, sure in _lists(raw, listed):
        for name in _names(text.span, start, end):
            coded = raw[name.span.start - text.span.start - 1 : name.span.start - text.span.start] == "`"
            if name.span.start in found or name.value.casefold() in conventions.NO_ROLE:
                continue
            ref = collector.refer(Role, name, where, firm=sure or coded)
            found[name.span.start] = ref
            collector.state(RoleUse(name.span, ref, owner))
    return tuple(found[at] for at in sorted(found))


def _lists(raw: str, listed: bool) -> Iterator[tuple[int, int, bool]]:
    """Where a text lists roles, and whether what stands there can be nothing else."""
    if listed:
        remark = re.search(r"\s[—–-]\s|\.\s", raw)
        yield 0, remark.start() if remark else len(raw), True
        return
    for match in _MARKED.finditer(raw):
        yield *match.span("list"), True
    bracketed = _BRACKETED.search(raw)
    for match in (*([bracketed] if bracketed else []), *_BEFORE.finditer(raw)):
        yield *match.span("list"), False


def _names(span: Span, start: int, end: int) -> Iterator[Spanned[str]]:
    """The names in a list; a part that is a sentence is none, nor is a remark in parentheses."""
    raw = re.sub(r"[(（][^()（）]*[)）]", lambda m: " " * len(m.group()), span.text[start:end])
    at = 0
    for stop, after in (*(match.span() for match in _BETWEEN.finditer(raw)), (len(raw), len(raw))):
        match = _NAME.fullmatch(raw, at, stop)
        if match and not _REMARK.match(match["name"]):
            first = span.start + start + match.start("name")
            yield Spanned(match["name"], Span(span.source, first, first + len(match["name"])))
        at = after


_ABOUT_ACCESS = re.compile(r"\brole|matrix|permission|rbac|access|authori[sz]|권한|权限|访问", re.IGNORECASE)


def matrix(table: Table, titles: list[str], defined: set[str]) -> dict[int, Spanned[str]] | None:
    """The role columns of an access matrix by index, None when the table is none.

    Its first column names endpoints, areas or actions; its role columns hold yes or no, or a remark such as "own".
    The titles around it speak of access, or one of the columns is a defined role.
    """
    if len(table.head.cells) < 2 or not table.rows:
        return None
    if plain_title(table.head.cells[0].plain) not in conventions.SUBJECT_TITLES:
        return None
    listed = conventions.LISTING.match(table) or {}
    taken = {index for index in listed.values() if plain_title(table.head.cells[index].plain) != "public"}
    columns = {
        index: cell.value
        for index, cell in enumerate(table.head.cells)
        if index and index not in taken and cell and _marks(table, index)
    }
    told = any(_ABOUT_ACCESS.search(title) for title in titles)
    known = any(_bare(cell.value).casefold() in defined for cell in columns.values())
    return columns if (told or known) and (len(columns) > 1 or (columns and known)) else None


def _bare(title: str) -> str:
    return re.sub(r"\s*\(.*\)$", "", title).strip()


def _marks(table: Table, index: int) -> bool:
    """Whether most cells of a column are yes-or-no marks."""
    cells = [row.cells[index].plain.strip() for row in table.rows]
    marked = sum(truth(_first(cell)) is not None or says_nothing(cell) or _is_partly(cell) for cell in cells)
    return marked * 10 >= len(cells) * 7 and any(truth(_first(cell)) for cell in cells)


def _first(text: str) -> str:
    return re.split(r"[\s(（]", text, maxsplit=1)[0]


def _is_partly(text: str) -> bool:
    return bool(
        re.match(r"(?:own|self|limited|partial|read|write|full|allow\w*|den\w+|△|◐|rw?|crud)\b", text, re.IGNORECASE)
    )


def allowed(row: Row, columns: dict[int, Ref[Role]]) -> tuple[Ref[Role], ...]:
    """The roles whose cells in a matrix row do not say no."""
    return tuple(
        role
        for index, role in columns.items()
        if row.cells[index].plain.strip().casefold() not in NOTHING
        and truth(_first(row.cells[index].plain)) is not False
    )
