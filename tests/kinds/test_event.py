"""The event specification's extraction: topics, events, schemas, contracts, policies, failures, in several styles."""

from __future__ import annotations

from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend_spec.kinds.event import KIND
from backend_spec.markdown import parse
from backend_spec.model.entity import Facts
from backend_spec.model.event import Contract, ContractRow, Event, EventSchema, FailureScenario, Topic, TopicPolicy
from backend_spec.model.http import JsonKey
from backend_spec.model.page import Setting
from backend_spec.reading import Collector
from backend_spec.text import Source

T = TypeVar("T")

SEED = """# Event & Messaging Specification

| Date | Description |
| --- | --- |
| 2026-01-12 | FEAT-USER-001: Registration |

## 2. Message Broker

| Setting | Value | Description |
| --- | --- | --- |
| `acks` | all | Wait for all replicas |

## 3. Topic Registry

| Topic Name | Description | Partition Count | Retention | Cleanup Policy |
| --- | --- | --- | --- | --- |
| `user.events` | Users | 6 | 7 days | delete |

## 4. Event Catalog

| Topic | Event Type | Producer | Consumer | Description |
| --- | --- | --- | --- | --- |
| `user.events` | `user.registered` | auth-service | user-service, `mail-service` | New |

## 5. Event Schemas

### 5.1 `user.registered` (v1)

**JSON Schema**

```json
{"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object"}
```

| Field | Type | Required | Description |
| --- | --- | --- | --- |
| `user_id` | string | Yes | The user |
| `bio` | string | No | About |

**Example Payload:**

```json
{"user_id": "1"}
```

**Schema Versioning**: backward compatible

## 6. Producer & Consumer Contracts

### 6.1 auth-service

**Events Produced**

| Event Type | Topic | Trigger Condition |
| --- | --- | --- |
| `user.registered` | `user.events` | Registration |

**Delivery Guarantee**: at-least-once

## 7. Retry & Dead-Letter

| Topic | Max Retries | Backoff Strategy | Initial Delay | Max Delay |
| --- | --- | --- | --- | --- |
| `user.events` | 3 | exponential | 1 s | 1 min |

| Failure Scenario | Error Code | Handling |
| --- | --- | --- |
| No mail server | `5001` (`MAIL_NOT_SENT`) | Retry |

## 8. Ordering & Partitioning

| Topic | Partition Key | Ordering Guarantee | Rationale |
| --- | --- | --- | --- |
| `user.events` | `user_id` | Per user | Order |

## 9. Observability

| Metric Name | Type | Labels | Description |
| --- | --- | --- | --- |
| `events_total` | counter | `topic` | All |
"""

SHUFFLED = """# Messaging Specification

## Kafka Topics

| Partitions | Kafka Topic | DLQ Topic | Retention Period |
| --- | --- | --- | --- |
| 3 | mail.out | mail.out.dlq | 1d |
| 3 | **chat.in** | — | 1d |

## Events

| Event | Published By | Subscribers | Kafka Topic |
| --- | --- | --- | --- |
| `MailRequested` / `MailSent` | Auth Service & gateway | All services | mail.out |
| ChatSent | Chat Service (gRPC) | — | chat.in |

## Retry & DLQ

| Topic | Max Attempts |
| --- | --- |
| `mail.*` | 3 |
| `chat.in` | 0 |
| Default | 5 |
"""

GROUPED = """# Event Specification

## Event Schemas

All schemas evolve backward compatible.

### Envelope

```json
{"event_id": "1", "payload": {}}
```

### Mail

#### Verification Code Email Event

| Property | Value |
| --- | --- |
| Event Type | `verification_code.email` |
| Version | 2.1 |

##### Proto Definition

```proto
message VerificationCodeEmail {
  string code = 1;
}
```

#### PasswordReset v3

Schema:

```json
{"type": "object", "properties": {}}
```
"""

BY_SIDE = """# Event-Driven Architecture

## Producers and Consumers

### Producers

#### Auth Service (`auth-service`)

| Event | Topic |
| --- | --- |
| `user.registered` | `user.events` |

### Consumers

| Service | Event Type | Topic | Consumer Group |
| --- | --- | --- | --- |
| mail-service, user-service | `user.registered`, `user.deleted` | `user.events` | g |

### Delivery Guarantees

At least once.
"""

CHINESE = """# 事件规范

## 主题注册表

| 主题 | 分区数 | 保留时间 |
| --- | --- | --- |
| `user.events` | 6 | 7 天 |

## 事件目录

| 事件类型 | 主题 | 生产者 | 消费者 |
| --- | --- | --- | --- |
| `user.registered` | `user.events` | auth-service | user-service、mail-service |
"""


