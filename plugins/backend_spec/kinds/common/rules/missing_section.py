"""A prescribed section is missing."""

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Root, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.common import outline, presence
from backend_spec.model.page import SpecDocument
from backend_spec.rule import rule


@rule(severity=Severity.WARNING, when=outline.first_of_kind)
def missing_section(document: SpecDocument, graph: Graph) -> Iterator[Finding]:
    """A document has no section that its kind prescribes.

    Whoever works with several specifications looks for the same thing in the same place (specification catalogue). More
    sections are welcome. A section counts wherever it stands, under its title, one of the usual other titles, or any
    title if it holds what the part is about: a table of connections, a registry of topics. An introduction under the
    document's title will do for an overview. Where several files are of one kind, any of them may have it. A document
    that lacks more than three sections, or half of them, is reported once, and so is one in a house style, most of
    whose sections have titles of their own: what it lacks it must not even mention.

    ````md bad
    <!-- architecture.md -->
    # Backend System Architecture

    ## 1. Overview

    ## 2. Services

    ## 3. Infrastructure

    ## 4. «Architecture Diagram»

    ## 5. Communication Patterns

    ## 6. Security Considerations
    ````

    ````md bad
    <!-- architecture.md -->
    # «Backend System Architecture»

    ## Services
    ````

    ````md good
    <!-- architecture.md -->
    # Backend System Architecture

    ## 1. Overview

    ## 2. Services

    ## 3. Infrastructure

    ## 4. Architecture Diagram

    ## 5. Service Responsibilities

    ## 6. Communication Patterns

    ## 7. Security Considerations

    ## 8. Decisions
    ````

    ````md trap
    <!-- architecture.md -->
    # Backend System Architecture

    ## Summary

    ## Microservices & Infrastructure

    ### Infrastructure Components

    ### High-Level Architecture

    ## Responsibilities

    ## Inter-Service Communication

    <!-- security.md -->
    ---
    spec: architecture
    ---
    # Security

    ## Security
    ````

    ````md trap
    <!-- architecture.md -->
    # Backend System Architecture

    Two services behind one gateway, with PostgreSQL and Redis.

    ## Services

    | Service        | Type | Role     |
    | -------------- | ---- | -------- |
    | `gateway`      | REST | Entrance |
    | `auth-service` | gRPC | Tokens   |

    ## What They Stand On

    | Component | Technology |
    | --------- | ---------- |
    | Database  | PostgreSQL |

    ## At a Glance

    ```mermaid
    graph LR
        gateway --> auth-service
    ```

    ## Who Talks to Whom

    | From      | To             | Protocol |
    | --------- | -------------- | -------- |
    | `gateway` | `auth-service` | gRPC     |

    ## Responsibilities

    - `gateway`: lets requests in
    - `auth-service`: signs tokens

    ## Security
    ````

    ````md trap
    <!-- grpc_specification.md -->
    # Internal Contracts

    How the services call each other by gRPC (proto3).

    ## House Rules

    - Files `snake_case.proto`, messages `PascalCase`.
    - Each RPC has a request and a response message of its own.
    - Field numbers are never used again; removed fields are `reserved`.
    - Lists take `page_size` and `page_token`.
    - Errors travel as `google.rpc.Status`.

    ## Shared Messages

    ## Who Calls What

    | Caller  | Callee       | RPC     | When    |
    | ------- | ------------ | ------- | ------- |
    | gateway | auth-service | `Login` | sign-in |
    ````
    """
    missing = tuple(part for part in presence.missing(document, graph) if not presence.asked(part, document, graph))
    if not missing:
        return
    follows = presence.follows(document, graph)
    required = [part for part in document.outline if not part.optional and not part.repeated]
    if not follows or len(missing) > min(3, len(required) // 2):
        names = ", ".join(f"`{part.title}`" for part in missing)
        lacks = "lacks sections of its kind" if follows else "says nothing of these parts of its kind"
        yield Finding(
            document.span,
            f"`{document.path}` {lacks}: {names}",
            help="add the sections, set the kind's `outlines` in the configuration, or give the file another kind",
            roots=tuple(Root("section", part.title) for part in missing),
        )
        return
    for part in missing:
        yield Finding(
            outline.place(document, part, graph),
            f"there is no section `{part.title}`",
            help=f"add a section `{part.title}` here",
            roots=(Root("section", part.title),),
        )
