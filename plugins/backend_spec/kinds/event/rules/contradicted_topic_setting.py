"""Rule: contradicted-topic-setting."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.common import durations
from backend_spec.kinds.common.agreement import Authority, Claim, disagreement
from backend_spec.model.event import Topic, TopicPolicy
from backend_spec.rule import rule
from backend_spec.text import Spanned

Settings = dict[str, list[Claim[float]]]


def _settings(graph: Graph) -> Mapping[int, Settings]:
    """The partitions and retentions that tables give each topic, by the topic's identity."""
    found: dict[int, Settings] = {}
    for topic in graph.all(Topic):
        if len(graph.definitions(Topic, topic.key)) == 1:
            found[id(topic)] = {"partition count": [], "retention": []}
            _add(found[id(topic)], topic.partitions, topic.retention, "topic registry", Authority.TABLE)
    for policy in graph.all(TopicPolicy):
        for ref in policy.topics if policy.sort != "override" else ():
            targets = graph.targets(ref)
            if len(targets) == 1 and id(targets[0]) in found and graph.proof(ref) != "dead letter of":
                settings = found[id(targets[0])]
                _add(settings, policy.partitions, policy.retention, f"{policy.sort} table", Authority.LIST)
    return found


def _add(
    settings: Settings,
    partitions: Spanned[str] | None,
    retention: Spanned[str] | None,
    place: str,
    authority: Authority,
) -> None:
    if partitions and (number := re.fullmatch(r"(\d{1,5})(?:\s*partitions?)?", partitions.value.strip())):
        claim = Claim(float(number[1]), f"`{number[1]}`", partitions.span, place, authority)
        settings["partition count"].append(claim)
    seconds = durations.read(retention.value) if retention else None
    if retention and seconds is not None and durations.find(retention.value):
        settings["retention"].append(Claim(seconds, f"`{retention.value}`", retention.span, place, authority))


def _applies(topic: Topic, graph: Graph) -> bool:
    return any(len(claims) > 1 for claims in graph.view(_settings).get(id(topic), {}).values())


@rule(severity=Severity.WARNING, when=_applies)
def contradicted_topic_setting(topic: Topic, graph: Graph) -> Iterator[Finding]:
    """A topic has other partitions or another retention in the registry than in another table.

    Compared are tables that name the topic, except tables of overrides for environments.

    ````md bad
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## Topic Registry

    | Topic       | Partitions | Retention |
    | ----------- | ---------- | --------- |
    | user.events | 6          | 7 days    |
    | chat.events | 12         | 168 h     |

    ## Capacity

    | Topic       | Partitions | Retention |
    | ----------- | ---------- | --------- |
    | user.events | «12»       | 7d        |
    | chat.events | 12         | «14 d»    |
    ````

    ````md good
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## Topic Registry

    | Topic       | Partitions | Retention |
    | ----------- | ---------- | --------- |
    | user.events | 6          | 7 days    |

    ## Environment Overrides

    | Topic       | Partitions | Retention |
    | ----------- | ---------- | --------- |
    | user.events | 1          | 1 day     |
    ````
    """
    for name, claims in graph.view(_settings)[id(topic)].items():
        finding = disagreement(f"the {name} of `{topic.key}`", claims)
        if finding:
            yield finding
