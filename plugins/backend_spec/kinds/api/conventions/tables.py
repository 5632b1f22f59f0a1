"""The tables of a REST API document and the titles that authors give their columns."""

from __future__ import annotations

from backend_spec.reading import Shape

_DESCRIPTION = (
    "description",
    "desc",
    "summary",
    "purpose",
    "notes",
    "note",
    "설명",
    "기능",
    "描述",
    "说明",
    "接口功能",
)
_METHOD = ("method", "http method", "verb", "http verb", "methods", "메서드", "方法", "请求方式", "请求方法")
_PATH = (
    "path", "endpoint", "url", "route", "uri", "api endpoint", "api path", "url path", "endpoint path", "api",
    "resource", "request", "endpoints", "http endpoint", "경로", "엔드포인트", "路径", "接口", "接口名称", "请求路径",
)  # fmt: skip
_ROLES = (
    "roles", "role", "role(s)", "required role", "required roles", "allowed roles", "roles allowed", "권한", "역할",
    "角色", "required role(s)", "who", "permitted roles", "minimum role", "min role",
)  # fmt: skip
_ACCESS = (
    "access", "access level", "auth", "auth/security", "authentication", "authorization", "auth required", "security",
    "protected", "public", "auth?", "authentication required", "requires auth", "auth needed", "login required", "인증",
    "인증 필요", "인증 여부", "로그인 필요", "认证", "需要认证", "是否需要认证", "鉴权", "access / role",
    "access & roles", "access/role", "visibility",
)  # fmt: skip
_REQUIRED = (
    "required", "req", "required?", "mandatory", "optional", "presence", "필수", "必选", "必填", "是否必填",
    "필수 여부",
)  # fmt: skip

ERRORS = Shape(
    "api.errors",
    {
        "http": (
            "http status", "http", "http code", "http status code", "status", "status code", "http 状态码", "http 코드",
            "http 상태", "상태 코드", "상태", "상태코드", "状态码", "httpstatus", "http response",
        ),
        "code": (
            "code", "error code", "code(s)", "error codes", "err code", "app code", "business code", "에러 코드",
            "코드",
            "错误码", "业务码", "errcode", "errorcode", "codes", "internal code", "application code", "error no",
        ),
        "name": (
            "error name", "name", "error", "error type", "reason", "type", "identifier", "constant", "에러",
            "에러 타입",
            "에러명", "错误", "错误名称", "key", "symbol",
        ),
        "text": (
            "msg", "message", "description", "error message", "meaning", "when", "condition", "cause", "details",
            "scenario", "trigger", "reason", "explanation", "detail", "used when", "when returned", "returned when",
            "설명", "메시지", "의미", "조건", "원인", "描述", "说明", "错误信息", "消息", "msg (example)", "case",
            "error",
        ),
    },
    (),
)  # fmt: skip
"""An endpoint's error responses. Which columns must be there depends on the place: see `errors.py`."""

FIELDS = Shape(
    "api.fields",
    {
        "name": (
            "field", "parameter", "name", "param", "field name", "request field", "response field", "property", "key",
            "query-string field", "query string field", "attribute", "parameter name", "path parameter", "part",
            "query parameter", "json field", "필드", "파라미터", "이름", "参数名称", "参数", "字段", "字段名", "参数名",
            "fields", "parameters", "form field", "member", "query", "query param", "path param", "url parameter",
            "url param", "path variable", "body field", "body parameter", "param name", "json key", "input", "argument",
        ),
        "type": ("type", "data type", "format", "json type", "타입", "자료형", "类型", "数据类型"),
        "required": _REQUIRED,
        "rule": (
            "validation", "rule", "rules", "constraints", "constraint", "validation rules", "validation rule", "limits",
            "allowed values", "규칙", "유효성 검증", "制約", "校验规则", "约束", "validations", "restrictions",
        ),
        "text": (*_DESCRIPTION, "meaning", "details", "comment"),
        "place": ("in", "location", "source", "where", "위치", "位置"),
    },
    ("name",),
)  # fmt: skip

HEADERS = Shape(
    "api.headers",
    {
        "name": ("header", "header name", "http header", "name", "헤더", "请求头", "headers", "request header"),
        "value": ("value", "example", "format", "values", "sample", "값", "值"),
        "required": _REQUIRED,
        "text": (*_DESCRIPTION, "meaning", "used for"),
    },
    ("name",),
)

STATUSES = Shape(
    "api.statuses",
    {
        "status": (
            "status code", "status", "code", "http status", "http status code", "http code", "http", "상태 코드",
            "状态码",
        ),
        "meaning": (
            "meaning", "name", "description", "reason phrase", "status", "reason", "의미", "含义", "usage", "used when",
        ),
        "when": ("used when", "usage", "when", "when used", "use when", "use case", "description", "사용", "使用场景"),
    },
    ("status", "meaning"),
)  # fmt: skip

LISTING = Shape(
    "api.summary",
    {
        "method": _METHOD,
        "path": _PATH,
        "access": _ACCESS,
        "roles": _ROLES,
        "service": (
            "service", "services", "backend service", "backend", "service(s)", "upstream", "proxied to",
            "target service",
            "grpc service", "handled by", "owner", "handler", "서비스", "服务", "backend services", "target", "module",
        ),
        "rpc": ("rpc", "grpc", "grpc method", "grpc rpc", "rpc method"),
        "idempotency": ("idempotency", "idempotent", "idempotency key", "x-idempotency-key", "멱등성", "幂等"),
        "text": _DESCRIPTION,
    },
    ("path",),
)  # fmt: skip
"""Tables that list endpoints: the API summary, a feature's list, the operational endpoints."""

OPERATIONS = Shape(
    "api.operations",
    {name: titles for name, titles in LISTING.columns.items() if name != "path"},
    ("method",),
)
"""Tables that list the operations of one path."""

LIMITS = Shape(
    "api.limits",
    {
        "subject": (
            "endpoint", "endpoints", "scope", "role", "tier", "path", "route", "category", "group", "endpoint / scope",
            "endpoint/role", "client", "endpoint group", "target", "api", "plan", "user type", "type", "policy",
            "bucket",
            "applies to", "operation", "rule", "limit type", "endpoint / role",
        ),
        "limit": (
            "limit", "rate limit", "requests", "rate", "max requests", "quota", "limits", "requests per minute", "rpm",
            "allowed requests", "max", "request limit", "rps", "requests/min", "requests / minute", "threshold",
        ),
    },
    ("subject", "limit"),
)  # fmt: skip

ROLES = Shape(
    "api.roles",
    {
        "role": ("role", "role name", "roles", "name", "역할", "角色", "角色名", "user role", "권한"),
        "text": (
            *_DESCRIPTION, "meaning", "details", "permissions", "capabilities", "scope", "definition", "privileges",
            "access", "can", "who", "permission model", "responsibilities", "granted to", "permission", "inherits",
            "assigned to",
        ),
    },
    ("role", "text"),
)  # fmt: skip

SETTINGS = Shape(
    "api.settings",
    {
        "name": (
            "setting", "policy", "property", "parameter", "rule", "item", "key", "option", "name", "attribute",
            "aspect",
            "configuration", "config", "header", "field", "directive", "cors setting", "설정", "配置项", "항목",
            "topic",
        ),
        "value": ("value", "values", "setting", "default", "configuration", "policy", "rule", "값", "值", "behavior"),
    },
    ("name", "value"),
)  # fmt: skip
