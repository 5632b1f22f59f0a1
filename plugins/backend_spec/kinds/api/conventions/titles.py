"""The sections of a REST API document (seed 1, section 2), what else sections are called, words beside roles."""

from __future__ import annotations

from backend_spec.kind import Part

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
