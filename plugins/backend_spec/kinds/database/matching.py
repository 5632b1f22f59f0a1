"""Which columns of a table stand in one description of it and not in another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from backend_spec.diagnostic import Finding
from backend_spec.graph import Graph
from backend_spec.kinds.common.agreement import Authority, Claim, disagreement
from backend_spec.kinds.database import statements
from backend_spec.text import Span


def usual(graph: Graph) -> frozenset[str]:
    """Columns that column tables leave out as a rule, such as `created_at`: those of at least half of the tables
    that have them, and of more than one."""
    held: Counter[str] = Counter()
    left_out: Counter[str] = Counter()
    for known in graph.view(statements.described).values():
        if known.rows and known.ddl:
            held.update(known.ddl.keys())
            left_out.update(known.ddl.keys() - known.rows.keys())
    return frozenset(name for name, count in left_out.items() if count > 1 and count * 2 >= held[name])


def _claims(known: statements.Described, column: str) -> list[Claim[str]]:
    """What each place says of a column; the diagram only where it has it, since it may leave columns out."""
    name = known.table.name.span
    claims: list[Claim[str]] = []
    if known.rows is not None:
        row = known.rows.get(column)
        claims.append(_claim(row.name.span if row else name, row is not None, known.place, known.authority))
    if known.ddl is not None and known.table.ddl:
        given = known.ddl.get(column)
        place = given.name.span if given else known.table.ddl.name.span
        claims.append(_claim(place, given is not None, "DDL", Authority.SCHEMA))
    for drawn in known.drawn:
        if attribute := drawn.get(column):
            claims.append(_claim(attribute.name.span, True, "ER diagram", Authority.DIAGRAM))
    return claims


def _claim(span: Span, given: bool, place: str, authority: Authority) -> Claim[str]:
    text = "given" if given else "missing"
    return Claim(text, text, span, place, authority)


def _renamed(known: statements.Described, ours: str, theirs: str) -> Finding | None:
    """The finding about a column that the column table and the DDL call by different names."""
    rows, ddl = known.rows or {}, known.ddl or {}
    claims = [
        Claim(ours, f"`{rows[ours].name.value}`", rows[ours].name.span, known.place, known.authority),
        Claim(theirs, f"`{ddl[theirs].name.value}`", ddl[theirs].name.span, "DDL", Authority.SCHEMA),
    ]
    for drawn in known.drawn:
        for name in (ours, theirs):
            if attribute := drawn.get(name):
                text = f"`{attribute.name.value}`"
                claims.append(Claim(name, text, attribute.name.span, "ER diagram", Authority.DIAGRAM))
    return disagreement(f"a column of `{known.table.key}`", claims)


def unmatched(known: statements.Described, left_out: frozenset[str]) -> Iterator[tuple[str, Finding | None]]:
    """The columns that one description has and another lacks, or calls by another name (`""`), with the finding.

    `left_out` are columns that column tables leave out as a rule.
    """
    rows, ddl = known.rows, known.ddl
    whole = rows is not None and ddl is not None
    ours = [name for name in rows or () if whole and ddl is not None and name not in ddl]
    theirs = [name for name in ddl or () if whole and rows is not None and name not in rows and name not in left_out]
    if len(ours) == len(theirs) == 1:
        yield "", _renamed(known, ours[0], theirs[0])
        return
    if known.abridged:
        ours = []
    if rows is not None and ddl is not None and len(rows) * 2 < len(ddl):
        theirs = []
    drawn = [name for one in known.drawn for name in one if name not in (rows or {}) and name not in (ddl or {})]
    if known.abridged and rows is None:
        drawn = []
    for name in dict.fromkeys((*ours, *theirs, *drawn)):
        claims = _claims(known, name)
        text = next(claim.span.text for claim in claims if claim.value == "given")
        if len(claims) > 1:
            yield name, disagreement(f"the column `{known.table.key}.{text}`", claims)
