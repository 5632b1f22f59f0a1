"""The gRPC specification: proto definitions by service, their errors, who calls whom."""

from __future__ import annotations

from backend_spec.kind import Kind
from backend_spec.kinds.grpc.conventions import FILES, OUTLINE, TITLES
from backend_spec.reading import Collector


def _extract(collector: Collector) -> None:
    from backend_spec.kinds.grpc.extract import extract  # by the process that reads such a document

    extract(collector)


KIND = Kind(
    name="grpc",
    file="grpc_specification.md",
    title="gRPC Service Specification",
    outline=OUTLINE,
    extract=_extract,
    titles=TITLES,
    files=FILES,
)
