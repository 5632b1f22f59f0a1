"""The REST API specification of the gateway: endpoints, roles, and the rules for all of them."""

from backend_spec.kind import Kind
from backend_spec.kinds.api.conventions import OUTLINE
from backend_spec.reading import Collector


def _extract(collector: Collector) -> None:
    from backend_spec.kinds.api.extract import extract  # by the process that reads such a document

    extract(collector)


KIND = Kind(
    name="api",
    file="api_specification.md",
    title="Gateway REST API Specification",
    outline=OUTLINE,
    extract=_extract,
    titles=(
        "REST API Specification",
        "API Specification",
        "API Reference",
        "Gateway API Specification",
        "HTTP API Specification",
        "REST API Reference",
        "REST API",
        "API 레퍼런스",
        "API 명세",
        "API 接口文档",
    ),
    files=("gateway_specification.md", "api-reference.md", "api_reference.md", "rest_api.md", "api.md", "api_spec.md"),
)
