"""The cache's extraction: items, operations, settings, in several authors' styles."""

from __future__ import annotations

from typing import TypeVar

from hypothesis import given, settings
from hypothesis import strategies as st

from backend_spec.kinds.cache import KIND
from backend_spec.markdown import parse
from backend_spec.model.architecture import Service
from backend_spec.model.cache import CacheKey, CacheOperation, OperationGroup
from backend_spec.model.entity import Facts
from backend_spec.model.page import Setting
from backend_spec.reading import Collector
from backend_spec.text import Source

T = TypeVar("T")

SEED = """# Cache Strategy

| Date | Description |
| --- | --- |
| 2026-01-12 | FEAT-USER-001: Registration |

## 2. Cache Items

### 2.1 Sessions

| Key Pattern | Value | TTL | Service | Purpose |
| --- | --- | --- | --- | --- |
| `session:{user_id}:{token_id}` | Hash | 7 days | auth-service | Sessions |
| `flags` | Hash | None | All services | Switches |

## 3. Operations by Feature

### 3.1 User Login

| Step | Redis Operation |
| --- | --- |
| 1. Store | `HSET session:{user_id}:{token_id} device x`, then `EXPIRE session:{user_id}:{token_id} 604800` |
| 2. Ask | Call the auth service |

## 4. Eviction & Memory Policy

| Setting | Value |
| --- | --- |
| `maxmemory-policy` | `volatile-lru` |

## 5. Failure Strategy

| Scenario | Behavior |
| --- | --- |
| Redis is down | Ask PostgreSQL |
"""

SWAPPED = """# Caching

## Keys

| Owner | Expiry | Type | Redis Key |
| --- | --- | --- | --- |
| `auth-service` / `gateway` | 1h | String | `a:{x}`<br>`b:<y>` |
| Presence Service (writes) | — | Set | `online:[room]` and `seen:${user}` |

## Invalidation

| Key | Invalidated When |
| --- | --- |
| `a:{x}` | logout |
"""

LISTS = """# Redis Keys

## Cache Keys

### `presence:{user_id}`

- **TTL**: 60s
- **Type**: String
- **Service**: presence-service, gateway
- **Purpose**: who is online

## Commands

### Going online

1. `SET presence:{user_id} 1 EX 60`
2. DEL presence:{user_id} on logout

```redis
# heartbeat
127.0.0.1:6379> EXPIRE presence:{user_id} 60
```
"""

CHINESE = """# 缓存策略

## 缓存项

| 键 | 类型 | 过期时间 | 服务 | 用途 |
| --- | --- | --- | --- | --- |
| `verify:{phone}` | String | 5 分钟 | auth-service | 验证码 |

## 缓存操作

| 步骤 | 命令 | 功能 |
| --- | --- | --- |
| 1 | `SET verify:{phone} 123 EX 300` | 注册 |
"""

FEATURES = """# Cache Specification

## Cache Items

| Key | TTL |
| --- | --- |
| rate:{ip} | 60 s |

## Redis Operations

| Feature | Command | Key |
| --- | --- | --- |
| Rate limiting | INCR rate:{ip} → 1 | `rate:{ip}` |
| Rate limiting | EXPIRE rate:{ip} 60 NX | |
| Logout | EVALSHA {sha} 1 {key} | |
"""


def facts(text: str) -> Facts:
    collector = Collector(parse(Source("cache_specification.md", text)), "cache")
    KIND.extract(collector)
    return collector.facts()


def all_of(found: Facts, noun: type[T]) -> list[T]:
    return [fact for fact in found.stated if isinstance(fact, noun)]


