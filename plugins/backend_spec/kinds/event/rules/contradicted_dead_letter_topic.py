"""Rule: contradicted-dead-letter-topic."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.common.agreement import Authority, Claim, disagreement
from backend_spec.kinds.event import mains
from backend_spec.model.event import Topic, TopicPolicy
from backend_spec.rule import rule
from backend_spec.text import Spanned


def _claims(graph: Graph) -> Mapping[str, list[Claim[str]]]:
    """The dead-letter topic that each place gives a topic, by the topic's name."""
    found: dict[str, list[Claim[str]]] = {topic.key: [] for topic in graph.view(mains.mains)}

    def add(topic: Topic, text: Spanned[str] | None, place: str, authority: Authority) -> None:
        name = mains.dead_letter(topic, text.value) if text else None
        if text and name and topic.key in found:
            found[topic.key].append(Claim(name, f"`{name}`", text.span, place, authority))

    registered = graph.view(mains.dead_letters)
    for topic in graph.view(mains.mains):
        own = registered.get(topic.key)
        add(topic, own.name if own else None, "list of topics", Authority.TABLE)
        add(topic, topic.dead_letter, "topic registry", Authority.TABLE)
    for policy in graph.all(TopicPolicy):
        for ref in policy.topics if len(policy.topics) == 1 else ():
            targets = graph.targets(ref)
            if len(targets) == 1 and graph.proof(ref) != "dead letter of":
                add(targets[0], policy.dead_letter, f"{policy.sort} table", Authority.LIST)
    return found


def _applies(topic: Topic, graph: Graph) -> bool:
    return bool(graph.view(_claims).get(topic.key))


@rule(severity=Severity.WARNING, when=_applies)
def contradicted_dead_letter_topic(topic: Topic, graph: Graph) -> Iterator[Finding]:
    """A topic's dead-letter topic has different names in different places, or is the one named after another topic.

    Letters that go to a topic which nobody watches are lost; letters in another team's topic are replayed to the
    wrong consumers.

    Compared are the registry's own rows (`user.events.dlq` is the dead-letter topic of `user.events`), its column for
    dead-letter topics, and retry and dead-letter tables. Patterns such as `{topic}.dlq` are filled in. A dead-letter
    topic that several topics share is left alone unless it is named after one of them.

    ````md bad
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## Topic Registry

    | Topic           | Partitions |
    | --------------- | ---------- |
    | user.events     | 6          |
    | user.events.dlq | 1          |
    | chat.events     | 6          |
    | call.events     | 6          |

    ## Retry & Dead-Letter

    | Topic       | Max Retries | DLQ Topic           |
    | ----------- | ----------- | ------------------- |
    | user.events | 3           | `«user.events-dead»`  |
    | chat.events | 3           | `{topic}.dlq`       |
    | call.events | 3           | `«chat.events.dlq»` |
    ````

    ````md good
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## Topic Registry

    | Topic           | Partitions | DLQ             |
    | --------------- | ---------- | --------------- |
    | user.events     | 6          | user.events.dlq |
    | chat.events     | 6          | chat.dlq        |
    | call.events     | 6          | chat.dlq        |

    ## Retry & Dead-Letter

    | Topic       | Max Retries | DLQ Topic         |
    | ----------- | ----------- | ----------------- |
    | user.events | 3           | `<topic>.dlq`     |
    | chat.events | 3           | Yes               |
    ````
    """
    claims = graph.view(_claims)[topic.key]
    finding = disagreement(f"the dead-letter topic of `{topic.key}`", claims)
    if finding:
        yield finding
        return
    base = mains.DEAD.sub("", claims[0].value)
    others = graph.definitions(Topic, base) if base not in (topic.key, claims[0].value) else ()
    theirs = graph.view(_claims).get(base, [])
    if others and all(claim.value == claims[0].value for claim in theirs):
        yield Finding(
            claims[-1].span,
            f"the dead letters of `{topic.key}` go to `{claims[0].value}`, which is named after `{base}`",
            (Label(others[0].name.span, f"`{base}` is registered here"),),
            f"give `{topic.key}` a dead-letter topic of its own",
        )
