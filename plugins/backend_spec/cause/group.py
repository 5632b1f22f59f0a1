"""Findings that have one cause, as they are put together."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from backend_spec.model.entity import Entity


@dataclass
class Group:
    """Findings with one cause: their numbers in the list of all findings.

    `names` are the names that nothing is declared under as they are written, with how often each is. `renamed` is the
    entity that may have had the name before; `uses` tells whether anything refers to it: nothing (""), only its own
    document (`here`), or others; `sure` that more than having lost its uses speaks for it. `lacking` are the members
    that tell what it lacks. `moved` is the prefix of paths that has to be replaced, and the one to put there. `origin`
    is the finding that all others follow from.
    """

    kind: str
    members: list[int] = field(default_factory=list)
    names: Counter[str] = field(default_factory=Counter)
    renamed: Entity | None = None
    sure: bool = True
    uses: str = ""
    lacking: set[int] = field(default_factory=set)
    moved: tuple[str, str] | None = None
    origin: int | None = None

    @property
    def name(self) -> str:
        """The name as it is written most often; of several the longest."""
        return max(self.names, key=lambda name: (self.names[name], len(name), name))
