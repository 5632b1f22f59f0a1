"""The endpoints of `api_specification.md`, in the ways in which authors declare them."""

from __future__ import annotations

from collections.abc import Mapping

from generator import diagrams
from generator.names import JSON_TYPES, Field
from generator.page import Page
from generator.platform import UUID
from generator.world import Endpoint, Rpc, Service, example

OPERATIONAL = (
    ("/healthz", "Tells that the process is alive."),
    ("/ready", "Tells whether the process can do its work."),
    ("/metrics", "Figures for the monitoring, as Prometheus reads them."),
)


def write(page: Page, endpoint: Endpoint, service: Service, everything: Mapping[str, Service]) -> None:
    rpc = next(rpc for rpc in service.rpcs if rpc.name == endpoint.rpc)
    access = "Protected" if endpoint.roles else "Public"
    facts = {"Access": access}
    if endpoint.roles:
        facts["Roles"] = ", ".join(page.name(role) for role in endpoint.roles)
    facts["Idempotency"] = endpoint.idempotency
    _declare(page, endpoint.title, endpoint.method, page.path(endpoint.path), facts, endpoint.text)
    if endpoint.parameters:
        page.label("Path Parameters")
        _fields(page, endpoint.parameters)
    if endpoint.query:
        page.label("Query Parameters")
        _fields(page, endpoint.query)
    if endpoint.body:
        page.label("Request Body")
        page.json(example(endpoint.body))
        _fields(page, endpoint.body)
    page.label("Success Response")
    page.text(f"`{endpoint.status}`")
    page.json({"code": 0, "data": _answer(rpc, service), "msg": "success", "request_id": UUID})
    page.label("Error Responses")
    page.table("errors", ({"http": str(error.http), "code": f"`{error.code}`", "message": error.text}
                          for error in endpoint.errors))  # fmt: skip
    page.label("Sequence Diagram")
    page.fence("mermaid", diagrams.sequence(page, endpoint, everything))


def _declare(page: Page, title: str, method: str, path: str, facts: dict[str, str], text: str) -> None:
    habit = page.style.endpoint
    page.section(4, f"{method} {path}" if habit == "heading" else title)
    if habit == "code":
        page.text(f"`{method} {path}`")
    elif habit == "bold":
        page.text(f"**{method}** `{path}`")
    elif habit in ("labels", "table"):
        facts = {"Method": method, "Path": f"`{path}`", **facts}
    if habit == "table":
        page.text(text)
        page.plain_table(("Property", "Value"), list(facts.items()))
        return
    mark = "**{}**: {}" if page.style.labels == "bold" else "**{}:** {}"
    page.bullets(mark.format(name, value) for name, value in facts.items())
    page.text(text)


def operational(page: Page, path: str, text: str) -> None:
    """An endpoint that tells how the process does."""
    titles = {"/healthz": "Liveness", "/ready": "Readiness", "/metrics": "Metrics"}
    habit = page.style.endpoint
    page.section(3, f"GET {path}" if habit == "heading" else titles[path])
    if habit == "bold":
        page.text(f"**GET** `{path}`")
    elif habit != "heading":
        page.text(f"`GET {path}`")
    page.text(f"{text} Public, but reachable from inside the cluster only.")
    if path != "/metrics":
        page.json({"status": "up"})


def _fields(page: Page, fields: tuple[Field, ...]) -> None:
    page.table(
        "fields",
        (
            {
                "name": f"`{field.name}`",
                "type": JSON_TYPES[field.kind],
                "text": field.text,
                "required": page.truth(field.required),
                "rule": field.rule,
            }
            for field in fields
        ),
    )


def _answer(rpc: Rpc, service: Service) -> dict[str, object]:
    if rpc.many:
        return {"items": [example(service.fields)], "next_page_token": "eyJhZnRlciI6NjJ9"}
    return dict(example(rpc.response if rpc.response else service.fields))
