"""Rule: proto-file-case."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.grpc import spelling
from backend_spec.model.grpc import ProtoSource
from backend_spec.rule import rule


def _has_path(source: ProtoSource, graph: Graph) -> bool:
    """Of the fences that one line names the file of, the first."""
    return source.path is not None and graph.view(_firsts)[source.path.span.order] is source


def _firsts(graph: Graph) -> dict[tuple[str, int, int], ProtoSource]:
    firsts: dict[tuple[str, int, int], ProtoSource] = {}
    for source in graph.all(ProtoSource):
        if source.path:
            firsts.setdefault(source.path.span.order, source)
    return firsts


@rule(severity=Severity.INFO, when=_has_path)
def proto_file_case(source: ProtoSource, graph: Graph) -> Iterator[Finding]:
    """A proto file's name is not in snake_case.

    The name becomes part of generated file and module names (seed: "File: `snake_case.proto`").

    ````md bad
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    // «proto/auth/v1/AuthService.proto»
    package nihao.auth.v1;
    ```
    ````

    ````md good
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    // proto/auth/v1/auth_service.proto
    package nihao.auth.v1;
    ```
    ````
    """
    assert source.path
    name = source.path.value.rsplit("/", 1)[-1].removesuffix(".proto")
    if not spelling.is_snake(name):
        yield Finding(
            source.path.span,
            f"the proto file name `{name}.proto` is not in snake_case",
            help=f"call it `{spelling.snake(name)}.proto`",
        )
