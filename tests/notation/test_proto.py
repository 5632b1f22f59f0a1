"""Protocol Buffers definitions in fences."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend_spec.notation.proto import MAX_NUMBER, ProtoFile, read
from notation.spans import check_spans, passage, texts

WHOLE = """\
// File: proto/auth/v1/auth_service.proto
syntax = "proto3";
package nihao.auth.v1;

import "common/v1/common.proto";
import public "google/protobuf/timestamp.proto";

option go_package = "x{;auth";
option (style) = {
  text: "}"
  nested { value: 1 }
};

/* The service { */
service AuthService {
  option deprecated = false;
  // Login { }
  rpc Login(LoginRequest) returns (LoginResponse);
  rpc Watch (stream .nihao.auth.v1.WatchRequest)
      returns (stream common.v1.Event) {
    option (google.api.http) = {
      post: "/v1/{name=users/*}:watch"
      body: "*"
    };
    option deprecated = true;
  }
}

message LoginRequest {
  reserved 6, 9 to 11, 40 to max;
  reserved "foo", 'bar';
  string email = 1;
  repeated int32 ids = 2 [deprecated = true, (rules) = { in: [1, 2] }];
  map<string, common.v1.Value> extra = 3;
  optional bool remember = 0x4;
  oneof credential {
    string password = 12;
    Code code = 13;
  }
  message Code {
    enum Kind {
      option allow_alias = true;
      KIND_UNKNOWN = 0;
      KIND_SMS = 1 [deprecated = true];
      KIND_TEXT = 1;
      reserved -3 to -1;
    }
    Kind kind = 1;
  }
}
"""


def names(file: ProtoFile) -> dict[str, list[str]]:
    return {message.name.value: [one.name.value for one in message.fields] for message in file.messages}


def test_whole_file() -> None:
    file = read(passage(WHOLE))
    assert file.path is not None
    assert file.path.span.text == "proto/auth/v1/auth_service.proto"
    assert file.syntax is not None
    assert file.syntax.span.text == "proto3"
    assert file.package is not None
    assert file.package.span.text == "nihao.auth.v1"
    assert texts(file.imports) == ["common/v1/common.proto", "google/protobuf/timestamp.proto"]
    (service,) = file.services
    assert service.name.span.text == "AuthService"
    assert service.span.text.startswith("service AuthService {")
    assert service.span.text.endswith("}")
    login, watch = service.rpcs
    assert login.span.text == "rpc Login(LoginRequest) returns (LoginResponse);"
    assert (login.request_stream, login.response_stream, login.deprecated) == (False, False, False)
    assert watch.request is not None
    assert watch.request.span.text == ".nihao.auth.v1.WatchRequest"
    assert watch.response is not None
    assert watch.response.span.text == "common.v1.Event"
    assert (watch.request_stream, watch.response_stream, watch.deprecated) == (True, True, True)
    assert watch.span.text.startswith("rpc Watch")
    assert watch.span.text.endswith("}")
    assert file.unread == ()


def test_messages() -> None:
    file = read(passage(WHOLE))
    request, code = file.messages
    assert [(message.name.value, message.name.span.text) for message in file.messages] == [
        ("LoginRequest", "LoginRequest"),
        ("LoginRequest.Code", "Code"),
    ]
    assert [
        (one.name.span.text, one.type.span.text, one.number.value, one.label, one.oneof, one.deprecated)
        for one in request.fields
    ] == [
        ("email", "string", 1, None, None, False),
        ("ids", "int32", 2, "repeated", None, True),
        ("extra", "map<string, common.v1.Value>", 3, "map", None, False),
        ("remember", "bool", 4, "optional", None, False),
        ("password", "string", 12, None, "credential", False),
        ("code", "Code", 13, None, "credential", False),
    ]
    assert request.fields[3].number.span.text == "0x4"
    assert request.fields[0].span.text == "string email = 1;"
    assert [(r.value, r.span.text) for r in request.reserved_numbers] == [
        ((6, 6), "6"),
        ((9, 11), "9 to 11"),
        ((40, MAX_NUMBER), "40 to max"),
    ]
    assert texts(request.reserved_names) == ["foo", "bar"]
    assert [one.name.value for one in code.fields] == ["kind"]
    (kind,) = file.enums
    assert kind.name.value == "LoginRequest.Code.Kind"
    assert kind.allow_alias
    assert [(v.name.span.text, v.number.value) for v in kind.values] == [
        ("KIND_UNKNOWN", 0),
        ("KIND_SMS", 1),
        ("KIND_TEXT", 1),
    ]
    assert [r.value for r in kind.reserved_numbers] == [(-3, -1)]


def test_fragment_of_methods() -> None:
    file = read(passage("rpc Login(LoginRequest) returns (LoginResponse);\nrpc Logout(...) returns ();\n..."))
    assert [rpc.name.span.text for rpc in file.rpcs] == ["Login", "Logout"]
    assert file.rpcs[1].request is None
    assert file.rpcs[1].response is None
    assert file.unread == ()


def test_fragment_of_fields() -> None:
    file = read(passage("string email = 1;\nint64 at = 2;"))
    assert [one.name.value for one in file.fields] == ["email", "at"]


@pytest.mark.parametrize(
    ("text", "expected", "unread"),
    [
        # A missing semicolon costs nothing.
        ("message A {\n  string a = 1\n  string b = 2;\n}\nmessage B {}", {"A": ["a", "b"], "B": []}, []),
        # A missing number costs its field.
        ("message A {\n  string a\n  string b = 2;\n}", {"A": ["b"]}, ["string a"]),
        ("message A {\n  string a = ;\n  string b = 2;\n}", {"A": ["b"]}, ["string a = ;"]),
        ("message A {\n  string a = 1 [deprecated = true;\n  string b = 2;\n}", {"A": ["b"]}, None),
        # A misspelt keyword costs its block.
        ("mesage A { string a = 1; }\nmessage B { string b = 1; }", {"B": ["b"]}, ["mesage A { string a = 1; }"]),
        # A brace that is missing is told by the indentation.
        ("message A {\n  string a = 1;\n\nmessage B {\n  string b = 1;\n}", {"A": ["a"], "B": ["b"]}, []),
        ("message A\n  string a = 1;\n}\nmessage B {\n  string b = 1;\n}", {"A": ["a"], "B": ["b"]}, []),
        ("message A { ... }", {"A": []}, []),
        ("message A {\n  string a = 1;\n  // ...\n  …\n}", {"A": ["a"]}, []),
        ("message A {}\n}\nmessage B {}", {"A": [], "B": []}, ["}"]),
        # `message` and `reserved` are good names for fields.
        ("message A { string message = 1; bool reserved = 2; }", {"A": ["message", "reserved"]}, []),
    ],
)
def test_faults_cost_one_statement(text: str, expected: dict[str, list[str]], unread: list[str] | None) -> None:
    file = read(passage(text))
    assert names(file) == expected
    if unread is not None:
        assert [span.text for span in file.unread] == unread


def test_bad_method_costs_itself() -> None:
    file = read(passage("service S {\n  rpc A(B returns (C);\n  rpc D(E) returns (F)\n  rpc G(H) returns (I);\n}"))
    assert [rpc.name.value for rpc in file.services[0].rpcs] == ["D", "G"]
    assert [span.text for span in file.unread] == ["rpc A(B returns (C);"]


def test_older_and_newer_syntax() -> None:
    file = read(
        passage(
            'edition = "2023";\nmessage A {\n  extensions 100 to 199, 500 [verification = UNVERIFIED];\n'
            "  repeated group Result = 1 { required string url = 2; }\n  reserved x, y;\n}\n"
            "extend A { optional string note = 100; }\nexport message B {}"
        )
    )
    assert file.syntax is not None
    assert file.syntax.value == "2023"
    assert names(file) == {"A": ["Result"], "A.Result": ["url"], "B": []}
    assert texts(file.messages[0].reserved_names) == ["x", "y"]
    assert file.messages[1].fields[0].label == "required"
    assert file.unread == ()


@pytest.mark.parametrize(
    ("comment", "path"),
    [
        ("// auth/v1/auth_service.proto", "auth/v1/auth_service.proto"),
        ("// File: proto/a.proto", "proto/a.proto"),
        ("/* path: `a/b.proto` */", "a/b.proto"),
        ("// See common.proto for details", None),
        ("// The login service", None),
    ],
)
def test_path(comment: str, path: str | None) -> None:
    found = read(passage(f"{comment}\n// more\nmessage A {{}}")).path
    assert (found.span.text if found else None) == path


def test_deep_nesting() -> None:
    file = read(passage("message A {" * 20_000))
    assert len(file.messages) == 20_000


WORDS = st.lists(
    st.sampled_from(
        "message enum service rpc oneof option reserved extend map repeated group returns stream syntax package A b"
        ' int32 = 1 2 ; { } ( ) [ ] < > , . - "s" to max ... // /* */ \n'.split(" ")
    ),
    max_size=60,
).map(" ".join)


@given(st.one_of(st.text(), WORDS))
def test_any_text(text: str) -> None:
    text = text.replace("\r", "")
    body = passage(text)
    file: Any = read(body)
    check_spans(file, body.whole)
    for message in file.messages:
        assert message.name.value.rsplit(".", 1)[-1] == message.name.span.text


@given(st.data())
def test_losing_a_character_costs_little(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(WHOLE) - 1))
    body = passage(WHOLE[:at] + WHOLE[at + 1 :])
    file = read(body)
    check_spans(file, body.whole)
