"""The graph's public face: ask what is declared, what a reference means, who refers to what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from msgspec import Struct

from backend_spec.graph import names
from backend_spec.graph.derived import Party
from backend_spec.graph.nearest import Nearest
from backend_spec.model.architecture import Connection, Service
from backend_spec.model.entity import Entity, Ref, Statement
from backend_spec.model.grpc import GrpcService
from backend_spec.model.page import SpecDocument
from backend_spec.text import Span

T = TypeVar("T")
E = TypeVar("E", bound=Entity)


class Resolution(Struct, frozen=True):
    """What a reference means: the entities (several when a name is declared twice), and the proof: by which rule of
    unification the name was found, such as `exact`, `base path`, `renamed parameters`, `service suffix`."""

    targets: tuple[Entity, ...]
    proof: str


@dataclass(frozen=True)
class Graph:
    """Everything that all documents say, linked. Frozen; made by `link`."""

    documents: tuple[SpecDocument, ...]
    facts: Mapping[type, tuple[Entity | Statement, ...]]
    references: tuple[Ref[Entity], ...]
    resolutions: Mapping[Ref[Entity], Resolution]
    names: Mapping[type, Mapping[str, tuple[Entity, ...]]]
    users: Mapping[int, tuple[Ref[Entity], ...]]
    charted: tuple[tuple[Party, Party, Connection], ...] = ()
    edges: tuple[tuple[Party, Party, Span], ...] = ()
    nodes: tuple[tuple[Party, Span], ...] = ()
    _views: dict[object, object] = field(default_factory=dict, init=False, repr=False, compare=False)

    def all(self, noun: type[T]) -> tuple[T, ...]:
        """Every entity or statement of a class, by file and place."""
        return self.facts.get(noun, ())  # type: ignore[return-value]

    def has(self, kind: str) -> bool:
        """Whether the specification has a document of this kind. Without one, nothing can be missing in it."""
        return kind in self.view(_by_kind)

    def of_kind(self, kind: str) -> tuple[SpecDocument, ...]:
        return self.view(_by_kind).get(kind, ())

    def definitions(self, noun: type[E], key: str) -> tuple[E, ...]:
        """The declarations under exactly this canonical name."""
        return self.names.get(noun, {}).get(key, ())  # type: ignore[return-value]

    def targets(self, ref: Ref[E]) -> tuple[E, ...]:
        """What a reference means; empty when nothing of that name is declared."""
        resolution = self.resolutions.get(ref)
        return resolution.targets if resolution else ()  # type: ignore[return-value]

    def resolve(self, ref: Ref[E]) -> E | None:
        """What a reference means: the first declaration, None when there is none."""
        targets = self.targets(ref)
        return targets[0] if targets else None

    def proof(self, ref: Ref[Entity]) -> str:
        """By which rule of unification a reference was resolved; empty when it was not."""
        resolution = self.resolutions.get(ref)
        return resolution.proof if resolution else ""

    def named(self, noun: type[E]) -> tuple[Ref[E], ...]:
        """The references to entities of a class, by file and place."""
        return self.view(_by_target).get(noun, ())  # type: ignore[return-value]

    def uses(self, entity: Entity) -> tuple[Ref[Entity], ...]:
        """The references that mean an entity, by file and place."""
        return self.users.get(id(entity), ())

    def nearest(self, noun: type[Entity], key: str) -> Entity | None:
        """The declared entity whose name is most like `key`, if any is like it: for "did you mean".

        Services are compared without the words that all of them share: `media-service` is not like `message-service`.
        """
        declared = self.names.get(noun, {})
        for form, least in _ALIKE_SERVICES if issubclass(noun, Service | GrpcService) else _ALIKE:
            indexes = self.view(_nearest)
            if (noun, form) not in indexes:
                forms = {form(name): name for name in declared}
                indexes[noun, form] = (Nearest(forms), forms)
            nearest, forms = indexes[noun, form]
            if close := nearest.to(form(key), least):
                return declared[forms[close]][0]
        return None

    def connections(self) -> tuple[tuple[Party, Party, Connection], ...]:
        """The communication patterns table's rows with their ends resolved; a row that names several parties or a
        group counts once per pair."""
        return self.charted

    def drawn(self) -> tuple[tuple[Party, Party, Span], ...]:
        """The edges of the architecture's flowcharts; an edge to a subgraph counts once per node in it."""
        return self.edges

    def pictured(self) -> tuple[tuple[Party, Span], ...]:
        """The nodes of the architecture's flowcharts."""
        return self.nodes

    def place(self, kind: str) -> Span | None:
        """Where to report what a kind of document lacks: the title of the first document of the kind."""
        documents = self.of_kind(kind)
        return documents[0].span if documents else None

    def view(self, make: Callable[[Graph], T]) -> T:
        """What a function derives from the whole graph, computed once: an index that a rule needs for each subject."""
        views = self._views
        if make not in views:
            views[make] = make(self)
        return views[make]  # type: ignore[return-value]


_ALIKE: tuple[tuple[Callable[[str], str], float], ...] = ((str.casefold, 0.7),)
_ALIKE_SERVICES = ((names.core, 0.7), (names.joined, 0.9))
"""How names are written to be compared, and how alike they must be. Where the word that services share is misspelt, as
in `auth-servce`, whole names are compared."""


def _nearest(graph: Graph) -> dict[tuple[type, Callable[[str], str]], tuple[Nearest, dict[str, str]]]:
    """Indexes by class and form, filled as they are asked for."""
    return {}


def _by_target(graph: Graph) -> Mapping[type[Entity], tuple[Ref[Entity], ...]]:
    found: dict[type[Entity], list[Ref[Entity]]] = {}
    for ref in graph.references:
        found.setdefault(ref.target, []).append(ref)
    return {noun: tuple(refs) for noun, refs in found.items()}


def _by_kind(graph: Graph) -> Mapping[str, tuple[SpecDocument, ...]]:
    found: dict[str, list[SpecDocument]] = {}
    for document in graph.documents:
        found.setdefault(document.kind, []).append(document)
    return {kind: tuple(documents) for kind, documents in found.items()}
