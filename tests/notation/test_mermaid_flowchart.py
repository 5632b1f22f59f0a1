from __future__ import annotations

import pytest

from backend_spec.notation.mermaid import Diagram, read
from backend_spec.text import Passage, Source


def diagram(*lines: str) -> Diagram:
    text = "flowchart LR\n" + "".join(f"    {line}\n" for line in lines)
    return read(Passage.of(Source("x.md", text).span(0, len(text))))


def triples(found: Diagram) -> list[tuple[str, str, str | None]]:
    return [(item.source.value, item.target.value, item.label.value if item.label else None) for item in found.edges]


@pytest.mark.parametrize(
    ("opening", "closing", "shape"),
    [
        ("[", "]", "square"),
        ("(", ")", "round"),
        ("([", "])", "stadium"),
        ("[[", "]]", "subroutine"),
        ("[(", ")]", "cylinder"),
        ("((", "))", "circle"),
        ("(((", ")))", "doublecircle"),
        ("(-", "-)", "ellipse"),
        ("{", "}", "diamond"),
        ("{{", "}}", "hexagon"),
        ("[/", "/]", "lean_right"),
        ("[\\", "\\]", "lean_left"),
        ("[/", "\\]", "trapezoid"),
        ("[\\", "/]", "inv_trapezoid"),
        (">", "]", "odd"),
        ("[|borders:lt|", "]", "square"),
    ],
)
@pytest.mark.parametrize("label", ["Auth Service", '"Auth Service"', ' "Auth Service" ', '"`Auth Service`"'])
def test_shape(opening: str, closing: str, shape: str, label: str) -> None:
    node = f"auth-service{opening}{label}{closing}"
    found = diagram(f"{node}:::cls --> B")
    assert not found.unread
    first = found.nodes[0]
    assert (first.id.value, first.label.value, first.label.span.text) == (
        "auth-service",
        "Auth Service",
        "Auth Service",
    )
    assert first.shape == shape
    assert first.span.text == node + ":::cls"


@pytest.mark.parametrize(
    ("written", "label"),
    [
        ('A["Login (v2) [x] {y}"]', "Login (v2) [x] {y}"),
        ('A["say #quot;hi#quot;"]', 'say "hi"'),
        ("A[one<br/>two]", "one two"),
        ("A[a, b; c: d = e * f]", "a, b; c: d = e * f"),
        ("A[/api/users]", "/api/users"),
        ("A[Login (v2)]", "Login (v2)"),
        ("A(POST /users/{id})", "POST /users/{id}"),
        ('A[say "hi" now]', 'say "hi" now'),
        ("A[用户服务]", "用户服务"),
        ('A@{ shape: cyl, label: "Data base" }', "Data base"),
        ("A@{ shape: rect, label: 'single' }", "single"),
        ("A@{ shape: rect }", "A"),
        ("A", "A"),
    ],
)
def test_label(written: str, label: str) -> None:
    found = diagram(f"X --> {written}", "B --> C")
    assert found.nodes[1].label.value == label
    assert triples(found) == [("X", "A", None), ("B", "C", None)]
    assert not found.unread


def test_label_on_several_lines() -> None:
    found = diagram('A["`Auth', '  **Service**`"] --> B[plain', "text]")
    assert [node.label.value for node in found.nodes] == ["Auth **Service**", "plain text"]


@pytest.mark.parametrize(
    ("written", "label"),
    [
        *(
            (arrow, None)
            for arrow in ("-->", "---", "---->", "-.->", "-.-", "-...->", "==>", "===", "~~~", "<-->", "o--o", "x--x")
        ),
        *((arrow, None) for arrow in ("--o", "--x", "<==>", "<-.->")),
        *(
            (arrow, "gRPC call")
            for arrow in ("-->|gRPC call|", '-->|"gRPC call"|', "--> |gRPC call|", "-- gRPC call -->")
        ),
        *(
            (arrow, "gRPC call")
            for arrow in ('-- "gRPC call" -->', "-. gRPC call .->", "== gRPC call ==>", "-- gRPC call ---")
        ),
        *(
            (arrow, "gRPC call")
            for arrow in ("-.->|gRPC call|", "<-- gRPC call -->", "==>|gRPC call|", "--gRPC call-->")
        ),
        ("-- re-try v1.2 -->", "re-try v1.2"),
        ('-->|"a | b"|', "a | b"),
        ("-->|a<br/>b|", "a b"),
        ("-- to box -->", "to box"),
        ("e1@-->", None),
        ("e1@==>|x|", "x"),
        ("-->||", None),
    ],
)
def test_link(written: str, label: str | None) -> None:
    found = diagram(f"A {written} B")
    assert triples(found) == [("A", "B", label)]
    assert found.edges[0].span.text == f"A {written} B"
    assert found.edges[0].arrow.span.text in written
    assert (found.arrows, found.arrows_read, found.unread) == (1, 1, ())


