"""How authors write the authentication document (seed 1, Document Structure 5)."""

from __future__ import annotations

import re

from backend_spec.kind import Part, Sign
from backend_spec.kinds.common import titles
from backend_spec.kinds.common.titles import forms, listed
from backend_spec.model.auth import AuthFlow, JwtPayload, Mechanism, SessionEvent, Token
from backend_spec.reading import Shape

TITLES = listed(
    "Authentication | Authentication Flows | Authentication Specification | Authentication Flow Specification | "
    "Authentication Design | Auth Specification | Auth Flow | Auth Flows | Auth Design | "
    "Authentication & Session Management | Authentication and Sessions | Authentication & Authorization | "
    "Authentication & Authorization Specification | Authentication Strategy | 认证流程 | 认证设计 | 认证规范 | "
    "인증 흐름 | 인증 명세 | 인증 설계"
)
FILES = listed(
    "authentication.md | authentication_specification.md | authentication_spec.md | authentication_flow.md | "
    "authentication_flows.md | auth_flow.md | auth_flows.md | auth_design.md"
)

OVERVIEW = titles.OVERVIEW
TOKENS = Part(
    "Token Strategy",
    listed(
        "Tokens | Token Design | Token Types | Token Management | Token Specification | JWT Strategy | JWT | "
        "JWT Tokens | Token Policy | 令牌策略 | Token 策略 | 토큰 전략 | 토큰"
    ),
    like=r"\btokens?\b|\bjwts?\b",
    holds=(Sign(Token), Sign(JwtPayload)),
)
PASSWORDS = Part(
    "Password Security",
    listed(
        "Passwords | Password Policy | Password Policies | Password Management | Password Hashing | "
        "Password Storage | Password Rules | Credential Security | 密码安全 | 密码策略 | 비밀번호 보안 | "
        "비밀번호 정책"
    ),
    like=r"\bpasswords?\b|\bcredentials?\b",
    words=r"\bbcrypt\b|\bargon2|\bscrypt\b|\bpbkdf2\b",
)
FLOWS = Part(
    "Authentication Flows",
    listed(
        "Authentication Flow | Auth Flows | Auth Flow | Flows | Login Flows | Flow Diagrams | "
        "Authentication Flow Diagrams | User Flows | Authentication Processes | 认证流程 | 流程 | 인증 흐름 | "
        "인증 플로우"
    ),
    like=r"\bflows?\b|\bsign(?:ing)? in\b|\blogin\b",
    holds=(Sign(AuthFlow),),
)
SESSIONS = Part(
    "Session Lifecycle Summary",
    listed(
        "Session Lifecycle | Session Life Cycle | Session Management | Sessions | Token Lifecycle | "
        "Token Lifecycle Summary | Lifecycle | Session States | 会话生命周期 | 세션 생명주기 | 세션 수명 주기"
    ),
    like=r"\bsessions?\b|\blife ?cycles?\b",
    holds=(Sign(SessionEvent),),
)
SECURITY = Part(
    "Security Mechanisms",
    listed(
        "Security | Security Measures | Security Considerations | Security Controls | Security Features | "
        "Protection Mechanisms | 安全机制 | 보안 메커니즘"
    ),
    like=r"\bsecur|\bprotect|\bthreats?\b|\battacks?\b|\bdefen[cs]|\bharden",
    holds=(Sign(Mechanism),),
)
OUTLINE = (OVERVIEW, TOKENS, PASSWORDS, FLOWS, SESSIONS, SECURITY)
NAMES = {part.title: forms(part) for part in OUTLINE}

FLOW_TITLE = re.compile(r"\b(?:flows?|process|sequence|journey)$|流程$|플로우$|흐름$")
"""A title, as `titles.form` gives it, that says it is a flow's."""
NO_FLOW = frozenset(
    (
        "overview|introduction|summary|notes|note|errors|error handling|error codes|error responses|error mapping|"
        "common errors|references|legend|conventions|general|flow overview|flow summary|overview of flows|flow notes"
    ).split("|")
)
"""Titles of sub-sections of the flows that are none."""

