from __future__ import annotations

import pytest

from backend_spec.notation.mermaid import Diagram, read
from backend_spec.text import Passage, Source


def diagram(*lines: str, header: str = "stateDiagram-v2") -> Diagram:
    text = header + "\n" + "".join(f"    {line}\n" for line in lines)
    return read(Passage.of(Source("x.md", text).span(0, len(text))))


@pytest.mark.parametrize(
    ("line", "source", "target", "label"),
    [
        ("[*] --> pending: order created", "[*]", "pending", "order created"),
        ("paid-->[*]", "paid", "[*]", None),
        ("in-progress --> on-hold : POST /hold: now", "in-progress", "on-hold", "POST /hold: now"),
        ("A:::x --> B:::y : go", "A", "B", "go"),
        ("状态 --> 结束: 转换<br/>x", "状态", "结束", "转换 x"),
        ('"Long" --> B', "Long", "B", None),
    ],
)
def test_transition(line: str, source: str, target: str, label: str | None) -> None:
    found = diagram(line)
    (transition,) = found.transitions
    assert (transition.source.value, transition.target.value) == (source, target)
    assert (transition.label and transition.label.value) == label
    assert transition.span.text == line
    assert transition.target.span.text == target
    assert [state.id.value for state in found.states] == [name for name in (source, target) if name != "[*]"]
    assert (found.arrows, found.arrows_read, found.unread) == (1, 1, ())


def test_states() -> None:
    found = diagram(
        *(
            'state "Waiting for payment" as waiting',
            "paid : Paid in full",
            "plain",
            "state c <<choice>>",
            "state f <<fork>>",
        ),
        *("state x", "later --> x", "later: Described later", "direction LR", "classDef k fill:#fff", "class x k"),
    )
    assert [(state.id.value, state.label.value) for state in found.states] == [
        ("waiting", "Waiting for payment"),
        ("paid", "Paid in full"),
        ("plain", "plain"),
        ("c", "c"),
        ("f", "f"),
        ("x", "x"),
        ("later", "Described later"),
    ]
    assert found.states[0].label.span.text == "Waiting for payment"
    assert not found.unread


def test_composite_states() -> None:
    found = diagram(
        *("A --> Outer", "state Outer {", "[*] --> one", "state Inner {", "two --> [*]", "}", "--", "three", "}"),
        *('state "Long name" as L {', "four", "}", "A --> B"),
    )
    assert [(state.id.value, state.parent) for state in found.states] == [
        *(("A", None), ("Outer", None), ("one", "Outer"), ("Inner", "Outer"), ("two", "Inner"), ("three", "Outer")),
        *(("L", None), ("four", "L"), ("B", None)),
    ]
    assert not found.unread


def test_notes() -> None:
    found = diagram(
        "note right of A : one", "note left of B", "two", "  lines", "end note", 'note "float" as N', "B --> C"
    )
    assert [(note.participants, note.text.value) for note in found.notes] == [
        (("A",), "one"),
        (("B",), "two lines"),
        ((), "float"),
    ]
    assert len(found.transitions) == 1
    assert not found.unread


def test_a_note_without_end_loses_one_line() -> None:
    found = diagram("note left of B", "A --> B", "note left of C", "B --> C")
    assert len(found.transitions) == 2
    assert [span.text for span in found.unread] == ["note left of B", "note left of C"]


def test_unread() -> None:
    found = diagram("A -->", "}", "Waiting Room --> B", "A --> B", header="stateDiagram")
    assert [span.text for span in found.unread] == ["A -->", "}", "Waiting Room --> B"]
    assert (found.arrows, found.arrows_read) == (3, 1)
