"""Rule: unknown-partition-key."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph, names
from backend_spec.kinds.event import statements
from backend_spec.model.event import Envelope, Event, EventSchema, TopicPolicy
from backend_spec.rule import rule

_FIELD = re.compile(r"(?<![\w{<$])[a-z][a-z0-9]*(?:_[a-z0-9]+)+\b|(?<=`)[a-z]\w*(?:\.[a-z]\w*)*(?=`)|^[a-z]\w*$")
_ENVELOPE = frozenset(
    "id type key eventid eventtype producer source subject traceid correlationid aggregateid tenantid".split()
)


def _fields(graph: Graph) -> frozenset[str]:
    """The fields that every event has."""
    return _ENVELOPE | {names.joined(name) for one in graph.all(Envelope) for name in one.names}


def _schemas(graph: Graph) -> Mapping[str, list[tuple[Event, EventSchema, frozenset[str]]]]:
    """The events of each topic whose fields are known, with these."""
    given: dict[int, list[EventSchema]] = {}
    for schema in graph.all(EventSchema):
        event = statements.event_of(graph, (schema.event,))
        if event and schema.names:
            given.setdefault(id(event), []).append(schema)
    found: dict[str, list[tuple[Event, EventSchema, frozenset[str]]]] = {}
    for event in graph.view(statements.single).values():
        topic = graph.resolve(event.topic) if event.topic else None
        for schema in given.get(id(event), ()) if topic else ():
            forms = frozenset(names.joined(name) for name in schema.names)
            found.setdefault(topic.key if topic else "", []).append((event, schema, forms))
    return found


def _keys(policy: TopicPolicy) -> set[str]:
    """The fields that a cell names as key."""
    return {match[0] for match in _FIELD.finditer(policy.key.value)} if policy.key else set()


def _applies(policy: TopicPolicy, graph: Graph) -> bool:
    topics = [target.key for ref in policy.topics for target in graph.targets(ref)]
    return (
        policy.sort == "partitioning" and bool(_keys(policy)) and any(graph.view(_schemas).get(key) for key in topics)
    )


@rule(severity=Severity.WARNING, when=_applies)
def unknown_partition_key(policy: TopicPolicy, graph: Graph) -> Iterator[Finding]:
    """A topic is partitioned by a field that an event of the topic does not have.

    Without the field the producer has no key: records go to any partition, and the order that consumers rely on is
    gone.

    The fields of an event are those of its field table, schema and examples, at any depth, and of the envelope. A cell
    that names several fields is right if an event has one of them; words ("random") are no field. A key that is
    computed elsewhere, the rule cannot know.

    ````md bad
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## Topic Registry

    | Topic       | Partitions |
    | ----------- | ---------- |
    | user.events | 6          |

    ## Event Catalog

    | Topic       | Event Type      | Producer     |
    | ----------- | --------------- | ------------ |
    | user.events | user.registered | user-service |
    | user.events | user.merged     | user-service |

    ## Event Schemas

    ### user.registered

    | Field   | Type   | Required |
    | ------- | ------ | -------- |
    | user_id | string | Yes      |

    ### user.merged

    | Field     | Type   | Required |
    | --------- | ------ | -------- |
    | winner_id | string | Yes      |

    ## Ordering & Partitioning

    | Topic       | Partition Key | Ordering |
    | ----------- | ------------- | -------- |
    | user.events | `«user_id»`   | Per user |
    ````

    ````md good
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## Topic Registry

    | Topic       | Partitions |
    | ----------- | ---------- |
    | user.events | 6          |
    | log.events  | 6          |

    ## Event Catalog

    | Topic       | Event Type      | Producer     |
    | ----------- | --------------- | ------------ |
    | user.events | user.registered | user-service |
    | log.events  | log.written     | user-service |

    ## Event Schemas

    ### user.registered

    ```json
    {"event_id": "1", "data": {"user": {"userId": "2"}}}
    ```

    ### log.written

    | Field | Type   | Required |
    | ----- | ------ | -------- |
    | text  | string | Yes      |

    ## Ordering & Partitioning

    | Topic       | Partition Key                | Ordering |
    | ----------- | ---------------------------- | -------- |
    | user.events | `user_id` (or `device_id`)   | Per user |
    | log.events  | None (round robin)           | None     |
    ````
    """
    assert policy.key
    wanted = {names.joined(key.rsplit(".", 1)[-1]) for key in _keys(policy)}
    lacking = []
    for key in dict.fromkeys(target.key for ref in policy.topics for target in graph.targets(ref)):
        known = graph.view(_schemas).get(key, [])
        lacking += [(event, schema) for event, schema, fields in known if not wanted & (fields | graph.view(_fields))]
    if lacking:
        first, _ = lacking[0]
        more = f" and {len(lacking) - 1} more events have" if len(lacking) > 1 else " has"
        yield Finding(
            policy.key.span,
            f"the partition key is `{policy.key.value}`, but `{first.key}`{more} no such field",
            tuple(Label(schema.event.span, f"the fields of `{event.key}` are given here") for event, schema in lacking),
            "add the field to the events, or name one that they have",
        )
