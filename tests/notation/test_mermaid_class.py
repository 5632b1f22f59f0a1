from __future__ import annotations

import pytest

from backend_spec.notation.mermaid import Diagram, read
from backend_spec.text import Passage, Source


def diagram(*lines: str) -> Diagram:
    text = "classDiagram\n" + "".join(f"    {line}\n" for line in lines)
    return read(Passage.of(Source("x.md", text).span(0, len(text))))


@pytest.mark.parametrize(
    "arrow",
    ["<|--", "--|>", "*--", "--*", "o--", "--o", "-->", "<--", "--", "..>", "<..", "..|>", "<|..", "..", "<|--|>"],
)
@pytest.mark.parametrize("form", ["User {} Order : has", 'User "1" {} "0..*" Order : has', "User~T~ {} Order~K~ : has"])
def test_relation(arrow: str, form: str) -> None:
    found = diagram(form.format(arrow))
    (edge,) = found.edges
    assert (edge.source.value, edge.target.value, edge.arrow.value) == ("User", "Order", arrow)
    assert edge.label is not None
    assert edge.label.span.text == "has"
    assert (found.arrows, found.arrows_read, found.unread) == (1, 1, ())


def test_classes() -> None:
    found = diagram(
        *(
            'class A["Auth service"]',
            "class B {",
            "+String name",
            "+login(String user) bool",
            "}",
            "class C~T~",
            "D : +x()",
        ),
        *("<<interface>> E", "namespace N {", "class F", "}", 'note for A "x', 'A --> B"', "direction LR", "A:::cls"),
        "class `G h`:::cls",
    )
    assert [(node.id.value, node.label.value, node.subgraph) for node in found.nodes] == [
        ("A", "Auth service", None),
        *((name, name, None) for name in "BCDE"),
        ("F", "F", "N"),
        ("G h", "G h", None),
    ]
    assert not found.edges
    assert not found.unread


def test_many_on_a_line() -> None:
    found = diagram("class A " * 2000)
    assert len(found.nodes) == 1
