"""Writing Markdown in an author's style."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from generator.style import TABLES, Style


class Page:
    """A document that grows block by block; headings get their numbers here."""

    def __init__(self, style: Style, title: str, changes: Sequence[tuple[str, str]]):
        self.style = style
        self._blocks = [f"# {title}"]
        self._numbers: list[int] = []
        self.table("changelog", [{"date": date, "text": text} for date, text in changes])

    def render(self) -> str:
        text = "\n\n".join(self._blocks) + "\n"
        return text.replace("\n", self.style.newline)

    def section(self, level: int, title: str) -> None:
        """A heading of level 2 or deeper."""
        depth = level - 1
        self._numbers = [*self._numbers, 0][:depth]
        self._numbers[-1] += 1
        number = ".".join(map(str, self._numbers)) + ("." if depth == 1 else "")
        self._blocks.append(f"{'#' * level} {number + ' ' if self.style.numbered else ''}{title}")

    def text(self, *paragraphs: str) -> None:
        self._blocks += paragraphs

    def label(self, title: str) -> None:
        """What announces a part of an endpoint, of a table or of an event."""
        if self.style.labels == "heading":
            self._blocks.append(f"{'#' * (len(self._numbers) + 2)} {title}")
        else:
            self._blocks.append(f"**{title}**" if self.style.labels == "bold" else f"**{title}:**")

    def bullets(self, items: Iterable[str]) -> None:
        self._blocks.append("\n".join(f"{self.style.bullet} {item}" for item in items))

    def fence(self, language: str, body: str) -> None:
        self._blocks.append(f"{self.style.fence}{language}\n{body.rstrip()}\n{self.style.fence}")

    def json(self, content: object) -> None:
        self.fence("json", json.dumps(content, indent=2, ensure_ascii=False))

    def table(self, name: str, rows: Iterable[Mapping[str, str]]) -> None:
        """A table that `TABLES` knows, with the author's titles in the author's order."""
        orders, titles = TABLES[name]
        order = orders[self.style.variant % len(orders)]
        head = [titles[key][self.style.variant % len(titles[key])] for key in order]
        self.plain_table(head, [[row[key] for key in order] for row in rows])

    def plain_table(self, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        widths = [3] * len(head)
        if self.style.padded:
            widths = [max(3, *(len(row[index]) for row in (head, *rows))) for index in range(len(head))]
        left, right = self.style.align[0], self.style.align[-1]
        lines = [head, [f"{left}{'-' * (width - 2)}{right}" for width in widths], *rows]
        self._blocks.append("\n".join("| " + " | ".join(map(str.ljust, line, widths)) + " |" for line in lines))

    def name(self, text: str) -> str:
        """A name in a cell: inline code, unless the author does without."""
        return f"`{text}`" if self.style.code else text

    def truth(self, value: bool) -> str:
        return self.style.yes if value else self.style.no

    def path(self, path: str, *, shown: bool = False) -> str:
        """A path with the author's parameters; in diagrams (`shown`) without version, if that is the habit."""
        parts = [self.style.parameter.format(part[1:-1]) if part[:1] == "{" else part for part in path.split("/")]
        written = "/".join(parts)
        return written.removeprefix("/api/v1") if shown and not self.style.versioned else written


def unique(items: Iterable[str]) -> list[str]:
    """The items without repetitions, in order."""
    return list(dict.fromkeys(items))
