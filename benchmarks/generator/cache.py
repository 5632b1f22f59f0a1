"""`cache_specification.md`."""

from __future__ import annotations

from collections.abc import Sequence

from generator.page import Page
from generator.world import Part


def write(page: Page, parts: Sequence[Part], *, whole: bool) -> None:
    services = [service for part in parts for service in part.services if service.cache]
    page.section(2, "Overview")
    page.text("What the services keep in Redis. Everything but the sessions may be lost without harm." if whole else
              f"What the services of {parts[0].title} keep in Redis, under the rules of the "
              "[main document](../cache_specification.md).")  # fmt: skip
    page.section(2, "Cache Items")
    for service in services:
        page.section(3, service.display if service.rpcs else service.name.capitalize())
        page.table("items", ({"key": f"`{item.key}`", "value": item.value, "ttl": item.ttl, "purpose": item.text,
                              "service": page.name(service.name)} for item in service.cache))  # fmt: skip
    page.section(2, "Operations by Feature")
    for service in services:
        for group in service.operations:
            page.section(3, group.feature)
            page.table("operations", ({"step": str(number), "operation": f"`{command}`"}
                                      for number, command in enumerate(group.commands, 1)))  # fmt: skip
    if whole:
        page.section(2, "Eviction & Memory Policy")
        page.table("settings", (
            {"name": "`maxmemory-policy`", "value": "volatile-lru", "text": "Nothing without a TTL is ever dropped"},
            {"name": "`maxmemory`", "value": "8gb", "text": "For each node"}))  # fmt: skip
        page.section(2, "Failure Strategy")
        page.table(
            "failures",
            (
                {"case": "Redis does not answer", "behaviour": "Reads go to PostgreSQL; cancellations are refused"},
                {"case": "A node was lost", "behaviour": "Sessions are read from PostgreSQL and written again"},
            ),
        )
