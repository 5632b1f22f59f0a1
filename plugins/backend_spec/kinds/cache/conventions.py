"""How cache specifications are laid out and what authors call the columns of their tables (seed 1, section 6)."""

from __future__ import annotations

import re

from backend_spec.kind import Part, Sign
from backend_spec.kinds.common.titles import OVERVIEW
from backend_spec.model.cache import CacheKey, CacheOperation
from backend_spec.reading import Shape

TITLES = (
    "Cache Strategy",
    "Cache Specification",
    "Caching Strategy",
    "Caching Specification",
    "Caching",
    "Cache Design",
    "Redis Specification",
    "Redis Cache",
    "Redis Keys",
    "Redis Key Design",
    "缓存策略",
    "缓存设计",
    "캐시 전략",
    "캐시 명세",
)

FILES = (
    "cache_specification.md",
    "cache-specification.md",
    "cache_strategy.md",
    "cache-strategy.md",
    "caching_strategy.md",
    "cache_spec.md",
    "cache.md",
    "caching.md",
    "redis.md",
    "redis_keys.md",
    "redis_specification.md",
)

OUTLINE = (
    OVERVIEW,
    Part(
        "Cache Items",
        ("Cache Keys", "Key Registry", "Keys", "Cache Key Registry", "Cached Items", "Redis Keys", "Key Catalog",
         "Key Patterns", "Cache Item Catalog", "缓存项", "缓存键", "캐시 항목", "캐시 키"),
        like=r"\bkeys\b|\bcached\b",
        holds=(Sign(CacheKey),),
    ),
    Part(
        "Operations by Feature",
        ("Operations", "Cache Operations", "Operations per Feature", "Redis Operations", "Feature Operations",
         "Cache Operations by Feature", "Operations by Flow", "缓存操作", "기능별 연산"),
        like=r"\boperations?\b|\bcommands?\b",
        holds=(Sign(CacheOperation),),
        words=r"`(?:GET|SET|SETEX|DEL|UNLINK|INCR|HSET|HGET|HGETALL|EXPIRE|EXISTS|SADD|ZADD|LPUSH|PUBLISH)\b",
    ),
    Part(
        "Eviction & Memory Policy",
        ("Eviction and Memory Policy", "Eviction Policy", "Memory Policy", "Eviction", "Memory & Eviction Policy",
         "Memory and Eviction", "Redis Configuration", "Redis Settings", "Memory", "淘汰策略", "메모리 정책"),
        like=r"\bmemory\b|\bevict|\bredis (?:settings?|config)",
        words=r"\bmaxmemory\b|\bevict|\b(?:allkeys|volatile)-\w+\b|\bnoeviction\b",
    ),
    Part(
        "Failure Strategy",
        ("Failure Handling", "Failure Scenarios", "Failure Modes", "Fallback Strategy", "Degradation Strategy",
         "Failure Behavior", "Failure & Degradation", "故障策略", "장애 전략"),
        like=r"\bfail|\boutage|\b(?:un|not )available\b|\bdegrad|\bfall ?back|\b(?:is|goes) (?:away|down|lost)\b",
        words=r"\b(?:redis|cache)\b.{0,40}\b(?:down|away|unavailable|unreachable|fails?|outage|errors?)\b",
    ),
)  # fmt: skip

_PURPOSE = ("Purpose", "Description", "Usage", "Used For", "Use", "Use Case", "Notes", "Note", "Remarks", "Comment",
            "说明", "描述", "用途", "설명", "용도")  # fmt: skip
_SERVICE = ("Service", "Services", "Owner", "Owning Service", "Owner Service", "Service Owner", "Owned By",
            "Service(s)", "Owners", "Written By", "Writer", "Managed By", "服务", "所属服务", "서비스",
            "소유 서비스")  # fmt: skip

ITEMS = Shape(
    "cache.items",
    {
        "key": ("Key Pattern", "Cache Key", "Key", "Pattern", "Redis Key", "Key Format", "Key Template", "Key Name",
                "Key Patterns", "Keys", "Cache Key Pattern", "Cache Item", "Key Structure", "Key Schema", "键", "键名",
                "键模式", "Key 模式", "缓存键", "키", "키 패턴", "캐시 키"),
        "value": ("Value", "Value Type", "Data Type", "Type", "Data Structure", "Structure", "Redis Type",
                  "Value / Type", "Value Format", "Content", "Data", "Stored Value", "Contents", "值", "值类型", "类型",
                  "값", "값 타입", "타입"),
        "ttl": ("TTL", "Expiry", "Expiration", "Expires", "Expire", "Time to Live", "Lifetime", "TTL (s)", "TTL (sec)",
                "TTL (seconds)", "TTL Seconds", "TTL (min)", "TTL (minutes)", "TTL (time to live)",
                "Time to Live (TTL)", "Expires In", "Expiry Time", "Expiration Time", "Default TTL",
                "过期时间", "有效期", "만료", "만료 시간"),
        "service": _SERVICE,
        "purpose": _PURPOSE,
    },
    ("key",),
)  # fmt: skip

