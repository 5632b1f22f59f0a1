"""One fact stated in several places: which place stands alone, and what all of them say side by side."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from enum import IntEnum
from operator import eq
from typing import Any, Generic, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from backend_spec.diagnostic import Finding, Label
from backend_spec.text import Span

T = TypeVar("T")


class Authority(IntEnum):
    """How much a sort of place counts when as many places say one thing as the other."""

    PROSE = 1
    EXAMPLE = 2
    DIAGRAM = 3
    LIST = 4
    TABLE = 5
    SCHEMA = 6
    """DDL, proto, JSON Schema."""


class Claim(Struct, Generic[T], frozen=True):
    """What one place says about a fact.

    `value` is compared, `text` is shown ("`VARCHAR(255)`", "nullable"). `place` names the sort of place without an
    article, so that it can be counted: "column table", "sequence diagram".
    """

    value: T
    text: str
    span: Span
    place: str
    authority: Authority


def disagreement(
    fact: str,
    claims: Iterable[Claim[T]],
    agree: Callable[[T, T], bool] = eq,
    advice: str | None = None,
) -> Finding | None:
    """The finding about a fact that its places state differently; None where they agree.

    It points at the place that the fewest others agree with, then at the one with the fewest of the very same words,
    on a tie at the one that counts less, then at the later one. `fact` begins the message: "the type of
    `users.email`" is so in one place, "but" so in others; `advice` replaces the help. `agree` need not be transitive:
    a diagram's `string` agrees with both `TEXT` and `VARCHAR`.
    """
    given = list(claims)
    if given and all(claim.value == given[0].value for claim in given) and agree(given[0].value, given[0].value):
        return None  # nearly always
    given.sort(key=lambda claim: claim.span.order)
    counts = [sum(agree(claim.value, other.value) for other in given) for claim in given]
    if all(count == len(given) for count in counts):
        return None
    alike = [sum(claim.text == other.text for other in given) for claim in given]
    at = min(range(len(given)), key=lambda index: (counts[index], alike[index], given[index].authority, -index))
    odd = given[at]
    with_it = [claim for claim in given if agree(odd.value, claim.value) and claim.text == odd.text]
    against = [claim for claim in given if not agree(odd.value, claim.value)]
    others = sorted(against, key=lambda claim: -sum(one.text == claim.text for one in against))
    texts = list(dict.fromkeys(claim.text for claim in others))
    said = [f"{text} in {places([claim for claim in against if claim.text == text])}" for text in texts]
    first = [odd, *(claim for claim in with_it if claim is not odd)]
    return Finding(
        odd.span,
        f"{fact} is {odd.text} in {places(first)}, but {enumerated(said)}",
        tuple(Label(claim.span, f"the {claim.place} says {claim.text}") for claim in given if claim is not odd),
        advice or (f"write {texts[0]} here too, or correct the others" if len(against) > 1 else "correct one of them"),
    )


def places(claims: Sequence[Claim[Any]]) -> str:
    """The sorts of places in words: "the DDL and 2 sequence diagrams"."""
    names = [claim.place for claim in claims]
    return enumerated(
        [f"the {name}" if names.count(name) == 1 else f"{names.count(name)} {name}s" for name in dict.fromkeys(names)]
    )


def enumerated(parts: Sequence[str]) -> str:
    """The parts as a list in a sentence."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


LIKE = 3
"""So many findings of one sort have one cause."""


def together(found: Iterable[tuple[int, Hashable, Finding]]) -> Mapping[int, list[Finding]]:
    """Findings with one cause as one: those with equal keys, when there are several of them.

    Each comes with the identity of the fact that it is about, by which the result is ordered. The first of a group
    stands for all; its labels show the other places, and its message counts them.
    """
    groups: dict[Hashable, list[tuple[int, Finding]]] = {}
    for owner, key, finding in found:
        groups.setdefault(key, []).append((owner, finding))
    told: dict[int, list[Finding]] = {}
    for group in groups.values():
        group.sort(key=lambda one: one[1].span.order)
        if len(group) < LIKE:
            for owner, finding in group:
                told.setdefault(owner, []).append(finding)
            continue
        owner, first = group[0]
        labels = (*first.labels, *(Label(finding.span, "so too here") for _, finding in group[1:]))
        message = f"{first.message}; so too in {len(group) - 1} more places"
        told.setdefault(owner, []).append(replace(first, message=message, labels=labels))
    return told
