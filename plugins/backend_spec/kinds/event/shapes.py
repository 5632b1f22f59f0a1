"""The tables of an event specification and what authors call their columns (seed 1, section 8)."""

from __future__ import annotations

from backend_spec.reading import Shape

_TOPIC = ("Topic", "Topic Name", "Kafka Topic", "Topics", "Topic(s)", "Topic Pattern", "Source Topic",
          "Original Topic",
          "Main Topic", "Subject", "Subjects", "Channel", "Queue", "Stream", "Routing Key",
          "主题", "主题名", "토픽", "토픽명")  # fmt: skip
_EVENT = ("Event Type", "Event", "Event Name", "Events", "Event Types", "Event Type(s)", "Event(s)", "Type",
          "Message Type", "Message", "事件类型", "事件", "이벤트 타입", "이벤트")  # fmt: skip
_DESCRIPTION = ("Description", "Purpose", "Notes", "Comment", "Meaning", "Summary", "描述", "说明", "설명")
_PRODUCER = ("Producer", "Producers", "Producer(s)", "Produced By", "Publisher", "Publishers", "Published By",
             "Source", "Emitted By", "Producer Service", "Source Service", "Emitter", "Sender",
             "Sent By", "From", "生产者", "发布者", "생산자",
             "발행자")  # fmt: skip
_CONSUMER = ("Consumer", "Consumers", "Consumer(s)", "Consumed By", "Subscriber", "Subscribers", "Subscriber(s)",
             "Consumer Service", "Consumer Services", "Consumer Service(s)", "Subscribed By", "Target", "Reader",
             "Readers", "Read By", "Receiver", "Receivers", "Received By", "Handled By", "To", "消费者",
             "订阅者",
             "소비자", "구독자")  # fmt: skip
_DEAD_LETTER = ("DLQ Topic", "DLQ", "Dead-Letter Topic", "Dead Letter Topic", "DLT", "Dead-Letter Queue", "DLQ Name",
                "Dead Letter Queue", "Dead Letter", "Dead-Letter", "DLQ Topic Name", "死信主题",
                "死信队列")  # fmt: skip
_RETRIES = ("Max Retries", "Retries", "Max Attempts", "Attempts", "Retry Count", "Max Retry", "Maximum Retries",
            "Max Retry Attempts", "Retry Attempts", "最大重试次数", "재시도 횟수")  # fmt: skip

TOPICS = Shape(
    "event.topics",
    {
        "topic": (*_TOPIC, "Name"),
        "partitions": ("Partitions", "Partition Count", "# Partitions", "Number of Partitions", "Partition",
                       "Num Partitions",
                       "分区数", "分区", "파티션 수", "파티션"),
        "retention": ("Retention", "Retention Period", "Retention Time", "Retention Policy", "Keep", "Kept", "Kept For",
                      "保留时间", "보존 기간"),
        "cleanup": ("Cleanup Policy", "Cleanup", "Clean-up Policy", "Clean Up Policy", "Policy", "清理策略",
                    "정리 정책"),
        "replication": ("Replication Factor", "Replication", "Replicas", "RF", "副本数"),
        "dead_letter": _DEAD_LETTER,
        "description": _DESCRIPTION,
    },
    ("topic",),
)  # fmt: skip

CATALOG = Shape(
    "event.catalog",
    {
        "event": _EVENT,
        "topic": _TOPIC,
        "producer": _PRODUCER,
        "consumer": _CONSUMER,
        "version": ("Version", "Schema Version", "版本", "버전"),
        "description": _DESCRIPTION,
    },
    ("event",),
)

