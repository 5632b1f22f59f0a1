"""Names in running text and in diagrams that nothing is declared under, one slip away from something declared."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from backend_spec.graph import keys
from backend_spec.graph.again import kept
from backend_spec.graph.derived import Misspelling
from backend_spec.graph.lookup import NOUNS, Lookup
from backend_spec.graph.names import words
from backend_spec.graph.phrases import part
from backend_spec.graph.slips import slips
from backend_spec.model.architecture import Connection, Service
from backend_spec.model.cache import CacheKey
from backend_spec.model.database import Table
from backend_spec.model.entity import Entity, Facts, Mention, Ref, Statement, Where
from backend_spec.model.error import ErrorCode
from backend_spec.model.event import Event, Topic
from backend_spec.model.grpc import InterServiceCall
from backend_spec.model.page import Diagram, SpecDocument
from backend_spec.notation import sql
from backend_spec.text import Source, Span, Spanned

_TOKEN = re.compile(
    r"(?<![\w./@<$#-])(?:"
    r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+"  # INVALID_CREDENTIALS
    r"|[A-Z]{7,}"  # UNAUTHENTICATED
    r"|[a-z][\w-]*(?::(?:[\w.-]+|\{\w+\}|<\w+>))+"  # session:{user_id}
    r"|[a-z][a-z0-9]*(?:_[a-z0-9]+)+"  # user_devices
    r"|[a-z][a-z0-9_-]*(?:\.[a-z][a-z0-9_-]*)+"  # notification.email
    r"|(?:[A-Z][a-z0-9]+){2,}"  # UserRegistered
    r")(?![\w/:@}>({=-]|\.\w)"
)
"""Words of a diagram that nobody writes but to name something."""

_SQL = re.compile(r"\b(?:INSERT|UPSERT|UPDATE|DELETE|SELECT|JOIN|FROM|INTO)\b")


class _Form(NamedTuple):
    """How the names of one class of entity are written."""

    noun: type[Entity]
    shape: re.Pattern[str]
    names: Callable[[Entity], Iterable[str]]


def _labels(error: Entity) -> Iterator[str]:
    if isinstance(error, ErrorCode):
        yield error.label.value if error.label else error.key


def _patterns(key: Entity) -> Iterator[str]:
    """A key with its placeholders alike, and what stands before the first of them."""
    parts = keys.segments(key.key)
    yield ":".join(parts)
    fixed = parts[: parts.index("{}")] if "{}" in parts else ()
    if fixed:
        yield ":".join(fixed)


_FORMS = (
    _Form(ErrorCode, re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|[A-Z]{7,}"), _labels),
    _Form(CacheKey, re.compile(r"[a-z][\w.-]*(?::(?:[\w.-]+|\{\w+\}|<\w+>))+|[a-z]+(?:_[a-z]+)+"), _patterns),
    _Form(Table, re.compile(r"[a-z][a-z_]{3,}"), lambda table: (table.key,)),
    _Form(Topic, re.compile(r"[a-z][\w-]*(?:\.[\w-]+)+"), lambda topic: (topic.key,)),
    _Form(Service, re.compile(r"[a-z]+(?:-[a-z]+)+"), lambda service: (service.key,)),
    _Form(Event, re.compile(r"[a-z][\w-]*(?:\.[\w-]+)+|(?:[A-Z][a-z0-9]+){2,}"), lambda event: (event.key,)),
)


class _Speller:
    """Tells what a name was meant to be. Its indexes are made once."""

    def __init__(self, facts: Mapping[type, Sequence[Entity | Statement]], lookup: Lookup, sources: Sequence[Source]):
        self._lookup = lookup
        self._sources = sources
        self._counts: dict[str, int] = {}
        self._meant: dict[str, Entity | None] = {}
        self._near: dict[str, tuple[tuple[int, str], ...]] = lookup.by_names.setdefault("near", {})
        """By name the declared names that it may have been meant to be, each with the number of its form."""
        self._forms = []
        for form in _FORMS:
            entities = [one for one in facts.get(form.noun, ()) if isinstance(one, Entity)]
            by_name = {name: entity for entity in reversed(entities) for name in form.names(entity)}
            self._forms.append((form, slips(tuple(by_name)), by_name))

    def meant(self, name: str) -> Entity | None:
        """What a name was meant to be; None when it means something as it is."""
        if name not in self._meant:
            self._meant[name] = self._find(name)
        return self._meant[name]

    def _find(self, name: str) -> Entity | None:
        for number, right in self.near(name):
            if self._is_rare(name, right):
                return self._forms[number][2][right]
        return None

    def near(self, name: str) -> tuple[tuple[int, str], ...]:
        if name not in self._near:
            self._near[name] = tuple(self._nearest(name))
        return self._near[name]

    def _nearest(self, name: str) -> Iterator[tuple[int, str]]:
        for number, (form, index, _) in enumerate(self._forms):
            if form.shape.fullmatch(name):
                right = index.meant(":".join(keys.segments(name)) if form.noun is CacheKey else name)
                if right and not self._is_known(name):
                    yield number, right

    def _is_known(self, name: str) -> bool:
        return any(self._lookup.known(noun, name) for noun in NOUNS)

    def _is_rare(self, name: str, right: str) -> bool:
        """Whether the name is written nowhere else: what authors write again and again they mean.

        A word that is also a key in JSON or a column is as likely meant to be that.
        """
        if re.search(r"[._:-]|[a-z][A-Z]", name):
            return self.count(name) <= 2
        return self.count(name) == 1 and not any(f'"{right}"' in source.text for source in self._sources)

    def count(self, name: str) -> int:
        """How often a name is written in all documents."""
        if name not in self._counts:
            pattern = re.compile(rf"(?<![\w.-]){re.escape(name)}(?![\w-])")
            self._counts[name] = sum(len(pattern.findall(source.text)) for source in self._sources)
        return self._counts[name]


def misspellings(
    documents: Iterable[Facts],
    facts: Mapping[type, Sequence[Entity | Statement]],
    references: Iterable[Ref[Entity]],
    lookup: Lookup,
) -> tuple[Misspelling, ...]:
    """Every misspelling that no reference covers: what is referred to is judged as a reference."""
    pages = [page for page in facts.get(SpecDocument, ()) if isinstance(page, SpecDocument) and page.kind != "other"]
    kinds = {page.path: page.kind for page in pages}
    speller = _Speller(facts, lookup, [page.span.source for page in pages])
    wrong = [one for one in _names(documents, speller, lookup) if one[0].span.source.path in kinds]
    taken: dict[str, list[Span]] = {text.span.source.path: [] for text, *_ in wrong}
    # The ends of the rows have rules of their own.
    for judged in (*references, *facts.get(Connection, ()), *facts.get(InterServiceCall, ())) if wrong else ():
        path = judged.span.source.path
        if path in taken:
            taken[path].append(judged.span)
    found: dict[tuple[str, int, int], Misspelling] = {}
    for text, start, end, meant in wrong:
        path = text.span.source.path
        span = part(text, start, end)
        if not any(one.start < span.end and span.start < one.end for one in taken[path]):
            found[span.order] = Misspelling(span, text.value[start:end], meant, kinds[path])
    for text in _drawn(facts, kinds):
        service = lookup.parties.misspelt(text.value)
        # Where the name is written more often than the declared one, the declaration is what is misspelt.
        if service and speller.count(text.value) < _written(service, speller):
            path = text.span.source.path
            found.setdefault(text.span.order, Misspelling(text.span, text.value, service, kinds[path]))
    return tuple(found[place] for place in sorted(found))


def _written(service: Service, speller: _Speller) -> int:
    """How often a service is written by its name, or as in "Auth Service"."""
    forms = {service.key, " ".join(words(service.key)).title()}
    return sum(speller.count(form) for form in forms)


def _drawn(facts: Mapping[type, Sequence[Entity | Statement]], kinds: Mapping[str, str]) -> Iterator[Spanned[str]]:
    """The names of participants, and of nodes in the architecture's flowcharts."""
    for diagram in facts.get(Diagram, ()):
        assert isinstance(diagram, Diagram)
        kind = kinds.get(diagram.span.source.path)
        if kind:
            yield from (participant.name for participant in diagram.content.participants)
        if kind == "architecture" and diagram.content.type == "flowchart":
            yield from (node.label for node in diagram.content.nodes)


