"""How alike a missing name and a declared one are: the words that they share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

from backend_spec.cause.group import Group
from backend_spec.graph import names
from backend_spec.model.entity import Entity
from backend_spec.model.grpc import Rpc

ALIKE = 0.8
"""Names that share no word but are so much alike (difflib's ratio) are alike by a slip."""

Words = Callable[[str], frozenset[str]]

_PLACEHOLDER = re.compile(r"\{[^{}]*\}|<[^<>]*>|/:\w+")


def words(declared: Sequence[str]) -> Words:
    """What gives the words of a name that tell it from others of its kind: those that at most a quarter have."""
    counts = Counter(word for name in declared for word in set(_words(name)))
    common = {word for word, count in counts.items() if count > max(1, len(declared) / 4)} | names.GENERIC
    return lambda name: frozenset(word for word in _words(name) if word not in common)


def _words(name: str) -> Sequence[str]:
    return names.words(_PLACEHOLDER.sub(" ", name))


def likeness(group: Group, entity: Entity, told: Words) -> float:
    """0 to 1. An RPC is compared with those of its service only, an endpoint with those of its method."""
    if isinstance(entity, Rpc) and entity.service.casefold() != group.name.rpartition(".")[0].casefold():
        return 0.0
    if entity.kind == "endpoint" and group.name.partition(" ")[0] != entity.key.partition(" ")[0]:
        return 0.0
    ours, theirs = told(group.name), told(entity.key)
    shared = len(ours & theirs) / max(len(ours), len(theirs), 1)
    alike = SequenceMatcher(None, names.joined(group.name), names.joined(entity.key)).ratio()
    return max(shared, alike if alike >= ALIKE else 0.0)
