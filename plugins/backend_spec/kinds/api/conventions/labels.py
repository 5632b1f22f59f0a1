"""The labels inside an endpoint, by what they introduce."""

from __future__ import annotations

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
    "rpc": ("rpc", "rpcs", "grpc", "grpc method", "grpc rpc", "grpc call", "grpc rpcs", "grpc methods", "backend rpc"),
    "example": ("example", "examples", "sample", "curl", "example usage", "예시", "예제", "示例", "例子"),
    "aside": (
        "see also", "related", "related endpoints", "replaces", "replaced by", "note", "notes", "example call",
        "rate limit", "rate limiting", "rate limits", "pagination", "side effects", "events", "behavior", "behaviour",
        "business rules", "rules", "caching", "cache", "warning", "important", "deprecated", "since", "status",
        "version", "tags", "feature", "content type", "timeout",
        "参见", "비고", "참고", "备注", "注意",
    ),
}  # fmt: skip
"""Labels inside an endpoint, in bold, as headings, as list items or in a property table, by what they introduce."""

ROUTE_PARTS = frozenset({"endpoint", "method", "path", "request"})
"""Parts whose heading may hold an endpoint's method and path; the endpoint is then the section above."""
