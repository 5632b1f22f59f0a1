"""The sections of a REST API document (seed 1, section 2), what else sections are called, words beside roles."""

from __future__ import annotations

from backend_spec.kind import Part, Sign
from backend_spec.kinds.common import operational
from backend_spec.kinds.common.titles import OVERVIEW
from backend_spec.model.http import AccessRow, Endpoint, Header, PathPrefix, Role, SummaryRow

OUTLINE = (
    OVERVIEW,
    Part(
        "Versioning",
        ("API Versioning", "Versions", "Base URL", "Base URL & Versioning", "URL Versioning", "版本管理", "版本"),
        like=r"\bversion",
        holds=(Sign(PathPrefix),),
        words=r"/v\d+\b|\bversion",
    ),
    Part(
        "Common Headers",
        ("Headers", "HTTP Headers", "Request Headers", "Standard Headers", "公共参数", "公共请求头", "请求头"),
        like=r"\bheaders?\b",
        holds=(Sign(Header),),
        words=r"\bheaders?\b|\bX-[A-Z]\w+|\bAuthorization\b",
    ),
    Part(
        "Response Format",
        (
            "Response Envelope", "Response Structure", "Request/Response Format", "Envelope", "Message Format",
            "Responses", "Answers", "返回结果", "响应格式",
        ),
        like=r"\benvelope\b|\bformats?\b",
        words=r"\benvelope\b|\brequest_id\b",
    ),
    Part(
        "HTTP Status Code Usage",
        (
            "HTTP Status Codes", "Status Codes", "HTTP Status Code", "Status Code Usage", "HTTP Statuses", "Statuses",
            "状态码", "HTTP 状态码",
        ),
        like=r"\bstatus(?:es)?\b",
        words=r"\b(?:HTTP|status) ?(?:status(?:es)?|codes?)\b|\b[2-5]\d\d\b",
    ),
    Part(
        "Pagination",
        ("Paging", "Pagination & Filtering", "Pagination and Filtering", "Lists", "分页"),
        like=r"\bpagina|\bpaging\b|\bcursors?\b",
        words=r"\bpagina|\bpaging\b|\bcursor\b|\bpage_(?:size|token)\b|分页",
    ),
    Part(
        "Authentication & Authorization",
        (
            "Authentication and Authorization", "Auth", "Authentication", "Authorization", "Access Control", "Security",
            "Roles and Access", "Access", "Roles", "认证与授权", "鉴权",
        ),
        like=r"\bauth|\broles?\b|\baccess\b|\bpermissions?\b",
        holds=(Sign(Role), Sign(AccessRow)),
        words=r"\bbearer\b|\bauthenticat",
    ),
    Part(
        "CORS Policy",
        ("CORS", "CORS Configuration", "Cross-Origin Resource Sharing", "跨域", "跨域策略"),
        like=r"\bcors\b|\borigins?\b",
        words=r"\bCORS\b|\bcross.origin\b|跨域",
    ),
    Part(
        "Idempotency",
        ("Idempotent Requests", "Idempotency Keys", "Idempotency Policy", "幂等", "幂等性"),
        like=r"\bidempoten|\bretries\b",
        words=r"\bidempoten|幂等",
    ),
    Part(
        "Rate Limiting",
        ("Rate Limits", "Rate Limit", "Throttling", "Rate Limiting Policy", "Limits", "限流"),
        like=r"\blimits?\b|\bthrottl|\bquotas?\b",
        words=r"\brate[ -]?limit|\bthrottl|\b429\b|限流",
    ),
    Part(
        "Endpoints",
        ("API Endpoints", "REST Endpoints", "Endpoint Definitions", "API", "APIs", "Resources", "接口", "接口列表"),
        holds=(Sign(Endpoint),),
    ),
    Part(
        "Operational Endpoints",
        (
            "Health & Metrics", "Health Checks", "Operational APIs", "Operations Endpoints", "Ops Endpoints",
            "Operations", "运维接口",
        ),
        like=r"\boperation|\bhealth\b|\bprobes?\b|\bmonitoring\b",
        holds=(Sign(Endpoint, "operational", anywhere=True),),
        words=r"/healthz?\b|/ready\b|/metrics\b",
    ),
    Part(
        "API Summary",
        (
            "Endpoint Summary", "Summary", "Endpoints Summary", "Summary of Endpoints", "Index of All Endpoints",
            "Endpoint Index", "All Endpoints", "Endpoint List", "API 概览", "接口汇总",
        ),
        like=r"\b(?:index|list|summary|overview|table) of\b.*\bendpoints\b|\ball endpoints\b",
        holds=(Sign(SummaryRow),),
        words=r"\b(?:GET|POST|PUT|PATCH|DELETE)\b`?\s+[`*]*/",
    ),
)  # fmt: skip

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

OPERATIONAL_TITLES = operational.TITLES
OPERATIONAL_PATHS = operational.PATHS

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
    "verified", "throttled", "csrf", "2fa", "mfa", "otp", "sso", "websocket", "ticket", "signed", "read", "write",
    "active", "logged", "session token", "rate limited", "email verified", "verified email", "same user", "bearer jwt",
    "resource owners", "owners", "participants", "account holder", "webhook", "signature", "internal network",
})  # fmt: skip
"""Words beside roles that are no roles by themselves. Where one of them is a defined role, it still resolves."""
