"""Rule: leftover-error."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from http import HTTPStatus

from backend_spec.diagnostic import Finding, Label, Root, Severity
from backend_spec.graph import Answer, Graph, Misspelling
from backend_spec.kinds.api import answers
from backend_spec.model.error import ErrorCode
from backend_spec.notation import status
from backend_spec.rule import rule


def _has_names(graph: Graph) -> bool:
    return any(error.label or not error.key.isdigit() for error in graph.all(ErrorCode))


def _name(answer: Answer) -> str | None:
    """The name that a reply consists of, where it looks like an error's and is no status of HTTP or gRPC."""
    match = answers.NAME.fullmatch(answer.message.text.value)
    if not match:
        return None
    name = match["name"]
    return None if status.canonical(name) or name in HTTPStatus.__members__ else name


def _is_judged(answer: Answer, graph: Graph) -> bool:
    return graph.view(_has_names) and _name(answer) is not None and answers.fails(answer)


def _unknown(graph: Graph) -> Mapping[str, list[Answer]]:
    """The replies that name no registered error, by document and name, in order."""
    slips = {found.span for found in graph.all(Misspelling)}
    found: dict[str, list[Answer]] = defaultdict(list)
    for answer in graph.all(Answer):
        name = _name(answer)
        if name and not answer.errors and answer.span not in slips:
            found[f"{answer.span.source.path} {name}"].append(answer)
    return found


@rule(severity=Severity.WARNING, checklist=1, when=_is_judged)
def leftover_error(answer: Answer, graph: Graph) -> Iterator[Finding]:
    """A diagram passes on the name of an error that is not in the error registry.

    Usually the error was renamed and the diagram was not. Judged are replies that consist of a name in capitals and
    that the receivers pass on, in these or other names, until it ends as an HTTP status of 400 or more: such a name is
    an error's. Names behind a status are the business of `misdrawn-error`.

    What the rule cannot know: whether the name is one of another system's errors that the receiver translates; only
    replies that are passed on at once as a failure are judged. All places of one name are one finding.

    ````md bad
    <!-- error_specification.md -->
    # Error Handling

    ## 2. Error Code Registry

    | Code | Name | HTTP Status | gRPC Status | Description |
    | --- | --- | --- | --- | --- |
    | 2002 | `ACCOUNT_LOCKED` | 423 | `FAILED_PRECONDITION` | Too many failures |
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ### POST /api/v1/auth/login

    ```mermaid
    sequenceDiagram
        AuthService-->>Gateway: «USER_BLOCKED»
        Gateway-->>Client: 423
    ```

    ### POST /api/v1/auth/refresh

    ```mermaid
    sequenceDiagram
        UserService-->>AuthService: USER_BLOCKED
        AuthService-->>Gateway: USER_BLOCKED
        Gateway-->>Client: 423 Locked
    ```
    ````

    ````md trap
    <!-- error_specification.md -->
    # Error Handling

    ## 2. Error Code Registry

    | Code | Name | HTTP Status | gRPC Status | Description |
    | --- | --- | --- | --- | --- |
    | 2002 | `ACCOUNT_LOCKED` | 423 | `FAILED_PRECONDITION` | Too many failures |
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ### POST /api/v1/auth/login

    ```mermaid
    sequenceDiagram
        AuthService-->>Gateway: ACCOUNT_LOCKED
        Gateway-->>Client: 423
        AuthService-->>Gateway: FAILED_PRECONDITION
        Gateway-->>Client: 423
        UserService-->>AuthService: PENDING_REVIEW
        AuthService-->>Gateway: LoginResponse
        Redis-->>AuthService: CACHE_MISS
        AuthService-->>Gateway: LoginResponse
        Gateway-->>Client: 200 OK
    ```
    ````
    """
    name = _name(answer)
    places = graph.view(_unknown).get(f"{answer.span.source.path} {name}", [])
    places = [place for place in places if place is answer or answers.fails(place)]
    if not places or places[0] is not answer:
        return
    near = graph.nearest(ErrorCode, name or "")
    labels = [Label(place.span, "so too here") for place in places[1:]]
    if near:
        labels.append(Label(near.name.span, "did you mean this?"))
    elif home := graph.place("error"):
        labels.append(Label(home, "errors are registered here"))
    yield Finding(
        answer.span,
        f"the diagram answers with error `{name}`, which is not in the error registry",
        tuple(labels),
        help="name the error as it is registered, or register it",
        roots=(Root(ErrorCode.kind, name or ""),),
    )
