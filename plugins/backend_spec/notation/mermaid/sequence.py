"""Sequence diagrams."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from backend_spec.notation.mermaid import arrows
from backend_spec.notation.mermaid.colors import after_color
from backend_spec.notation.mermaid.scan import Scan
from backend_spec.notation.mermaid.types import Branch, Diagram, Message, Note, Participant
from backend_spec.text import Spanned

# A statement ends at `;` or at a comment, unless that belongs to an entity such as `#quot;`. In front of the colon the
# `#` of a name such as `C# API` begins no comment.
_STATEMENT = re.compile(r"[^;:#]*(?:(?:#\w+;|(?<=\w)#)[^;:#]*)*(?:[^;#]|#\w+;)*")
_KEYWORD = re.compile(
    r"(participant|actor|create|destroy|activate|deactivate|box|rect|loop|alt|else|opt|par|par_over|and|critical|option"
    r"|break|end|note|links?|properties|details|title|autonumber)(?=[\s:]|$)[ \t]*",
    re.IGNORECASE,
)
_DECLARATION = re.compile(
    r"""(?:create[ \t]+)?(?P<role>participant|actor)[ \t]+
        (?P<id>"[^"\n]+"|[^\s@][^\n@]*?)(?<!\s)[ \t]*
        (?P<config>@\{[^}\n]*\})?
        (?:[ \t]+as(?:[ \t]+(?P<alias>.*))?)?$""",
    re.VERBOSE | re.IGNORECASE,
)
_CONFIG_ALIAS = re.compile(r"""["']?alias["']?\s*:\s*(?:"([^"]*)"|'([^']*)')""")
_NOTE = re.compile(r"note[ \t]+(?:(?:left|right)[ \t]+of|over)[ \t]+(?P<over>[^:]+):(?P<text>.*)$", re.IGNORECASE)
_ATTACHED = re.compile(r"(?:links?|properties|details)[ \t]+(?P<id>[^:]+):", re.IGNORECASE)
_WRAP = re.compile(r"[ \t]*:?(?:no)?wrap:", re.IGNORECASE)
_RECEIVER = re.compile(r"[ \t]*(?:[+-][ \t]*)?(?:\(\)[ \t]*)?(?:[+-][ \t]*)?")

_OPENING = frozenset(["alt", "opt", "loop", "par", "par_over", "critical", "break", "rect"])
_CONTINUING = {"else": ("alt", "else"), "and": ("par", "and"), "option": ("critical", "option")}
# Nobody nests frames that deep: more of them are a mistake, and each message keeps all that are around it.
_DEPTH = 50
_MUTE = frozenset(["activate", "deactivate", "destroy", "title", "autonumber"])


def read(scan: Scan) -> Diagram:
    """Read a sequence diagram line by line."""
    reader = _Reader(scan)
    for start, end in _statements(scan):
        if not reader.statement(start, end):
            scan.miss(start, end)
    return Diagram(
        "sequence",
        participants=tuple(reader.participants.values()),
        messages=tuple(reader.messages),
        notes=tuple(reader.notes),
        arrows_read=len(reader.messages),
    )


def _statements(scan: Scan) -> Iterator[tuple[int, int]]:
    text = scan.text
    for start, end in scan.lines():
        if text.find(";", start, end) < 0 and text.find("#", start, end) < 0:
            yield start, end
            continue
        while start < end and text[start] != "#":
            match = _STATEMENT.match(text, start, end)
            stop = match.end() if match else start
            first, last = scan.trim(start, stop)
            if first < last:
                yield first, last
            if text[stop : stop + 1] == "#":
                break
            start = stop + 1


class _Reader:
    def __init__(self, scan: Scan) -> None:
        self.scan = scan
        self.text = scan.text
        self.participants: dict[str, Participant] = {}
        self.messages: list[Message] = []
        self.notes: list[Note] = []
        self.frames: list[Branch] = []
        """What `end` closes: branches and boxes."""
        self.branches: tuple[Branch, ...] = ()
        self.box: str | None = None

    def statement(self, start: int, end: int) -> bool:
        """Read one statement; False if it is not understood."""
        keyword = _KEYWORD.match(self.text, start, end)
        if keyword is None:
            return self.message(start, end)
        word = keyword[1].lower()
        if word in _OPENING or word == "box":
            self.open(word, start, keyword.end(), end)
            return True
        if word in _CONTINUING:
            return self.go_on(word, start, keyword.end(), end) or self.message(start, end)
        if word == "end" and keyword.end() == end:
            return self.close()
        if word in ("participant", "actor", "create"):
            return self.declaration(start, end) or self.message(start, end)
        if word == "note":
            return self.note(start, end) or self.message(start, end)
        if word in _MUTE:
            return word == "title" or arrows.find(self.text, start, end) is None or self.message(start, end)
        attached = _ATTACHED.match(self.text, start, end)
        if attached and arrows.find(self.text, start, attached.end()) is None:
            self.use(self.scan.label(*attached.span("id")))
            return True
        return self.message(start, end)

    def open(self, word: str, start: int, content: int, end: int) -> None:
        if word == "box":
            content = after_color(self.text, content, end)
        label = self.line(content, end)
        kind = "par" if word == "par_over" else word
        self.frames.append(Branch(kind, label, self.scan.body.span(start, end)))
        self.settle()

    def go_on(self, word: str, start: int, content: int, end: int) -> bool:
        if not self.frames or self.frames[-1].kind not in _CONTINUING[word]:
            return False
        self.frames[-1] = Branch(word, self.line(content, end), self.scan.body.span(start, end))
        self.settle()
        return True

    def close(self) -> bool:
        if not self.frames:
            return False
        self.frames.pop()
        self.settle()
        return True

    def settle(self) -> None:
        frames = self.frames[:_DEPTH]
        self.branches = tuple(frame for frame in frames if frame.kind != "box")
        self.box = next((frame.label.value for frame in reversed(frames) if frame.kind == "box"), None)

    def line(self, start: int, end: int) -> Spanned[str]:
        """The rest of a line as text, without the `wrap:` that sets how it is broken."""
        wrap = _WRAP.match(self.text, start, end)
        return self.scan.words(wrap.end() if wrap else start, end)

    def declaration(self, start: int, end: int) -> bool:
        match = _DECLARATION.match(self.text, start, end)
        if match is None or any(sign in match["id"] for sign in ":,>"):
            return False
        identity = self.scan.label(*match.span("id"))
        name = identity
        if match["alias"] and match["alias"].strip():
            wrap = _WRAP.match(self.text, *match.span("alias"))
            name = self.scan.label(wrap.end() if wrap else match.start("alias"), match.end("alias"))
            # PlantUML's order: participant "Auth Service" as AS. Nobody means an id with quotes in it.
            if match["id"].startswith('"'):
                identity, name = name, identity
        elif match["config"]:
            given = _CONFIG_ALIAS.search(self.text, match.start("config"), match.end("config"))
            if given:
                name = self.scan.label(*given.span(given.lastindex or 0))
        actor = match["role"].lower() == "actor"
        span = self.scan.body.span(start, end)
        known = self.participants.get(identity.value)
        if known is None or not known.declared:
            self.participants[identity.value] = Participant(identity, name, actor, True, span, self.box)
        elif name is not identity:
            # Mermaid draws the last alias.
            self.participants[identity.value] = replace(known, name=name, actor=actor)
        return True

    def use(self, identity: Spanned[str]) -> None:
        if identity.value not in self.participants:
            self.participants[identity.value] = Participant(identity, identity, False, False, identity.span, self.box)

    def note(self, start: int, end: int) -> bool:
        match = _NOTE.match(self.text, start, end)
        if match is None:
            return False
        names, at = [], match.start("over")
        for part in match["over"].split(","):
            name = self.scan.label(at, at + len(part))
            at += len(part) + 1
            if name.value:
                self.use(name)
                names.append(name.value)
        text = self.line(*match.span("text"))
        self.notes.append(Note(tuple(names), text, self.scan.body.span(start, end), self.branches))
        return bool(names)

    def message(self, start: int, end: int) -> bool:
        text, scan = self.text, self.scan
        colon = text.find(":", start, end)
        head = end if colon < 0 else colon
        arrow = arrows.find(text, start, head)
        if arrow is None:
            return False
        left, right = scan.trim(start, arrow.start())
        if text.endswith("()", left, right):
            right -= 2
        sender = scan.label(left, right)
        prefix = _RECEIVER.match(text, arrow.end(), head)
        receiver = scan.label(prefix.end() if prefix else arrow.end(), head)
        if not sender.value or not receiver.value:
            return False
        self.use(sender)
        self.use(receiver)
        self.messages.append(
            Message(
                sender=sender,
                receiver=receiver,
                text=self.line(head + 1, end) if colon >= 0 else scan.label(end, end),
                arrow=scan.body.match(arrow),
                reply="--" in arrow.group(),
                order=len(self.messages) + 1,
                span=scan.body.span(start, end),
                branches=self.branches,
            )
        )
        return True
