"""How authors lay out a REST API document: its sections, its tables, the labels inside an endpoint.

Source: seed 1, section 2 (`api_specification.md` Sections), and what real documents do beyond it. All of it is data.
"""

from __future__ import annotations

from backend_spec.kind import Part
from backend_spec.reading import Shape

OUTLINE = (
    Part("Overview", ("Introduction", "About", "개요", "概述", "简介")),
    Part("Versioning", ("API Versioning", "Versions", "Base URL", "Base URL & Versioning", "URL Versioning")),
    Part("Common Headers", ("Headers", "HTTP Headers", "Request Headers", "Standard Headers", "公共参数")),
    Part("Response Format", ("Response Envelope", "Response Structure", "Request/Response Format", "返回结果")),
    Part("HTTP Status Code Usage", ("HTTP Status Codes", "Status Codes", "HTTP Status Code", "Status Code Usage")),
    Part("Pagination", ("Paging", "Pagination & Filtering", "Pagination and Filtering")),
    Part(
        "Authentication & Authorization",
        ("Authentication and Authorization", "Auth", "Authentication", "Authorization", "Access Control", "Security"),
    ),
    Part("CORS Policy", ("CORS", "CORS Configuration", "Cross-Origin Resource Sharing")),
    Part("Idempotency", ("Idempotent Requests", "Idempotency Keys", "Idempotency Policy")),
    Part("Rate Limiting", ("Rate Limits", "Rate Limit", "Throttling", "Rate Limiting Policy")),
    Part("Endpoints", ("API Endpoints", "REST Endpoints", "Endpoint Definitions", "API", "APIs", "Resources", "接口")),
    Part(
        "Operational Endpoints",
        ("Health & Metrics", "Health Checks", "Operational APIs", "Operations Endpoints", "Ops Endpoints"),
    ),
    Part("API Summary", ("Endpoint Summary", "Summary", "Endpoints Summary", "Summary of Endpoints", "API 概览")),
)

SUMMARY_TITLES = frozenset({
    "api summary", "endpoint summary", "endpoints summary", "summary", "summary of endpoints", "api index",
    "endpoint index", "api overview", "endpoint overview", "endpoints overview", "api 概览", "接口概览", "接口汇总",
    "api 요약", "엔드포인트 요약", "rest api summary", "summary table", "api list", "api endpoint summary",
})  # fmt: skip
"""Sections that list endpoints which have a section of their own elsewhere."""

FOREIGN_TITLES = SUMMARY_TITLES | {
    "versioning", "api versioning", "rate limiting", "rate limits", "rate limit", "throttling", "cors", "cors policy",
    "idempotency", "idempotent requests", "pagination", "common headers", "http headers", "response format",
    "http status codes", "http status code usage", "status codes", "access matrix", "role to endpoint access matrix",
    "endpoint access matrix", "changelog", "change log", "revision history", "glossary", "references", "see also",
    "error handling", "migration", "migration guide", "deprecations", "examples", "table of contents", "caching",
    "design principles", "conventions", "naming conventions", "url conventions", "base url", "monitoring",
}  # fmt: skip
"""Sections in which `METHOD /path` is an example or a mention, never a declaration."""

POLICY_TITLES = frozenset({
    "idempotency", "idempotent requests", "idempotency keys", "idempotency policy", "rate limiting", "rate limits",
    "rate limit", "rate limiting policy", "throttling", "cors", "cors policy", "cors configuration", "pagination",
    "caching", "access matrix", "role to endpoint access matrix", "endpoint access matrix",
})  # fmt: skip
"""Sections that lay down a policy for all endpoints; their tables hold settings and name endpoints."""

OPERATIONAL_TITLES = frozenset({
    "operational endpoints", "operational apis", "operations endpoints", "ops endpoints", "health checks",
    "health check", "health & metrics", "health and metrics", "health checks and metrics", "health checks & metrics",
    "health", "observability endpoints", "monitoring endpoints", "system endpoints", "infrastructure endpoints",
    "probes", "헬스 체크", "健康检查", "运维接口",
})  # fmt: skip

OPERATIONAL_PATHS = frozenset({
    "health", "healthz", "health/live", "health/ready", "health/liveness", "health/readiness", "health/startup",
    "healthz/live", "healthz/ready", "healthcheck", "health-check", "live", "livez", "liveness", "ready", "readyz",
    "readiness", "startupz", "metrics", "ping", "version", "status", "statusz", "debug/pprof", "actuator/health",
    "actuator/prometheus", "-/healthy", "-/ready", "internal/metrics", "_health", "heartbeat", "info", "up",
})  # fmt: skip
"""Paths, without their version prefix, that tell how the process does instead of doing business."""

