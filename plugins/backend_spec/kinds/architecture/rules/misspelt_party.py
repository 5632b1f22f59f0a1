"""Rule: misspelt-party."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph, Misspelling
from backend_spec.kinds.common import slip
from backend_spec.model.architecture import Service
from backend_spec.rule import rule


@rule(severity=Severity.ERROR, checklist=10, when=lambda found, graph: isinstance(found.meant, Service))
def misspelt_party(found: Misspelling, graph: Graph) -> Iterator[Finding]:
    """A diagram or text calls a service by a misspelt name.

    What the arrows of such a party show is not compared with anything: nobody is called so. Judged are participants
    of sequence diagrams, nodes of the architecture's flowcharts, and names with hyphens in text. A name counts as
    misspelt where one letter is missing, doubled, wrong or exchanged with its neighbour; short words and plurals
    are left in peace.

    ````md bad
    <!-- architecture.md -->
    # Backend System Architecture

    ## 2. Services

    | Service | Type | Role |
    | --- | --- | --- |
    | `shipment-service` | gRPC | Orders |
    | `pricing-service` | gRPC | Prices |

    ## 4. Architecture Diagram

    ```mermaid
    graph TB
        S[«Shipmnt Service»] --> P[Pricing Service]
    ```
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ```mermaid
    sequenceDiagram
        participant S as Shipment Service
        participant P as «Pricing Servce»
        S->>P: CalculatePrice
    ```
    ````

    ````md trap
    <!-- architecture.md -->
    # Backend System Architecture

    ## 2. Services

    | Service | Type | Role |
    | --- | --- | --- |
    | `shipment-service` | gRPC | Orders |
    | `pricing-service` | gRPC | Prices |
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ```mermaid
    sequenceDiagram
        participant S as Shipment
        participant P as Pricing Service (gRPC)
        participant M as Shipments
        S->>P: CalculatePrice
        P->>M: pages
    ```
    ````
    """
    yield slip.finding(found, "service")
