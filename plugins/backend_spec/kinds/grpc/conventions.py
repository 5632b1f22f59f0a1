"""How gRPC specifications are laid out and what authors call the columns of their tables (seed 1, section 3)."""

from __future__ import annotations

import re

from backend_spec.kind import Part, Sign
from backend_spec.kinds.common.titles import OVERVIEW
from backend_spec.model.grpc import InterServiceCall
from backend_spec.reading import Shape

TITLES = (
    "gRPC Service Specification",
    "gRPC Specification",
    "gRPC Services",
    "gRPC Service Definitions",
    "gRPC API Specification",
    "gRPC API",
    "Proto Specification",
    "Protobuf Specification",
    "gRPC 服务规范",
    "gRPC 接口",
    "gRPC 서비스 명세",
)

FILES = (
    "grpc_specification.md",
    "grpc-specification.md",
    "grpc_spec.md",
    "grpc-spec.md",
    "grpc.md",
    "grpc_services.md",
    "grpc_api.md",
    "grpc_service_specification.md",
    "proto_specification.md",
    "protobuf.md",
    "rpc_specification.md",
)

OUTLINE = (
    OVERVIEW,
    Part(
        "Common Types",
        ("Shared Types", "Common Messages", "Common Proto Types", "Common Definitions", "Shared Messages", "公共类型"),
        like=r"\b(?:common|shared)\b",
        words=r"\A",  # there may be nothing to share
    ),
    Part(
        "Naming Conventions",
        ("Conventions", "Naming", "Proto Naming Conventions", "Style", "命名规范"),
        like=r"\bconventions?\b|\bnaming\b|\brules\b",
        words=r"\bsnake_case\b|\bPascalCase\b",
    ),
    Part(
        "Request/Response",
        ("Request and Response", "Requests and Responses", "Request / Response", "Messages"),
        like=r"\brequests?\b.*\bresponses?\b",
        words=r"\brequest\b.{0,60}\bresponse\b|请求.{0,30}响应",
    ),
    Part(
        "Compatibility",
        ("Backward Compatibility", "Versioning", "Versioning & Compatibility", "Evolution"),
        like=r"\bcompatib|\bversioning\b|\bevol",
        words=r"\bcompatib|\breserved\b|\b(?:field|tag) numbers?\b|\brenumber",
    ),
    Part(
        "Pagination",
        ("Paging", "List Pagination", "Lists", "分页"),
        like=r"\bpagina|\bpaging\b|\blists?\b",
        words=r"\bpagina|\bpage_(?:token|size)\b|\bcursor\b|分页",
    ),
    Part(
        "Error Handling",
        ("Errors", "Error Model", "Rich Error Model", "错误处理"),
        like=r"\berrors?\b",
        words=r"\berror (?:details|model|info|codes?)|ErrorInfo|google\.rpc|\bgrpc/status\b|错误码",
    ),
    Part("Per-Service Sections", (), repeated=True),
    Part(
        "Inter-Service Communication",
        (
            "Inter-Service Calls",
            "Service Communication",
            "Service-to-Service Communication",
            "Service Calls",
            "Who Calls What",
            "Who Calls Whom",
            "Call Matrix",
            "Calls",
            "服务间通信",
            "服务间调用",
        ),
        like=r"\bwho calls\b|\binter ?service\b|\bcalls? (?:matrix|graph|table)\b",
        holds=(Sign(InterServiceCall),),
    ),
)

LANGUAGES = frozenset({"proto", "proto2", "proto3", "protobuf", "protobuf3", "pb", "grpc"})
UNLABELLED = frozenset({"", "text", "txt", "plaintext", "go", "java", "c", "cpp"})
"""Languages of a fence that may hold proto all the same."""

DEFINITION = re.compile(
    r"(?:the )?(?:grpc |proto(?:buf)? |rpc )*(?:services?|service definitions?|definitions?|proto(?:buf)?|rpcs?|"
    r"methods|interface|service interface|api|schema|contract|messages?|message definitions?|message types|types|"
    r"errors?|error codes|error handling|服务定义|消息定义|错误码|서비스 정의|메시지 정의|에러 코드)"
)
"""The title of a part of a service's section, as `reading.normal` gives it."""

ILLUSTRATES = re.compile(
    r"\b(?:naming|conventions?|style|request ?(?:/|and|&) ?responses?|requests and responses|compatib\w*|versioning|"
    r"evolution|pagination|paging|error (?:handling|model|details?)|rich error|examples?|guidelines?|overview|"
    r"introduction|best practices?|anti ?patterns?|deprecat\w*|migration|changelog|usage)\b"
    r"|命名|规范|分页|示例|예시|네이밍",
    re.IGNORECASE,
)
"""Words in the title of a section whose proto fences illustrate a convention."""

