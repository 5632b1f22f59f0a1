"""Who may call: access levels, roles at endpoints, role definitions, the access matrix."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_spec.kinds.api import conventions
from backend_spec.kinds.api.stream import plain_title
from backend_spec.markdown import Inline, Row, Table
from backend_spec.model.entity import Ref, Where
from backend_spec.model.http import Role, RoleUse
from backend_spec.reading import NOTHING, Collector, names, says_nothing, truth
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
_WORD = re.compile(r"[A-Za-z가-힣\u4e00-\u9fff][\w-]*")
_MARKED = re.compile(r"\broles?\b\s*(?:[:：=]|is|are|in|of)?\s*(?P<list>[`*\w][^.;()]*)", re.IGNORECASE)
_BEFORE = re.compile(r"(?P<name>[`*\w-]+)\s+(?:roles?|only)\b", re.IGNORECASE)
_BRACKETED = re.compile(r"[(\[（](?P<list>[^()\[\]（）]*)[)\]）]")
_LIST = re.compile(r"[`*\w-]+\+?(?:\s*(?:,|/|\||\bor\b|\band\b|&|,\s*or|,\s*and|、)\s*[`*\w-]+\+?)*\s*")
_SKIP = re.compile(
    r"\b(?:or (?:higher|above)|and (?:higher|above|up)|only|required|roles?|and|or|role)\b", re.IGNORECASE
)


def is_public(text: str) -> bool | None:
    """What an access level means; None when it does not tell."""
    public, protected = _PUBLIC.search(text), _PROTECTED.search(text)
    if public and protected:
        return public.start() < protected.start()
    return True if public else False if protected else None


def roles(collector: Collector, text: Spanned[str], where: Where, *, listed: bool, owner: str) -> tuple[Ref[Role], ...]:
    """The roles that a value names.

    `listed` says that the value can only be a list of roles. In an access level roles stand in parentheses, behind
    the word "role" or before "role" or "only".
    """
    raw = text.span.text
    parts: list[tuple[int, int, bool]] = []
    if listed:
        end = next((m.start() for m in re.finditer(r"\s*[(（]|\s[—–-]\s|\.\s", raw) if m.start()), len(raw))
        parts.append((0, end, bool(_LIST.fullmatch(raw, 0, end))))
    else:
        for match in (*_BRACKETED.finditer(raw), *_MARKED.finditer(raw)):
            inner = raw[match.start("list") : match.end("list")]
            start = match.start("list")
            if marked := re.match(r"\s*(?:requires\s+)?roles?\s*[:：=]?\s*", inner, re.IGNORECASE):
                start += marked.end()
            firm = bool(_LIST.fullmatch(raw, start, match.end("list"))) or bool(marked and marked.end())
            parts.append((start, match.end("list"), firm and bool(_LIST.fullmatch(raw, start, match.end("list")))))
        parts += [(m.start("name"), m.end("name"), False) for m in _BEFORE.finditer(raw)]
    found: dict[int, Ref[Role]] = {}
    for start, end, sure in parts:
        for match in _WORD.finditer(_without_fillers(raw), start, end):
            word, at = match.group(), text.span.start + match.start()
            if at in found:
                continue
            coded = raw[match.start() - 1 : match.start()] == "`"
            firm = (sure or coded) and word.casefold() not in conventions.NO_ROLE
            name = Spanned(word, Span(text.span.source, at, at + len(word)))
            found[at] = collector.refer(Role, name, where, firm=firm)
            if firm:
                collector.state(RoleUse(name.span, found[at], owner))
    return tuple(found[at] for at in sorted(found) if found[at].firm or _is_likely(found[at]))


def _without_fillers(raw: str) -> str:
    return _SKIP.sub(lambda m: " " * len(m.group()), raw)


def _is_likely(ref: Ref[Role]) -> bool:
    """Whether a word that is not firm is still shown as an endpoint's role."""
    return ref.key.casefold() not in conventions.NO_ROLE


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
    taken = conventions.LISTING.match(table) or {}
    columns = {
        index: cell.value
        for index, cell in enumerate(table.head.cells)
        if index and index not in taken.values() and cell and _marks(table, index)
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


def mentioned(cell: Inline | None) -> Iterator[Spanned[str]]:
    """The roles in a Roles column's cell."""
    if cell:
        yield from (Spanned(name.value.rstrip("+"), name.span) for name in names(cell, slash=True))
