"""Who may call each endpoint, as its section, the API summary and the access matrix say."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from operator import eq

from backend_spec.graph import Graph
from backend_spec.kinds.api import access
from backend_spec.kinds.common.agreement import Authority, Claim
from backend_spec.model.entity import Ref
from backend_spec.model.http import AccessRow, Endpoint, Role, RoleUse, SummaryRow
from backend_spec.text import Span

Access = Claim[bool]
Roles = Claim[frozenset[str]]

_PLAIN = re.compile(r"[`*\s]*(?:public|protected|private)\b", re.IGNORECASE)
_OTHERWISE = re.compile(
    r"refresh|webhook|sign(?:ed|ature)|hmac|basic|cookie|ticket|optional|internal|api.?key|mtls|service|ticket",
    re.IGNORECASE,
)
"""What an access level speaks of that one place may call public and another protected."""
_NOBODY = frozenset("guest guests public anonymous unauthenticated visitor visitors everyone anyone".split())
"""Who needs no token."""
_PARTLY = re.compile(
    r"\b(?:own\w*|self|creator|author|sender|recipient|participants?|assign\w*|any|all|except|not|without|other|same)\b",
    re.IGNORECASE,
)
"""What a list of roles says of callers by something else than their role, or of roles that it leaves out."""
_GUESTS, _NO_GUESTS = "guests too", "no guests"


def public(graph: Graph) -> Mapping[int, list[Access]]:
    """Whether each endpoint is public, by its identity; its section comes first.

    Other tables have words of their own ("Yes", no role at all): a wording counts if it goes with the sections of
    nearly all endpoints that it stands beside.
    """
    found: dict[int, list[Access]] = {}
    for endpoint in graph.all(Endpoint):
        text = endpoint.access
        if text is None or endpoint.public is None or not endpoint.detailed or endpoint.operational:
            continue
        if endpoint.public or not _OTHERWISE.search(text.value):
            found[id(endpoint)] = [_access(endpoint.public, text.span, "endpoint's section", Authority.TABLE)]
    said: dict[tuple[str, str], list[tuple[int, Span]]] = defaultdict(list)
    for owner, wording, place, span in (*_summary(graph), *_matrix(graph)):
        if owner in found:
            said[place, wording].append((owner, span))
    for (place, wording), rows in said.items():
        meaning = _meaning(wording, [found[owner][0].value for owner, _ in rows])
        for owner, span in rows if meaning is not None else ():
            found[owner].append(_access(bool(meaning), span, place, Authority.LIST))
    return found


def _access(public: bool, span: Span, place: str, authority: Authority) -> Access:
    return Claim(public, "public" if public else "protected", span, place, authority)


def _meaning(wording: str, sections: list[bool]) -> bool | None:
    """Whether a wording means public, by what the sections say of the endpoints that it stands beside."""
    if _PLAIN.match(wording):
        return access.is_public(wording)
    if wording in (_GUESTS, _NO_GUESTS) and 3 * sections.count(wording == _GUESTS) >= len(sections):
        return wording == _GUESTS
    more, fewer = sorted((sections.count(True), sections.count(False)), reverse=True)
    return sections.count(True) == more if more > 3 and fewer <= max(1, len(sections) // 10) else None


def _summary(graph: Graph) -> Iterator[tuple[int, str, str, Span]]:
    for row in graph.all(SummaryRow):
        targets = graph.targets(row.endpoint)
        if row.access and len(targets) == 1 and not _OTHERWISE.search(row.access.value):
            words = row.access.value.casefold() if not _PLAIN.match(row.access.value) else row.access.value.split()[0]
            yield id(targets[0]), words.strip("`*(,"), "API summary", row.access.span


def _matrix(graph: Graph) -> Iterator[tuple[int, str, str, Span]]:
    """The rows of the matrix: what they say is whether guests have a mark, where that can be, or else anybody.

    Where no column is for guests, a mark for every role may be meant for everybody.
    """
    rows_of = graph.view(matrix_rows)
    columns: dict[str, set[str]] = defaultdict(set)
    for rows in rows_of.values():
        columns[rows[0].span.source.path] |= {role.key.casefold() for row in rows for role in row.roles}
    for endpoint, rows in rows_of.items():
        names = {role.key.casefold() for row in rows for role in row.roles}
        known = columns[rows[0].span.source.path]
        if known & _NOBODY:
            wording = _GUESTS if names & _NOBODY else _NO_GUESTS
        elif names and names == known:
            continue
        else:
            wording = "roles" if names else "nobody"
        yield endpoint, wording, "access matrix", rows[0].endpoints[0].span


def matrix_rows(graph: Graph) -> Mapping[int, list[AccessRow]]:
    """The rows of the access matrix for each endpoint: there may be one for each thing to do with it."""
    found: dict[int, list[AccessRow]] = defaultdict(list)
    for row in graph.all(AccessRow):
        for ref in row.endpoints:
            targets = graph.targets(ref)
            if len(targets) == 1:
                found[id(targets[0])].append(row)
    return found


def roles(graph: Graph) -> Mapping[int, list[Roles]]:
    """The roles that may call each protected endpoint, by its identity, where several places name some."""
    found: dict[int, list[Roles]] = {}
    summaries = graph.view(_summary_roles)
    for endpoint in graph.all(Endpoint):
        if endpoint.public or not endpoint.detailed or endpoint.operational:
            continue
        claims = [_roles(graph, endpoint.roles, "endpoint's section", Authority.TABLE)]
        rows = graph.view(matrix_rows).get(id(endpoint), [])
        claims.append(
            _roles(graph, [role for row in rows for role in row.roles], "access matrix", Authority.LIST, rows)
        )
        claims.append(_roles(graph, summaries.get(id(endpoint), ()), "API summary", Authority.LIST))
        if len(given := [claim for claim in claims if claim]) > 1:
            found[id(endpoint)] = given
    return found


def _roles(
    graph: Graph, refs: Iterable[Ref[Role]], place: str, authority: Authority, rows: list[AccessRow] | None = None
) -> Roles | None:
    """What a place says; None where it names no role, or one that is not defined."""
    given = [ref for ref in refs if ref.key.casefold() not in _NOBODY]
    names = frozenset(role.key for ref in given for role in graph.targets(ref))
    if not names or not all(graph.targets(ref) for ref in given):
        return None
    first, last = given[0].span, given[-1].span
    if not rows and _PARTLY.search(_around(first)):
        return None
    whole = first.source is last.source and 0 <= last.end - first.start < 200
    span = rows[0].endpoints[0].span if rows else Span(first.source, first.start, last.end) if whole else first
    return Claim(names, ", ".join(f"`{name}`" for name in sorted(names)), span, place, authority)


def _around(span: Span) -> str:
    """The cell or the line that a role stands in."""
    text = span.source.text
    before = re.split(r"[|\n]", text[max(0, span.start - 40) : span.start])[-1]
    return before + re.split(r"[|\n]", text[span.start : span.start + 200], maxsplit=1)[0]


def _summary_roles(graph: Graph) -> Mapping[int, list[Ref[Role]]]:
    named: dict[str, list[Ref[Role]]] = defaultdict(list)
    for use in graph.all(RoleUse):
        named[use.context].append(use.role)
    found: dict[int, list[Ref[Role]]] = {}
    for row in graph.all(SummaryRow):
        targets = graph.targets(row.endpoint)
        if len(targets) == 1 and (refs := named.get(f"summary {row.endpoint.key}")):
            found[id(targets[0])] = refs
    return found


def agreement(graph: Graph) -> Callable[[frozenset[str], frozenset[str]], bool]:
    """Whether two places name the same roles.

    Where places mostly name the very same sets of several roles, those are complete; else a place may leave out the
    roles that may do all that a named one may.
    """
    if graph.view(_complete):
        return eq
    ranks, spread = graph.view(_above), graph.view(meant)

    def agree(ours: frozenset[str], theirs: frozenset[str]) -> bool:
        alike = spread(ours) == spread(theirs) and not ours.isdisjoint(theirs)
        return ours == theirs or alike or (not ranks and (ours <= theirs or theirs <= ours))

    return agree


def meant(graph: Graph) -> Callable[[frozenset[str]], frozenset[str]]:
    """The roles that a place means, those that it may leave out included."""
    ranks: Mapping[str, frozenset[str]] = {} if graph.view(_complete) else graph.view(_above)
    return lambda names: names.union(*(ranks.get(name, frozenset()) for name in names))


def _complete(graph: Graph) -> bool:
    pairs = [(claims[0].value, claim.value) for claims in graph.view(roles).values() for claim in claims[1:]]
    several = [ours == theirs for ours, theirs in pairs if max(len(ours), len(theirs)) > 1]
    return len(several) > 3 and 4 * sum(several) > 3 * len(several)


def _above(graph: Graph) -> Mapping[str, frozenset[str]]:
    """For each role those that may do all that it may: wherever it is named they are too, but for one place of many.

    Told by the matrix, where there is none by the lists of all endpoints.
    """
    matrix = [row.roles for row in graph.all(AccessRow) if row.roles and row.endpoints]
    lists = matrix or [endpoint.roles for endpoint in graph.all(Endpoint) if endpoint.roles]
    counts: dict[str, int] = defaultdict(int)
    both: dict[tuple[str, str], int] = defaultdict(int)
    for refs in lists:
        names = {role.key for ref in refs for role in graph.targets(ref)}
        for name in names:
            counts[name] += 1
            for other in names:
                both[name, other] += 1
    return {
        name: frozenset(other for other in counts if both[name, other] >= count - (3 < count < counts[other]))
        for name, count in counts.items()
    }