BAD_OR_GOOD = re.compile(
    r"(?://|/\*|#)\s*(?:❌|✅|✗|✓|(?:bad|good|wrong|incorrect|don'?t|do not|avoid)\b\s*(?:[:(.—–-]|example|$))",
    re.IGNORECASE | re.MULTILINE,
)
"""A comment that tells that a fence shows how (not) to do it."""

BAD_LABEL = re.compile(
    r"^\W*(?:❌|✗|(?:bad|wrong|incorrect|don'?t|do not|avoid|anti-?pattern|not like this|invalid)\b.{0,60}:?$)",
    re.IGNORECASE,
)
"""A paragraph that tells that the fence below it shows how not to do it."""

PATH_LABEL = re.compile(
    r"(?<!\w)(?:file|file\s?path|file\s?name|path|proto(?:buf)?(?:\s+file)?|location|source|definition|文件|文件路径|파일|"
    r"파일 경로)[^\w:：]{0,4}[:：]\s*\W{0,4}(?=\w[\w./-]*\.proto\b)",
    re.IGNORECASE,
)
PATH = re.compile(r"(?<![\w./-])[\w./-]{0,200}\w\.proto\b")

_DESCRIPTION = (
    "Description",
    "When",
    "Condition",
    "Meaning",
    "Cause",
    "Trigger",
    "Message",
    "Notes",
    "描述",
    "说明",
    "설명",
)

ERRORS = Shape(
    "grpc.errors",
    {
        "status": (
            "gRPC Status Code", "gRPC Status", "gRPC Code", "gRPC Status Codes", "gRPC", "Status Code", "Status",
            "gRPC Error", "gRPC Error Code", "gRPC 状态码", "状态码", "gRPC 상태",
        ),
        "reason": (
            "Reason", "Error Reason", "ErrorInfo Reason", "Error Info Reason", "Error", "Error Name", "Name",
            "Registry Name", "Domain Error", "Business Error", "App Error", "Identifier", "Constant", "Symbol",
            "原因", "错误名", "错误原因", "错误名称", "사유",
        ),
        "code": (
            "Error Code", "Code", "App Code", "Application Code", "Business Code", "Business Error Code",
            "Registry Code", "Error Number", "错误码", "에러 코드", "코드",
        ),
        "detail": ("Detail Type", "Details Type", "Detail", "Details", "Error Detail", "Error Details"),
        "description": _DESCRIPTION,
        "rpc": ("RPC", "RPCs", "Method", "Methods", "RPC Method", "Applies To", "Returned By"),
    },
    (),
)  # fmt: skip

CALLS = Shape(
    "grpc.calls",
    {
        "caller": ("Caller", "From", "Source", "Client", "Caller Service", "Calling Service", "调用方", "호출자"),
        "callee": (
            "Callee", "To", "Target", "Server", "Callee Service", "Called Service", "Destination", "Provider",
            "被调用方", "피호출자",
        ),
        "rpc": (
            "RPC", "RPCs", "RPC Method", "RPC Methods", "gRPC Method", "gRPC Methods", "Method", "Methods", "Call",
            "Calls", "RPC(s)", "Method(s)", "接口", "方法", "메서드",
        ),
        "when": ("When", "Purpose", "Trigger", "Used For", "Use Case", "Scenario", *_DESCRIPTION),
    },
    ("caller", "callee"),
)  # fmt: skip

CALLS_OF_ONE = Shape("grpc.calls", {**CALLS.columns, "caller": ()}, ("callee", "rpc"))
"""The calls of the service that the section is about."""

SETTINGS = Shape(
    "grpc.settings",
    {
        "name": (
            "Element", "Item", "Type", "Kind", "Convention", "Rule", "Setting", "Parameter", "Field", "Name", "File",
            "Proto File", "Service", "Package", "Aspect", "Change", "Policy", "Key", "Header", "Metadata",
            "Metadata Key", "Property", *ERRORS.columns["status"], "Code", "Error Type", "Detail Type", "Proto Type",
            "Message", "Enum", "Scenario", "Option", "Term",
        ),
    },
    ("name",),
)  # fmt: skip
"""Values by name: naming conventions, statuses and what they mean, metadata, proto files."""

GROUP = re.compile(
    r"^\W*(?:all|any|every|each|other|internal|most|various|multiple|所有|모든)\b.*|^\*$|^(?:\w+ )?services$",
    re.IGNORECASE,
)
"""A cell that means several services or RPCs at once."""
