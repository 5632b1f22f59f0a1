"""What the notation tests share: cutting texts out of a page, and checking every span of a result."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

from backend_spec.text import Passage, Source, Span, Spanned

# What stands before a fence's body, so that no offset is right by accident.
BEFORE = "# Página 📄\n\n"


def passage(text: str, prefix: str = "> ") -> Passage:
    """A fence's body inside of a block quote: every line of the source has a prefix that the body has not."""
    lines = text.split("\n")
    origins, offset = [], len(BEFORE)
    for line in lines:
        origins.append(offset + len(prefix))
        offset += len(prefix) + len(line) + 1
    source = Source("page.md", BEFORE + "\n".join(prefix + line for line in lines))
    return Passage(source, text, tuple(origins))


def spanned(text: str, written: str | None = None) -> Spanned[str]:
    """A text as a cell holds it; `written` is how it stands in the source where that differs."""
    written = text if written is None else written
    source = Source("page.md", BEFORE + written + "\nafter")
    return Spanned(text, Span(source, len(BEFORE), len(BEFORE) + len(written)))


def spans(value: Any) -> Iterator[Span]:
    """Every span in a result."""
    pending = [value]
    while pending:
        item = pending.pop()
        if isinstance(item, Span):
            yield item
        elif isinstance(item, tuple):
            pending.extend(item)
        elif dataclasses.is_dataclass(item):
            pending.extend(getattr(item, field.name) for field in dataclasses.fields(item))


def check_spans(value: Any, within: Span) -> None:
    """Every span lies in order inside of the text that was read."""
    for span in spans(value):
        assert span.source is within.source
        assert within.start <= span.start <= span.end <= within.end


def texts(items: tuple[Spanned[Any], ...]) -> list[str]:
    """What is written at each item's place."""
    return [item.span.text for item in items]
