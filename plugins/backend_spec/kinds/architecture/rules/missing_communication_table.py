"""The communication patterns have no table."""

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.common import outline
from backend_spec.model.architecture import Connection
from backend_spec.model.page import SpecDocument
from backend_spec.rule import rule

_PART = "Communication Patterns"


def _applies(document: SpecDocument, graph: Graph) -> bool:
    return document.kind == "architecture" and outline.section(document, _PART) is not None


@rule(severity=Severity.WARNING, checklist=10, when=_applies)
def missing_communication_table(document: SpecDocument, graph: Graph) -> Iterator[Finding]:
    """The section for communication patterns has no table of connections.

    A table with the columns From, To, Protocol and Auth says who talks to whom (seed 1, Document Structure 1); without
    it no connection can be looked up or checked. Columns of other names are understood (Source, Target, Caller,
    Callee), also one column with an arrow; prose and lists are not.

    ````md bad
    <!-- architecture.md -->
    # Backend System Architecture

    ## 1. Overview

    ## 2. Services

    ## 6. «Communication Patterns»

    Services talk gRPC.
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
    """
    title = outline.section(document, _PART)
    if title and not graph.all(Connection):
        yield Finding(
            title.text.span,
            "this section has no table of connections",
            help="add a table with the columns `From`, `To`, `Protocol` and `Auth`",
        )
