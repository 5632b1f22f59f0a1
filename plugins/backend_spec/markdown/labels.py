"""Labelled parts of a section: `**Constraints**`, `- **Version**: 1.0`, `Example payload:`, or a deeper heading."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from backend_spec.markdown.document import Block, Inline, Item, Paragraph, Section
from backend_spec.text import Span, Spanned

_LABEL = re.compile(
    r"(?:^[ \t>]*|(?P<behind>[|·•;]|<br\s*/?>)[ \t]*)"
    r"(?:(?P<mark>\*{1,3}|_{1,3})(?P<bold>(?!\s)[^*\n]{1,80}?)\s*(?P<inner>[:：])?(?P=mark)(?![\w*])"
    r"[ \t]*(?P<outer>[:：]|[—–](?=\s))?"
    r"|(?P<plain>[^\W\d_][\w /&()'-]{1,50}?)[ \t]*[:：](?=\s|$))",
    re.MULTILINE,
)
_EDGE = " \t\n|·•;—–-\\"
_WRAPPED = re.compile(r"(?P<mark>`+|\*{1,3}|__?)(?P<inner>(?:(?!(?P=mark)).)+)(?P=mark)", re.DOTALL)


@dataclass(slots=True)
class Labelled:
    """What stands under a label. `name` is what the label was recognised as, "" for what precedes every label or
    stands under a heading that is none. `value` is the text beside the label, without decoration."""

    name: str
    label: Span
    value: Spanned[str] | None = None
    blocks: list[Block] = field(default_factory=list)

    @property
    def place(self) -> Span:
        return self.label


def labelled(section: Section, recognise: Callable[[str], str | None]) -> list[Labelled]:
    """The section's own blocks and those of all deeper headings, divided at the labels that `recognise` knows.

    A paragraph or item that begins with a label belongs to that label's blocks too.
    """
    parts = [Labelled("", section.place)]
    _divide(section, recognise, parts)
    return parts


def _divide(section: Section, recognise: Callable[[str], str | None], parts: list[Labelled]) -> None:
    for block in section.blocks:
        if isinstance(block, Paragraph | Item):
            for name, label, value in _labels(block.content, recognise):
                parts.append(Labelled(name, label, value))
        parts[-1].blocks.append(block)
    for inner in section.sections:
        parts.append(Labelled(recognise(inner.title) or "", inner.place))
        _divide(inner, recognise, parts)


def _labels(content: Inline, recognise: Callable[[str], str | None]) -> Iterator[tuple[str, Span, Spanned[str] | None]]:
    raw, source, base = content.raw, content.span.source, content.span.start
    found: list[tuple[str, int, int, int, int]] = []
    for match in _LABEL.finditer(raw):
        group = "bold" if match["bold"] else "plain"
        line_end = raw.find("\n", match.end())
        behind = raw[match.end() : line_end if line_end >= 0 else len(raw)].strip(" \\")
        if group == "bold" and behind and not (match["inner"] or match["outer"]):
            continue  # bold words at the beginning of a sentence
        name = recognise(match[group].replace("`", ""))
        if name:
            found.append((name, match.start(), *match.span(group), match.end()))
    for index, (name, _, start, end, after) in enumerate(found):
        stop = found[index + 1][1] if index + 1 < len(found) else len(raw)
        line_end = raw.find("\n", after)
        if index + 1 == len(found) and raw[:after].count("\n"):
            stop = line_end if line_end >= 0 else stop
        value = undecorated(Spanned(raw[after:stop], source.span(base + after, base + stop)))
        yield name, source.span(base + start, base + end), value


def undecorated(text: Spanned[str]) -> Spanned[str] | None:
    """A raw text without the blanks, separators and marks around it; None where nothing is left."""
    start, end, raw = 0, len(text.value), text.value
    while start < end and raw[start] in _EDGE:
        start += 1
    while start < end and raw[end - 1] in _EDGE:
        end -= 1
    while wrapped := _WRAPPED.fullmatch(raw, start, end):
        start, end = wrapped.span("inner")
    if start >= end:
        return None
    base = text.span.start
    return Spanned(raw[start:end].replace("\\|", "|"), Span(text.span.source, base + start, base + end))
