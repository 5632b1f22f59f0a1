"""A Python-Markdown extension that takes marks out of headings, before their text becomes an id and an entry of the
table of contents. What is declared in a heading is told by the attribute `data-spec-marks`, with the marks' numbers.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from backend_spec.site.weave.source import OURS, number, without
from markdown import Markdown

ATTRIBUTE = "data-spec-marks"
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


class HeadingMarks(Extension):  # type: ignore[misc]
    """Has headings bear their marks as an attribute."""

    def extendMarkdown(self, md: Markdown) -> None:
        # After inline patterns (20), which give headings their contents, and before the table of contents (5).
        md.treeprocessors.register(_Headings(md), "backend-spec", 12)


class _Headings(Treeprocessor):  # type: ignore[misc]
    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag in _HEADINGS:
                numbers = [found for part in element.iter() for found in _taken(part, tail=part is not element)]
                if numbers:
                    element.set(ATTRIBUTE, " ".join(numbers))


def _taken(element: Element, *, tail: bool) -> list[str]:
    """Take the marks out of an element's own text and, for one inside of a heading, out of what follows it."""
    found = []
    for name in ("text", "tail") if tail else ("text",):
        written = getattr(element, name)
        if written and OURS.search(written):
            found += [str(number(match[0])) for match in OURS.finditer(written) if len(match[0]) > 1]
            # The class tells Python-Markdown that the text is not to be read for inline marks again.
            setattr(element, name, type(written)(without(written)))
    return found
