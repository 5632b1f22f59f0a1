"""Blocks and sections, each with its exact place."""

from __future__ import annotations

import pytest

from backend_spec.markdown import Block, Document, Fence, Html, Item, Paragraph, Table, parse
from backend_spec.text import Source


def doc(text: str) -> Document:
    return parse(Source("x.md", text))


def blocks(text: str) -> list[tuple[str, str]]:
    """Kind and raw text of each block."""
    return [(type(block).__name__, block.span.text) for block in doc(text).root.every()]


def table(text: str) -> Table:
    return next(doc(text).root.tables())


def fence(text: str) -> Fence:
    return next(doc(text).root.fences())


def one(text: str) -> Block:
    (block,) = doc(text).root.every()
    return block


def item(text: str) -> Item:
    block = one(text)
    assert isinstance(block, Item)
    return block


def cells(text: str) -> list[list[str]]:
    found = table(text)
    return [[cell.raw for cell in row.cells] for row in (found.head, *found.rows)]


# Sections


def test_sections_nest_by_level() -> None:
    root = doc("intro\n\n# A\n\na\n\n### B\n\nb\n\n## C\n\n# D\n").root
    assert (root.level, root.heading, root.title) == (0, None, "")
    assert [(section.level, section.title) for section in root.walk()] == [
        (0, ""),
        (1, "A"),
        (3, "B"),
        (2, "C"),
        (1, "D"),
    ]
    first, second = root.sections
    assert first.span.text == "# A\n\na\n\n### B\n\nb\n\n## C"
    assert first.sections[0].span.text == "### B\n\nb"
    assert second.span.text == "# D"
    assert [block.span.text for block in root.blocks] == ["intro"]


def test_title_is_the_first_level_one_heading() -> None:
    document = doc("## Early\n\n# One\n\n# Two\n")
    assert document.title is not None
    assert document.title.span.text == "One"
    assert doc("## Early").title is None


@pytest.mark.parametrize(
    ("text", "level", "content"),
    [
        ("# A", 1, "A"),
        ("   ###   A   ###  ", 3, "A"),
        ("## A #b", 2, "A #b"),
        ("## C# ##", 2, "C#"),
        ("#\tA", 1, "A"),
        ("A\n===", 1, "A"),
        ("A\nb\n---", 2, "A\nb"),
        ("1. ### A", 3, "A"),
        ("!!! note\n    ## A", 2, "A"),
        ("# 🚀 A", 1, "🚀 A"),
        ("# # #", 1, "#"),
    ],
)
def test_heading(text: str, level: int, content: str) -> None:
    (section,) = doc(text).root.sections
    assert section.heading is not None
    assert (section.heading.level, section.heading.span.text) == (level, content)


@pytest.mark.parametrize(
    "text", ["```\n# A\n```", "    # A", "#A", "####### A", "<div>\n# A\n</div>", "\\# A", "> # A"]
)
def test_no_heading(text: str) -> None:
    assert not doc(text).root.sections


def test_empty_heading() -> None:
    heading = doc("a\n\n#\n").title
    assert heading is not None
    assert (heading.span.start, heading.span.text, heading.content.plain) == (4, "", "")


@pytest.mark.parametrize(
    ("text", "number", "title"),
    [
        ("3.1 users", "3.1", "users"),
        ("3. users", "3", "users"),
        ("2.1. users", "2.1", "users"),
        ("3) users", "3", "users"),
        ("3\\. users", "3", "users"),
        ("10.2.13 `users`", "10.2.13", "users"),
        ("3.1 - users", "3.1", "users"),
        ("3.1: users", "3.1", "users"),
        ("3: users", "3", "users"),
        ("**3.1 users**", "3.1", "users"),
        ("*3. users*", "3", "users"),
        ("[3.1 users](#users)", "3.1", "users"),
        ('<a id="users"></a>3.1 users', "3.1", "users"),
        ("**3.1** users", "3.1", "users"),
        ("**users**", None, "users"),
        ("2、用户", "2", "用户"),
        ("2.1\u3000用户", "2.1", "用户"),
        ("401 Unauthorized", None, "401 Unauthorized"),
        ("3 users", None, "3 users"),
        ("2024. Review", None, "2024. Review"),
        ("2024-01-01", None, "2024-01-01"),
        ("1.5x faster", None, "1.5x faster"),
        ("v1 users", None, "v1 users"),
        ("v1.2 users", None, "v1.2 users"),
        ("3.1", None, "3.1"),
        ("1001-1999 Users", None, "1001-1999 Users"),
        ("`users`", None, "users"),
        ("🚀 1. users", None, "🚀 1. users"),
        ("users {#users}", None, "users"),
        ("1. users { .wide #u }", "1", "users"),
        ("GET /users/{id}", None, "GET /users/{id}"),
        ("GET /users/{:id}", None, "GET /users/{:id}"),
        ("GET {id}", None, "GET {id}"),
    ],
)
def test_heading_number_and_title(text: str, number: str | None, title: str) -> None:
    heading = doc(f"## {text}").root.sections[0].heading
    assert heading is not None
    assert (heading.number, heading.title.value, heading.title.span.text) == (number, title, title)
    assert heading.span.text == text


