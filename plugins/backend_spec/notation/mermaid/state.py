"""State diagrams."""

from __future__ import annotations

import re
from dataclasses import dataclass

from backend_spec.notation.mermaid.scan import Scan
from backend_spec.notation.mermaid.types import Diagram, Note, State, Transition
from backend_spec.text import Span, Spanned

_ID = r'(?:\[\*\]|"[^"\n]*"|(?:[^\s:{}-]|-(?!->|-?>|\s|$))+)'
_STYLE = r"(?::::[\w-]+)?"
_TRANSITION = re.compile(
    rf"(?P<source>{_ID}){_STYLE}[ \t]*--?>[ \t]*(?P<target>{_ID}){_STYLE}[ \t]*(?::(?!::)(?P<label>.*))?"
)
_DESCRIPTION = re.compile(rf"(?P<id>{_ID})[ \t]*:(?!::)(?P<label>.*)")
_MENTION = re.compile(rf"(?P<id>{_ID}){_STYLE}[ \t]*(?=[}};]|$)")
_STATE = re.compile(
    rf"""state[ \t]+
         (?:"(?P<long>[^"\n]*)"(?:[ \t]+as[ \t]+(?P<alias>{_ID}))?|(?P<id>(?:[^\s:{{}}"<-]|-(?!->))+)){_STYLE}[ \t]*
         (?:(?:<<|\[\[)(?:fork|join|choice|history)(?:>>|\]\])[ \t]*|:(?!::)(?P<label>.*)|(?P<open>\{{))?""",
    re.VERBOSE | re.IGNORECASE,
)
_NOTE = re.compile(rf"note[ \t]+(?:left|right)[ \t]+of[ \t]+(?P<id>{_ID})[ \t]*(?::(?P<text>.*))?$", re.IGNORECASE)
_FLOATING = re.compile(r'note[ \t]+"(?P<text>[^"\n]*)"[ \t]+as[ \t]+\S+[ \t]*$', re.IGNORECASE)
_END_NOTE = re.compile(r"^[ \t]*end[ \t]+note\b[ \t]*", re.MULTILINE | re.IGNORECASE)
_KEYWORD = re.compile(
    r"(?:direction[ \t]+(?:TB|BT|LR|RL|TD)|(?:style|classDef|class|click|scale|title)[ \t]|hide[ \t]+empty[ \t])",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Known:
    """A state as far as it is known."""

    id: Spanned[str]
    label: Spanned[str] | None
    span: Span
    parent: str | None


def read(scan: Scan) -> Diagram:
    """Read a state diagram line by line."""
    reader = _Reader(scan)
    behind = 0
    for start, end in scan.lines():
        if start >= behind:
            behind = reader.line(start, end)
    return Diagram(
        "state",
        states=tuple(
            State(known.id, known.label or known.id, known.span, known.parent) for known in reader.states.values()
        ),
        transitions=tuple(reader.transitions),
        notes=tuple(reader.notes),
        arrows_read=len(reader.transitions),
    )


class _Reader:
    def __init__(self, scan: Scan) -> None:
        self.scan = scan
        self.text = scan.text
        self.states: dict[str, _Known] = {}
        self.transitions: list[Transition] = []
        self.notes: list[Note] = []
        self.parents: list[str] = []
        self.notes_end = True
        """There may be an `end note` further down."""

    def line(self, start: int, end: int) -> int:
        """Read the statements of a line; the offset returned is the one behind them, further down for a note."""
        at = start
        while at < end:
            if self.text[at] in "}{;":
                if self.text[at] == "}":
                    if not self.parents:
                        self.scan.miss(at, at + 1)
                    else:
                        self.parents.pop()
                stop: int | None = at + 1
            else:
                stop = self.statement(at, end)
            if stop is None:
                self.scan.miss(at, end)
                return end
            at, _ = self.scan.trim(stop, max(end, stop))
        return max(at, end)

    def statement(self, start: int, end: int) -> int | None:
        """Read one statement; the offset behind it, or None if it is not understood."""
        text = self.text
        if text.startswith("--", start) and end - start == 2:
            return end
        match = _TRANSITION.match(text, start, end)
        if match:
            self.transition(match)
            return match.end()
        note = self.note(start, end)
        if note is not None:
            return note
        match = _STATE.match(text, start, end)
        if match:
            self.state(match, start)
            return match.end()
        if _KEYWORD.match(text, start, end):
            return end
        match = _DESCRIPTION.match(text, start, end)
        if match:
            self.mention(match, "id", self.scan.words(*match.span("label")))
            return match.end()
        match = _MENTION.match(text, start, end)
        if match:
            self.mention(match, "id")
            return match.end()
        return None

    def transition(self, match: re.Match[str]) -> None:
        source, target = self.mention(match, "source"), self.mention(match, "target")
        label = self.scan.words(*match.span("label")) if match["label"] and match["label"].strip() else None
        span = self.scan.body.span(*self.scan.trim(*match.span()))
        self.transitions.append(Transition(source, target, label, span))

    def note(self, start: int, end: int) -> int | None:
        """Read a note on one or several lines; the offset behind it."""
        match = _FLOATING.match(self.text, start, end)
        if match:
            text = self.scan.words(*match.span("text"))
            self.notes.append(Note((), text, self.scan.body.span(start, end)))
            return end
        match = _NOTE.match(self.text, start, end)
        if match is None:
            return None
        last = end
        if match["text"] is not None:
            text = self.scan.words(*match.span("text"))
        else:
            close = _END_NOTE.search(self.text, end) if self.notes_end else None
            if close is None:
                self.notes_end = False
                return None
            text, last = self.scan.words(end, close.start()), close.end()
        state = self.mention(match, "id")
        self.notes.append(Note((state.value,), text, self.scan.body.span(start, self.scan.trim(start, last)[1])))
        return last

    def state(self, match: re.Match[str], start: int) -> None:
        group = "alias" if match["alias"] else "id" if match["id"] else "long"
        label = None
        if match["long"] is not None:
            label = self.scan.words(*match.span("long"))
        elif match["label"] is not None:
            label = self.scan.words(*match.span("label"))
        name = self.mention(match, group, label)
        if match["open"]:
            self.parents.append(name.value)

    def mention(self, match: re.Match[str], group: str, label: Spanned[str] | None = None) -> Spanned[str]:
        """The name of a state that a group holds; the state becomes known."""
        name = self.scan.label(*match.span(group))
        if name.value in ("[*]", ""):
            return name
        if label is not None and not label.value:
            label = None
        known = self.states.get(name.value)
        if known is None:
            parent = self.parents[-1] if self.parents else None
            self.states[name.value] = _Known(name, label, name.span, parent)
        elif label is not None and known.label is None:
            known.id, known.label, known.span = name, label, name.span
        return name
