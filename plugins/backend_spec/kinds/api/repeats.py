"""Whether each endpoint takes an idempotency key, as its section, the API summary and the policy say."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from backend_spec.graph import Graph
from backend_spec.kinds.common.agreement import Authority, Claim
from backend_spec.model.http import Endpoint, EndpointUse, SummaryRow
from backend_spec.model.page import Setting
from backend_spec.text import Span, Spanned

Level = Claim[frozenset[str]]

_REQUIRED, _OPTIONAL, _NONE = "required", "optional", "none"
_HEADER = re.compile(
    r"[\W_]*(?:(?:use|send|with|header|the)\s+)*`?(?:x-)?idempotency-key`?(?:\s+header)?(?:\s+is)?[\s:,–—-]*",
    re.IGNORECASE,
)
_WORDS = (
    (re.compile(r"not (?:required|mandatory)\b|unnecessary\b", re.IGNORECASE), frozenset({_OPTIONAL, _NONE})),
    (re.compile(r"(?:required|mandatory|必须|필수)(?!\w)", re.IGNORECASE), frozenset({_REQUIRED})),
    (
        re.compile(
            r"(?:strongly )?(?:optional|recommended|supported|accepted|honou?red|推荐|권장)(?!\w)", re.IGNORECASE
        ),
        frozenset({_OPTIONAL}),
    ),
    (
        re.compile(r"(?:not (?:needed|supported|applicable|used)|no key|ignored|safe\b|none\b|n/a\b)", re.IGNORECASE),
        frozenset({_NONE}),
    ),
)
_YES = re.compile(r"(?:yes|true|✓|✔|✅|是)(?!\w)", re.IGNORECASE)
_NO = re.compile(r"(?:no|false|✗|✘|❌|否)(?!\w)", re.IGNORECASE)
_NATURAL = re.compile(r"natural|inherent|by (?:design|nature|definition)|semantic|always", re.IGNORECASE)
_KEYLESS = frozenset({"GET", "HEAD", "OPTIONS", "PUT", "DELETE"})
"""Methods that are idempotent by themselves, of which "idempotent: yes" says nothing of a key."""


def claims(graph: Graph) -> Mapping[int, list[Level]]:
    """What is said of each endpoint, by its identity; its section comes first.

    "Yes" and "No" in the summary count if they go with the sections of nearly all endpoints beside which they stand.
    """
    found: dict[int, list[Level]] = {}
    methods: dict[int, str] = {}
    for endpoint in graph.all(Endpoint):
        text = endpoint.idempotency
        levels = _levels(text.value, endpoint.method.value) if text else None
        if text and levels and endpoint.detailed and not endpoint.operational:
            found[id(endpoint)] = [_claim(levels, text, "endpoint's section", Authority.TABLE)]
            methods[id(endpoint)] = endpoint.method.value
    beside: dict[str, list[tuple[int, frozenset[str], Spanned[str]]]] = defaultdict(list)
    for row in graph.all(SummaryRow):
        targets = graph.targets(row.endpoint)
        owner = id(targets[0]) if len(targets) == 1 else 0
        if owner in found and row.idempotency and (levels := _levels(row.idempotency.value, methods[owner])):
            wording = "yes" if _YES.match(row.idempotency.value) else "no" if _NO.match(row.idempotency.value) else ""
            beside[wording].append((owner, levels, row.idempotency))
    for wording, rows in beside.items():
        wrong = sum(levels.isdisjoint(found[owner][0].value) for owner, levels, _ in rows)
        if not wording or (len(rows) > 3 and wrong <= max(1, len(rows) // 10)):
            for owner, levels, text in rows:
                found[owner].append(_claim(levels, text, "API summary", Authority.LIST))
    for owner, levels, name in _policy(graph):
        if owner in found:
            found[owner].append(_claim(levels, name, "idempotency policy", Authority.LIST))
    return found


def _claim(levels: frozenset[str], text: Spanned[str], place: str, authority: Authority) -> Level:
    said = re.split(r"[(,;.—–]", text.value.strip("`*"))[0].strip().casefold()
    return Claim(levels, f"`{said}`", text.span, place, authority)


def _levels(text: str, method: str) -> frozenset[str] | None:
    """What a level may mean; None where it does not tell whether there is a key."""
    bare = text.lstrip("`*_ ")
    header = _HEADER.match(bare)
    bare = bare[header.end() :] if header else bare
    for form, levels in _WORDS:
        if form.match(bare):
            return levels
    if _NO.match(bare):
        return frozenset({_NONE})
    if method in _KEYLESS or _NATURAL.search(bare):
        return None
    return frozenset({_REQUIRED, _OPTIONAL}) if _YES.match(bare) or (header and not bare.strip("`*. ")) else None


def _policy(graph: Graph) -> Iterator[tuple[int, frozenset[str], Spanned[str]]]:
    """The endpoints in the rows of a table of levels: "Required | `POST /orders`"."""
    rows: dict[tuple[str, int], tuple[frozenset[str], Span]] = {}
    for setting in graph.all(Setting):
        if "idempot" in setting.section.casefold() and (levels := _levels(setting.name.value, "POST")):
            rows[setting.span.source.path, setting.span.first.line] = levels, setting.name.span
    for use in graph.all(EndpointUse) if rows else ():
        if "idempot" not in use.context.casefold():
            continue
        levels_and_place = rows.get((use.span.source.path, use.span.first.line))
        targets = graph.targets(use.endpoint)
        if levels_and_place and len(targets) == 1:
            yield id(targets[0]), levels_and_place[0], Spanned(levels_and_place[1].text, use.span)
