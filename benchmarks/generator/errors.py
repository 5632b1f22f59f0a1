"""`error_specification.md`."""

from __future__ import annotations

from collections.abc import Sequence

from generator.names import title
from generator.page import Page
from generator.world import Part, Service

NAMES = {"gateway": "Common", "auth": "Accounts"}
MAPPING = (
    ("INVALID_ARGUMENT", "400", "`1001`"), ("UNAUTHENTICATED", "401", "`1002`"), ("PERMISSION_DENIED", "403", "`1003`"),
    ("NOT_FOUND", "404", "`2005`"), ("ALREADY_EXISTS", "409", "`2002`"), ("RESOURCE_EXHAUSTED", "429", "`1004`"),
    ("INTERNAL", "500", "`1009`"),
)  # fmt: skip


def write(page: Page, parts: Sequence[Part], *, whole: bool) -> None:
    services = [service for part in parts for service in part.services if service.errors]
    page.section(2, "Overview")
    page.text(
        "Every failure has a number that never changes its meaning, and a name to search for."
        if whole
        else f"The errors of the area {parts[0].title}; see the [main document](../error_specification.md)."
    )
    page.section(2, "Error Code Registry")
    page.section(3, "Code Range Allocation")
    page.table("ranges", ({"range": f"{service.first}{page.style.dash}{service.last}", "category": _category(service)}
                          for service in services))  # fmt: skip
    for service in services:
        page.section(3, _category(service))
        page.table(
            "registry",
            (
                {
                    "code": f"`{error.code}`",
                    "name": page.name(error.name),
                    "http": str(error.http),
                    "grpc": page.name(error.grpc),
                    "text": error.text,
                }
                for error in service.errors
            ),
        )
    if not whole:
        return
    page.section(2, "gRPC Error Propagation")
    page.text("The gateway looks the reason up in the registry. An error without one is translated by its status:")
    page.table("mapping", ({"grpc": page.name(grpc), "http": http, "error": code} for grpc, http, code in MAPPING))
    page.section(2, "Error Handling Guidelines")
    page.section(3, "Gateway")
    page.bullets(
        ("Check what is cheap first: route, token, role, limit, fields.", "Never pass on a text of a library.")
    )
    page.section(3, "Services")
    page.bullets(("Report all fields that are wrong at once.", "Return the most particular reason there is."))
    page.section(3, "Consumers")
    page.bullets(("Retry what may pass by itself.", "Put aside what will never work, with its reason."))
    page.section(2, "Logging & Observability")
    page.table("levels", ({"level": level, "when": when} for level, when in (
        ("ERROR", "A fault of ours, or an event that was put aside"), ("WARN", "A retry, or a refused login"),
        ("INFO", "One line for each request"), ("DEBUG", "Never in production"))))  # fmt: skip


def _category(service: Service) -> str:
    return NAMES.get(service.kebab, title(service.kebab))
