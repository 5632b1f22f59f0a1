"""`event_specification.md`."""

from __future__ import annotations

from collections.abc import Sequence

from generator.names import JSON_TYPES, title
from generator.page import Page
from generator.platform import NOTICE
from generator.world import Event, Part, Service, Topic, example

BROKER = (("Brokers", "3", "One in each zone"), ("Replication factor", "3", "Two of them have to agree"),
          ("Message size", "1 MiB", "Larger things are sent as references"))  # fmt: skip


def write(page: Page, parts: Sequence[Part], *, whole: bool) -> None:
    services = [service for part in parts for service in part.services]
    topics = [(topic, service) for service in services for topic in service.topics]
    readers = {topic.name: _consumers(topic, services) for topic, _ in topics}
    page.section(2, "Overview")
    if whole:
        page.text("Services tell each other what happened through Kafka. An event states a fact and is never changed.")
        page.section(2, "Message Broker")
        page.table("settings", ({"name": name, "value": value, "text": text} for name, value, text in BROKER))
        page.text("A topic is called after an area and what it is about, both in the singular, with a dot between. "
                  "Test environments have one broker and keep events for a day.")  # fmt: skip
    else:
        page.text(f"The events of the area {parts[0].title}; see the [main document](../event_specification.md).")
    page.section(2, "Topic Registry")
    page.table(
        "topics",
        [
            row
            for topic, _ in topics
            for row in (
                _topic(page, topic.name, topic.text, "12", "7 days"),
                _topic(
                    page,
                    f"{topic.name}.dlq",
                    f"Events of {page.name(topic.name)} that could not be processed",
                    "3",
                    "30 days",
                ),
            )
        ],
    )
    page.section(2, "Event Catalog")
    page.table("events", [
        {"topic": page.name(topic.name), "type": page.name(event.name), "producer": page.name(service.name),
         "consumer": ", ".join(page.name(reader.name) for reader in readers[topic.name]), "text": event.text}
        for topic, service in topics for event in topic.events])  # fmt: skip
    page.section(2, "Event Schemas")
    for topic, _ in topics:
        for event in topic.events:
            _schema(page, event)
    page.section(2, "Producer & Consumer Contracts")
    for service in [*services, *([] if whole else [NOTICE])]:
        _contract(page, service, [topic for topic, _ in topics if service in readers[topic.name]])
    page.section(2, "Retry & Dead-Letter")
    page.table("retries", ({"topic": page.name(topic.name), "retries": "5", "backoff": "Exponential", "first": "1 s",
                            "last": "2 min"} for topic, _ in topics))  # fmt: skip
    page.text("What fails after the last retry moves to the topic with the suffix `.dlq`; somebody looks at it daily.")
    page.table(
        "failed events",
        (
            {"case": "The event does not follow its schema", "error": "`1007`", "action": "Put aside at once"},
            {"case": "The consumer fails five times", "error": "`1008`", "action": "Put aside after the last retry"},
        ),
    )
    page.section(2, "Ordering & Partitioning")
    page.table("keys", ({"topic": page.name(topic.name), "key": f"`{topic.key}`", "guarantee": "In order for each key",
                         "reason": "A change must not overtake the one before"} for topic, _ in topics))  # fmt: skip
    if whole:
        page.section(2, "Observability")
        page.table(
            "metrics",
            (
                {"name": "`consumer_lag`", "type": "gauge", "labels": "topic, group", "text": "Events that wait"},
                {"name": "`dead_letters_total`", "type": "counter", "labels": "topic", "text": "Events put aside"},
            ),
        )
        page.text("Consumers log the id of each event. Somebody is called when events wait for ten minutes.")


def _consumers(topic: Topic, services: Sequence[Service]) -> list[Service]:
    """Who subscribes; what nobody else waits for is worth an e-mail."""
    return [service for service in services if topic.name in service.subscribes] or [NOTICE]


def _topic(page: Page, name: str, text: str, partitions: str, retention: str) -> dict[str, str]:
    return {"name": page.name(name), "text": text, "partitions": partitions, "retention": retention,
            "cleanup": "delete"}  # fmt: skip


def _schema(page: Page, event: Event) -> None:
    page.section(3, f"`{event.name}`" if page.style.variant % 2 == 0 else event.name)
    page.text(f"**Event type**: `{event.name}`, **version**: 1")
    page.label("Schema")
    page.json(
        {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": title(event.name.replace(".", "-").replace("_", "-")),
            "type": "object",
            "required": [field.name for field in event.payload],
            "properties": {field.name: {"type": "string"} for field in event.payload},
        }
    )
    page.label("Fields")
    page.table("payload", ({"name": f"`{field.name}`", "type": JSON_TYPES[field.kind], "text": field.text,
                            "required": page.truth(field.required)} for field in event.payload))  # fmt: skip
    page.label("Example")
    page.json(example(event.payload))
    page.label("Versioning")
    page.text("Changes are backward compatible: fields are added, never taken away.")


def _contract(page: Page, service: Service, consumed: Sequence[Topic]) -> None:
    produced = [(topic, event) for topic in service.topics for event in topic.events]
    if not produced and not consumed:
        return
    page.section(3, service.name)
    if produced:
        page.label("Events Produced")
        page.table("produced", ({"event": page.name(event.name), "topic": page.name(topic.name),
                                 "trigger": event.trigger} for topic, event in produced))  # fmt: skip
    if consumed:
        page.label("Events Consumed")
        page.table("consumed", (
            {"event": page.name(event.name), "topic": page.name(topic.name), "group": page.name(service.name),
             "processing": f"{'Writes an e-mail' if service is NOTICE else 'Takes note in the own history'}"}
            for topic in consumed for event in topic.events))  # fmt: skip
    page.label("Delivery Guarantee")
    page.text("At-least-once.")
    page.label("Idempotency Strategy")
    page.text("A consumer remembers the ids of the events it has dealt with and skips them." if consumed else
              "The service consumes nothing; its events carry an id for those who do.")  # fmt: skip
