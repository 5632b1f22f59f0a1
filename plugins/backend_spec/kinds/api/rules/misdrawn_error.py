"""Rule: misdrawn-error."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph, Use
from backend_spec.model.entity import Where
from backend_spec.model.error import ErrorCode
from backend_spec.rule import rule

_KINDS = frozenset({"api", "architecture", "error", "grpc"})
"""The documents whose diagrams are judged; those of authentication and events have rules of their own."""


def _applies(use: Use, graph: Graph) -> bool:
    """A registry without names cannot lack one, nor can one without numbers of that length lack a number."""
    if use.ref.target is not ErrorCode or use.kind not in _KINDS or use.ref.where is not Where.DIAGRAM:
        return False
    form = str(len(use.ref.key)) if use.ref.key.isdigit() else "name"
    return form in graph.view(_forms)


def _forms(graph: Graph) -> frozenset[str]:
    """How long the registered numbers are, and whether there are names."""
    errors = graph.all(ErrorCode)
    lengths = {str(len(error.key)) for error in errors if error.key.isdigit()}
    return frozenset(lengths | {"name" for error in errors if error.label or not error.key.isdigit()})


@rule(severity=Severity.ERROR, checklist=1, when=_applies)
def misdrawn_error(use: Use, graph: Graph) -> Iterator[Finding]:
    """A sequence diagram answers with an error that is not in the error registry.

    Usually the error was renamed or renumbered and the diagram was not. Only what stands behind an HTTP or gRPC status
    on a reply is judged, "with", "code" and "reason" between them included; the names of the statuses themselves are no
    errors. What the rule cannot know: errors of other systems that a service passes on under their own names.

    ````md bad
    <!-- error_specification.md -->
    # Error Handling

    ## 2. Error Code Registry

    | Code | Name | HTTP Status | gRPC Status | Description |
    | --- | --- | --- | --- | --- |
    | 2001 | `INVALID_CREDENTIALS` | 401 | `UNAUTHENTICATED` | Wrong password |
    | 2002 | `ACCOUNT_LOCKED` | 423 | `FAILED_PRECONDITION` | Too many failures |
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ### POST /api/v1/auth/login

    ```mermaid
    sequenceDiagram
        AuthService-->>Gateway: FAILED_PRECONDITION (ACCOUNT_LOCKED)
        Gateway-->>Client: 423 (2002)
        AuthService-->>Gateway: UNAUTHENTICATED («USER_UNKNOWN»)
        Gateway-->>Client: 401 (2001 / «2011»)
        Gateway-->>Client: 429 «LOGIN_RATE_EXCEEDED»
        AuthService-->>Gateway: UNAUTHENTICATED, reason «USER_UNKNOWN»
        Gateway-->>Client: 401 with «2011»
    ```
    ````

    ````md trap
    <!-- error_specification.md -->
    # Error Handling

    ## 2. Error Code Registry

    | Code | Name | HTTP Status | gRPC Status | Description |
    | --- | --- | --- | --- | --- |
    | 2001 | `INVALID_CREDENTIALS` | 401 | `UNAUTHENTICATED` | Wrong password |
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ### POST /api/v1/auth/login

    ```mermaid
    sequenceDiagram
        AuthService-->>Gateway: NOT_FOUND
        Gateway-->>Client: 429 TOO_MANY_REQUESTS
        Gateway-->>Client: 404 NOT_FOUND, retry after 3600
        Gateway-->>Client: 503 UNAVAILABLE (after 5000 ms)
        Gateway-->>Client: 200 OK (expires_in 9000)
    ```
    ````
    """
    if graph.resolve(use.ref):
        return
    near = graph.nearest(ErrorCode, use.ref.key)
    place = graph.place("error")
    labels = (Label(near.name.span, "did you mean this?"),) if near else ()
    if not labels and place:
        labels = (Label(place, "errors are registered here"),)
    yield Finding(
        use.span,
        f"the diagram answers with error `{use.ref.key}`, which is not in the error registry",
        labels=labels,
        help="register the error, or name one that is registered",
        roots=(use.ref.root,),
    )