def test_seed() -> None:
    found = facts(SEED)
    session, flags = all_of(found, CacheKey)
    assert (session.name.value, session.name.span.text) == ("session:{user_id}:{token_id}",) * 2
    assert session.ttl
    assert (session.ttl.span.text, [ref.text for ref in session.services]) == ("7 days", ["auth-service"])
    assert flags.ttl
    assert (flags.ttl.value, flags.services) == ("None", ())
    (group,) = all_of(found, OperationGroup)
    assert group.title.span.text == "User Login"
    store, ask = all_of(found, CacheOperation)
    assert [command.span.text for command in store.commands] == [
        "HSET session:{user_id}:{token_id} device x",
        "EXPIRE session:{user_id}:{token_id} 604800",
    ]
    assert [(key.text, key.firm) for key in store.keys] == [("session:{user_id}:{token_id}", True)] * 2
    assert ask.keys == ()
    assert [(s.name.value, s.section) for s in all_of(found, Setting)] == [
        ("maxmemory-policy", "Eviction & Memory Policy"),
        ("Redis is down", "Failure Strategy"),
    ]
    assert found.ledger.rows - found.ledger.rows_read == 1


def test_columns_in_another_order_and_several_keys_in_a_cell() -> None:
    found = facts(SWAPPED)
    assert [(key.name.span.text, [ref.text for ref in key.services]) for key in all_of(found, CacheKey)] == [
        ("a:{x}", ["auth-service", "gateway"]),
        ("b:<y>", ["auth-service", "gateway"]),
        ("online:[room]", ["Presence Service"]),
        ("seen:${user}", ["Presence Service"]),
    ]
    assert [ref.text for ref in found.references if ref.target is CacheKey] == ["a:{x}"]
    assert found.ledger.rows == found.ledger.rows_read


def test_a_key_described_by_labels_and_commands_in_lists_and_fences() -> None:
    found = facts(LISTS)
    (key,) = all_of(found, CacheKey)
    assert (key.name.span.text, key.ttl and key.ttl.span.text) == ("presence:{user_id}", "60s")
    assert [ref.text for ref in found.references if ref.target is Service] == ["presence-service", "gateway"]
    assert [ref.text for operation in all_of(found, CacheOperation) for ref in operation.keys] == [
        "presence:{user_id}"
    ] * 3
    assert [group.title.value for group in all_of(found, OperationGroup)] == ["Going online"]
    assert found.ledger.fences == found.ledger.fences_read == 1


def test_chinese() -> None:
    found = facts(CHINESE)
    (key,) = all_of(found, CacheKey)
    assert (key.name.span.text, key.ttl and key.ttl.span.text) == ("verify:{phone}", "5 分钟")
    (group,) = all_of(found, OperationGroup)
    assert group.title.span.text == "注册"
    assert [ref.text for ref in all_of(found, CacheOperation)[0].keys] == ["verify:{phone}"]


def test_settings_in_a_section_of_known_matter() -> None:
    found = facts(
        "# Cache\n\n## When Redis is away\n\n| What is missing | Whereupon |\n| --- | --- |\n"
        "| Sessions | read the database |\n\n"
        "## People\n\n| Team | Channel |\n| --- | --- |\n| Cache | #cache |\n"
    )
    assert [(one.name.span.text, one.section) for one in all_of(found, Setting)] == [("Sessions", "When Redis is away")]
    assert [span.text for span in found.ledger.unread] == ["| Cache | #cache |"]


def test_features_in_a_column() -> None:
    found = facts(FEATURES)
    assert [key.name.span.text for key in all_of(found, CacheKey)] == ["rate:{ip}"]
    assert [group.title.span.text for group in all_of(found, OperationGroup)] == ["Rate limiting", "Logout"]
    assert [(ref.text, ref.firm) for ref in found.references if ref.target is CacheKey] == [
        ("rate:{ip}", True),
        ("rate:{ip}", True),
        ("rate:{ip}", True),
        ("{key}", False),
    ]


STYLES = [SEED, SWAPPED, LISTS, CHINESE, FEATURES]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_never_raises(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(STYLES))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text)))
        size = data.draw(st.integers(0, 30))
        text = text[:at] + data.draw(st.text("|`*#\n -:{}()<>;,ab键\\", max_size=6)) + text[at + size :]
    found = facts(text)
    for ref in found.references:
        assert ref.span.end <= len(text)
        assert ref.key