CONTRACT = Shape(
    "event.contract",
    {
        "event": (*_EVENT, "Event Produced", "Event Consumed", "Produced Event", "Consumed Event", "Events Produced",
                  "Events Consumed", "Publishes", "Consumes", "On", "Upon", "Reacts To"),
        "topic": _TOPIC,
        "trigger": ("Trigger Condition", "Trigger", "When", "Triggered By", "Condition", "Trigger Event",
                    "Published When",
                    "触发条件", "트리거"),
        "group": ("Consumer Group", "Group", "Group ID", "Consumer Group ID", "消费组", "컨슈머 그룹"),
        "processing": ("Processing Description", "Processing", "Action", "Handler", "Handling", "Processing Logic",
                       "Reaction", "Sends", "Does", "What It Does", "What Happens", "Then",
                       "处理说明", "처리"),
        "service": ("Service", "Service Name", "服务", "서비스"),
        "producer": _PRODUCER,
        "consumer": _CONSUMER,
        "description": _DESCRIPTION,
    },
    ("event",),
)  # fmt: skip

FIELDS = Shape(
    "event.fields",
    {
        "field": ("Field", "Field Name", "Name", "Property", "Attribute", "Key", "字段", "필드"),
        "type": ("Type", "Data Type", "类型", "타입"),
        "required": ("Required", "Mandatory", "Req", "Required?", "必填", "필수"),
        "description": _DESCRIPTION,
    },
    ("field", "type"),
)

RETRY = Shape(
    "event.retry",
    {
        "topic": (*_TOPIC, "Consumer Topic", "Topic / Event", "Scope", "Topic Group"),
        "retries": _RETRIES,
        "backoff": ("Backoff Strategy", "Backoff", "Retry Strategy", "Back-off Strategy", "Strategy", "退避策略"),
        "initial": ("Initial Delay", "Initial Backoff", "Initial Interval", "Base Delay"),
        "maximum": ("Max Delay", "Maximum Delay", "Max Backoff", "Max Interval"),
        "dead_letter": _DEAD_LETTER,
    },
    ("topic",),
)

DEAD_LETTERS = Shape("event.dead_letters", {"dead_letter": _DEAD_LETTER, "topic": _TOPIC}, ("dead_letter", "topic"))

PARTITIONING = Shape(
    "event.partitioning",
    {
        "topic": _TOPIC,
        "key": ("Partition Key", "Key", "Partitioning Key", "Message Key", "Partition By", "Partition Key Strategy",
                "分区键",
                "파티션 키"),
        "ordering": ("Ordering Guarantee", "Ordering", "Order Guarantee", "Order", "顺序保证"),
    },
    ("topic", "key"),
)  # fmt: skip

ERRORS = Shape(
    "event.errors",
    {
        "error": ("Error Code", "Error Codes", "Related Error Code", "Related Error", "Error Ref", "Error Reference",
                  "Error Code(s)", "Related Error Codes", "Related Errors", "错误码", "에러 코드", "Error Name"),
        "name": ("Error Name", "Name", "Error", "Constant", "Identifier"),
    },
    ("error",),
)  # fmt: skip
LOOSE_ERRORS = Shape("event.loose_errors", {"error": ("Error", "Errors", "Code", "Error(s)", "Reason")}, ("error",))
"""Columns that may hold errors of the registry, or names for sorts of errors that stand nowhere else."""

SETTINGS = Shape(
    "event.settings",
    {
        "name": ("Setting", "Parameter", "Property", "Configuration", "Config", "Config Key", "Key", "Name", "Metric",
                 "Metric Name", "Alert", "Alert Name", "Level", "Log Level", "Environment", "Convention", "Rule",
                 "Pattern",
                 "Component", "Guarantee", "Option", "Item", "Aspect", "Scenario", "Failure", "Failure Scenario",
                 "Case",
                 "Segment", "Condition", "Stage", "Step", "Strategy", "Service", "Mode", "Policy", "Event", "Field",
                 "Header", "Situation", "Failure Mode", "Failure Type", "Error Type", "Category", "Attribute",
                 "Element",
                 "设置", "配置项", "指标", "场景", "설정", "지표", "시나리오"),
    },
    ("name",),
)  # fmt: skip
"""Values by name: broker configuration, overrides, naming rules, metrics, alerts, failure scenarios."""
