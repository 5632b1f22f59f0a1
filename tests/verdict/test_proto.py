"""Proto: fences become files, protoc judges them, its places are places in the pages."""

from __future__ import annotations

import os

import pytest

from backend_spec.project import Analysis, analyse

HEAD = "# gRPC Service Specification\n\n"


def page(*fences: str, path: str = "auth/v1/auth.proto", title: str = "8. Auth Service") -> str:
    body = "\n\n".join(f"```proto\n{fence}```" for fence in fences)
    return f"## {title}\n\n**File**: `{path}`\n\n{body}\n"


def found(files: dict[str, str]) -> list[tuple[str, int, str]]:
    return [
        (d.span.source.path, d.span.first.line, d.span.text)
        for d in judged(files).diagnostics
        if d.rule == "invalid-proto"
    ]


def judged(files: dict[str, str]) -> Analysis:
    return analyse({path: text.encode() for path, text in files.items()})


SERVICE = """\
syntax = "proto3";
package auth.v1;
service AuthService {
  rpc Login(LoginRequest) returns (LoginResponse);
}
"""
MESSAGES = """\
syntax = "proto3";
package auth.v1;
message LoginRequest {
  string email = 1
}
message LoginResponse {}
"""
COMMON = """\
syntax = "proto3";
package common.v1;
message Page {
  string token = 1;
}
"""
IMPORTS = """\
syntax = "proto3";
package auth.v1;
import "common/v1/common.proto";
message A {
  common.v1.Page page = 1;
  repeated map<string, string> m = 2;
}
"""
FOREIGN = """\
import "buf/validate/validate.proto";
message A {
  string a = 1 [(buf.validate.field).string.email = true];
}
"""


def test_fences_of_one_file() -> None:
    files = {"grpc_specification.md": HEAD + page(SERVICE, MESSAGES)}
    assert found(files) == [("grpc_specification.md", 19, "string email = 1")]


def test_indented_and_quoted_fences() -> None:
    fence = "- File\n\n  > ```proto\n  > message A {\n  >   string a = 1\n  > }\n  > ```\n"
    text = HEAD + "## 8. Auth Service\n\n" + fence
    assert found({"grpc_specification.md": text}) == [("grpc_specification.md", 9, "string a = 1")]


def test_imports_across_pages() -> None:
    files = {
        "grpc/common.md": HEAD + page(COMMON, path="proto/common/v1/common.proto", title="2. Common Types"),
        "grpc/auth.md": HEAD + page(IMPORTS),
    }
    assert [(path, marked) for path, _, marked in found(files)] == [("grpc/auth.md", "<")]


def test_what_is_left_out_is_added() -> None:
    """No syntax, no imports, well-known types, types of another file of the page."""
    text = HEAD + page("message Page {\n  string token = 1;\n}\n", path="common.proto", title="2. Common Types")
    text += page("message A {\n  Page page = 1;\n  google.protobuf.Timestamp at = 2;\n}\n", path="a.proto")
    assert found({"grpc_specification.md": text}) == []


@pytest.mark.parametrize(
    "fence",
    [
        "message A {\n  string a = 1;\n  ...\n}\n",
        "rpc Login(A) returns (B);\n",
        "string a = 1;\n",
        "message A {\n+ string a = 1\n}\n",
        FOREIGN,
        "message A {\n  Unknown a = 1;\n}\n",
    ],
)
def test_no_verdict(fence: str) -> None:
    assert found({"grpc_specification.md": HEAD + page(fence)}) == []


def test_an_unclosed_brace_costs_its_own_fence_only() -> None:
    text = HEAD + page("message A {\n  string a = 1;\nmessage B {\n}\n", "message C {\n  string c = 1\n}\n")
    assert [marked for _, _, marked in found({"grpc_specification.md": text})] == ["message A {", "string c = 1"]


def test_standard_error_is_given_back(capfd: pytest.CaptureFixture[str]) -> None:
    found({"grpc_specification.md": HEAD + page("message A {\n  string a = 1\n}\n")})
    os.write(2, b"after\n")
    assert capfd.readouterr().err == "after\n"