# Tables


def test_cells_have_places() -> None:
    found = table("x\n\n| Code | Name |\n|---|---|\n|  `1001`  | **AUTH** |\n")
    assert found.span.text == "| Code | Name |\n|---|---|\n|  `1001`  | **AUTH** |"
    assert [cell.raw for cell in found.head.cells] == ["Code", "Name"]
    code, name = found.rows[0].cells
    assert (code.raw, code.value.value, code.value.span.text) == ("`1001`", "1001", "1001")
    assert (name.raw, name.value.value, name.value.span.text) == ("**AUTH**", "AUTH", "AUTH")
    assert (code.value.span.first.line, code.value.span.first.column) == (5, 5)
    assert found.rows[0].span.text == "|  `1001`  | **AUTH** |"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a|b\n-|-\nc|d", [["a", "b"], ["c", "d"]]),
        ("|a|b|\n|-|-|\n|c|", [["a", "b"], ["c", ""]]),
        ("|a|b|\n|-|-|\n||d|", [["a", "b"], ["", "d"]]),
        ("|a|\n|-|\n|", [["a"], [""]]),
        ("|a|\n|:-:|\n|`x\\|y`|", [["a"], ["`x\\|y`"]]),
        ("|a|b|\n|-|-|\n|`x|y`|", [["a", "b"], ["`x", "y`"]]),
        ("|a|b|\n|-|-|\n|x\\\\|y|", [["a", "b"], ["x\\\\|y", ""]]),
        ("> |a|\n> |-|\n> |b|\n|c|", [["a"], ["b"]]),
        ("- |a|\n  |-|\n  |b|", [["a"], ["b"]]),
        ("1. > - |a|\n   >   |-|\n   >   |b|", [["a"], ["b"]]),
        ("!!! note\n    |a|\n    |-|\n    |b|\n|c|", [["a"], ["b"]]),
        ("text\n|a|\n|-|\n|b|", [["a"], ["b"]]),
        ("|a|\n|-|\nb\n\nc", [["a"], ["b"]]),
        ("|a|\n|-|\n|b|\n# c", [["a"], ["b"]]),
        ("|a|\r\n|-|\r\n|中😀|\r\n", [["a"], ["中😀"]]),
        ("|a|\r|-|\r|b|", [["a"], ["b"]]),
        ("|\ta\t|\n|-|\n|\tb\x0bc\x0c\u2028d\x85|", [["a"], ["b\x0bc\x0c\u2028d\x85"]]),
        ("|a|\n|-|\n|b\0c|", [["a"], ["b\0c"]]),
    ],
)
def test_cells(text: str, expected: list[list[str]]) -> None:
    assert cells(text) == expected


@pytest.mark.parametrize(
    "text", ["|a|\n|--|--|", "a\n-", "|a|b|\n|-|", "    |a|\n    |-|", "|a|\n\n|-|", "```\n|a|\n|-|\n```"]
)
def test_no_table(text: str) -> None:
    assert not list(doc(text).root.tables())


def test_missing_cells_stand_at_the_rows_end() -> None:
    row = table("|a|b|c|\n|-|-|-|\n| d |  \n").rows[0]
    assert [(cell.span.start, cell.span.text, bool(cell)) for cell in row.cells] == [
        (18, "d", True),
        (21, "", False),
        (21, "", False),
    ]
    assert row.span.end == 21


def test_surplus_cells_are_kept_apart() -> None:
    row = table("|a|\n|-|\n| b | `c` | d |").rows[0]
    assert [cell.raw for cell in row.cells] == ["b"]
    assert [cell.raw for cell in row.surplus] == ["`c`", "d"]


def test_escaped_pipe_in_code() -> None:
    (cell,) = table("|a|\n|-|\n|x `GET \\| POST` y `\\|` \\| |").rows[0].cells
    assert [(code.value, code.span.text) for code in cell.codes] == [("GET | POST", "GET \\| POST"), ("|", "\\|")]
    assert cell.plain == "x GET | POST y | |"


def test_wide_head_over_many_short_rows_stays_small() -> None:
    found = table("|" + "a|" * 1000 + "\n|" + "-|" * 1000 + "\n" + "|b|\n" * 1000)
    assert sum(len(row.cells) for row in found.rows) < 70_000


# Fences