OPERATIONS = Shape(
    "cache.operations",
    {
        "operation": ("Redis Operation", "Redis Operations", "Redis Command", "Redis Commands", "Command", "Commands",
                      "Operation", "Operations", "Cache Operation", "Cache Command", "Redis", "Redis Op", "Action",
                      "Redis 命令", "Redis 操作", "操作", "命令", "명령", "연산", "Redis 명령"),
        "step": ("Step", "Steps", "#", "No.", "Order", "Event", "Trigger", "When", "步骤", "단계"),
        "group": ("Feature", "Flow", "Use Case", "Scenario", "功能", "기능"),
        "key": ("Key", "Keys", "Key Pattern", "Cache Key", "Redis Key"),
        "purpose": _PURPOSE,
    },
    ("operation",),
)  # fmt: skip

SETTINGS = Shape(
    "cache.settings",
    {
        "name": ("Setting", "Settings", "Parameter", "Configuration", "Config", "Config Key", "Property", "Option",
                 "Directive", "Policy", "Item", "Name", "Aspect", "Metric", "Alert", "Environment", "Category",
                 "Scenario", "Failure", "Failure Scenario", "Failure Mode", "Failure Type", "Situation", "Case",
                 "Condition", "Event", "Component", "Rule", "Convention", "Prefix", "Segment", "Key", "Term",
                 "Strategy", "What Is Missing", "What Fails", "If", "When",
                 "设置", "参数", "配置项", "场景", "故障场景", "설정", "항목", "시나리오", "장애 시나리오"),
        "value": ("Value", "Setting Value", "Behavior", "Behaviour", "Strategy", "Handling", "Fallback", "Response",
                  "Action", "Default", "Impact", "Description", "Mitigation", "Recommended Value", "Policy",
                  "Degraded Behavior", "Expected Behavior", "System Behavior", "Meaning", "Threshold", "Condition",
                  "What We Do", "What Happens", "Then", "Consequence", "Effect",
                  "值", "行为", "处理", "处理方式", "값", "동작", "처리"),
    },
    ("name",),
)  # fmt: skip
"""Values by name: Redis settings, failure scenarios and what happens in them, metrics, naming rules."""

DECLARES = re.compile(
    r"\b(?:items?|keys?|catalog(?:ue)?|registry|patterns?|cached)\b|缓存项|缓存键|키|항목", re.IGNORECASE
)
"""What the title of a section says that declares items, also in the sections below it."""

RESTATES = re.compile(
    r"\b(?:summary|quick reference|at a glance|matrix|invalidat\w*|warm\w*|examples?|overview|ttl|expir\w*)\b"
    r"|失效|무효화",
    re.IGNORECASE,
)
"""Words in the title of a section that says more about items that are declared elsewhere."""

OPERATES = re.compile(
    r"\boperations?\b|\bcommands\b|\bwhat happens\b|\b(?:usage|use) (?:by|per) (?:feature|flow|endpoint)\b|"
    r"操作|命令|연산|명령",
    re.IGNORECASE,
)
"""What the title of a section says under which features' operations stand."""

APART = re.compile(
    r"\b(?:eviction|memory|failure|fallback|degrad\w*|monitor\w*|metrics?|observab\w*|configuration|settings|convention|"
    r"naming|overview|glossary|migration|security)\b|淘汰|故障|命名|장애|메모리",
    re.IGNORECASE,
)
"""Words in a section's title under which a table whose first column is `Key` gives settings, no cache items."""

TTL_LABELS = frozenset({"ttl", "expiry", "expiration", "expires", "time to live", "lifetime"})
VALUE_LABELS = frozenset({"value", "type", "value type", "data type", "structure", "data structure"})
SERVICE_LABELS = frozenset({"service", "services", "owner", "owned by", "owning service"})
PURPOSE_LABELS = frozenset({"purpose", "description", "usage", "used for"})
COMMAND_LANGUAGES = frozenset({"", "redis", "redis-cli", "rediscli", "text", "txt", "plain", "plaintext", "bash", "sh",
                               "shell", "console"})  # fmt: skip
