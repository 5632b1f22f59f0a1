"""Rule: contradicted-protocol."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.architecture import protocols
from backend_spec.kinds.common.agreement import disagreement, together
from backend_spec.model.architecture import Connection
from backend_spec.rule import rule
from backend_spec.text import Span


def _meet(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    return not ours.isdisjoint(theirs)


def _pairs(graph: Graph) -> Mapping[int, list[protocols.Pair]]:
    """The pairs of services in each row that is the first about them, of which something is said elsewhere too."""
    found: dict[int, list[protocols.Pair]] = {}
    seen: set[protocols.Pair] = set()
    known = graph.view(protocols.claims)
    for source, target, row in graph.connections():
        pair = source.identity, target.identity
        if len(known.get(pair, ())) > 1 and pair not in seen:
            seen.add(pair)
            found.setdefault(id(row), []).append(pair)
    return found


def _findings(graph: Graph) -> Mapping[int, list[Finding]]:
    found: list[tuple[int, object, Finding]] = []
    told: set[Span] = set()
    for row, pairs in graph.view(_pairs).items():
        for pair in pairs:
            claims = graph.view(protocols.claims)[pair]
            finding = disagreement(f"the protocol from `{pair[0]}` to `{pair[1]}`", claims, _meet)
            if finding and finding.span not in told:
                told.add(finding.span)  # a row that names several services says the same of all
                odd = next(claim for claim in claims if claim.span == finding.span)
                found.append((row, (odd.place, odd.text), finding))
    return together(found)


@rule(severity=Severity.WARNING, when=lambda row, graph: id(row) in graph.view(_pairs))
def contradicted_protocol(row: Connection, graph: Graph) -> Iterator[Finding]:
    """Two services speak gRPC in one place and HTTP in another.

    A client and a server that were built from different pages do not find each other.

    Compared for each pair of services in the communication patterns table are its protocol, the callee's type in the
    services table, labels in the architecture diagram, the table of calls by RPC, and arrows of sequence diagrams that
    name an RPC or a protocol, or an HTTP request that is no endpoint of the gateway (one that is tells what is
    forwarded). Several rows about a pair add up; what is sent through a broker is left out.

    ````md bad
    <!-- architecture.md -->
    # Backend System Architecture

    ## 2. Services

    | Service          | Type         | Role     |
    | ---------------- | ------------ | -------- |
    | `gateway`        | REST Gateway | entry    |
    | `auth-service`   | gRPC         | Tokens   |
    | `user-service`   | gRPC         | Profiles |

    ## 4. Architecture Diagram

    ```mermaid
    graph LR
        gateway -->|gRPC| auth-service
        gateway -->|gRPC| user-service
    ```

    ## 6. Communication Patterns

    | From         | To           | Protocol | Auth |
    | ------------ | ------------ | -------- | ---- |
    | gateway      | auth-service | gRPC     | mTLS |
    | gateway      | user-service | «REST»   | mTLS |
    | auth-service | user-service | gRPC     | mTLS |

    <!-- api_specification.md -->
    # Gateway REST API Specification

    ```mermaid
    sequenceDiagram
        participant C as Client
        participant G as Gateway
        participant A as Auth Service
        participant U as User Service
        C->>G: POST /api/v1/auth/login
        G->>A: gRPC Login
        A->>U: «HTTP GET /internal/users/42»
    ```
    ````

    ````md good
    <!-- architecture.md -->
    # Backend System Architecture

    ## 2. Services

    | Service          | Type                 | Role     |
    | ---------------- | -------------------- | -------- |
    | `gateway`        | REST Gateway         | entry    |
    | `auth-service`   | gRPC                 | Tokens   |
    | `user-service`   | gRPC + HTTP          | Profiles |
    | `mail-service`   | Kafka consumer       | Mails    |

    ## 4. Architecture Diagram

    ```mermaid
    graph LR
        gateway -->|sync| auth-service
        gateway -->|REST| user-service
        auth-service -.->|Kafka events| mail-service
    ```

    ## 6. Communication Patterns

    | From         | To           | Protocol          | Auth |
    | ------------ | ------------ | ----------------- | ---- |
    | gateway      | auth-service | gRPC over HTTP/2  | mTLS |
    | gateway      | user-service | gRPC              | mTLS |
    | gateway      | user-service | HTTPS for uploads | mTLS |
    | auth-service | mail-service | gRPC (fallback)   | mTLS |

    <!-- api_specification.md -->
    # Gateway REST API Specification

    ### POST /api/v1/auth/login

    ```mermaid
    sequenceDiagram
        participant C as Client
        participant G as Gateway
        participant A as Auth Service
        C->>G: POST /api/v1/auth/login
        G->>A: POST /auth/login
    ```
    ````
    """
    yield from graph.view(_findings).get(id(row), ())