def test_without_spaces() -> None:
    assert triples(diagram("A-->B-.->C==>D<-->E---F;G-->H")) == [
        *(("A", "B", None), ("B", "C", None), ("C", "D", None), ("D", "E", None), ("E", "F", None), ("G", "H", None)),
    ]


def test_chain_and_pairs() -> None:
    found = diagram("A & B --> C & D -->|x| E", "F & G")
    assert triples(found) == [
        *(("A", "C", None), ("A", "D", None), ("B", "C", None), ("B", "D", None), ("C", "E", "x"), ("D", "E", "x")),
    ]
    assert [node.id.value for node in found.nodes] == list("ABCDEFG")
    assert found.arrows_read == 2


def test_links_across_lines() -> None:
    assert triples(diagram("A -->", "B", "--> C", "x --> y", "o --> p")) == [
        *(("A", "B", None), ("B", "C", None), ("x", "y", None), ("o", "p", None)),
    ]


@pytest.mark.parametrize(
    "name", ["auth-service", "db.main", "api/v1", "a_b", "1", "2b", "用户", "endpoint", "styles", "C&D"]
)
def test_id(name: str) -> None:
    found = diagram(f"{name}-->{name}2")
    assert triples(found) == [(name, name + "2", None)]
    assert found.edges[0].target.span.text == name + "2"


def test_the_first_labelled_place() -> None:
    found = diagram("A --> B", 'B["Auth"] --> C', "B[Auth] --> D")
    node = found.nodes[1]
    assert (node.label.value, node.span.text, node.id.span.first.line) == ("Auth", 'B["Auth"]', 3)


def test_the_last_label_is_drawn() -> None:
    found = diagram("A[One] --> B", "A[Two] --> C")
    assert (found.nodes[0].label.value, found.nodes[0].span.text) == ("Two", "A[One]")


def test_subgraphs() -> None:
    found = diagram(
        *(
            "A --> one",
            "subgraph one [Title (One)]",
            "direction TB",
            "B --> C",
            "subgraph two",
            "C --> D",
            "end",
            "end",
        ),
        *('subgraph three["Three"]', "A", "end", "subgraph Some Title", "E", "end", 'subgraph "Quoted Title"', "end"),
        *("one --> two",),
    )
    assert [(item.id.value, item.label.value, item.parent) for item in found.subgraphs] == [
        ("one", "Title (One)", None),
        ("two", "two", "one"),
        ("three", "Three", None),
        ("Some Title", "Some Title", None),
        ("Quoted Title", "Quoted Title", None),
    ]
    # C stands in both; the inner one is closed first.
    assert [(node.id.value, node.subgraph) for node in found.nodes] == [
        *(("A", "three"), ("B", "one"), ("C", "two"), ("D", "two"), ("E", "Some Title")),
    ]
    assert triples(found)[-1] == ("one", "two", None)
    assert found.subgraphs[0].span.text == "subgraph one [Title (One)]"
    assert not found.unread


def test_what_is_no_node() -> None:
    found = diagram(
        *("style A fill:#f9f,stroke:#333;", "linkStyle 0 stroke:red", "classDef x fill:#fff", "class A,B x"),
        *(
            'click A "https://x/;y" "tip"',
            "click B call f()",
            "%% C --> D",
            "A e1@--> B %% comment",
            "e1@{ animate: true }",
        ),
    )
    assert [node.id.value for node in found.nodes] == ["A", "B"]
    assert triples(found) == [("A", "B", None)]
    assert not found.unread


def test_header_with_a_statement() -> None:
    text = "graph TD;A-->B;A-->C"
    assert triples(read(Passage.of(Source("x", text).span(0, len(text))))) == [("A", "B", None), ("A", "C", None)]


def test_what_is_understood_of_a_bad_line() -> None:
    found = diagram("A --> B --> ]", "end", "C --> D")
    assert triples(found) == [("A", "B", None), ("C", "D", None)]
    assert [span.text for span in found.unread] == ["--> ]", "end"]
    assert (found.arrows, found.arrows_read) == (3, 2)


def test_too_many_pairs() -> None:
    many = " & ".join(f"n{number}" for number in range(200))
    found = diagram(f"{many} --> {many}")
    assert not found.edges
    assert (len(found.nodes), found.arrows, found.arrows_read) == (200, 1, 0)
