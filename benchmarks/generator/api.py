"""`api_specification.md`: what holds for all endpoints, and the summary; `endpoints` has the endpoints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator import endpoints, names
from generator.page import Page
from generator.platform import ROLES, UUID
from generator.world import Endpoint, Part, Service

HEADERS = (
    ("Authorization", "Bearer <access_token>", True, "Access token; public endpoints ignore it"),
    ("Content-Type", "application/json", True, "The only type that is accepted"),
    ("X-Request-Id", "UUID", False, "Comes back in the answer and in all logs"),
    ("X-Idempotency-Key", "UUID", False, "Makes a request safe to repeat, see below"),
)
STATUSES = (
    ("200", "OK", "The request was carried out"), ("201", "Created", "Something new was stored"),
    ("400", "Bad Request", "A field is missing or wrong"), ("401", "Unauthorized", "No token, or one that ended"),
    ("403", "Forbidden", "The role may not do this"), ("404", "Not Found", "There is no such thing"),
    ("409", "Conflict", "The state does not allow it"), ("422", "Unprocessable Content", "A reference does not hold"),
    ("429", "Too Many Requests", "A limit is reached"), ("500", "Internal Server Error", "A fault of ours"),
)  # fmt: skip


def write(page: Page, parts: Sequence[Part], everything: Mapping[str, Service], *, whole: bool) -> None:
    services = [service for part in parts for service in part.services]
    every = [(service, endpoint) for service in services for endpoint in service.endpoints]
    page.section(2, "Overview")
    if whole:
        page.text("The public REST API of Ledger. The gateway checks who calls, and hands each call to one service.")
        _policies(page)
    else:
        page.text(f"The endpoints of the area {parts[0].title}. Headers, envelope and limits are those of the "
                  "[main document](../api_specification.md).")  # fmt: skip
        page.section(2, "Authentication & Authorization")
    _matrix(page, [endpoint for _, endpoint in every])
    if whole:
        _limits(page)
    page.section(2, "Endpoints")
    for part in parts:
        for service in part.services:
            if service.endpoints:
                page.section(3, "Accounts" if service.kebab == "auth" else names.title(service.kebab))
                page.text(f"Answered by {page.name(service.name)}. {service.role}.")
                for endpoint in service.endpoints:
                    endpoints.write(page, endpoint, service, everything)
    if whole:
        page.section(2, "Operational Endpoints")
        for path, text in endpoints.OPERATIONAL:
            endpoints.operational(page, path, text)
    page.section(2, "API Summary")
    page.table("summary", [_row(page, service, endpoint) for service, endpoint in every])


def _row(page: Page, service: Service, endpoint: Endpoint) -> dict[str, str]:
    return {
        "method": endpoint.method,
        "path": f"`{page.path(endpoint.path)}`",
        "access": "Protected" if endpoint.roles else "Public",
        "service": page.name(service.name),
        "idempotency": endpoint.idempotency,
        "text": endpoint.title,
    }


def _policies(page: Page) -> None:
    page.section(2, "Versioning")
    page.text("Every business path begins with `/api/v1`. Fields may be added to answers at any time; whatever would "
              "break a client appears under a new prefix.")  # fmt: skip
    page.section(2, "Common Headers")
    page.table("headers", ({"name": f"`{name}`", "value": f"`{value}`", "required": page.truth(required), "text": text}
                           for name, value, required, text in HEADERS))  # fmt: skip
    page.section(2, "Response Format")
    page.text("Every answer is JSON in one envelope, with names in `snake_case`. Code 0 means success.")
    page.json({"code": 0, "data": {}, "msg": "success", "request_id": UUID})
    page.section(2, "HTTP Status Code Usage")
    page.table("statuses", ({"status": s, "meaning": meaning, "when": when} for s, meaning, when in STATUSES))
    page.section(2, "Pagination")
    page.text("Lists take `page_size` and `page_token` and return `next_page_token` until the last page.")
    page.section(2, "Authentication & Authorization")
    page.text("A public endpoint needs no token. A protected one needs an access token with one of its roles.")
    page.section(3, "Roles")
    page.table("roles", ({"role": page.name(role), "text": text} for role, text in ROLES.items()))
    page.section(3, "Permission Model")
    page.text(
        "Roles are checked by the gateway. Whose records somebody sees is decided by the service that keeps them."
    )
    page.section(3, "Role-to-Endpoint Access Matrix")


def _matrix(page: Page, every: Sequence[Endpoint]) -> None:
    mark, none = ("✓", "—") if page.style.variant % 2 == 0 else ("Yes", "No")
    page.plain_table(
        ("Endpoint", *ROLES),
        [
            (
                f"`{endpoint.method} {page.path(endpoint.path)}`",
                *(mark if not endpoint.roles or role in endpoint.roles else none for role in ROLES),
            )
            for endpoint in every
        ],
    )


def _limits(page: Page) -> None:
    page.section(2, "CORS Policy")
    page.table(
        "settings",
        (
            {"name": "Allowed origins", "value": "`https://ledger.example`", "text": "No other site may call"},
            {"name": "Allowed methods", "value": "GET, POST, PATCH", "text": "Those that the API has"},
            {"name": "Credentials", "value": "Not allowed", "text": "Tokens travel in a header"},
            {"name": "`Access-Control-Max-Age`", "value": "7200", "text": "A preflight is good for two hours"},
        ),
    )
    page.section(2, "Idempotency")
    page.text("An `X-Idempotency-Key` makes a POST safe to repeat for a day: the second request gets the first answer.")
    page.section(2, "Rate Limiting")
    page.text("Answers carry `X-RateLimit-Limit`, `X-RateLimit-Remaining` and `X-RateLimit-Reset`. Whoever is over the "
              "limit gets 429 and this body:")  # fmt: skip
    page.json({"code": 1004, "data": None, "msg": "Too many requests in this window", "request_id": UUID})
    page.table("limits", ({"subject": f"`POST {page.path('/api/v1/auth/login')}`", "limit": "10 per minute"},
                          {"subject": "All other endpoints", "limit": "300 per minute"}))  # fmt: skip
