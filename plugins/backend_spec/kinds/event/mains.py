"""Topics and the dead-letter and retry topics that belong to them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from backend_spec.graph import Graph
from backend_spec.kinds.event.cells import IDENTIFIER
from backend_spec.model.event import Topic, TopicPolicy

DEAD = re.compile(r"[.\-_](?:dlq|dlt|dead[.\-_]?letters?)$|^(?:dlq|dlt|dead[.\-_]?letters?)[.\-_]", re.I)
_RETRIED = re.compile(r"[.\-_]retry(?:[.\-_]\w+)?$", re.I)
_TEMPLATE = re.compile(r"[{<]\s*(?:source[_ -]?|original[_ -]?)?topic(?:[_ -]?name)?\s*[}>]", re.I)


def mains(graph: Graph) -> tuple[Topic, ...]:
    """The topics that are no dead-letter or retry topics themselves, each declared once."""
    return tuple(
        topic
        for topic in graph.all(Topic)
        if not DEAD.search(topic.key) and not _RETRIED.search(topic.key)
        if len(graph.definitions(Topic, topic.key)) == 1
    )


def dead_letters(graph: Graph) -> Mapping[str, Topic]:
    """The registered dead-letter topics by the topic that they are named after."""
    return {DEAD.sub("", topic.key): topic for topic in graph.all(Topic) if DEAD.search(topic.key)}


def dead_letter(topic: Topic, text: str) -> str | None:
    """The dead-letter topic that a cell names, with a pattern filled in; None where it names none."""
    name = _TEMPLATE.sub(topic.key, text.strip().strip("`").strip())
    if name.startswith((".", "-")):
        name = topic.key + name
    return name if IDENTIFIER.fullmatch(name) and re.search(r"[._-]", name) else None


def retried(graph: Graph) -> frozenset[str] | None:
    """The topics that retry tables have rows for; None where a row stands for topics that it does not name."""
    found: set[str] = set()
    for policy in graph.all(TopicPolicy):
        if policy.sort == "retry":
            if not policy.topics or any(not ref.firm or not graph.targets(ref) for ref in policy.topics):
                return None
            found |= {topic.key for ref in policy.topics for topic in graph.targets(ref)}
    return frozenset(found)
