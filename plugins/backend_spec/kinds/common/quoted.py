"""Names in code: values of JSON examples, commands in Redis fences."""

from __future__ import annotations

import re

from backend_spec.markdown import Fence
from backend_spec.model.entity import Mention, Where
from backend_spec.notation.json import Value, leaves
from backend_spec.reading import Collector

REDIS_LANGUAGES = ("redis", "redis-cli", "rediscli")
_NAME = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|[a-z][\w-]*(?:\.[a-z][\w-]*)+")
"""How a text in JSON is written that names an error (`INVALID_CREDENTIALS`), an event or a topic (`user.created`)."""
_CODES = re.compile(r"(?:.*[._])?(?:error_?)?code", re.IGNORECASE)
"""A member whose number is an error's code."""


def values(collector: Collector, value: Value) -> None:
    """State what the values of a JSON example may name."""
    for path, leaf in leaves(value):
        if leaf.kind == "string" and isinstance(leaf.value, str) and _NAME.fullmatch(leaf.value):
            inside = leaf.span.source.span(leaf.span.start + 1, leaf.span.end - 1)
            if inside.text == leaf.value:  # else it is written with escapes
                collector.state(Mention(inside, leaf.value, Where.FENCE))
        elif leaf.kind == "number" and _CODES.fullmatch(path):
            collector.state(Mention(leaf.span, leaf.span.text, Where.FENCE))


def commands(collector: Collector, fence: Fence) -> None:
    """State the lines of a Redis fence."""
    body = fence.body
    for match in re.finditer(r"[^\s#>].*", body.text):
        collector.state(Mention(body.span(*match.span()), match[0], Where.FENCE))
