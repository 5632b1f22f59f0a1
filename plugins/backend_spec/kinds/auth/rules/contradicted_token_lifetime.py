"""Rule: contradicted-token-lifetime."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.auth import lifetimes
from backend_spec.kinds.common.agreement import disagreement
from backend_spec.model.page import SpecDocument
from backend_spec.rule import rule


def _applies(document: SpecDocument, graph: Graph) -> bool:
    first = next(iter(graph.of_kind("auth")), None)
    return document is first and any(len(claims) > 1 for claims in graph.view(lifetimes.claims).values())


@rule(severity=Severity.WARNING, when=_applies)
def contradicted_token_lifetime(document: SpecDocument, graph: Graph) -> Iterator[Finding]:
    """Access tokens, or refresh tokens, live for different times in different places.

    Clients refresh by the number in the response, the denylist holds tokens for as long as the token table says.

    Compared are the token types table, settings such as "Access token TTL" of the authentication document, the time
    between `iat` and `exp` in examples of payloads, and `expires_in` beside the tokens in responses. Vague times ("up
    to 30 days") and several in one cell are left out. Which place is right, the rule cannot know.

    ````md bad
    <!-- auth_specification.md -->
    # Authentication Flow

    ## Token Strategy

    | Token         | TTL    |
    | ------------- | ------ |
    | Access token  | 15 min |
    | Refresh token | 30 d   |

    ### JWT Payloads

    Access token payload:

    ```json
    {"sub": "1", "iat": 1700000000, "exp": «1700003600»}
    ```

    ### Settings

    | Setting           | Value    |
    | ----------------- | -------- |
    | Access Token TTL  | 900 s    |
    | Refresh Token TTL | «7 days» |
    ````

    ````md good
    <!-- auth_specification.md -->
    # Authentication Flow

    ## Token Strategy

    | Token         | TTL                           |
    | ------------- | ----------------------------- |
    | Access token  | 15 min                        |
    | Refresh token | up to 30 d                    |

    ### JWT Payloads

    ```json
    {"sub": "1", "typ": "access", "iat": 1700000000, "exp": 1700000900}
    ```

    ```json
    {"sub": "1", "typ": "refresh", "iat": 1700000000, "exp": 1700000900}
    ```
    ````
    """
    for sort, claims in graph.view(lifetimes.claims).items():
        finding = disagreement(f"the lifetime of {sort} tokens", claims)
        if finding:
            yield finding
