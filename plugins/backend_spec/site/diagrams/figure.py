"""A diagram as HTML: its source, the same in words, and the data with which the script draws and links it.

Without the script, or where drawing fails, people see the source; the words are folded below it in any case.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from msgspec import Struct

from backend_spec.site.diagrams.labels import Label, Link
from backend_spec.site.html import NOTHING, Html, tag


class Drawing(Struct, frozen=True):
    """A diagram to be drawn. `title` is its name for those who do not see it, `words` is what it says.

    `size` is how wide and high the drawing will be, about, in pixels: the page keeps that room free.
    """

    source: str
    title: str
    words: Html = NOTHING
    labels: tuple[Label, ...] = ()
    size: tuple[int, int] = (600, 300)


def figure(drawing: Drawing) -> Html:
    """The diagram on a page, with room for the drawing and its tools. It holds no ids, so it may stand anywhere."""
    width, height = drawing.size
    words = tag("details", tag("summary", "In words"), drawing.words, class_="spec-words")
    return tag(
        "figure",
        _canvas(drawing.labels),
        tag("div", class_="spec-tools"),
        tag("pre", tag("code", drawing.source), class_="spec-source"),
        words if drawing.words else None,
        class_="spec-diagram",
        aria_label=drawing.title,
        style=f"--spec-width:{width}px;--spec-ratio:{width}/{height}",
    )


def _canvas(labels: Iterable[Label]) -> Html:
    """The place of the drawing, with the labels as JSON: in an attribute, because themes that change pages without
    loading them run every script anew. A character that could end it is written by its number, as JSON may."""
    text = msgspec.json.encode([[label.slot, [_part(part) for part in label.parts]] for label in labels]).decode()
    for character in "<>&'":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Html(f"<div class=\"spec-canvas\" data-spec-labels='{text}'></div>")


def _part(part: str | Link) -> object:
    return part if isinstance(part, str) else [part.text, part.href, part.kind]
