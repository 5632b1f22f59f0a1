"""How event specifications are laid out (seed 1, section 8) and what their labels are; columns are in `shapes`."""

from __future__ import annotations

import re

from backend_spec.kind import Part, Sign
from backend_spec.kinds.common.titles import OVERVIEW
from backend_spec.model.event import Contract, ContractRow, Event, EventSchema, Topic, TopicPolicy

TITLES = (
    "Event & Messaging Specification",
    "Event and Messaging Specification",
    "Event Specification",
    "Messaging Specification",
    "Event & Messaging",
    "Events & Messaging",
    "Event-Driven Architecture",
    "Event Catalog",
    "Event Design",
    "Kafka Specification",
    "Events",
    "事件规范",
    "消息规范",
    "이벤트 명세",
)

FILES = (
    "event_specification.md",
    "event-specification.md",
    "events_specification.md",
    "event_messaging_specification.md",
    "messaging_specification.md",
    "event_spec.md",
    "events.md",
    "messaging.md",
    "kafka.md",
    "event_catalog.md",
)

OUTLINE = (
    OVERVIEW,
    Part(
        "Message Broker",
        ("Broker", "Kafka Cluster", "Kafka Configuration", "Message Broker Configuration", "Broker Configuration",
         "Kafka", "消息代理", "메시지 브로커"),
        like=r"\bbrokers?\b|\bkafka\b|\bcluster\b",
        words=r"\bkafka\b|\bbrokers?\b|\brabbitmq\b|\bnats\b|\bjetstream\b|\bpulsar\b|\bkinesis\b",
    ),
    Part(
        "Topic Registry",
        ("Topics", "Kafka Topics", "Topic Catalog", "Topic Definitions", "Topic List", "主题注册表",
         "토픽 목록"),
        holds=(Sign(Topic),),
    ),
    Part(
        "Event Catalog",
        ("Catalogue", "Catalog", "Events", "Event List", "Event Registry", "Event Types", "Event Catalogue", "事件目录",
         "이벤트 목록"),
        holds=(Sign(Event),),
    ),
    Part(
        "Event Schemas",
        ("Event Schema", "Schemas", "Event Payloads", "Payload Schemas", "Event Definitions",
                           "Message Schemas", "Payloads", "事件模式", "이벤트 스키마"),
        like=r"\bpayloads?\b|\bschemas?\b",
        holds=(Sign(EventSchema),),
    ),
    Part(
        "Producer & Consumer Contracts",
        ("Producer and Consumer Contracts", "Producers & Consumers", "Producers and Consumers", "Service Contracts",
         "Contracts", "Producer/Consumer Contracts", "Producer Consumer Contracts", "Who Does What",
         "生产者与消费者", "생산자와 소비자"),
        like=r"\bproduc|\bconsum|\bwho does what\b|\bsubscri|\bpublish",
        holds=(Sign(Contract), Sign(ContractRow)),
        words=r"\bat.(?:least|most).once\b|\bexactly.once\b|\bconsumer groups?\b|\bidempoten|\bde-?dup",
    ),
    Part(
        "Retry & Dead-Letter",
        ("Retry and Dead-Letter", "Retry & Dead Letter", "Retry and Dead Letter", "Retry & DLQ", "Retry and DLQ",
         "Retry & Dead-Letter Policy", "Retry & Dead-Letter Policies", "Error Handling & Retry", "Dead-Letter Queues",
         "Retry Policy", "Retry & Dead-Letter Queue", "Failure Handling", "重试与死信", "재시도와 데드레터"),
        like=r"\bretr|\bdead letters?\b|\bdlq\b|\bfails?\b|\bfailures?\b|\bgoes wrong\b",
        holds=(Sign(TopicPolicy, "sort", "retry"), Sign(TopicPolicy, "sort", "dead-letter")),
        words=r"\bretr(?:y|ies|ied)\b|\bdead.letters?\b|\bdlq\b",
    ),
    Part(
        "Ordering & Partitioning",
        ("Ordering and Partitioning", "Partitioning & Ordering", "Partitioning and Ordering", "Partitioning",
         "Partitioning Strategy", "Partition Strategy", "Order", "Ordering", "顺序与分区", "순서와 파티셔닝"),
        like=r"\border(?:ing)?\b|\bpartition",
        holds=(Sign(TopicPolicy, "sort", "partitioning"),),
        words=r"\border(?:ed|ing)?\b|\bpartition",
    ),
    Part(
        "Observability",
        ("Monitoring", "Monitoring & Observability", "Observability & Monitoring", "Metrics",
         "可观测性", "관측성"),
        like=r"\bwatch|\bmonitor|\bmetrics?\b|\balert|\bobserv",
        words=r"\bmetrics?\b|\balert",
    ),
)  # fmt: skip

SCHEMAS = re.compile(
    r"\b(?:schemas?|payloads?|definitions?|(?:message|event)? ?bodies)\b|模式|结构|消息体|스키마", re.IGNORECASE
)
"""What the title of the section says whose sub-sections give events' schemas."""

