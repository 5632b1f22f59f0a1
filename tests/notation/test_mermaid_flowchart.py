from backend_spec.notation.mermaid import read
from backend_spec.text import Passage, Source


def test_chain() -> None:
    text = "flowchart LR\n    A[Gateway] -->|calls| B & C\n"
    diagram = read(Passage.of(Source("x.md", text).span(0, len(text))))
    assert [(e.source.value, e.target.value, e.label and e.label.value) for e in diagram.edges] == [
        ("A", "B", "calls"),
        ("A", "C", "calls"),
    ]
    assert [node.label.span.text for node in diagram.nodes] == ["Gateway", "B", "C"]
