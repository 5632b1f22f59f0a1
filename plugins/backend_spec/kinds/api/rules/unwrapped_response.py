"""Rule: unwrapped-response."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.api.habit import Habit, business, conduct, habit, sections
from backend_spec.model.http import Endpoint
from backend_spec.rule import rule


def _envelope(graph: Graph) -> frozenset[str]:
    """The members of the envelope that the section about the response format shows; none where it shows none."""
    shown = (section.members for section in graph.view(sections("envelope")))
    return next((frozenset(members) for members in shown if len(members) > 2 and "data" in members), frozenset())


def _asked(graph: Graph) -> Habit:
    """The endpoints with a response example, and those of them whose examples have not the envelope."""
    envelope = graph.view(_envelope)
    found = [(one, kept) for one in graph.view(business) if (kept := conduct(one, graph)) and kept.shapes]
    shapes = {id(one): kept.shapes for one, kept in found}

    def is_wrapped(one: Endpoint) -> bool:
        return any(envelope <= set(shape) for shape in shapes[id(one)])

    return habit([one for one, _ in found] if envelope else [], is_wrapped)


def _is_asked(endpoint: Endpoint, graph: Graph) -> bool:
    return id(endpoint) in graph.view(_asked).asked


@rule(severity=Severity.WARNING, when=_is_asked)
def unwrapped_response(endpoint: Endpoint, graph: Graph) -> Iterator[Finding]:
    """A response example has not the envelope, as the others have.

    Clients unwrap every answer alike. The envelope is the first JSON example of the section about the response format;
    an example must show all of its members. The rule compares with the document's own habit: it speaks up where at
    least three, and three of four, endpoints show the envelope. Examples that show `data` only are a habit, too.

    What the rule cannot know: answers that have another form on purpose, such as a file.

    ````md bad
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ## Response Format

    ```json
    {"code": 0, "data": {}, "msg": "ok", "request_id": "r"}
    ```

    ## Endpoints

    ### GET /api/v1/users

    Reads it.

    **Response**

    ```json
    {"code": 0, "data": {"id": 1}, "msg": "ok", "request_id": "r"}
    ```

    ### GET /api/v1/teams

    Reads it.

    **Response**

    ```json
    {"code": 0, "data": {"id": 1}, "msg": "ok", "request_id": "r"}
    ```

    ### GET /api/v1/notes

    Reads it.

    **Response**

    ```json
    {"code": 0, "data": {"id": 1}, "msg": "ok", "request_id": "r"}
    ```

    ### «GET /api/v1/me»

    Reads it.

    **Response**

    ```json
    {"code": 0, "data": {"id": 1}}
    ```
    ````

    ````md good
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ## Response Format

    ```json
    {"code": 0, "data": {}, "msg": "ok", "request_id": "r"}
    ```

    ## Endpoints

    ### GET /api/v1/users

    Reads it.

    **Response**

    ```json
    {"code": 0, "data": {"id": 1}, "msg": "ok", "request_id": "r"}
    ```

    ### GET /api/v1/teams

    Reads it.

    **Response**

    ```json
    {"code": 0, "data": {"id": 1}, "msg": "ok", "request_id": "r"}
    ```

    ### GET /api/v1/notes

    Reads it.

    **Response**

    ```json
    {"code": 0, "data": {"id": 1}, "msg": "ok", "request_id": "r"}
    ```

    ### GET /api/v1/me

    Reads it.

    **Response**

    ```json
    {"code": 0, "data": {"id": 1}, "msg": "ok", "request_id": "r"}
    ```
    ````

    ````md trap
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ## Response Format

    ```json
    {"code": 0, "data": {}, "msg": "ok", "request_id": "r"}
    ```

    ## Endpoints

    ### GET /api/v1/users

    Reads it.

    **Response**

    ```json
    {"id": 1}
    ```

    ### GET /api/v1/teams

    Reads it.

    **Response**

    ```json
    {"id": 1}
    ```

    ### GET /api/v1/notes

    Reads it.

    **Response**

    ```json
    {"id": 1}
    ```

    ### GET /api/v1/me

    Reads it.

    **Response**

    ```json
    {"code": 0, "data": {"id": 1}, "msg": "ok", "request_id": "r"}
    ```

    ## Operational Endpoints

    ### GET /healthz

    Reads it.

    **Response**

    ```json
    {"status": "ok"}
    ```
    ````
    """
    yield from graph.view(_asked).findings(
        endpoint,
        "has a response example without the whole envelope, while the others have it",
        f"show all of {', '.join(f'`{name}`' for name in sorted(graph.view(_envelope)))}",
    )