TOKEN_TABLE = Shape(
    "auth.tokens",
    {
        "name": listed("Token | Token Type | Token Name | Tokens | Type | Name | 令牌 | 令牌类型 | 토큰 | 토큰 종류"),
        "ttl": listed(
            "TTL | Lifetime | Token Lifetime | Expiry | Expiration | Expires In | Expires | Expire | Validity | "
            "Duration | Time to Live | 有效期 | 过期时间 | 만료 | 만료 시간 | 유효 기간"
        ),
        "storage": listed(
            "Storage | Stored In | Stored | Store | Storage Location | Server Storage | Server-Side Storage | "
            "Location | Where | Kept By | Kept In | Kept By the Server | Persisted In | "
            "Cache Key | Redis Key | 存储 | 저장 | 저장 위치"
        ),
    },
    ("name", "ttl"),
)
SESSION_TABLE = Shape(
    "auth.session",
    {
        "event": listed(
            "Event | Session Event | Action | Trigger | Operation | Lifecycle Event | When | 事件 | 이벤트"
        ),
        "state": listed(
            "Token State | Session State | Token Status | Session/Token State | State | Status | Effect | "
            "Effect on Tokens | Token Effect | Result | Outcome | Tokens | Access Token | Refresh Token | Session | "
            "状态 | 令牌状态 | 상태 | 토큰 상태"
        ),
    },
    ("event", "state"),
)
MECHANISM_TABLE = Shape(
    "auth.mechanisms",
    {
        "name": listed(
            "Mechanism | Security Mechanism | Against | Threat | Risk | Attack | Measure | Security Measure | "
            "Control | Protection | Feature | Concern | 机制 | 메커니즘"
        ),
        "implementation": listed(
            "Implementation | Implementation Details | How | Details | Description | Mitigation | Approach | "
            "Measure | Countermeasure | Protection | Defence | Defense | What We Do | 实现 | 实现方式 | 구현"
        ),
    },
    ("name", "implementation"),
)
ERROR_TABLE = Shape(
    "auth.errors",
    {
        "code": ("Error Code", "Code", "Business Code", "App Code", "Error", "错误码", "에러 코드"),
        "name": ("Error Name", "Name", "Reason", "Error", "Msg", "Message", "名称"),
        "http": ("HTTP", "HTTP Status", "HTTP Code", "Status", "Status Code", "HTTP Status Code"),
        "when": ("Condition", "When", "Scenario", "Cause", "Description", "Case", "Situation", "Failure", "Meaning"),
    },
    ("code",),
)
ERROR_COLUMNS = frozenset({"error", "errors", "error code", "error codes", "错误码", "에러 코드"})
"""Titles, as `titles.form` gives them, of columns that can hold errors only."""
ENDPOINT_TABLE = Shape(
    "auth.endpoints",
    {
        "method": ("Method", "HTTP Method", "Verb", "方法", "메서드"),
        "path": ("Path", "Endpoint", "URL", "URI", "Route", "API", "路径", "경로"),
    },
    ("method", "path"),
)
STEP_TABLE = Shape(
    "auth.steps",
    {
        "step": ("Step", "#", "No", "No.", "Steps", "步骤", "단계"),
        "action": listed(
            "Action | Description | Operation | Process | What Happens | Details | 动作 | 描述 | 동작 | 설명"
        ),
    },
    ("step", "action"),
)
SETTING_TABLE = Shape(
    "auth.settings",
    {
        "name": listed(
            "Setting | Parameter | Property | Configuration | Config | Option | Rule | Password Rule | Attribute | "
            "Claim | Field | Key | Item | Policy | Aspect | Requirement | Limit | Name | 设置 | 参数 | 规则 | 설정 | "
            "규칙 | 항목"
        ),
        "value": listed(
            "Value | Configuration | Requirement | Setting | Default | Rule | Constraint | Limit | Access Token | "
            "Description | Details | Detail | Meaning | Purpose | Example | Type | 值 | 要求 | 값 | 요구사항"
        ),
    },
    ("name", "value"),
)

REGEX_LANGUAGES = frozenset({"regex", "regexp", "re", "pcre"})
PLAIN_LANGUAGES = frozenset({"", "text", "txt", "plain", "plaintext", "ascii"})
