"""An authentication flow names an error that is not registered."""

from collections.abc import Iterator
from difflib import get_close_matches

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph
from backend_spec.model.auth import FlowError
from backend_spec.model.error import ErrorCode, ErrorRange
from backend_spec.rule import rule


def _applies(named: FlowError, graph: Graph) -> bool:
    """A registry without names cannot lack one, nor can one without numbers lack a number.

    A number that is only likely to be an error counts where it lies in a range of the registry.
    """
    numeric, labelled = graph.view(_registry)
    if not named.error.key.isdigit():
        return labelled
    number = int(named.error.key)
    return numeric and (named.error.firm or any(one.start <= number <= one.end for one in graph.all(ErrorRange)))


def _registry(graph: Graph) -> tuple[bool, bool]:
    errors = graph.all(ErrorCode)
    return (
        any(error.number is not None for error in errors),
        any(error.label or not error.key.isdigit() for error in errors),
    )


@rule(severity=Severity.ERROR, checklist=8, when=_applies)
def undefined_flow_error(named: FlowError, graph: Graph) -> Iterator[Finding]:
    """The authentication specification names an error that the error registry does not have.

    Only what can be nothing else is judged: a code or name behind an HTTP status or the word "error", a code beside a
    name, a cell of a table of errors, a number in parentheses that lies in a range of the registry. The names of HTTP
    and gRPC statuses are no errors of the registry.

    ````md bad
    <!-- error_specification.md -->
    # Error Handling

    ## 2. Error Code Registry

    | Code | Name                | HTTP Status | gRPC Status     | Description    |
    | ---- | ------------------- | ----------- | --------------- | -------------- |
    | 1001 | INVALID_CREDENTIALS | 401         | UNAUTHENTICATED | Wrong password |
    | 1002 | ACCOUNT_LOCKED      | 403         | UNAUTHENTICATED | Locked         |

    <!-- auth_specification.md -->
    # Authentication Flow

    ## 4. Authentication Flows

    ### 4.1 Login Flow

    ```mermaid
    flowchart TD
        A{valid?} -->|no| B["401 «INVALID_CREDENTIAL»"]
        A -->|locked| C["Error «1003»"]
        A -->|later| D["429 / «1429»"]
    ```

    | HTTP | Code   | When       |
    | ---- | ------ | ---------- |
    | 403  | «1030» | on refresh |
    ````

    ````md good
    <!-- error_specification.md -->
    # Error Handling

    ## 2. Error Code Registry

    | Code | Name                | HTTP Status | gRPC Status     | Description    |
    | ---- | ------------------- | ----------- | --------------- | -------------- |
    | 1001 | INVALID_CREDENTIALS | 401         | UNAUTHENTICATED | Wrong password |
    | 1002 | ACCOUNT_LOCKED      | 403         | UNAUTHENTICATED | Locked         |

    <!-- auth_specification.md -->
    # Authentication Flow

    ## 4. Authentication Flows

    ### 4.1 Login Flow

    Fails with `INVALID_CREDENTIALS` (1001), error 1002 or 403 ACCOUNT_LOCKED.
    ````

    ````md bad
    <!-- error_specification.md -->
    # Error Handling

    ## 2. Error Code Registry

    ### 2.1 Code Range Allocation

    | Range     | Category       |
    | --------- | -------------- |
    | 1000-1999 | Authentication |

    ### 2.2 Authentication

    | Code | Name                | HTTP Status | gRPC Status     | Description    |
    | ---- | ------------------- | ----------- | --------------- | -------------- |
    | 1001 | INVALID_CREDENTIALS | 401         | UNAUTHENTICATED | Wrong password |

    <!-- auth_specification.md -->
    # Authentication Flow

    ## 3. Password Security

    | Rule   | Requirement | Error  |
    | ------ | ----------- | ------ |
    | Length | 8-64        | «1404» |

    ## 4. Authentication Flows

    ### 4.1 Login Flow

    **Errors**: `1001`, `«1405»`. An expired token is refused (`«1406»`); keys have `2048` bits, codes live half an hour
    (`1800`).
    ````

    ````md trap
    <!-- error_specification.md -->
    # Error Handling

    ## 2. Error Code Registry

    | Code | Name                | HTTP Status | gRPC Status     | Description    |
    | ---- | ------------------- | ----------- | --------------- | -------------- |
    | 1001 | INVALID_CREDENTIALS | 401         | UNAUTHENTICATED | Wrong password |

    <!-- auth_specification.md -->
    # Authentication Flow

    ## 4. Authentication Flows

    ### 4.1 Login Flow

    ```mermaid
    flowchart TD
        A["429 TOO_MANY_REQUESTS"] --> B["gRPC error UNAUTHENTICATED"]
        B --> C["status = PENDING_VERIFICATION, TTL 3600"]
        C --> D["verification code: 123456"] --> E["RSA 2048, RFC 7519"]
    ```
    ````
    """
    if graph.targets(named.error):
        return
    near = _by_label(named.error.key, graph)
    name = f"{near.key} {near.label.value}" if near and near.label else near.key if near else ""
    yield Finding(
        named.error.span,
        f"the error `{named.error.key}` is not in the error registry",
        labels=(Label(near.span, "did you mean this one?"),) if near else (),
        help=f"did you mean `{name}`?" if near else "register the error, or correct the flow",
        roots=(named.error.root,),
    )


def _by_label(key: str, graph: Graph) -> ErrorCode | None:
    """The error whose name is most like the one written."""
    names = graph.view(_labels)
    close = get_close_matches(key, names, 1, 0.7)
    return names[close[0]] if close else None


def _labels(graph: Graph) -> dict[str, ErrorCode]:
    return {error.label.value: error for error in graph.all(ErrorCode) if error.label}
