"""Diagrams as the pages get them: words, links as the graph resolved them, room kept free; hostile texts."""

from __future__ import annotations

import json
import re

import pytest

from backend_spec.model.entity import Where
from backend_spec.model.page import Diagram
from backend_spec.notation import mermaid
from backend_spec.project import Analysis, analyse
from backend_spec.site.diagrams import Drawing, Label, Link, draw, draw_other, figure, figures
from backend_spec.site.diagrams.markup import source
from backend_spec.site.diagrams.size import lines, size
from backend_spec.site.html import NOTHING
from backend_spec.site.view import View
from backend_spec.text import Passage, Source
from specification import EXAMPLE

_DATA = re.compile(r"data-spec-labels='([^']*)'")


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return analyse({path.name: path.read_bytes() for path in EXAMPLE.glob("*.md")})


def read(text: str) -> mermaid.Diagram:
    return mermaid.read(Passage.of(Source("x.md", text).span(0, len(text))))


def words(text: str) -> str:
    """What a diagram says, as plain text: one line for each item."""
    html = str(draw_other(text).words).replace("<li", "\n<li")
    return re.sub(r"<[^>]+>", "", html).replace("&gt;", ">").replace("&lt;", "<").strip()


def test_the_source_is_what_the_fence_holds(analysis: Analysis) -> None:
    for diagram in analysis.graph.all(Diagram):
        text = source(diagram)
        assert "```" not in text
        assert read(text).type == diagram.content.type
    quoted = b"# Overview\n\n> ```mermaid\n> graph TD\n>   a --> b\n> ```\n\n"
    quoted += b"- x\n\n  ```mermaid\n  graph LR\n    c --> d\n  ```\n"
    found = analyse({"architecture.md": quoted}).graph.all(Diagram)
    assert [source(diagram) for diagram in found] == ["graph TD\n  a --> b", "graph LR\n  c --> d"]


def test_every_resolved_reference_in_a_diagram_is_a_link(analysis: Analysis) -> None:
    view = View(analysis)
    graph = analysis.graph
    expected = 0
    linked = 0
    for diagram in graph.all(Diagram):
        drawing = draw(source(diagram), diagram, view)
        inside = {
            view.anchors[entity].href
            for ref in graph.references
            if ref.where is Where.DIAGRAM and diagram.span.contains(ref.span) and (entity := graph.resolve(ref))
        }
        hrefs = {part.href for label in drawing.labels for part in label.parts if isinstance(part, Link)}
        told = set(re.findall(r'href="([^"]+)"', str(drawing.words)))
        expected += len(inside)
        linked += len(inside & hrefs)
        assert hrefs == told
        # A reference within another one gives way to it.
        assert len(inside - hrefs) <= 1
    assert linked >= 0.99 * expected


def test_labels_read_as_they_are_drawn(analysis: Analysis) -> None:
    view = View(analysis)
    for diagram in analysis.graph.all(Diagram):
        content = diagram.content
        drawn = {"".join(text.value.split()) for text in _texts(content)}
        for label in draw(source(diagram), diagram, view).labels:
            assert "".join(label.text.split()) in drawn


def _texts(content: mermaid.Diagram) -> list:  # type: ignore[type-arg]
    found = [end.name for end in content.participants] + [message.text for message in content.messages]
    found += [note.text for note in content.notes] + [node.label for node in content.nodes]
    found += [edge.label for edge in (*content.edges, *content.transitions, *content.relations) if edge.label]
    found += [one.label for one in (*content.subgraphs, *content.entities, *content.states)]
    return found


def test_a_participant_that_is_not_declared_links_by_its_arrows() -> None:
    files = {
        "architecture.md": b"# Backend System Architecture\n\n## Services\n\n| Service | Type |\n| --- | --- |\n"
        b"| gateway | Go |\n| auth-service | Go |\n",
        "auth_specification.md": b"# Authentication Specification\n\n## Flows\n\n```mermaid\nsequenceDiagram\n"
        b"    client->>gateway: hello\n    gateway->>auth-service: go on\n```\n",
    }
    analysis = analyse(files)
    (diagram,) = analysis.graph.all(Diagram)
    labels = draw(source(diagram), diagram, View(analysis)).labels
    assert [(label.slot, label.text) for label in labels] == [
        ("participant", "gateway"),
        ("participant", "auth-service"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "sequenceDiagram\n A->>B: one\n alt fits\n B->>A: two\n loop often\n B->>B: three\n end\n else not\n"
                " B-->>A: four\n end\n Note over A,B: five\n A->>B: six"
            ),
            (
                "A → B: one\nIf fits:\nB → A: two\nRepeated, often:\nB: three\nElse, if not:\nB → A: four\n"
                "Note on A, B: five\nA → B: six"
            ),
        ),
        (
            "flowchart TD\n subgraph g [Group]\n a[One]\n end\n a -->|calls| b[Two]\n c[Alone]",
            "Group: One\nOne – calls → Two\nAlone",
        ),
        (
            'erDiagram\n users ||--o{ posts : writes\n users {\n uuid id PK "the id"\n }',
            "Entities\nusers\nid (uuid, PK): the id\npostsRelations\nusers → posts: writes (exactly one to any number)",
        ),
        ("stateDiagram-v2\n [*] --> a\n a --> b: go\n b --> [*]", "Start → a\na – go → b\nb → End"),
        ('pie\n "a" : 1', ""),
        ("nothing of the kind", ""),
        ("", ""),
    ],
)
def test_words(text: str, expected: str) -> None:
    assert words(text) == expected


HOSTILE = "</script><script>alert(1)</script>\" onload='x' javascript:alert(1) &amp; <!-- ]]>"


def test_hostile_texts_stay_texts() -> None:
    drawing = Drawing(HOSTILE, HOSTILE, NOTHING, (Label("node", (HOSTILE, Link(HOSTILE, HOSTILE, "error"))),))
    html = str(figure(drawing))
    assert "script>" not in html.replace("script&gt;", "")
    data = _DATA.search(html)
    assert data
    assert "<" not in data[1]
    assert json.loads(data[1]) == [["node", [HOSTILE, [HOSTILE, HOSTILE, "error"]]]]
    source_text = f"sequenceDiagram\n A->>B: {HOSTILE.replace(';', '')}\n participant C as {HOSTILE}\n"
    assert "<script>" not in str(figure(draw_other(source_text)))


def test_room_is_kept_free() -> None:
    assert lines("a text of more than thirty characters") == ["a text of more than thirty", "characters"]
    assert lines("x" * 50 + " y") == ["x" * 50, "y"]
    small = size(read("sequenceDiagram\n A->>B: x"))
    large = size(read("sequenceDiagram\n" + " A->>B: x\n" * 50))
    assert small[0] == large[0]
    assert large[1] > 10 * small[1] / 2
    # A circle, a node that leads to itself, nothing at all, very much: always some size.
    for text in (
        "graph TD\n a-->b-->c-->a-->a",
        "graph TD",
        "erDiagram",
        "",
        "sequenceDiagram\n" + "A->>B: x\n" * 5000,
    ):
        width, height = size(read(text))
        assert 0 < width <= 20_000
        assert 0 < height <= 20_000


def test_figures_are_the_same_each_time(analysis: Analysis) -> None:
    again = analyse({path.name: path.read_bytes() for path in sorted(EXAMPLE.glob("*.md"), reverse=True)})
    assert figures(View(analysis)) == figures(View(again))