def facts(text: str) -> Facts:
    collector = Collector(parse(Source("event_specification.md", text)), "event")
    KIND.extract(collector)
    return collector.facts()


def all_of(found: Facts, noun: type[T]) -> list[T]:
    return [fact for fact in found.stated if isinstance(fact, noun)]


def test_seed() -> None:
    found = facts(SEED)
    (topic,) = all_of(found, Topic)
    assert (
        topic.name.span.text,
        topic.partitions and topic.partitions.value,
        topic.cleanup and topic.cleanup.value,
    ) == (
        "user.events",
        "6",
        "delete",
    )
    (event,) = all_of(found, Event)
    assert (event.name.span.text, event.topic and event.topic.text, event.version) == (
        "user.registered",
        "user.events",
        "1",
    )
    assert [ref.text for ref in (*event.producers, *event.consumers)] == [
        "auth-service",
        "user-service",
        "mail-service",
    ]
    (schema,) = all_of(found, EventSchema)
    assert (schema.event.text, schema.event.firm, schema.version and schema.version.span.text) == (
        "user.registered",
        True,
        "1",
    )
    assert schema.schema
    assert "$schema" in schema.schema.text
    assert schema.example
    assert '"user_id": "1"' in schema.example.text
    assert [(field.name.span.text, field.required) for field in schema.fields or ()] == [
        ("user_id", True),
        ("bio", False),
    ]
    assert schema.versioning
    assert schema.versioning.text == "Schema Versioning"
    assert [key.name.span.text for key in all_of(found, JsonKey)] == ["user_id"]
    (contract,) = all_of(found, Contract)
    assert (contract.service.text, contract.guarantee and contract.guarantee.text, contract.idempotency) == (
        "auth-service",
        "Delivery Guarantee",
        None,
    )
    (row,) = all_of(found, ContractRow)
    assert (row.produces, [ref.text for ref in (*row.events, *row.topics)]) == (
        True,
        ["user.registered", "user.events"],
    )
    assert [(policy.sort, [ref.text for ref in policy.topics]) for policy in all_of(found, TopicPolicy)] == [
        ("retry", ["user.events"]),
        ("partitioning", ["user.events"]),
    ]
    assert [scenario.error.text for scenario in all_of(found, FailureScenario)] == ["5001", "MAIL_NOT_SENT"]
    assert {setting.name.value for setting in all_of(found, Setting)} >= {"acks", "events_total"}
    assert found.ledger.rows - found.ledger.rows_read == 1
    assert found.ledger.fences == found.ledger.fences_read


def test_columns_in_another_order() -> None:
    found = facts(SHUFFLED)
    assert [(t.name.span.text, t.dead_letter and t.dead_letter.span.text) for t in all_of(found, Topic)] == [
        ("mail.out", "mail.out.dlq"),
        ("chat.in", None),
    ]
    assert [
        (e.name.span.text, [ref.text for ref in e.producers], [ref.text for ref in e.consumers])
        for e in all_of(found, Event)
    ] == [
        ("MailRequested", ["Auth Service", "gateway"], []),
        ("MailSent", ["Auth Service", "gateway"], []),
        ("ChatSent", ["Chat Service"], []),
    ]
    assert [
        ([(ref.text, ref.firm) for ref in policy.topics], policy.without) for policy in all_of(found, TopicPolicy)
    ] == [([("mail.*", False)], False), ([("chat.in", True)], True), ([("Default", False)], False)]


def test_grouped_schemas() -> None:
    found = facts(GROUPED)
    code, reset = all_of(found, EventSchema)
    assert (code.event.text, code.version and code.version.value) == ("verification_code.email", "2.1")
    assert code.schema
    assert code.schema.text.startswith("```proto")
    assert (reset.event.text, reset.event.firm, reset.version and reset.version.span.text) == (
        "PasswordReset",
        True,
        "3",
    )
    assert reset.schema
    assert reset.example is None
    assert reset.versioning
    assert reset.versioning.text.startswith("All schemas")
    assert [event.name.value for event in all_of(found, Event)] == ["verification_code.email", "PasswordReset"]
    assert found.ledger.fences == found.ledger.fences_read


@pytest.mark.parametrize(
    ("heading", "names"),
    [
        ("PaymentCaptured and PaymentRefunded (version 1 each)", ["PaymentCaptured", "PaymentRefunded"]),
        ("`payment.captured`, `payment.refunded` v1", ["payment.captured", "payment.refunded"]),
        ("5.3 BillPaid / BillRefunded / BillLost (v1)", ["BillPaid", "BillRefunded", "BillLost"]),
        ("Captured and paid: `payment.captured` (v1)", ["payment.captured"]),
        ("`payment.captured` and its envelope", ["payment.captured"]),
    ],
)  # fmt: skip
def test_schemas_given_together(heading: str, names: list[str]) -> None:
    body = (
        '| Field | Type |\n| --- | --- |\n| `id` | string |\n\n```json\n{"event": "%s", "payload": {"id": "1"}}\n```\n'
    )
    found = all_of(facts(f"# Events\n\n## Event Schemas\n\n### {heading}\n\n" + body % names[0]), EventSchema)
    assert [schema.event.text for schema in found] == names
    assert {len(schema.fields or ()) for schema in found} == {1}
    assert [[one.value for one in schema.types] for schema in found] == [names[:1], *([] for _ in names[1:])]
    if "1" in heading:
        assert {schema.version and schema.version.span.text for schema in found} == {"1"}


