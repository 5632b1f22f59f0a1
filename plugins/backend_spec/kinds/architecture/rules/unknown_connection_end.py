"""A row of the communication table names a service that does not exist."""

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Label, Root, Severity
from backend_spec.graph import Graph, Party, PartyKind
from backend_spec.model.architecture import Connection, Service
from backend_spec.rule import rule
from backend_spec.text import Span, Spanned


@rule(severity=Severity.WARNING, checklist=10, when=lambda connection, graph: bool(graph.all(Service)))
def unknown_connection_end(connection: Connection, graph: Graph) -> Iterator[Finding]:
    """A row of the communication patterns table names a service that the Services table does not have.

    Only names that end in "service" are judged: any other name that is neither a service nor a component may be an
    outside party, and those are declared nowhere.

    ````md bad
    <!-- architecture.md -->
    # Backend System Architecture

    ## 2. Services

    | Service        | Type    | Role     |
    | -------------- | ------- | -------- |
    | `gateway`      | Gateway | REST API |
    | `auth-service` | gRPC    | Tokens   |

    ## 6. Communication Patterns

    | From    | To                                  | Protocol | Auth |
    | ------- | ----------------------------------- | -------- | ---- |
    | gateway | `auth-service`, `«billing-service»` | gRPC     | mTLS |
    ````

    ````md good
    <!-- architecture.md -->
    # Backend System Architecture

    ## 2. Services

    | Service        | Type    | Role     |
    | -------------- | ------- | -------- |
    | `gateway`      | Gateway | REST API |
    | `auth-service` | gRPC    | Tokens   |

    ## 6. Communication Patterns

    | From        | To          | Protocol | Auth |
    | ----------- | ----------- | -------- | ---- |
    | API Gateway | AuthService | gRPC     | mTLS |
    ````

    ````md trap
    <!-- architecture.md -->
    # Backend System Architecture

    ## 2. Services

    | Service        | Type    | Role     |
    | -------------- | ------- | -------- |
    | `auth-service` | gRPC    | Tokens   |

    ## 6. Communication Patterns

    | From                  | To     | Protocol | Auth   |
    | --------------------- | ------ | -------- | ------ |
    | auth-service          | Google | HTTPS    | OAuth2 |
    | all internal services | Kafka  | TCP      | SASL   |
    ````
    """
    for party, cell in graph.view(_unknown).get(id(connection), ()):
        near = graph.nearest(Service, party.name)
        yield Finding(
            _place(party, cell),
            f"`{party.name}` is not in the Services table",
            labels=(Label(near.name.span, "did you mean this one?"),) if near else (),
            help=f"did you mean `{near.key}`?" if near else f"add `{party.name}` to the Services table",
            roots=(Root(Service.kind, party.name),),
        )


def _unknown(graph: Graph) -> dict[int, list[tuple[Party, Spanned[str]]]]:
    """By connection: the ends that name a service which is none, each once."""
    found: dict[int, list[tuple[Party, Spanned[str]]]] = {}
    for source, target, row in graph.connections():
        ends = found.setdefault(id(row), [])
        for party, cell in ((source, row.source), (target, row.target)):
            if party.kind is PartyKind.UNKNOWN and all(party.identity != end.identity for end, _ in ends):
                ends.append((party, cell))
    return found


def _place(party: Party, cell: Spanned[str]) -> Span:
    at = cell.span.text.find(party.name)
    if at < 0:
        return cell.span
    return cell.span.source.span(cell.span.start + at, cell.span.start + at + len(party.name))
