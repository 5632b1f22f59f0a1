"""Rewritings of a document that change nothing of what it says: what one author writes so, another writes so.

A rewriting takes a text and a `Choice`, which tells where to rewrite and how. None of them knows how the tool reads.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Choice:
    """Which places are rewritten, and in which of several ways: the same for the same seed."""

    def __init__(self, seed: int, share: float = 1.0):
        self._random = Random(seed)
        self._share = share

    def here(self) -> bool:
        return self._random.random() < self._share

    def one(self, ways: Iterable[T]) -> T:
        return self._random.choice(list(ways))

    def order(self, items: Iterable[T]) -> list[T]:
        shuffled = list(items)
        self._random.shuffle(shuffled)
        return shuffled


Rewriting = Callable[[str, Choice], str]


@dataclass
class Block:
    """Consecutive lines of one sort: `fence`, `table`, `heading`, `list`, `text`, or `blank`."""

    sort: str
    lines: list[str]


def blocks(text: str) -> list[Block]:
    found: list[Block] = []
    fence = ""
    for line in text.split("\n"):
        if fence:
            found[-1].lines.append(line)
            if line.strip() == fence:
                fence = ""
            continue
        opening = re.match(r"(`{3,}|~{3,})", line)
        sort = (
            "fence"
            if opening
            else "table"
            if line.startswith("|")
            else "heading"
            if re.match(r"#{1,6} ", line)
            else "blank"
            if not line.strip()
            else "list"
            if re.match(r"\s*(?:[-*+]|\d+\.) ", line)
            else "text"
        )
        if opening:
            fence = opening[1]
        if sort in ("table", "list", "text") and found and found[-1].sort == sort:
            found[-1].lines.append(line)
        else:
            found.append(Block(sort, [line]))
    return found


def joined(found: Iterable[Block]) -> str:
    return "\n".join(line for block in found for line in block.lines)


Cells = list[str]


def cells(line: str) -> Cells:
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip().removeprefix("|").removesuffix("|"))]


def table(rows: Iterable[Cells]) -> list[str]:
    return ["| " + " | ".join(row) + " |" for row in rows]


def tables(text: str, choice: Choice, change: Callable[[list[Cells], Choice], list[Cells]]) -> str:
    """Change the tables of a text, given as rows of cells, the delimiter row included."""
    found = blocks(text)
    for block in found:
        if block.sort == "table" and choice.here():
            block.lines = table(change([cells(line) for line in block.lines], choice))
    return joined(found)


def each_cell(text: str, choice: Choice, change: Callable[[str, str, Choice], str]) -> str:
    """Change cells, given with the title of their column."""

    def rows(content: list[Cells], choice: Choice) -> list[Cells]:
        head, delimiter, *body = content
        return [
            head,
            delimiter,
            *([change(cell, title, choice) for cell, title in zip(row, head, strict=True)] for row in body),
        ]

    return tables(text, choice, rows)


def each_line(text: str, choice: Choice, sort: str, change: Callable[[str, Choice], str]) -> str:
    found = blocks(text)
    for block in found:
        if block.sort == sort:
            block.lines = [change(line, choice) if choice.here() else line for line in block.lines]
    return joined(found)


def columns_in_another_order(text: str, choice: Choice) -> str:
    def change(rows: list[Cells], choice: Choice) -> list[Cells]:
        order = choice.order(range(len(rows[0])))
        return [[row[index] for index in order] for row in rows]

    return tables(text, choice, change)


def a_further_column(text: str, choice: Choice) -> str:
    def change(rows: list[Cells], choice: Choice) -> list[Cells]:
        title, cell = choice.one([("Notes", "—"), ("Remarks", "see above"), ("Since", "v1"), ("Comment", "")])
        at = choice.one([len(rows[0]), len(rows[0]), 1])
        return [
            [*row[:at], new, *row[at:]] for row, new in zip(rows, [title, "---", *[cell] * len(rows)], strict=False)
        ]

    return tables(text, choice, change)


def numbered_rows(text: str, choice: Choice) -> str:
    def change(rows: list[Cells], choice: Choice) -> list[Cells]:
        title = choice.one(["#", "No."])
        return [
            [number, *row] for row, number in zip(rows, [title, "---", *map(str, range(1, len(rows)))], strict=False)
        ]

    return tables(text, choice, change)


TITLES = {
    "HTTP Status": ("HTTP", "Status", "HTTP Code", "HTTP status", "HTTP Status Code", "Status Code"),
    "Code": ("Error Code", "code", "**Code**", "Error code"),
    "Message": ("msg", "Error Message", "Description"),
    "Name": ("Error Name", "Error"),
    "gRPC Status": ("gRPC Code", "gRPC Status Code", "gRPC"),
    "gRPC Status Code": ("gRPC Status", "gRPC Code", "Status"),
    "Reason": ("Error Name", "Error"),
    "Required": ("Required?", "required", "Mandatory"),
    "Nullable": ("Null", "NULL", "Nullable?", "Null?"),
    "Type": ("Data Type", "type", "**Type**"),
    "Parameter": ("Name", "Param"),
    "Field": ("Name", "Field Name", "Property"),
    "Column": ("Name", "Column Name", "Field"),
    "Key Pattern": ("Key", "Cache Key", "Pattern"),
    "TTL": ("Expiry", "TTL (time to live)", "Expiration"),
    "Service": ("Owner", "Owning Service", "Service Name"),
    "Partition Count": ("Partitions", "# Partitions"),
    "Retention": ("Retention Period", "Retention Time"),
    "Event Type": ("Event", "Event Name"),
    "Producer": ("Producers", "Producer Service", "Published By"),
    "Consumer": ("Consumers", "Consumer Services", "Consumed By"),
    "Topic": ("Topic Name", "Kafka Topic"),
    "Primary Service": ("Owner", "Owner Service", "Owning Service"),
    "Caller": ("From", "Source", "Calling Service"),
    "Callee": ("To", "Target", "Called Service"),
    "RPC": ("Method", "RPC Method", "Methods"),
    "From": ("Source", "Caller"),
    "To": ("Target", "Destination"),
    "Range": ("Code Range", "Error Code Range"),
    "Redis Operation": ("Operation", "Redis Command", "Command"),
    "Endpoint": ("Path", "URL"),
    "Access": ("Auth", "Authentication"),
    "Description": ("Desc", "Notes", "Details"),
}


def other_column_titles(text: str, choice: Choice) -> str:
    """Titles that another author gives the same columns. A title that is taken already is not given twice."""

    def change(rows: list[Cells], choice: Choice) -> list[Cells]:
        head = list(rows[0])
        if head == ["Date", "Description"]:
            return rows
        for index, title in enumerate(head):
            ways = ("Service Name",) if title == "Service" and "Role" in head else TITLES.get(title)
            if ways and choice.here():
                new = choice.one(ways)
                if new not in head:
                    head[index] = new
        return [head, *rows[1:]]

    return tables(text, choice, change)


def case_of_titles(text: str, choice: Choice) -> str:
    def change(rows: list[Cells], choice: Choice) -> list[Cells]:
        way = choice.one([str.upper, str.lower, lambda title: f"**{title}**", lambda title: f" {title} "])
        return [[way(title) if re.fullmatch(r"[\w -]+", title) else title for title in rows[0]], *rows[1:]]

    return tables(text, choice, change)


def padding(text: str, choice: Choice) -> str:
    found = blocks(text)
    for block in found:
        if block.sort == "table" and choice.here():
            rows = [cells(line) for line in block.lines]
            block.lines = choice.one(
                [
                    ["|" + "|".join(row) + "|" for row in rows],
                    ["|   " + "     |  ".join(row) + "\t|  " for row in rows],
                    [" | ".join(row) for row in rows] if all(row[0] for row in rows) else table(rows),
                ]
            )
    return joined(found)


def alignment(text: str, choice: Choice) -> str:
    def change(rows: list[Cells], choice: Choice) -> list[Cells]:
        return [rows[0], [choice.one([":---", "---:", ":-:", "---", "----------"]) for _ in rows[1]], *rows[2:]]

    return tables(text, choice, change)


YES = ("✓", "YES", "Y", "true", "✅", "yes", "✔")
NO = ("✗", "NO", "N", "false", "❌", "no", "✘")


def yes_and_no(text: str, choice: Choice) -> str:
    def change(rows: list[Cells], choice: Choice) -> list[Cells]:
        yes, no = choice.one(YES), choice.one(NO)
        return [*rows[:2], *([{"Yes": yes, "No": no, "✓": yes}.get(cell, cell) for cell in row] for row in rows[2:])]

    return tables(text, choice, change)


def no_code_in_cells(text: str, choice: Choice) -> str:
    def change(cell: str, title: str, choice: Choice) -> str:
        if re.fullmatch(r"`[\w./:{} -]+`(?:, `[\w./:{} -]+`)*", cell) and choice.here():
            return cell.replace("`", "")
        return cell

    return each_cell(text, choice, change)


def code_in_cells(text: str, choice: Choice) -> str:
    def change(cell: str, title: str, choice: Choice) -> str:
        if re.fullmatch(r"[a-z0-9]+(?:[-_./][a-z0-9]+)+|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|\d{3,5}", cell) and choice.here():
            return f"`{cell}`"
        return cell

    return each_cell(text, choice, change)


def bold_cells(text: str, choice: Choice) -> str:
    def change(cell: str, title: str, choice: Choice) -> str:
        if re.fullmatch(r"`[^`]+`", cell) and choice.here():
            return choice.one([f"**{cell}**", f"*{cell}*", f"__{cell}__"])
        return cell

    return each_cell(text, choice, change)


def links_in_cells(text: str, choice: Choice) -> str:
    def change(cell: str, title: str, choice: Choice) -> str:
        if re.fullmatch(r"`[^`]+`|[a-z]+-service", cell) and choice.here():
            bare = cell.strip("`")
            label = choice.one([cell, bare]) if re.fullmatch(r"[\w./ -]+", bare) else cell
            return f"[{label}]({choice.one(['architecture.md', '#anchor', '../x.md#y', 'https://example.com/x'])})"
        return cell

    return each_cell(text, choice, change)


def several_in_a_cell(text: str, choice: Choice) -> str:
    def change(cell: str, title: str, choice: Choice) -> str:
        if re.fullmatch(r"`[^`]+`(?:, `[^`]+`)+", cell) and choice.here():
            return cell.replace("`, `", choice.one(["`<br>`", "` / `", "`,`", "`<br/>`", "`; `", "` and `"]))
        return cell

    return each_cell(text, choice, change)


def labels_in_another_style(text: str, choice: Choice) -> str:
    """`**Request Body**` as a heading or with a colon."""
    level = 2

    def change(line: str, choice: Choice) -> str:
        label = re.fullmatch(r"\*\*([^*]+)\*\*", line)
        if not label:
            return line
        ways = [f"**{label[1]}:**", f"**{label[1]}**:", f"__{label[1]}__", f"***{label[1]}***"]
        return choice.one([*ways, f"{'#' * (level + 1)} {label[1]}"])

    found = blocks(text)
    for block in found:
        if block.sort == "heading":
            level = len(block.lines[0].split(" ")[0])
        elif block.sort == "text" and len(block.lines) == 1 and choice.here():
            block.lines = [change(line, choice) for line in block.lines]
    return joined(found)


def labels_as_headings(text: str, choice: Choice) -> str:
    level = 2
    found = blocks(text)
    for block in found:
        if block.sort == "heading":
            level = len(block.lines[0].split(" ")[0])
        elif block.sort == "text" and len(block.lines) == 1:
            block.lines = [re.sub(r"^\*\*([^*]+)\*\*$", "#" * (level + 1) + r" \1", block.lines[0])]
    return joined(found)


def labelled_items_in_another_style(text: str, choice: Choice) -> str:
    """`- **Access**: Public` as `* Access: Public`, `**Access**: Public` or `- **Access:** Public`."""
    found = blocks(text)
    for block in found:
        if block.sort == "list" and all(re.match(r"- \*\*[^*]+\*\*: ", line) for line in block.lines) and choice.here():
            parts = [re.fullmatch(r"- \*\*([^*]+)\*\*: (.*)", line) for line in block.lines]
            pairs = [(part[1], part[2]) for part in parts if part]
            way = choice.one(
                [
                    lambda name, value: [f"- **{name}:** {value}"],
                    lambda name, value: [f"* {name}: {value}"],
                    lambda name, value: [f"+ **{name}** : {value}"],
                    lambda name, value: [f"**{name}**: {value}", ""],
                    lambda name, value: [f"**{name}:** {value}", ""],
                    lambda name, value: [f"**{name}**: {value}  "],
                    lambda name, value: [f"- *{name}*: {value}"],
                    lambda name, value: [f"- **{name}** – {value}"],
                ]
            )
            block.lines = [line for name, value in pairs for line in way(name, value)]
    return joined(found)


def braces_for_parameters(text: str, choice: Choice) -> str:
    """`/users/:id` as `/users/{id}`, in all of the document: two styles in one are another matter."""
    return re.sub(r"(?<=/):([a-z_]+)", r"{\1}", text)


def en_dashes(text: str, choice: Choice) -> str:
    def change(cell: str, title: str, choice: Choice) -> str:
        return re.sub(r"(?<=\d)-(?=\d{4})", choice.one(["–", " – ", " - ", "—", "~"]), cell) if choice.here() else cell

    return each_cell(
        text, choice, lambda cell, title, choice: change(cell, title, choice) if "Range" in title else cell
    )


def no_numbers_in_headings(text: str, choice: Choice) -> str:
    return each_line(text, Choice(0), "heading", lambda line, _: re.sub(r"^(#+) \d+(?:\.\d+)*\.? ", r"\1 ", line))


def numbers_in_another_style(text: str, choice: Choice) -> str:
    way = choice.one([r"\1 \2 ", r"\1 \2) ", r"\1 §\2 ", r"\1 \2. "])
    return each_line(text, Choice(0), "heading", lambda line, _: re.sub(r"^(#+) (\d+(?:\.\d+)*)\.? ", way, line))


def headings_in_another_style(text: str, choice: Choice) -> str:
    def change(line: str, choice: Choice) -> str:
        marks, _, title = line.partition(" ")
        ways = [f"{marks} {title} {marks}", f"{marks}   {title}  ", f"{marks} {title} {{#x}}"]
        if len(marks) == 2 and not re.match(r"\d+[.)] ", title):  # that would be an item of a list
            ways.append(f"{title}\n{'-' * len(title)}")
        if "`" not in title:
            ways.append(f"{marks} **{title}**")
        return choice.one(ways)

    return each_line(text, choice, "heading", change)


def emoji_in_headings(text: str, choice: Choice) -> str:
    return each_line(
        text,
        choice,
        "heading",
        lambda line, choice: re.sub(r"^(##+ (?:[\d.]+ )?)", rf"\1{choice.one('🔐📦✨🚀')} ", line),
    )


def blank_lines(text: str, choice: Choice) -> str:
    return each_line(text, choice, "blank", lambda line, choice: choice.one(["\n", "\n\n", "  ", "\t\n"]))


def trailing_spaces(text: str, choice: Choice) -> str:
    for sort in ("heading", "text", "table", "list"):
        text = each_line(text, choice, sort, lambda line, choice: line + choice.one([" ", "  ", "\t", "   "]))
    return text


def comments(text: str, choice: Choice) -> str:
    """HTML comments between blocks, some of them with what must not be read."""
    ways = [
        "<!-- TODO -->",
        "<!--\nto be done\n\n| Code | Name |\n| --- | --- |\n| 9999 | X |\n-->",
        "<!-- markdownlint-disable -->",
        "<!-- ## 99. Old -->",
        "<!-- `POST /old/endpoint` -->",
    ]
    found = []
    last = ""
    for block in blocks(text):
        found.append(block)
        # In the middle of a list a comment would split it, under a title it may stand anywhere.
        if block.sort == "blank" and last != "list" and choice.here():
            found.append(Block("text", [choice.one(ways), ""]))
        last = block.sort
    return joined(found)


def admonitions_around_tables(text: str, choice: Choice) -> str:
    found = blocks(text)
    for block in found:
        if block.sort == "table" and choice.here():
            opening = choice.one(['!!! note "All of them"', "??? info", "!!! tip", '=== "Table"'])
            block.lines = [opening, "", *(f"    {line}" for line in block.lines)]
    return joined(found)


def admonitions_around_fences(text: str, choice: Choice) -> str:
    found = blocks(text)
    for block in found:
        if block.sort == "fence" and choice.here():
            opening = choice.one(['!!! example "Shown"', '??? abstract "Details"', '=== "One"'])
            block.lines = [opening, "", *(f"    {line}" if line else "" for line in block.lines)]
    return joined(found)


def details_around_blocks(text: str, choice: Choice) -> str:
    found = blocks(text)
    for block in found:
        if block.sort in ("table", "fence") and choice.here():
            block.lines = ["<details>", "<summary>Shown</summary>", "", *block.lines, "", "</details>"]
    return joined(found)


def fences_in_another_style(text: str, choice: Choice) -> str:
    found = blocks(text)
    for block in found:
        if block.sort == "fence" and choice.here():
            language = block.lines[0].lstrip("`")
            mark = choice.one(["~~~", "````", "```"])
            info = choice.one([language, f" {language}", f'{language} title="x"', language.upper(), f"{{.{language}}}"])
            if language == "mermaid" and info.startswith("{"):
                info = language
            block.lines = [mark + info, *block.lines[1:-1], mark]
    return joined(found)


def another_bullet(text: str, choice: Choice) -> str:
    found = blocks(text)
    for block in found:
        if block.sort == "list" and choice.here():
            mark = choice.one("*+")
            block.lines = [re.sub(r"^(\s*)- ", rf"\1{mark} ", line) for line in block.lines]
    return joined(found)


def fence_lines(text: str, choice: Choice, language: str, change: Callable[[str, Choice], str]) -> str:
    found = blocks(text)
    for block in found:
        if block.sort == "fence" and block.lines[0].startswith("```" + language) and choice.here():
            inner = [change(line, choice) if line.strip() else line for line in block.lines[1:-1]]
            block.lines = [block.lines[0], *inner, block.lines[-1]]
    return joined(found)


def other_names_in_diagrams(text: str, choice: Choice) -> str:
    """`participant A as Auth Service` with another of the service's names."""

    def change(line: str, choice: Choice) -> str:
        named = re.fullmatch(r"(\s*participant \w+ as )([A-Z]\w+) Service", line)
        if not named:
            return line
        name = named[2]
        ways = [f"{name.lower()}-service", f"{name}Service", f"{name} service", f"{name.lower()}_service", name]
        return named[1] + choice.one([*ways, f"{name} Service (gRPC)", f"{name} Svc", f"{name}<br/>Service"])

    return fence_lines(text, choice, "mermaid", change)


