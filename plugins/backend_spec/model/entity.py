"""What a document states: entities it declares, statements it makes, references to entities of any document."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from typing import Any, ClassVar, Generic, TypeVar

from msgspec import Struct

from backend_spec.diagnostic import Label, Root
from backend_spec.text import Span, Spanned, sort_key


class Where(StrEnum):
    """The sort of place that a reference is written in."""

    PROSE = "prose"
    TABLE = "table"
    CODE = "code"
    HEADING = "heading"
    DIAGRAM = "diagram"
    FENCE = "fence"


class Entity(Struct, frozen=True):
    """Something that a specification declares and that other places name.

    `name` is the canonical name (the JSON contract's table) at the place of its declaration, `span` the whole
    declaration: a row, a section's heading, a statement in a fence.
    """

    kind: ClassVar[str] = ""
    exported: ClassVar[bool] = True
    """Whether `backend-spec graph` lists entities of this class."""

    name: Spanned[str]
    span: Span

    @property
    def key(self) -> str:
        return self.name.value

    @property
    def subject(self) -> str:
        """How fingerprints and messages call it: `endpoint POST /api/v1/auth/login`."""
        return f"{self.kind} {self.name.value}"

    @property
    def root(self) -> Root:
        """The entity as what a finding comes down to: it is declared, but some place lacks it."""
        return Root(self.kind, self.name.value, declared=True)

    def attributes(self) -> dict[str, object]:
        """The attributes of the JSON contract."""
        return {}


E = TypeVar("E", bound=Entity, covariant=True)


class Ref(Struct, Generic[E], frozen=True, cache_hash=True):
    """A mention of an entity: `key` as it was understood, `span` exactly where it is written.

    `firm` tells that the place can only mean an entity of this class, so that one which does not exist is a fault. A
    mention that may be something else is not firm: it counts when it resolves, else it is dropped.
    `scope` narrows the search where the place tells: the callee's name for an RPC on an arrow.
    """

    target: type[E]
    key: str
    span: Span
    where: Where
    firm: bool = True
    scope: str = ""

    @property
    def text(self) -> str:
        return self.span.text

    @property
    def root(self) -> Root:
        """What it names as what a finding comes down to: it is declared nowhere."""
        inside = self.scope and not re.search(r"[./]|::", self.key)
        return Root(self.target.kind, f"{self.scope}.{self.key}" if inside else self.key)


class Statement(Struct, frozen=True):
    """Something a document says about entities without declaring one: a row of a mapping, an operation's step."""

    span: Span

    @property
    def subject(self) -> str:
        """The stable half of a finding's fingerprint."""
        return f"{type(self).__name__} {' '.join(self.span.text.split())}"


class Flaw(Statement, frozen=True):
    """Something that the reader met and could not make sense of, or that readers will see differently.

    `sort` names it for the rule that reports it, such as `encoding`, `unclosed-fence`, `surplus-cell`. `swallowed` is
    the text that could not be read because of it.
    """

    sort: str
    message: str
    help: str | None = None
    labels: tuple[Label, ...] = ()
    swallowed: Span | None = None


class Mention(Statement, frozen=True):
    """A piece of text that may name an entity, to be tried against everything that is declared."""

    text: str
    where: Where


class Ledger(Struct, frozen=True):
    """How much of a document there is and how much of it was understood. `unread` are the places that were not.

    `unchecked` are the languages whose compiler is not installed here, `unanalysed` the statements that a compiler
    could not judge.
    """

    rows: int = 0
    rows_read: int = 0
    fences: int = 0
    fences_read: int = 0
    arrows: int = 0
    arrows_read: int = 0
    unread: tuple[Span, ...] = ()
    unchecked: tuple[str, ...] = ()
    unanalysed: tuple[Span, ...] = ()


class Facts(Struct, frozen=True, dict=True):
    """All that one document says. `stated` holds entities and statements in document order."""

    stated: tuple[Entity | Statement, ...]
    references: tuple[Ref[Entity], ...]
    ledger: Ledger

    @cached_property
    def by_class(self) -> Mapping[type, tuple[Entity | Statement, ...]]:
        """What is stated by class, each class in the order of places."""
        found: dict[type, list[Entity | Statement]] = {}
        for fact in self.stated:
            found.setdefault(type(fact), []).append(fact)
        return {noun: tuple(sorted(facts, key=sort_key)) for noun, facts in found.items()}

    @cached_property
    def made(self) -> dict[str, Any]:
        """What has been made of it later; see `graph.again`."""
        return {}
