"""How error specifications are laid out and what authors call the columns of their tables (seed 1, section 7)."""

from __future__ import annotations

import re

from backend_spec.kind import Part, Sign
from backend_spec.kinds.common.titles import OVERVIEW
from backend_spec.model.error import ErrorCode, Propagation
from backend_spec.reading import Shape

TITLES = (
    "Error Handling", "Error Specification", "Error Codes", "Error Code Registry", "Error Code Specification",
    "Error Catalog", "Error Handling Specification", "错误码", "错误处理", "에러 처리", "에러 코드",
)  # fmt: skip

FILES = (
    "error_specification.md", "error-specification.md", "error_handling.md", "error-handling.md",
    "error_codes.md", "error-codes.md", "error_code.md", "error_code_registry.md", "error_registry.md",
    "error_catalog.md", "error_code_generated.md", "errors.md",
)  # fmt: skip

OUTLINE = (
    OVERVIEW,
    Part(
        "Error Code Registry",
        ("Error Codes", "Error Registry", "Error Code List", "Error Catalog", "Register", "Registry", "Codes",
         "错误码列表", "错误码", "에러 코드"),
        like=r"\bregist|\b(?:error )?codes\b|\bcatalog",
        holds=(Sign(ErrorCode),),
    ),
    Part(
        "gRPC Error Propagation",
        ("Error Propagation", "gRPC Error Mapping", "gRPC to HTTP Mapping", "gRPC Error Handling", "Error Mapping",
         "From gRPC to HTTP", "gRPC to HTTP", "gRPC 错误传播"),
        like=r"\bgrpc\b|\bpropagat|\bmapping\b|\btranslat",
        holds=(Sign(Propagation),),
        words=r"\bgRPC\b",
        beside="grpc",
    ),
    Part(
        "Error Handling Guidelines",
        ("Guidelines", "Error Handling", "Handling Guidelines", "Best Practices", "错误处理规范", "错误处理指南"),
        like=r"\bguid|\bhandling\b|\bmanners\b|\brules\b|\bpractices?\b|\bconduct\b|\bdos? (?:and )?don ?ts?\b",
        words=r"\b(?:never|always|must)\b|\bretr(?:y|ies)\b",
    ),
    Part(
        "Logging & Observability",
        ("Logging and Observability", "Logging", "Observability", "Monitoring", "日志与可观测性", "日志"),
        like=r"\blog(?:s|ging)?\b|\bobserv|\bmonitor|\balert",
        words=r"\blog(?:s|ged|ging)?\b",
    ),
)  # fmt: skip

_HTTP = (
    "HTTP Status", "HTTP", "HTTP Code", "HTTP Status Code", "HTTP Status Codes", "HTTP Response", "Status Code",
    "Status", "HTTP 상태", "HTTP 상태 코드", "HTTP 코드", "상태 코드", "HTTP 状态码", "HTTP状态码", "状态码",
)  # fmt: skip
_GRPC = (
    "gRPC Status", "gRPC", "gRPC Code", "gRPC Status Code", "gRPC Status Codes", "gRPC Error", "gRPC 상태",
    "gRPC 코드", "gRPC 状态码", "gRPC状态码",
)  # fmt: skip
_CODE = (
    "Code", "Error Code", "Err Code", "Error Number", "Error No", "Errno", "Business Code", "App Code",
    "Application Code", "Numeric Code", "Error ID", "코드", "에러 코드", "에러코드", "오류 코드", "错误码",
    "错误代码", "错误编号", "编码", "代码",
)  # fmt: skip
_NAME = (
    "Name", "Error Name", "Identifier", "Constant", "Constant Name", "Symbol", "Symbolic Name", "Error",
    "Reason", "Error Reason", "Enum", "Key", "Error Key", "Error Type", "Type", "Error Code", "상수명", "상수",
    "이름", "에러명", "에러 타입", "타입", "名称", "错误名称", "标识", "错误标识", "常量", "常量名",
)  # fmt: skip
_DESCRIPTION = (
    "Description", "Meaning", "Message", "Msg", "Error Message", "Default Message", "Details", "When",
    "Condition", "Cause", "Notes", "설명", "메시지", "描述", "说明", "错误描述",
)  # fmt: skip
_CATEGORY = ("Category", "Group", "Module", "Domain", "Area", "분류", "카테고리", "类别", "分类", "模块")

REGISTRY = Shape(
    "error.registry",
    {"code": _CODE, "http": _HTTP, "grpc": _GRPC, "name": _NAME, "description": _DESCRIPTION, "category": _CATEGORY},
    ("code",),
)
NAMES = Shape("error.registry", {**REGISTRY.columns, "code": ()}, ("name",))
"""A registry without codes: its errors are known by name."""