PARTS: dict[str, tuple[str, ...]] = {
    "access": (
        "access", "access level", "auth", "authentication", "authorization", "auth/security", "auth & security",
        "auth & access", "security", "visibility", "auth required", "requires auth", "requires authentication",
        "authentication required", "access control", "auth type", "authn", "access & roles", "access & role",
        "auth level", "protection", "auth & authorization", "authentication & authorization", "access/role",
        "access / role", "access / roles", "access level & roles", "access level / roles", "access level and roles",
        "access and roles", "인증", "인증 필요", "접근", "认证", "鉴权", "访问", "访问级别", "认证方式", "權限",
    ),
    "roles": (
        "roles", "role", "required role", "required roles", "required role(s)", "role(s)", "allowed roles",
        "authorized roles", "roles allowed", "roles required", "role required", "permitted roles", "rbac", "역할",
        "권한", "角色", "所需角色", "allowed role", "rbac role", "rbac roles", "minimum role", "min role",
    ),
    "permissions": ("permission", "permissions", "required permission", "required permissions", "scope", "scopes"),
    "idempotency": (
        "idempotency", "idempotent", "idempotency key", "idempotency recommendation", "x idempotency key",
        "idempotence", "idempotency-key", "멱등성", "幂等", "幂等性", "idempotency required",
    ),
    "description": (
        "description", "summary", "overview", "purpose", "desc", "what it does", "about", "details", "설명", "개요",
        "描述", "接口描述", "说明", "功能描述",
    ),
    "method": ("method", "http method", "verb", "http verb", "메서드", "方法", "请求方式"),
    "path": ("path", "url", "uri", "route", "api path", "url path", "경로", "路径", "接口地址", "请求路径", "请求地址"),
    "endpoint": (
        "endpoint", "http request", "method & path", "method and path", "method/path", "method / path", "api",
        "엔드포인트", "接口", "请求方法", "request line", "http", "http method and path", "http method & path",
        "operation",
    ),
    "request": (
        "request", "request body", "body", "request payload", "payload", "request schema", "request example",
        "example request", "sample request", "request body schema", "body parameters", "body params", "body fields",
        "request fields", "field validation", "validation", "validation rules", "request validation", "fields",
        "field validations", "request format", "input", "inputs", "input fields", "요청", "요청 본문", "유효성 검증",
        "유효성 검증 규칙", "요청 예시", "请求", "请求体", "请求示例", "输入参数", "输入示例", "body 参数", "请求参数",
        "field rules", "field validation table", "request body fields", "form data", "multipart form data",
    ),
    "parameters": (
        "parameters", "params", "path parameters", "path params", "path parameter", "query parameters", "query params",
        "query parameter", "url parameters", "url params", "query string", "query", "path variables",
        "request parameters",
        "query string parameters", "쿼리 파라미터", "경로 파라미터", "파라미터", "query 参数", "path 参数", "查询参数",
        "路径参数", "path and query parameters", "path & query parameters",
    ),
    "headers": (
        "headers", "request headers", "response headers", "header", "http headers", "header parameters", "헤더",
        "header 参数", "请求头",
    ),
    "response": (
        "response", "success response", "success", "response body", "success responses", "response example",
        "example response", "sample response", "successful response", "response payload", "response schema",
        "response fields", "output", "outputs", "returns", "result", "success example", "response format", "responses",
        "응답", "성공", "성공 응답", "응답 예시", "响应", "返回", "输出参数", "输出示例", "响应示例", "成功响应",
        "返回参数",
        "response data", "success response example", "response body example",
    ),
    "errors": (
        "errors", "error responses", "error response", "error codes", "error code", "error", "failure", "failures",
        "failure responses", "failure response", "error cases", "possible errors", "error table", "error handling",
        "error responses table", "error conditions", "business errors", "error scenarios", "exceptions", "실패", "에러",
        "에러 응답", "에러 코드", "오류", "오류 응답", "错误", "错误码", "错误响应", "失败", "返回码", "error examples",
        "error example", "error response example", "errors returned", "common errors",
    ),
    "diagram": (
        "sequence diagram", "sequence", "diagram", "flow", "sequence flow", "processing flow", "request flow",
        "mermaid sequence diagram", "interaction", "interaction diagram", "call flow", "process flow", "processing",
        "시퀀스 다이어그램", "흐름", "流程图", "时序图", "序列图", "processing sequence",
    ),
    "service": (
        "service", "services", "backend service", "backend", "upstream", "proxied to", "proxies to", "handled by",
        "target service", "downstream service", "grpc service", "owner service", "서비스", "服务",
    ),
    "example": ("example", "examples", "sample", "curl", "example usage", "예시", "예제", "示例", "例子"),
    "aside": (
        "see also", "related", "related endpoints", "replaces", "replaced by", "note", "notes", "example call",
        "rate limit", "rate limiting", "rate limits", "pagination", "side effects", "events", "behavior", "behaviour",
        "business rules", "rules", "caching", "cache", "warning", "important", "deprecated", "since", "status",
        "version", "tags", "rpc", "grpc", "grpc method", "grpc rpc", "grpc call", "feature", "content type", "timeout",
        "参见", "비고", "참고", "备注", "注意",
    ),
}  # fmt: skip
"""Labels inside an endpoint, in bold, as headings, as list items or in a property table, by what they introduce."""

