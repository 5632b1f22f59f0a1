"""What holds for every type of diagram: header, comments, what is unread, places."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend_spec.notation.mermaid import Diagram, read
from backend_spec.text import Passage, Source, Span, Spanned


def diagram(text: str) -> Diagram:
    return read(Passage.of(Source("x.md", text).span(0, len(text))))


def quoted(text: str) -> Passage:
    """The text as the body of a fence in a block quote: every line has a prefix in the file."""
    lines = text.split("\n")
    source = Source("x.md", "\n".join("> " + line for line in lines))
    origins, at = [], 0
    for line in lines:
        origins.append(at + 2)
        at += len(line) + 3
    return Passage(source, text, tuple(origins))


@pytest.mark.parametrize(
    ("first", "type_"),
    [
        ("sequenceDiagram", "sequence"),
        ("flowchart TD", "flowchart"),
        ("graph LR;", "flowchart"),
        ("graph", "flowchart"),
        ("flowchart-elk TB", "flowchart"),
        ("erDiagram", "er"),
        ("stateDiagram-v2", "state"),
        ("stateDiagram", "state"),
        ("classDiagram", "class"),
        ("mindmap", "mindmap"),
        ("gantt", "gantt"),
        ("gitGraph LR:", "git"),
        ("C4Context", "c4"),
        ("block-beta", "block"),
        ("architecture-beta", "architecture"),
        ("pie showData", "pie"),
        ("someDiagram", "unknown"),
        ("", "unknown"),
        ("-->", "unknown"),
    ],
)
def test_type(first: str, type_: str) -> None:
    assert diagram(first + "\n").type == type_


def test_before_the_header() -> None:
    matter = "---\ntitle: A --> B\nconfig:\n  theme: base\n---\n"
    text = f"\n{matter}\n%%{{init: {{\n  'a': 1\n}}}}%%\n%% x\n\ngraph TD\n  A --> B\n"
    found = diagram(text)
    assert found.header is not None
    assert (found.header.text, found.header.first.line) == ("graph", 13)
    assert [edge.span.text for edge in found.edges] == ["A --> B"]
    assert (found.arrows, found.arrows_read, found.unread) == (1, 1, ())


def test_accessibility_texts_are_no_content() -> None:
    found = diagram("flowchart LR\naccTitle: A --> B\naccDescr {\n C --> D\n}\nE --> F\n")
    assert [node.id.value for node in found.nodes] == ["E", "F"]
    assert not found.unread


def test_other_types_are_honest() -> None:
    found = diagram("architecture-beta\n  group api(cloud)[API]\n  db:L -- R:server\n")
    assert [span.text for span in found.unread] == ["group api(cloud)[API]", "db:L -- R:server"]
    assert (found.arrows, found.arrows_read) == (1, 0)


def test_mindmap() -> None:
    found = diagram('mindmap\n  root((Auth))\n    a["Log\n in"]\n    ::icon(x)\n    Plain text\n')
    assert [(node.id.value, node.label.value, node.shape) for node in found.nodes] == [
        ("root", "Auth", "circle"),
        ("a", "Log in", "square"),
        ("Plain text", "Plain text", ""),
    ]


def test_places_in_a_block_quote() -> None:
    found = read(quoted("sequenceDiagram\n  A->>B: GET /x\n  B-->>A: 200"))
    assert [message.text.span.text for message in found.messages] == ["GET /x", "200"]
    assert found.messages[1].receiver.span.first.line == 3
    assert found.messages[1].receiver.span.first.column == 10


PIECES = [
    *"AB\"`'()[]{}<>|&;:,.#%@=~+-/\\* \n\t",
    *(
        "-->",
        "---",
        "-- ",
        "-.->",
        "==>",
        "~~~",
        "->>",
        "-->>",
        "-x",
        "--x",
        "-)",
        "<<->>",
        "-|\\",
        "()",
        "||--o{",
        "}|..|{",
    ),
    *("subgraph ", "end", "\nend\n", "alt ", "else ", "loop ", "box Aqua ", "note over ", "note right of ", "end note"),
    *(
        "participant ",
        "actor ",
        "create ",
        "state ",
        "class ",
        "namespace ",
        "direction LR\n",
        "style ",
        "click ",
        "as ",
    ),
    *("[*]", ":::", "<br/>", "#quot;", "#35;", "#" + "9" * 40 + ";", "&lt;", "%%", "%%{", "}%%", "---\n", "accDescr {"),
    *(
        "é",
        "用户",
        "🙂",
        "\u00a0",
        "\u3000",
        "\r\n",
        "\r",
        "\x00",
        "\u2028",
        "\x1c",
        "x--",
        "o--",
        "e1@-->",
        "@{ shape: cyl }",
    ),
    *(
        "PK",
        "FK,",
        "varchar(25) ",
        " to ",
        "only one ",
        "1+",
        "<<choice>>",
        "--",
        "..",
        "<|--",
        '"1"',
        "~T~",
        "((",
        "))",
    ),
]
HEADERS = [
    "sequenceDiagram\n",
    "flowchart TD\n",
    "erDiagram\n",
    "stateDiagram-v2\n",
    "classDiagram\n",
    "mindmap\n",
    "gantt\n",
    "",
]
MERMAIDISH = st.builds(
    lambda header, parts: header + "".join(parts),
    st.sampled_from(HEADERS),
    st.lists(st.one_of(st.sampled_from(PIECES), st.sampled_from(PIECES), st.text(max_size=3)), max_size=40),
)


def walk(item: Any) -> Iterator[Span | Spanned[str]]:
    if isinstance(item, Span | Spanned):
        yield item
    elif isinstance(item, tuple):
        for part in item:
            yield from walk(part)
    elif dataclasses.is_dataclass(item):
        for field in dataclasses.fields(item):
            yield from walk(getattr(item, field.name))


def check(found: Diagram, body: Passage) -> None:
    whole = body.whole
    for item in walk(found):
        span = item.span if isinstance(item, Spanned) else item
        assert whole.contains(span)
        assert span.start <= span.end
        if isinstance(item, Spanned) and not re.search(r"<br|[#&]\w+;|[\r\n]", span.text, re.IGNORECASE):
            assert item.value == span.text or "%%" in body.text
    assert 0 <= found.arrows_read <= found.arrows
    assert [message.order for message in found.messages] == list(range(1, len(found.messages) + 1))
    names = {participant.id.value for participant in found.participants}
    assert {name for message in found.messages for name in (message.sender.value, message.receiver.value)} <= names
    nodes = {node.id.value for node in found.nodes} | {subgraph.id.value for subgraph in found.subgraphs}
    assert {name for edge in found.edges for name in (edge.source.value, edge.target.value)} <= nodes
    entities = {entity.name.value for entity in found.entities}
    assert {name for relation in found.relations for name in (relation.left.value, relation.right.value)} <= entities


@given(st.text())
def test_any_text(text: str) -> None:
    body = Passage.of(Source("x.md", text).span(0, len(text)))
    check(read(body), body)


@settings(max_examples=400, deadline=None)
@given(MERMAIDISH)
def test_any_diagram(text: str) -> None:
    body = Passage.of(Source("x.md", text).span(0, len(text)))
    check(read(body), body)


@settings(max_examples=100, deadline=None)
@given(MERMAIDISH)
def test_a_block_quote_changes_nothing_but_places(text: str) -> None:
    text = re.sub(r"\r\n?", "\n", text)
    body = quoted(text)
    found, plain = read(body), read(Passage.of(Source("x.md", text).span(0, len(text))))
    assert [item.value for item in walk(found) if isinstance(item, Spanned)] == [
        item.value for item in walk(plain) if isinstance(item, Spanned)
    ]
    for item in walk(found):
        span = item.span if isinstance(item, Spanned) else item
        assert 0 <= span.start <= span.end <= len(body.source.text)


BROKEN = ["???", "A -->", "--> B", "[", '"', "))", "A[x", "a ! b"]


@given(st.sampled_from(BROKEN), st.integers(0, 3))
def test_a_bad_line_loses_one_line(bad: str, at: int) -> None:
    lines = ["U->>A: one", "A->>D: two", "D-->>A: three"]
    lines.insert(at, bad)
    found = diagram("sequenceDiagram\n  " + "\n  ".join(lines) + "\n")
    assert [message.text.value for message in found.messages] == ["one", "two", "three"]
    assert [span.text for span in found.unread] == [bad]


@pytest.mark.parametrize("bad", ["???[", "A[x", ") --> B", 'A["x', "A --> [B]", "| A"])
def test_a_bad_statement_loses_one_line_of_a_flowchart(bad: str) -> None:
    found = diagram(f"flowchart TD\n  a --> b\n  {bad}\n  c --> d\n")
    assert {(edge.source.value, edge.target.value) for edge in found.edges} == {("a", "b"), ("c", "d")}
    assert len(found.unread) == 1
    assert found.unread[0].text in bad
