"""Rule: contradicted-event-version."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.common.agreement import Authority, Claim, disagreement
from backend_spec.kinds.event import statements
from backend_spec.model.event import EventSchema
from backend_spec.rule import rule
from backend_spec.text import Spanned

Version = tuple[int, ...]


def _sections(graph: Graph) -> Mapping[int, int]:
    """How many sections describe each event: several may give a version each."""
    found: dict[int, int] = {}
    for schema in graph.all(EventSchema):
        event = statements.event_of(graph, (schema.event,))
        if event:
            found[id(event)] = found.get(id(event), 0) + 1
    return found


def _claims(schema: EventSchema, graph: Graph) -> Iterator[Claim[Version]]:
    event = statements.event_of(graph, (schema.event,))
    if event and event.version_cell and graph.view(_sections).get(id(event)) == 1:
        yield from _claim(event.version_cell, "catalog", Authority.TABLE)
    if schema.version:
        yield from _claim(schema.version, "schema's section", Authority.LIST)
    for version in schema.versions:
        heading = schema.span.contains(version.span)
        yield from _claim(version, "heading" if heading else "JSON", Authority.LIST if heading else Authority.EXAMPLE)


def _claim(version: Spanned[str], place: str, authority: Authority) -> Iterator[Claim[Version]]:
    number = re.fullmatch(r"v?(\d{1,6}(?:\.\d{1,6}){0,3})", version.value.strip().strip("`\"'"), re.IGNORECASE)
    if number:
        value = tuple(int(part) for part in number[1].split("."))
        yield Claim(value, f"`{number[1]}`", version.span, place, authority)


def _agree(one: Version, other: Version) -> bool:
    """`1` is `1.0` and `1.2`."""
    return all(ours == theirs for ours, theirs in zip(one, other, strict=False))


def _applies(schema: EventSchema, graph: Graph) -> bool:
    return sum(1 for _ in _claims(schema, graph)) > 1


@rule(severity=Severity.WARNING, when=_applies)
def contradicted_event_version(schema: EventSchema, graph: Graph) -> Iterator[Finding]:
    """An event's version differs between the catalog, the section of its schema and the JSON in it.

    Consumers choose their reader by the version; an example with another one was copied from the event before.

    `1` and `1.0` are equal. Where several sections describe versions of one event, the catalog is not compared. In
    JSON only members called `event_version`, `schema_version` or, in a whole event, `version` count.

    ````md bad
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## Event Catalog

    | Event Type      | Producer     | Version |
    | --------------- | ------------ | ------- |
    | user.registered | user-service | 2       |

    ## Event Schemas

    ### user.registered (v2)

    ```json
    {"event_id": "1", "event_version": «1», "payload": {"user_id": "2"}}
    ```
    ````

    ````md good
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## Event Catalog

    | Event Type      | Producer     | Version |
    | --------------- | ------------ | ------- |
    | user.registered | user-service | v1      |

    ## Event Schemas

    ### user.registered

    **Version**: 1.0

    ```json
    {"event_id": "1", "event_version": 1, "payload": {"version": 7}}
    ```
    ````
    """
    finding = disagreement(f"the version of `{schema.event.key}`", _claims(schema, graph), _agree)
    if finding:
        yield finding