CATALOGS = re.compile(r"\b(?:catalog(?:ue)?|registry|event list|event types|events)\b|目录|목록", re.IGNORECASE)
"""What the title of the section says that declares events."""

CONTRACTS = re.compile(
    r"\b(?:contracts?|producers?|consumers?|who does what|publish(?:ing|ers?)|subscri(?:bers?|ptions?))\b"
    r"|生产者|消费者|생산자|소비자",
    re.IGNORECASE,
)
REGISTRY = re.compile(r"\btopics?\b|\bsubjects?\b|\bchannels?\b|\bqueues?\b|主题|토픽", re.IGNORECASE)
OVERRIDES = re.compile(
    r"\b(?:overrid\w*|environments?|naming|convention|per[- ]environment)\b|环境|환경", re.IGNORECASE
)
DEAD_LETTER = re.compile(r"\b(?:dlq|dlt|dead[- _]?letter\w*)s?\b|死信|데드", re.IGNORECASE)
RETRY = re.compile(r"\bretr(?:y|ies)\b|重试|재시도", re.IGNORECASE)

SHARED = re.compile(
    r"\b(?:envelope|common|base|shared|metadata|versioning|compatibility|evolution|conventions?|overview|headers?|general|"
    r"guidelines?|strategy|registry|template|format|naming)\b|信封|公共|공통",
    re.IGNORECASE,
)
"""Words in the title of a sub-section of the schemas that is about no event in particular."""

PARTS: dict[str, frozenset[str]] = {
    "event": frozenset({"event type", "event", "event name", "type", "name", "事件类型", "이벤트 타입"}),
    "version": frozenset({"version", "schema version", "event version", "current version", "版本", "버전"}),
    "schema": frozenset(
        {"schema", "json schema", "schema definition", "proto", "proto definition", "protobuf", "event schema",
         "avro schema",
         "payload schema", "proto schema", "protobuf schema", "definition", "message definition", "schema json",
         "模式",
         "스키마"}
    ),
    "fields": frozenset(
        {"fields", "field table", "field definitions", "payload fields", "field descriptions", "payload",
         "data fields",
         "field", "attributes", "properties", "event fields", "field reference", "字段", "필드"}
    ),
    "example": frozenset(
        {"example", "example payload", "payload example", "sample", "sample payload", "examples", "example event",
         "sample event", "example json", "示例", "예시"}
    ),
    "versioning": frozenset(
        {"schema versioning", "versioning", "versioning notes", "compatibility", "compatibility strategy",
         "evolution",
         "schema evolution", "schema versioning notes", "version notes", "versioning strategy", "version history",
         "compatibility mode", "schema compatibility", "versioning & compatibility", "版本策略", "호환성"}
    ),
    "topic": frozenset({"topic", "topic name", "kafka topic", "topics", "主题", "토픽"}),
    "producer": frozenset({"producer", "producers", "produced by", "published by", "publisher", "生产者", "생산자"}),
    "consumer": frozenset({"consumer", "consumers", "consumed by", "subscribers", "消费者", "소비자"}),
    "other": frozenset(
        {"description", "trigger", "partition key", "notes",
         "ordering", "retention", "delivery guarantee", "key", "status", "owner", "idempotency"}
    ),
}  # fmt: skip
"""The parts of an event's schema and the labels that authors give them."""

CONTRACT_PARTS: dict[str, frozenset[str]] = {
    "produces": frozenset(
        {"produces", "produced", "events produced", "produced events", "publishes", "published events",
         "events published",
         "producer", "producing", "emits", "outgoing events", "outbound", "published", "produced by this service",
         "生产",
         "발행"}
    ),
    "consumes": frozenset(
        {"consumes", "consumed", "events consumed", "consumed events", "subscribes", "subscribed events", "consumer",
         "events subscribed", "consuming", "incoming events", "inbound", "subscriptions", "subscribes to", "消费",
         "구독"}
    ),
    "guarantee": frozenset(
        {"delivery guarantee", "delivery guarantees", "delivery semantics", "delivery", "guarantee", "semantics",
         "投递保证"}
    ),
    "idempotency": frozenset(
        {"idempotency", "idempotency strategy", "consumer idempotency", "idempotent processing",
         "idempotency handling",
         "deduplication", "idempotency strategy for consumers", "幂等", "멱등성"}
    ),
}  # fmt: skip
"""The parts of a service's contract."""

COMPATIBILITY = re.compile(
    r"\b(?:backwards?|forwards?|full(?:y)?)[- ]?(?:compatib\w+)?\b.{0,60}\bcompatib|\bcompatib\w+.{0,60}"
    r"\b(?:backward|forward|full)|\b(?:backward|forward|fully?)[- ]compatib",
    re.IGNORECASE | re.DOTALL,
)
"""A sentence that tells how a schema may change."""
DEAD_LETTER = re.compile(
    r"[.\-_](?:dlq|dlt|dead[.\-_]?letters?|retry(?:[.\-_]\d+)?)$|^(?:dlq|dlt|dead[.\-_]?letters?)[.\-_]", re.IGNORECASE
)
"""Names of dead-letter and retry topics."""
