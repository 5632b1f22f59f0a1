"""Rule: contradicted-error-name."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.common.agreement import disagreement
from backend_spec.kinds.error import pairs
from backend_spec.model.error import ErrorCode
from backend_spec.rule import rule


@rule(severity=Severity.WARNING, when=lambda error, graph: id(error) in graph.view(pairs.names))
def contradicted_error_name(error: ErrorCode, graph: Graph) -> Iterator[Finding]:
    """A place gives an error's code beside another name than the registry does.

    One of the two is wrong, and whoever implements the endpoint has to guess which.

    Compared are rows of endpoints' error tables that have code and name in cells of their own, and text and diagrams
    where a registered name stands right beside a registered code: "2001 `INVALID_CREDENTIALS`". Where a document's
    tables mostly give names that the registry does not have, they are names of another sort, and are left in peace.

    ````md bad
    <!-- error_specification.md -->
    # Error Handling

    ## Error Code Registry

    | Code | Name                  | HTTP Status | Description    |
    | ---- | --------------------- | ----------- | -------------- |
    | 1001 | `INVALID_CREDENTIALS` | 401         | Wrong password |
    | 1002 | `ACCOUNT_LOCKED`      | 423         | Locked         |
    | 1003 | `EMAIL_TAKEN`         | 409         | Taken          |

    <!-- api_specification.md -->
    # Gateway REST API Specification

    ### POST /api/v1/auth/login

    Five failures lead to `1002` (`«INVALID_CREDENTIALS»`).

    | HTTP Status | Code | Name                  |
    | ----------- | ---- | --------------------- |
    | 401         | 1001 | `INVALID_CREDENTIALS` |
    | 423         | 1002 | `ACCOUNT_LOCKED`      |

    ```mermaid
    sequenceDiagram
        participant C as Client
        participant G as Gateway
        G-->>C: 401 «ACCOUNT_LOCKED» (1001)
    ```

    ### POST /api/v1/auth/register

    | HTTP Status | Code | Name                  |
    | ----------- | ---- | --------------------- |
    | 409         | 1003 | `«ADDRESS_TAKEN»`       |
    | 401         | 1001 | `INVALID_CREDENTIALS` |
    ````

    ````md good
    <!-- error_specification.md -->
    # Error Handling

    ## Error Code Registry

    | Code | Name                  | HTTP Status | Description    |
    | ---- | --------------------- | ----------- | -------------- |
    | 1001 | `INVALID_CREDENTIALS` | 401         | Wrong password |
    | 1002 | `ACCOUNT_LOCKED`      | 423         | Locked         |
    | 1003 | `EMAIL_TAKEN`         | 409         | Taken          |

    <!-- api_specification.md -->
    # Gateway REST API Specification

    ### POST /api/v1/auth/login

    After 1001, `ACCOUNT_LOCKED` follows; `INVALID_CREDENTIALS` (1001) means a wrong password.

    | HTTP Status | Code | Msg                 |
    | ----------- | ---- | ------------------- |
    | 401         | 1001 | Wrong password      |
    | 423         | 1002 | `ERR_LOGIN_LOCKED`  |
    | 409         | 1003 | `ERR_EMAIL_IN_USE`  |
    | 401         | 1001 | `ERR_BAD_LOGIN`     |
    ````
    """
    finding = disagreement(f"the name of the error `{error.key}`", graph.view(pairs.names)[id(error)])
    if finding:
        yield finding
