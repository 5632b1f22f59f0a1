"""Rule: package-case."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.model.grpc import ProtoSource
from backend_spec.rule import rule

_PACKAGE = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*\.v\d+(?:(?:alpha|beta)\d*)?")


def _has_package(source: ProtoSource, graph: Graph) -> bool:
    return source.package is not None


@rule(severity=Severity.INFO, when=_has_package)
def package_case(source: ProtoSource, graph: Graph) -> Iterator[Finding]:
    """A proto package is not a lower-case name that ends with a version.

    The version lets two generations of a service live side by side (seed: "Package: `domain.subdomain.v1`").

    ````md bad
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    package «nihao.auth»;
    ```
    ````

    ````md bad
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    package «Nihao.Auth.v1»;
    ```
    ````

    ````md good
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    package nihao.auth.v1;
    ```
    ````

    ````md trap
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    package nihao.auth.v1beta1;
    ```
    ````
    """
    assert source.package
    if not _PACKAGE.fullmatch(source.package.value):
        yield Finding(
            source.package.span,
            f"the proto package `{source.package.value}` is not of the form `domain.subdomain.v1`",
            help="write it in lower case, with a version at its end",
        )