LEADING = frozenset({"#", "no", "no.", "nr", "id", "序号", "번호"})
"""Titles of a column of running numbers, which may stand before the code."""

OWNER = (
    "Owner", "Owned By", "Owning Service", "Owner Service", "Service", "Services", "Raised By", "Responsible",
    "Returned By", "Source", "所属服务", "负责服务", "서비스", "담당 서비스",
)  # fmt: skip
"""Titles of the column that says who raises the codes of a range."""

RANGES = Shape(
    "error.ranges",
    {
        "range": (
            "Range", "Code Range", "Error Code Range", "Error Range", "Ranges", "Code Ranges", "Range of Codes",
            "Codes", "Error Codes", "Code Block", "Block", "Code", "Error Code", "Prefix", "코드 범위", "범위",
            "错误码范围", "范围", "码段", "号段",
        ),
        "category": (
            "Category", "Domain", "Module", "Service", "Group", "Area", "Owner", "Error Category", "Type",
            "Name", "Allocated To", "Used For", "Purpose", "Description", "분류", "카테고리", "설명", "类别",
            "分类", "模块", "说明",
        ),
        "owner": OWNER,
    },
    ("range",),
)  # fmt: skip
BOUNDS = Shape(
    "error.bounds",
    {
        "start": ("Start", "From", "Range Start", "Start Code", "First", "Min", "Lower", "Low", "시작", "起始"),
        "end": ("End", "To", "Range End", "End Code", "Last", "Max", "Upper", "High", "끝", "结束"),
        "category": RANGES.columns["category"],
        "owner": OWNER,
    },
    ("start", "end"),
)

PROPAGATION = Shape(
    "error.propagation",
    {
        "grpc": (*_GRPC, "gRPC Status (upstream)", "Upstream gRPC Status", "Upstream Status", "Source Status"),
        "http": (*_HTTP, "Gateway Response", "REST Status", "Mapped HTTP Status"),
        "error": (
            "Error Code", "Error Codes", "Code", "Codes", "Business Code", "Business Error",
            "Default Error Code", "Fallback Code", "Gateway Code", "Gateway Error Code", "API Code",
            "Response Code", "Error", "Errors", "Reason", "Example", "Examples",
        ),
    },
    ("grpc",),
)  # fmt: skip

SETTINGS = Shape(
    "error.settings",
    {
        "name": (
            "Level", "Log Level", "Severity", "Setting", "Metric", "Alert", "Layer", "Scenario", "Situation", "Aspect",
            "Item", "Parameter", "Policy", "Rule", "Field", "Property", "Key", "Name", "Condition", "Case", "Failure",
            "Service", "Component", *_HTTP, *_GRPC, "Code",
            "级别", "日志级别", "字段", "레벨", "로그 레벨", "필드", "속성",
        ),
    },
    ("name",),
)  # fmt: skip
"""Values by name: log levels, metrics, fields of the error response, statuses and what they mean."""

REGISTERS = re.compile(
    r"\b(?:registry|registries|catalog(?:ue)?|error codes?(?: list)?|code list|list of errors)$"
    r"|错误码列表|错误码$|에러 코드$",
    re.IGNORECASE,
)
"""What the title of a section says that declares errors, also in the sections below it."""

ELSEWHERE = re.compile(
    r"\b(?:propagat\w*|translat\w*|mapping|mapped|guidelines?|logging|observability|monitoring|metrics|alert\w*|"
    r"retr(?:y|ies)|usage|used by|handling|best practices?|response format|envelope|index|appendix)\b"
    r"|전파|매핑|로깅|传播|映射|日志",
    re.IGNORECASE,
)
"""Words in a section's title under which a table of errors usually refers to errors and declares none."""

RESTATES = re.compile(
    r"\b(?:summary|quick reference|at a glance|cheat ?sheet|examples?|overview)\b|예시|示例", re.IGNORECASE
)
"""Words in the title of a section that lists errors once more."""

REPLACES = re.compile(
    r"becomes|(?:is )?(?:mapped|translated|converted|turned|changed|rewritten) (?:to|into)|"
    r"(?:is )?replaced (?:by|with)|maps to|translates to|turns into|returned as|surfaces as|exposed as|"
    r"(?:the )?clients? (?:sees?|gets?|receives?)|external (?:error|code)|变为|转换为|映射为|映射到"
)
"""The title, as `reading.normal` gives it, of a column with the errors that replace those of another column."""

PROPAGATES = re.compile(r"\b(?:propagat\w*|translat\w*|mapping|mapped)\b|전파|매핑|传播|映射", re.IGNORECASE)
"""Words in the title of the section about the way of an error from a service to the client."""