ROUTE_PARTS = frozenset({"endpoint", "method", "path", "request"})
"""Parts whose heading may hold an endpoint's method and path; the endpoint is then the section above."""

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
    "protected", "public", "auth?", "인증", "认证", "鉴权", "access / role", "access & roles", "access/role",
    "visibility",
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
            "fields", "parameters", "form field", "member",
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
            *_DESCRIPTION, "meaning", "permissions", "capabilities", "scope", "definition", "privileges", "access",
            "can", "who", "permission model", "responsibilities", "granted to", "permission", "inherits", "assigned to",
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

PROPERTIES = frozenset({
    "property", "attribute", "item", "field", "key", "name", "aspect", "", "항목", "项目", "属性", "parameter", "info",
})  # fmt: skip
"""Titles of the first column of a table that gives an endpoint's properties; the second column's title is free."""

SUBJECT_TITLES = frozenset({
    "endpoint", "endpoints", "resource", "resources", "area", "operation", "operations", "action", "actions", "feature",
    "features", "permission", "api", "apis", "route", "path", "method", "capability", "endpoint group", "group",
    "endpoint / role", "endpoint/role", "endpoints / role", "api / role", "function", "category", "endpoint category",
    "module", "domain", "endpoint / area", "권한", "기능", "엔드포인트", "接口", "操作", "资源", "功能", "api group",
})  # fmt: skip
"""Titles of the first column of an access matrix."""

ROLE_TITLES = frozenset({
    "roles", "role definitions", "rbac", "rbac roles", "rbac role definitions", "role definition", "user roles",
    "role model", "roles & permissions", "roles and permissions", "role based access control", "defined roles",
    "role based access control rbac", "rbac role based access control", "available roles", "system roles",
    "authorization roles", "역할", "역할 정의", "角色", "角色定义", "rbac model", "roles rbac",
})  # fmt: skip
"""Headings and labels under which roles are defined as bullets."""

NO_ROLE = frozenset({
    "", "-", "all", "any", "anyone", "everyone", "authenticated", "unauthenticated", "authorized", "public",
    "protected", "private", "internal", "none", "bearer", "token", "jwt", "required", "optional", "yes", "no",
    "gateway",
    "service", "role", "roles", "access", "permission", "permissions", "api", "key", "bearer token", "access token",
    "refresh token", "jwt bearer", "any role", "all roles", "any authenticated", "authenticated user",
    "authenticated users", "any authenticated user", "all authenticated", "logged-in", "logged in", "user", "users",
    "owner", "self", "resource owner", "creator", "sender", "recipient", "participant", "account owner", "oauth",
    "oauth2", "hmac", "basic", "session", "cookie", "apikey", "api key", "mtls", "n/a", "na", "only", "or", "and",
    "valid", "client", "service-to-service", "network", "cluster", "ip allowlist", "http", "https", "login", "open",
    "notes", "note", "description", "method", "path", "endpoint", "access level", "rate limit", "idempotency", "varies",
    "auth", "anonymous", "visitor", "me", "true", "false", "x",
    "requires", "require", "needs", "has", "with", "the", "a", "an", "these", "this", "same", "specific", "following",
    "appropriate", "given", "caller", "by", "their", "its", "group", "conversation", "system", "application",
})  # fmt: skip
"""Words beside roles that are no roles by themselves. Where one of them is a defined role, it still resolves."""