def test_fence() -> None:
    found = fence("a\n\n```Mermaid title=x\nb\n  c\n```  \n")
    assert (found.language, found.info, found.closed) == ("mermaid", "Mermaid title=x", True)
    assert found.span.text == "```Mermaid title=x\nb\n  c\n```"
    assert found.opening.text == "```Mermaid title=x"
    assert found.body.text == "b\n  c"
    assert found.body.whole.text == "b\n  c"


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("~~~\na\n```\n~~~", "a\n```"),
        ("````\na\n```\n````", "a\n```"),
        ("  ```\n  a\n   b\n c\n  ```", "a\n b\nc"),
        ("- ```\n  a\n    b\n\n  c\n  ```", "a\n  b\n\nc"),
        ("1. x\n\n   ```\n   a\n   ```", "a"),
        ("> ```\n> a\n>  b\n>\n>c\n> ```", "a\n b\n\nc"),
        ("> - ```\n>   a\n>   ```", "a"),
        ("!!! note\n    ```\n    a\n      b\n    ```", "a\n  b"),
        ('=== "Tab"\n\n    ```\n    a\n\n    b\n    ```', "a\n\nb"),
        ("<details>\n<summary>x</summary>\n\n```\na\n```\n\n</details>", "a"),
        ("```\r\na\r\nb\r\n```", "a\nb"),
        ("```\ra\rb\r```", "a\nb"),
        ("```\na\x0bb\x0cc\x1cd\u2028e\x85f\0g\n```", "a\x0bb\x0cc\x1cd\u2028e\x85f\0g"),
        ("```\n\ta\n```", "\ta"),
        ("- ```\n\ta\n  ```", "\ta"),
        ("```\n```", ""),
        ("```\n\n```", ""),
        ("```\n\n\n```", "\n"),
    ],
)
def test_fence_body(text: str, body: str) -> None:
    found = fence(text)
    assert (found.body.text, found.closed) == (body, True)
    for at, char in enumerate(body):
        assert text[found.body.offset(at)] == char or char == "\n"


@pytest.mark.parametrize(
    ("text", "body"), [("```\na\n", "a"), ("```\na", "a"), ("```", ""), ("- ```\n  a\n\nb", "a\n")]
)
def test_unclosed_fence(text: str, body: str) -> None:
    found = fence(text)
    assert (found.closed, found.body.text) == (False, body)


@pytest.mark.parametrize(
    ("info", "language"),
    [
        ("", ""),
        ("JSON", "json"),
        ("json,ignore", "json,ignore"),
        (" sql  title='x'", "sql"),
        ("{.python .wide}", "python"),
        ("{ #id }", ""),
        ("C++", "c++"),
        ("\x1f", ""),
    ],
)
def test_language(info: str, language: str) -> None:
    assert fence(f"```{info}\n```").language == language


def test_fences_by_language() -> None:
    root = doc("```a\n```\n# x\n```b\n```\n").root
    assert [found.language for found in root.fences("b")] == ["b"]
    assert [found.language for found in root.fences()] == ["a", "b"]


# Lists, quotes, HTML


def test_items() -> None:
    found = [
        (block.content.raw, block.depth, block.number, block.checked)
        for block in doc("- a\n  - [x] b\n- [ ] c\n\n3. d\n3. e\n   1) f\n").root.every()
        if isinstance(block, Item)
    ]
    assert found == [
        ("a", 0, None, None),
        ("b", 1, None, True),
        ("c", 0, None, False),
        ("d", 0, 3, None),
        ("e", 0, 4, None),
        ("f", 1, 1, None),
    ]


def test_blocks_of_an_item_follow_it() -> None:
    assert blocks("- a\n  b\n\n  c\n\n  ```\n  d\n  ```\n- e") == [
        ("Item", "a\n  b"),
        ("Paragraph", "c"),
        ("Fence", "```\n  d\n  ```"),
        ("Item", "e"),
    ]


@pytest.mark.parametrize("text", ["- ", "- ```\n  a\n  ```", "- | a |\n  |---|", "- > a", "- - a", "-\n\n  a"])
def test_an_item_without_text_is_an_item(text: str) -> None:
    first = next(doc(text).root.every())
    assert isinstance(first, Item)
    assert (first.content.plain, first.span.start) == ("", 0)


def test_a_checkbox_needs_text() -> None:
    assert item("- [x]").checked is None
    assert item("- [X] a").checked is True
    assert item("- [x](y)").checked is None


def test_quoted_headings_are_text() -> None:
    assert blocks("> # A\n> b\n\nc") == [("Paragraph", "A"), ("Paragraph", "b"), ("Paragraph", "c")]


def test_paragraph_lines() -> None:
    assert blocks("> a\n> b\nc\n\n  d\n e  \n") == [("Paragraph", "a\n> b\nc"), ("Paragraph", "d\n e")]


