"""`architecture.md`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator import diagrams
from generator.page import Page
from generator.world import Part, Service

COMPONENTS = (
    ("PostgreSQL", "PostgreSQL 17", "System of record, one database for each service"),
    ("Redis", "Redis 8 Cluster", "Sessions, counters and copies that may be lost"),
    ("Kafka", "Apache Kafka 4", "Events between services"),
    ("Email Provider", "HTTPS API", "Delivery of e-mails"),
)
PROTOCOLS = {"PostgreSQL": ("PostgreSQL protocol", "SCRAM-SHA-256"), "Redis": ("RESP", "ACL user per service"),
             "Kafka": ("Kafka protocol", "SASL/SCRAM"), "Email Provider": ("HTTPS", "API key")}  # fmt: skip


def connections(services: Sequence[Service]) -> Iterator[tuple[str, str]]:
    """Who opens connections to whom, as far as these services are concerned."""
    for service in services:
        if service.name == "gateway":
            yield "client", "gateway"
        elif service.rpcs:
            yield "gateway", service.name
    for service in services:
        yield from ((service.name, callee) for callee, _, _ in service.calls)
        yield from ((service.name, store) for store in service.uses)


def write(page: Page, parts: Sequence[Part], *, whole: bool) -> None:
    services = [service for part in parts for service in part.services]
    named = page.name
    page.section(2, "Overview")
    if whole:
        page.text("Ledger keeps the records of several areas of business. Clients speak REST to one gateway; behind it "
                  "every service owns its data, answers RPCs and announces what happened through Kafka.",
                  "A call waits only for what its answer depends on. Everything else follows from events, so that a "
                  "service that is down delays its own work and nobody else's.")  # fmt: skip
    else:
        page.text(f"The services of the area {parts[0].title}. What all services share is described in the "
                  "[main document](../architecture.md).")  # fmt: skip
    page.section(2, "Services")
    page.table("services", ({"name": named(s.name), "type": s.type, "role": s.role} for s in services))
    if whole:
        page.section(2, "Infrastructure")
        page.table("components", ({"name": name, "technology": technology, "purpose": purpose}
                                  for name, technology, purpose in COMPONENTS))  # fmt: skip
    page.section(2, "Architecture Diagram")
    links = list(connections(services))
    page.fence("mermaid", diagrams.architecture(page, ((part.title, part.services) for part in parts), links))
    page.section(2, "Service Responsibilities")
    for service in services:
        page.section(3, service.display if page.style.variant % 3 == 2 and service.rpcs else service.name)
        page.bullets(service.duties)
    page.section(2, "Communication Patterns")
    rows = []
    for source, target in links:
        protocol, auth = PROTOCOLS.get(target, ("gRPC", "mTLS"))
        if source == "client":
            protocol, auth = "HTTPS", "Bearer token"
        rows.append({"source": source.capitalize() if source == "client" else named(source), "protocol": protocol,
                     "target": target if target in PROTOCOLS else named(target), "auth": auth})  # fmt: skip
    page.table("connections", rows)
    page.section(2, "Security Considerations")
    if whole:
        page.bullets(("Only the gateway is reachable from outside; services accept calls from services they know.",
                      "Each service has its own database user and its own users in Redis and Kafka.",
                      "Access tokens live for fifteen minutes; refresh tokens are stored as hashes.",
                      "Logs hold ids, never names, addresses or tokens."))  # fmt: skip
    else:
        page.bullets((f"Whoever cancels something in {parts[0].title} confirms the password first.",
                      "Records are visible to the own organisation only."))  # fmt: skip
