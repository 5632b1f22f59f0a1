"""`grpc_specification.md`."""

from __future__ import annotations

from collections.abc import Sequence

from generator.names import PROTO_TYPES, Field, snake
from generator.page import Page
from generator.platform import BY_NAME
from generator.world import Part, Rpc, Service

NAMING = (
    ("File", "`snake_case.proto`"), ("Package", "`domain.subdomain.v1`"), ("Message", "`PascalCase`"),
    ("Field", "`snake_case`"), ("Enum", "`PascalCase`"), ("Enum value", "`CAPS_SNAKE_CASE`, first unknown, which is 0"),
)  # fmt: skip


def write(page: Page, parts: Sequence[Part], *, whole: bool) -> None:
    services = [service for part in parts for service in part.services]
    page.section(2, "Overview")
    if whole:
        page.text("The RPCs of all services, in proto3. Services call each other over mTLS and pass deadlines on.")
        _conventions(page)
    else:
        page.text(f"The RPCs of the area {parts[0].title}, under the rules of the "
                  "[main document](../grpc_specification.md).")  # fmt: skip
    for service in services:
        if service.rpcs:
            _service(page, service)
    page.section(2, "Inter-Service Communication")
    rows = []
    for service in services:
        for endpoint in service.endpoints:
            when = f"`{endpoint.method} {page.path(endpoint.path)}`"
            rows.append(_call(page, "gateway", service.name, endpoint.rpc, when))
    for service in services:
        rows += [_call(page, service.name, callee, rpc, when) for callee, rpc, when in service.calls]
    page.table("calls", rows)


def _call(page: Page, caller: str, callee: str, rpc: str, when: str) -> dict[str, str]:
    return {"caller": page.name(caller), "callee": page.name(callee), "rpc": page.name(rpc), "when": when}


def _conventions(page: Page) -> None:
    page.section(2, "Common Types")
    _file(page, "ledger/common/v1/page.proto")
    page.fence("proto", 'syntax = "proto3";\n\npackage ledger.common.v1;\n\nmessage PageInfo {\n'
                        "  string next_page_token = 1;\n}")  # fmt: skip
    page.section(2, "Naming Conventions")
    page.table("conventions", ({"name": name, "value": value} for name, value in NAMING))
    page.section(2, "Request/Response")
    page.text("Every RPC has a request and a response of its own, even where two would look the same today.")
    page.section(2, "Compatibility")
    page.text("A field keeps its number for ever. A field that goes leaves its number behind as `reserved`.")
    page.section(2, "Pagination")
    page.text("Lists take `page_size` and `page_token`; a page that is not the last one comes with a `PageInfo`.")
    page.section(2, "Error Handling")
    page.text("Errors travel as `google.golang.org/grpc/status` with details of the Rich Error Model; the reason is "
              "the name in the error registry.")  # fmt: skip


def _file(page: Page, path: str) -> None:
    page.text(
        {"bold": f"**File**: `{path}`", "colon": f"**File path:** `{path}`"}.get(page.style.labels, f"File: `{path}`")
    )


def _service(page: Page, service: Service) -> None:
    page.section(2, service.display)
    page.section(3, "Service Definition")
    _file(page, f"ledger/{service.file}")
    lines = ['syntax = "proto3";', "", f"package {service.package};", ""]
    if service.tables:
        lines += ['import "google/protobuf/timestamp.proto";', ""]
    if any(rpc.many for rpc in service.rpcs):
        lines[-1:] = ['import "ledger/common/v1/page.proto";', ""]
    lines.append(f"service {service.proto} {{")
    for rpc in service.rpcs:
        lines += [f"  // {rpc.text}", f"  rpc {rpc.name}({rpc.name}Request) returns ({rpc.name}Response);"]
    page.fence("proto", "\n".join([*lines, "}"]))
    page.section(3, "Message Definitions")
    page.section(4, "Shared")
    page.fence("proto", "\n\n".join((_state(service), _message(service.message, _typed(service)))))
    page.section(4, "Requests and Responses")
    page.fence("proto", "\n\n".join(text for rpc in service.rpcs for text in _messages(rpc, service)))
    page.section(3, "Error Codes")
    page.table("grpc errors", ({"status": page.name(error.grpc), "reason": page.name(error.name),
                                "detail": page.name(error.detail), "text": error.text}
                               for error in (BY_NAME["VALIDATION_FAILED"], *service.errors)))  # fmt: skip


def _message(name: str, fields: Sequence[tuple[str, str]]) -> str:
    lines = [f"  {kind} {field} = {number};" for number, (kind, field) in enumerate(fields, 1)]
    return "\n".join([f"message {name} {{", *lines, "}"])


def _fields(fields: Sequence[Field]) -> list[tuple[str, str]]:
    return [(("" if field.required else "optional ") + PROTO_TYPES[field.kind], field.name) for field in fields]


def _typed(service: Service) -> list[tuple[str, str]]:
    """The fields of a service's own message, the state as an enumeration."""
    return [(f"{service.message}State" if name == "state" else kind, name) for kind, name in _fields(service.fields)]


def _state(service: Service) -> str:
    prefix = snake(service.kebab if service.kebab != "auth" else "account").upper()
    values = ["unknown", *service.states]
    lines = [f"  {prefix}_STATE_{value.upper()} = {number};" for number, value in enumerate(values)]
    return "\n".join([f"enum {service.message}State {{", *lines, "}"])


def _messages(rpc: Rpc, service: Service) -> tuple[str, str]:
    if rpc.many:
        answer = [(f"repeated {service.message}", "items"), ("ledger.common.v1.PageInfo", "page")]
    elif rpc.returns:
        answer = [(rpc.returns, snake(service.kebab) if service.kebab != "auth" else "account")]
    else:
        answer = _fields(rpc.response)
    return _message(f"{rpc.name}Request", _fields(rpc.request)), _message(f"{rpc.name}Response", answer)
