"""The communication patterns have no table."""

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.common import outline
from backend_spec.model.architecture import Connection, Service
from backend_spec.model.page import SpecDocument
from backend_spec.rule import rule

_PART = "Communication Patterns"


def _applies(document: SpecDocument, graph: Graph) -> bool:
    """Where a section is for it, and in the first architecture document where services are listed."""
    if document.kind != "architecture":
        return False
    if outline.section(document, _PART, graph):
        return True
    return bool(graph.all(Service)) and outline.first_of_kind(document, graph)


@rule(severity=Severity.WARNING, checklist=10, when=_applies)
def missing_communication_table(document: SpecDocument, graph: Graph) -> Iterator[Finding]:
    """The architecture has no table of connections.

    A table with the columns From, To, Protocol and Auth says who talks to whom (specification catalogue); without it no
    connection can be looked up or checked. Columns of other names are understood (Source, Target, Caller, Callee), also
    one column with an arrow; prose and lists are not. It is reported at the section for it, or where that should stand.

    ````md bad
    <!-- architecture.md -->
    # Backend System Architecture

    ## 1. Overview

    ## 2. Services

    ## 6. «Communication Patterns»

    Services talk gRPC.
    ````

    ````md bad
    <!-- architecture.md -->
    # Backend System Architecture

    ## Services

    | Service        | Type | Role   |
    | -------------- | ---- | ------ |
    | `auth-service` | gRPC | Tokens |
    | `user-service` | gRPC | Users  |

    ## «Architecture Diagram»

    ## Wires

    Everybody talks gRPC to everybody.
    ````

    ````md good
    <!-- architecture.md -->
    # Backend System Architecture

    ## 1. Overview

    ## 2. Services

    ## 6. Communication Patterns

    | Source  | Destination  | Protocol | Auth/Security |
    | ------- | ------------ | -------- | ------------- |
    | gateway | auth-service | gRPC     | mTLS          |
    ````

    ````md trap
    <!-- architecture.md -->
    # Backend System Architecture

    ## 1. Overview

    ## 2. Services

    ## 6. Communication

    | Connection             | Protocol |
    | ---------------------- | -------- |
    | gateway → auth-service | gRPC     |
    ````

    ````md trap
    <!-- architecture.md -->
    # Backend System Architecture

    ## Services

    | Service        | Type | Role   |
    | -------------- | ---- | ------ |
    | `auth-service` | gRPC | Tokens |
    | `user-service` | gRPC | Users  |

    ## Wires

    | Who          | Whom         | Why      |
    | ------------ | ------------ | -------- |
    | auth-service | user-service | Accounts |
    ````
    """
    if graph.all(Connection):
        return
    title = outline.section(document, _PART, graph)
    part = next((part for part in document.outline if part.title == _PART), None)
    place = title.text.span if title else outline.place(document, part, graph) if part else document.span
    yield Finding(
        place,
        f"{'this section' if title else 'the architecture'} has no table of connections that could be read",
        help="add a table with the columns `From`, `To`, `Protocol` and `Auth`",
    )