def _names(
    documents: Iterable[Facts], speller: _Speller, lookup: Lookup
) -> Iterator[tuple[Spanned[str], int, int, Entity]]:
    """Texts, where in them a misspelt name begins and ends, and what is meant."""
    for document in documents:
        for text, start, end in kept(document, "near", (lookup.declared,), partial(_near, document, speller)):
            if meant := speller.meant(text.value[start:end]):
                yield text, start, end, meant


def _near(document: Facts, speller: _Speller) -> Iterator[tuple[Spanned[str], int, int]]:
    """The names of a document that are near a declared one, each with the text in which it begins and ends."""
    tried: dict[str, list[tuple[int, int]]] = {}
    for mention in document.by_class.get(Mention, ()):
        assert isinstance(mention, Mention)
        if mention.where is Where.FENCE:
            continue  # an example's values are anybody's
        code = mention.text
        if code not in tried:
            tried[code] = [place for place in _in_code(code) if speller.near(code[slice(*place)])]
        for start, end in tried[code]:
            yield Spanned(code, mention.span), start, end
    for diagram in document.by_class.get(Diagram, ()):
        assert isinstance(diagram, Diagram)
        for text in _texts(diagram):
            for name, start, end in text.span.source.made(_tokens, text.value):
                if speller.near(name):
                    yield text, start, end
            for table in sql.mentions(text) if _SQL.search(text.value) else ():
                if speller.near(table.name.value):
                    yield table.name, 0, len(table.name.value)


def _tokens(text: str) -> tuple[tuple[str, int, int], ...]:
    return tuple((match[0], *match.span()) for match in _TOKEN.finditer(text))


def _in_code(text: str) -> Iterator[tuple[int, int]]:
    name = text.strip()
    dot = name.find(".")
    for one in (name, name[:dot]) if dot > 0 else (name,):  # `users.email`: a table and its column
        start = text.find(one)
        yield start, start + len(one)


def _texts(diagram: Diagram) -> Iterator[Spanned[str]]:
    content = diagram.content
    yield from (message.text for message in content.messages)
    yield from (note.text for note in content.notes)
    yield from (node.label for node in content.nodes)
    yield from (edge.label for edge in content.edges if edge.label)
