"""Proto files made up of fences, every line of which knows the page and the place that it comes from."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from msgspec import Struct

from backend_spec.text import Passage, Span


class Part(Struct, frozen=True):
    """A fence. `file` names the proto file that it is a part of; equal names are one file, whatever page shows them.

    `declares` and `uses` are names of messages and enums, `Outer.Inner` for nested ones, as written.
    """

    file: str
    body: Passage
    syntax: str | None = None
    package: str | None = None
    imports: tuple[str, ...] = ()
    declares: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()


@dataclass(slots=True)
class File:
    """A proto file. Line 1 is a head of our own; line n is line `lines[n - 2]`: a passage and a line of it, from 0."""

    name: str
    path: str
    parts: list[Part]
    head: list[str] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    lines: list[tuple[Passage, int]] = field(default_factory=list)
    blind: bool = False
    """It imports a file that is not there, so that a name may be defined all the same."""

    @property
    def text(self) -> str:
        return "\n".join([" ".join(self.head), *self.body, ""])

    def place(self, line: int, column: int) -> Span | None:
        """The place of a line and column as protoc counts them; None in the head. Missing semicolons belong to the line
        before: a column of -1 asks for the last line with code above."""
        at = line - 2
        if column < 0:
            at -= 1
            while at >= 0 and not re.sub(r"//.*", "", self.body[at]).strip():
                at -= 1
        if not 0 <= at < len(self.lines):
            return None
        passage, number = self.lines[at]
        start = passage.starts[number]
        end = passage.starts[number + 1] - 1 if number + 1 < len(passage.starts) else len(passage.text)
        text = passage.text[start:end]
        if column > 0 and (token := re.match(r'"[^"\n]*"|[\w.]+|\S', text[column - 1 :])):
            return passage.span(start + column - 1, start + column - 1 + token.end())
        code = re.sub(r"\s*//.*", "", text).strip() or text.strip()
        low = start + text.find(code)
        return passage.span(low, low + len(code))


CODE = re.compile(r"//[^\n]*|/\*(?s:.*?)\*/|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'")
_DIFFERENCE = re.compile(r"^[+-] ?\s*\w", re.MULTILINE)


def is_fragment(body: Passage) -> bool:
    """Whether a fence leaves something out (`...`) or shows a difference (`+ string name = 4;`)."""
    bare = CODE.sub("", body.text)
    return "..." in bare or "…" in bare or bool(_DIFFERENCE.search(bare))