def test_contracts_by_side() -> None:
    rows = all_of(facts(BY_SIDE), ContractRow)
    assert [(row.service.text, row.produces, [ref.text for ref in row.events]) for row in rows] == [
        ("auth-service", True, ["user.registered"]),
        ("mail-service", False, ["user.registered", "user.deleted"]),
        ("user-service", False, ["user.registered", "user.deleted"]),
    ]


def test_contracts_in_sentences() -> None:
    found = facts(
        "# Events\n\n## Who does what\n\n### Order Service\n\n"
        "- Publishes `OrderPaid` when `orders.status` changes, `OrderLost` when it is lost.\n"
        "- On `BillSent` and `bill.paid`: sets `orders.bill_id`. On `StockMoved`: counts. Never emits `Bills.x`.\n\n"
        "### Mail Worker\n\nPublishes nothing.\n\n| On | Sends |\n| --- | --- |\n| `OrderPaid` | receipt |\n\n"
        "### Groups\n\nConsumer groups are called like the service.\n"
    )
    rows = all_of(found, ContractRow)
    assert [(row.service.text, row.produces, [event.text for event in row.events]) for row in rows] == [
        ("Order Service", True, ["OrderPaid", "orders.status", "OrderLost"]),
        ("Order Service", False, ["BillSent", "bill.paid"]),
        ("Order Service", False, ["StockMoved"]),
        ("Mail Worker", False, ["OrderPaid"]),
    ]
    assert [event.firm for row in rows[:3] for event in row.events] == [False] * 6
    assert found.ledger.rows == found.ledger.rows_read == 1


def test_what_consumers_pass_on() -> None:
    (event,) = all_of(
        facts(
            "# E\n\n## Events\n\n| Event | Producer | Consumer |\n| --- | --- | --- |\n"
            "| a.b | x | mail-service → SMTP |\n"
        ),
        Event,
    )
    assert [ref.text for ref in event.consumers] == ["mail-service"]


def test_chinese() -> None:
    found = facts(CHINESE)
    assert [topic.name.span.text for topic in all_of(found, Topic)] == ["user.events"]
    (event,) = all_of(found, Event)
    assert [ref.text for ref in event.consumers] == ["user-service", "mail-service"]


@pytest.mark.parametrize(
    ("text", "errors"),
    [
        ("It fails with error code `5003`.", [("5003", True)]),
        (
            "Errors 5001, 5002 and `MAIL_NOT_SENT` are retried.",
            [("5001", True), ("5002", True), ("MAIL_NOT_SENT", True)],
        ),
        (
            "`5001 MAIL_NOT_SENT` and `SMS_NOT_SENT` (5002)",
            [("5001", True), ("MAIL_NOT_SENT", True), ("SMS_NOT_SENT", True), ("5002", True)],
        ),
        ("A refused mail (`5001`) is retried.", [("5001", False)]),
        ("Wait 30000 ms on port `9092`, at most `MAX_RETRIES` times (`5000` ms).", []),
        ("Error UNAVAILABLE is retried; errors snake_case too.", []),
        ("| Error | Handling |\n| --- | --- |\n| `TRANSIENT_ERROR` | Retry |", [("TRANSIENT_ERROR", False)]),
        ("| Error Code | Name |\n| --- | --- |\n| 5001 | `MAIL_NOT_SENT` |", [("5001", True), ("MAIL_NOT_SENT", True)]),
    ],
)
def test_failures(text: str, errors: list[tuple[str, bool]]) -> None:
    found = facts(f"# Events\n\n## Retry & Dead-Letter\n\n{text}\n")
    assert [(one.error.text, one.error.firm) for one in all_of(found, FailureScenario)] == errors


STYLES = [SEED, SHUFFLED, GROUPED, BY_SIDE, CHINESE]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_never_raises(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(STYLES))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text)))
        size = data.draw(st.integers(0, 30))
        text = text[:at] + data.draw(st.text("|`*#\n -:{}()<>;,ab主\\", max_size=6)) + text[at + size :]
    found = facts(text)
    for ref in found.references:
        assert ref.span.end <= len(text)
        assert ref.key