def test_html() -> None:
    text = "<!-- a\n\nb -->\n\n<details>\n<summary>S</summary>\n\ntext\n\n</details>\n"
    assert blocks(text) == [
        ("Html", "<!-- a\n\nb -->"),
        ("Html", "<details>\n<summary>S</summary>"),
        ("Paragraph", "text"),
        ("Html", "</details>"),
    ]
    assert isinstance(one("<table><tr><td>a</td></tr></table>"), Html)


def test_nothing_visible_is_no_block() -> None:
    assert blocks("\x0c\n\n\xa0\n\n[a]: b\n\n---\n\n    code\n") == []


# Admonitions and tabs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("!!! note\n    a\n\n    b\nc", ["a", "b", "c"]),
        ('!!! warning "Take care"\n    a', ["Take care", "a"]),
        ("??? note\n    a", ["a"]),
        ('???+ tip inline end "T"\n\n    a', ["T", "a"]),
        ('=== "A"\n\n    a\n\n=== "B"\n\n    b', ["A", "a", "B", "b"]),
        ("x\n!!! note\n    a", ["x", "a"]),
        ("- x\n\n    !!! note\n        a", ["x", "a"]),
        ("> !!! note\n>     a\n> b", ["a", "b"]),
        ("!!! note\n    !!! tip\n        a\n    b", ["a", "b"]),
        ("!!! note\n    a\n   b", ["a", "b"]),
        ("!!! note\na", ["!!! note\na"]),
        ("!!! note", ["!!! note"]),
        ("!!!\n    a", ["!!!\n    a"]),
        ("!!! well: no\n    a", ["!!! well: no\n    a"]),
        ("=== Tab\n    a", ["=== Tab\n    a"]),
        ("??? \n    a", ["??? \n    a"]),
    ],
)
def test_admonitions(text: str, expected: list[str]) -> None:
    assert [block.span.text for block in doc(text).root.every() if isinstance(block, (Paragraph, Item))] == expected


# Front matter


@pytest.mark.parametrize(
    ("text", "data", "first"),
    [
        ("---\ntitle: x\ntags: [a]\n---\n# A", {"title": "x", "tags": ["a"]}, "A"),
        ("---\r\ntitle: x\r\n---\r\n# A", {"title": "x"}, "A"),
        ("---\ntitle: x\n...\n# A", {"title": "x"}, "A"),
        ("---\n---\n# A", {}, "A"),
        ("---\n1: x\n---\n# A", {"1": "x"}, "A"),
        ("---\n- a\n---\n# A", {}, "A"),
        ("---\ntitle: [\n---\n# A", {}, "A"),
        ("---\ndate: 2024-99-99\n---\n# A", {}, "A"),
        ("---\nkey: !ENV x\n---\n# A", {}, "A"),
        ("---\n# comment\ntitle: a: b\n---\n# A", {}, "A"),
        ("---\njust text\n---\n# A", {}, "just text"),
        ("---\n**bold**: text\n---\n# A", {}, "**bold**: text"),
        ("---\ntitle: x\n\n# A", {}, "A"),
        ("\n---\ntitle: x\n---\n", {}, "title: x"),
        ("- ---\n\n# A\n---", {}, "A"),
    ],
)
def test_front_matter(text: str, data: dict[str, object], first: str) -> None:
    document = doc(text)
    assert document.front_matter == data
    heading = document.root.sections[0].heading
    assert heading is not None
    assert heading.span.text == first


# What breaks readers


@pytest.mark.parametrize(
    "text", ["", "\n", "\r", " ", "\t", "\0", "\x0c", "\ufeff", "\u2028", "---", "|", "`", "\\", "<"]
)
def test_tiny_files(text: str) -> None:
    assert doc(text).root.span.text == text


@pytest.mark.parametrize("mark", ["> ", "- ", "1. ", "* > ", ">", "[", "![", "(", "`", "*", "_", "<b>", "!!! a\n    "])
def test_deep_nesting(mark: str) -> None:
    doc(mark * 3000 + "a")
    doc("".join("    " * depth + mark + "\n" for depth in range(120)))


@pytest.mark.parametrize("separator", ["\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"])
def test_only_cr_and_lf_end_lines(separator: str) -> None:
    text = f"a{separator}# b\n\n| c{separator}d |\n|---|\n| `e{separator}f` |\n"
    document = doc(text)
    assert not document.root.sections
    (row,) = table(text).rows
    assert row.cells[0].value.value == f"e{separator}f"
    assert row.span.first.line == 5


def test_byte_order_mark() -> None:
    source, _ = Source.decode("x.md", b"\xef\xbb\xbf# A\n")
    title = parse(source).title
    assert title is not None
    assert title.span.first.column == 3


def test_columns_count_code_points() -> None:
    (row,) = table("| 名前 | b |\n|---|---|\n| 😀👩‍💻 | `x` |\n").rows
    assert row.cells[1].value.span.first.column == 11
