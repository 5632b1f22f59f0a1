"""The sections of the services: what each has of service definition, message definitions, error table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from backend_spec.kinds.grpc.conventions import DEFINITION, ILLUSTRATES
from backend_spec.kinds.grpc.declare import Declared
from backend_spec.kinds.grpc.fences import Definition
from backend_spec.markdown import Section, Table
from backend_spec.model.grpc import GrpcSection
from backend_spec.reading import Collector, normal
from backend_spec.text import Span


def state(
    collector: Collector, definitions: Sequence[Definition], declared: Declared, error_tables: Sequence[Table]
) -> None:
    """State a `GrpcSection` for every section that holds one service's definition, and for the sections beside them
    that are laid out or named like a service's."""
    homes = {id(i.group): i.group for i in definitions if i.content.services and not i.illustrates and i.group}
    own = {key: section for key, section in homes.items() if _is_one(section, definitions)}
    for section in (*own.values(), *_without_definition(collector.document.root, homes, own)):
        _state(collector, section, definitions, declared, error_tables)


def _is_one(section: Section, definitions: Sequence[Definition]) -> bool:
    """Whether a section is about one service: it defines one, or its title names one of those that it defines."""
    names = {service.name.value for item in definitions if item.group is section for service in item.content.services}
    title = _folded(section.title)
    return len(names) == 1 or any(_folded(name) in title or title in _folded(name) for name in names)


def _folded(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalnum()).replace("service", "").replace("grpc", "") or "-"


def _without_definition(root: Section, homes: dict[int, Section], own: dict[int, Section]) -> Iterator[Section]:
    parents = [section for section in root.walk() if any(id(inner) in own for inner in section.sections)]
    for parent in parents or [section for section in root.walk() if section.level < 2]:
        for section in parent.sections:
            if id(section) in homes or ILLUSTRATES.search(section.title) or section.level < 2:
                continue
            title = normal(section.title)
            parts = sum(bool(DEFINITION.fullmatch(normal(inner.title))) for inner in section.sections)
            named = title.endswith(" service") and not DEFINITION.fullmatch(title)
            if parts > 1 or (named and (parts or any(True for _ in section.fences()))):
                yield section


def _state(
    collector: Collector,
    section: Section,
    definitions: Sequence[Definition],
    declared: Declared,
    error_tables: Sequence[Table],
) -> None:
    assert section.heading
    mine = [item for item in definitions if section.span.contains(item.fence.span) and not item.illustrates]
    services = (service.span for item in mine for service in item.content.services)
    messages = (item.fence.opening for item in mine if item.content.messages)
    errors: Iterator[Span] = (table.head.span for table in error_tables if section.span.contains(table.span))
    collector.state(
        GrpcSection(
            section.heading.span,
            section.heading.title,
            declared.heading(collector, section.heading),
            definition=next(services, None),
            messages=next(messages, None),
            errors=next(errors, None) or next(_error_sections(section), None),
        )
    )


def _error_sections(section: Section) -> Iterator[Span]:
    """The sections about errors that say something, if only that there are none."""
    for inner in section.walk():
        if inner is not section and inner.heading and inner.blocks and "error" in normal(inner.title):
            yield inner.heading.span
