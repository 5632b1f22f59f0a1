"""Rule: undefined-event."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph, Use
from backend_spec.model.event import Event, Topic
from backend_spec.rule import rule

_VERSION = re.compile(r"[._:@-]?v\d+(?:\.\d+)*$", re.IGNORECASE)


def _applies(use: Use, graph: Graph) -> bool:
    return use.ref.target is Event and graph.has("event") and bool(graph.all(Event))


def _form(name: str) -> str:
    return re.sub(r"[\W_]+", "", _VERSION.sub("", name)).casefold().removesuffix("event")


def _known(graph: Graph) -> frozenset[str]:
    """The events' names without case, separators and version. A topic that carries one event may stand for it."""
    return frozenset(_form(one.key) for one in (*graph.all(Event), *graph.all(Topic)))


@rule(severity=Severity.ERROR, when=_applies)
def undefined_event(use: Use, graph: Graph) -> Iterator[Finding]:
    """An event is used that the event catalog does not list.

    Who else may consume it, and what it looks like, is nowhere to be found. Judged are contracts, event schemas named
    by an identifier, and events that diagrams publish to a broker. Spellings of one name and its version
    (`UserRegistered`, `user.registered.v1`) are one event.

    ````md bad
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## Event Catalog

    | Topic | Event Type | Producer | Consumer |
    | --- | --- | --- | --- |
    | `user.events` | `user.registered` | auth-service | user-service |

    ## Event Schemas

    ### 5.1 `user.registered`

    ```json
    {"user_id": "1"}
    ```

    ### 5.2 `«user.deleted»`

    ```json
    {"user_id": "1"}
    ```

    ## Producer & Consumer Contracts

    ### user-service

    **Consumed**

    | Event Type | Topic | Consumer Group | Processing Description |
    | --- | --- | --- | --- |
    | `«user.signed_up»` | `user.events` | user-service | Creates the profile |
    ````

    ````md good
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## Event Catalog

    | Topic | Event Type | Producer | Consumer |
    | --- | --- | --- | --- |
    | `user.events` | `user.registered` | auth-service | user-service |

    ## Event Schemas

    ### 5.1 UserRegistered v1

    ```json
    {"user_id": "1"}
    ```
    ````

    ````md trap
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## Event Catalog

    | Topic | Event Type | Producer | Consumer |
    | --- | --- | --- | --- |
    | `user.events` | `user.registered` | auth-service | user-service |

    ## Event Schemas

    ### 5.1 Common Envelope

    ```json
    {"event_id": "1"}
    ```

    ### 5.2 `user.registered.v2`

    ```json
    {"user_id": "1"}
    ```

    ### 5.3 Naming of fields

    ```json
    {"user_id": "1"}
    ```

    ## Producer & Consumer Contracts

    ### user-service

    | Event Type | Topic | Consumer Group |
    | --- | --- | --- |
    | All `user.*` events | `user.events` | user-service |
    ````
    """
    if graph.resolve(use.ref) or _form(use.ref.key) in graph.view(_known):
        return
    name = use.ref.key
    near = graph.nearest(Event, name)
    first = graph.all(Event)[0]
    label = Label(near.name.span, "did you mean this?") if near else Label(first.span, "the event catalog is here")
    yield Finding(
        use.ref.span,
        f"the event `{name}` is not in the event catalog",
        labels=(label,),
        help=f"write `{near.key}`, or add `{name}` to the event catalog"
        if near
        else f"add `{name}` to the event catalog with its topic, producer and consumers",
        roots=(use.ref.root,),
    )