def looser_diagrams(text: str, choice: Choice) -> str:
    """White space, comments, semicolons and activations, which mean nothing here."""

    def change(line: str, choice: Choice) -> str:
        if not choice.here():
            return line
        message = re.fullmatch(r"(\s*\w+)(--?>>)(\w+): (.*)", line)
        ways = [f"  {line}", f"{line}  ", f"    %% POST /not/an/endpoint\n{line}", f"{line}\n"]
        if message:
            ways += [
                f"{message[1]} {message[2]} {message[3]} : {message[4]}",
                f"{message[1]}{message[2]}{message[3]}:{message[4]}",
            ]
        return choice.one(ways)

    return fence_lines(text, choice, "mermaid", change)


def version_in_diagrams(text: str, choice: Choice) -> str:
    """Paths with the version prefix, which diagrams of the example leave out."""

    def change(line: str, choice: Choice) -> str:
        return re.sub(r"(: (?:GET|POST|PATCH|DELETE|PUT)) /(?!api/)", r"\1 /api/v1/", line) if choice.here() else line

    return fence_lines(text, choice, "mermaid", change)


def looser_sql(text: str, choice: Choice) -> str:
    def change(line: str, choice: Choice) -> str:
        line = re.sub(r"^CREATE TABLE (\w+)", rf"{choice.one(['CREATE TABLE IF NOT EXISTS', 'create table'])} \1", line)
        return line + choice.one(["", "  ", "  -- the usual", "\n"])

    return fence_lines(text, choice, "sql", change)


def looser_proto(text: str, choice: Choice) -> str:
    def change(line: str, choice: Choice) -> str:
        if "//" in line or not choice.here():
            return line
        return choice.one([f"  {line}", f"{line}  // as usual", f"{line}\n", f"{line} /* kept */"])

    return fence_lines(text, choice, "proto", change)


SAME: dict[str, Rewriting] = {
    rewriting.__name__: rewriting
    for rewriting in (
        *(columns_in_another_order, a_further_column, numbered_rows, other_column_titles, case_of_titles, padding),
        *(alignment, yes_and_no, no_code_in_cells, code_in_cells, bold_cells, links_in_cells, several_in_a_cell),
        *(labels_in_another_style, labels_as_headings, labelled_items_in_another_style, braces_for_parameters),
        *(en_dashes, no_numbers_in_headings, numbers_in_another_style, headings_in_another_style, emoji_in_headings),
        *(blank_lines, trailing_spaces, comments, admonitions_around_tables, admonitions_around_fences),
        *(details_around_blocks, fences_in_another_style, another_bullet, other_names_in_diagrams, looser_diagrams),
        *(version_in_diagrams, looser_sql, looser_proto),
    )
}
