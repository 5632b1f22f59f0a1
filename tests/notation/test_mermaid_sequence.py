from __future__ import annotations

import pytest

from backend_spec.notation.mermaid import Diagram, read
from backend_spec.text import Passage, Source


def diagram(*lines: str) -> Diagram:
    text = "sequenceDiagram\n" + "".join(f"    {line}\n" for line in lines)
    return read(Passage.of(Source("x.md", text).span(0, len(text))))


def triples(found: Diagram) -> list[tuple[str, str, str]]:
    return [(item.sender.value, item.receiver.value, item.text.value) for item in found.messages]


@pytest.mark.parametrize(
    ("line", "id_", "name", "actor"),
    [
        ("participant AS as Auth Service", "AS", "Auth Service", False),
        ("actor U as User", "U", "User", True),
        ("PARTICIPANT auth-service", "auth-service", "auth-service", False),
        ("participant Auth Service", "Auth Service", "Auth Service", False),
        ("create participant C as Client", "C", "Client", False),
        ("create actor D", "D", "D", True),
        ("participant A as Auth<br/>Service", "A", "Auth Service", False),
        ('participant A as "Auth Service"', "A", "Auth Service", False),
        ('participant "Auth Service" as A', "A", "Auth Service", False),
        ('participant "Auth Service"', "Auth Service", "Auth Service", False),
        ('participant DB@{ "type": "database" } as User DB', "DB", "User DB", False),
        ('participant DB@{ "type": "database", "alias": "User DB" }', "DB", "User DB", False),
        ('participant DB@{ "type" : "queue" }', "DB", "DB", False),
        ("participant 用户 as 用户服务", "用户", "用户服务", False),
        ("participant A as wrap: Auth Service", "A", "Auth Service", False),
        ("participant A as x#quot;y#quot; #35;1", "A", 'x"y" #1', False),
        ("participant C as C# API", "C", "C# API", False),
        ("participant K as Kafka (events)", "K", "Kafka (events)", False),
    ],
)
def test_declaration(line: str, id_: str, name: str, actor: bool) -> None:
    found = diagram(line)
    (participant,) = found.participants
    assert (participant.id.value, participant.name.value, participant.actor) == (id_, name, actor)
    assert participant.declared
    assert participant.span.text == line
    assert participant.id.span.text == id_
    assert not found.unread


@pytest.mark.parametrize(
    ("arrow", "reply"),
    [
        *(
            (arrow, False)
            for arrow in (
                "->",
                "->>",
                "-x",
                "-)",
                "<<->>",
                "-|\\",
                "-|/",
                "-\\\\",
                "-//",
                "/|-",
                "\\|-",
                "//-",
                "\\\\-",
            )
        ),
        *(
            (arrow, True)
            for arrow in ("-->", "-->>", "--x", "--)", "<<-->>", "--|\\", "--|/", "--\\\\", "--//", "/|--", "\\|--")
        ),
    ],
)
@pytest.mark.parametrize("form", ["A{}B: hi", "A {} B : hi", "A{}+B:hi", "A{} -B: hi", "A(){}()B: hi", "A {} () B: hi"])
def test_arrow(arrow: str, reply: bool, form: str) -> None:
    found = diagram(form.format(arrow))
    (message,) = found.messages
    assert (message.arrow.value, message.arrow.span.text, message.reply) == (arrow, arrow, reply)
    assert triples(found) == [("A", "B", "hi")]
    assert [participant.declared for participant in found.participants] == [False, False]
    assert (found.arrows, found.arrows_read, found.unread) == (1, 1, ())


@pytest.mark.parametrize(
    ("line", "sender", "receiver", "text"),
    [
        ("API Gateway->>Auth Service: POST /auth/login", "API Gateway", "Auth Service", "POST /auth/login"),
        ("auth-service->>user-service: a: b: c", "auth-service", "user-service", "a: b: c"),
        ("tax-xml-api-->>db: x", "tax-xml-api", "db", "x"),
        ("用户->>認証: ログイン", "用户", "認証", "ログイン"),
        ("A->>B:", "A", "B", ""),
        ("A->>B", "A", "B", ""),
        ("A->>A: self", "A", "A", "self"),
        ("A->>B: x --> y", "A", "B", "x --> y"),
        ("A->>B: 你好<br>world", "A", "B", "你好 world"),
        ("A->>B:wrap: long", "A", "B", "long"),
        ("A->>B: I #9829; you", "A", "B", "I ♥ you"),
        ('"A B"->>C: {"a": [1]}', "A B", "C", '{"a": [1]}'),
        ("C# API->>B: x", "C# API", "B", "x"),
        ("A->>B: text # comment", "A", "B", "text"),
        ("A->>B: `GET /x`", "A", "B", "`GET /x`"),
        ("End User->>API: x", "End User", "API", "x"),
        ("notes->>options: x", "notes", "options", "x"),
    ],
)
def test_message(line: str, sender: str, receiver: str, text: str) -> None:
    found = diagram(line)
    assert triples(found) == [(sender, receiver, text)]
    assert not found.unread
    assert found.messages[0].sender.span.text == sender
    assert found.messages[0].receiver.span.text == receiver


def test_places() -> None:
    found = diagram("participant A", "  A ->> B :  GET /users/{id}  ")
    (message,) = found.messages
    assert message.span.text == "A ->> B :  GET /users/{id}"
    assert message.text.span.text == "GET /users/{id}"
    assert (message.text.span.first.line, message.text.span.first.column) == (3, 18)
    assert found.participants[1].span == message.receiver.span


def test_several_statements_on_a_line() -> None:
    found = diagram("A->>B: x; B-->>A: #quot;y#quot;; Note over A: z", "A->>B: one; two")
    assert triples(found) == [("A", "B", "x"), ("B", "A", '"y"'), ("A", "B", "one")]
    assert [note.text.value for note in found.notes] == ["z"]
    assert [span.text for span in found.unread] == ["two"]


def test_order_of_participants() -> None:
    found = diagram("participant B", "A->>B: x", "Note over N: n", "B->>C: y", "participant A as Late")
    assert [(item.id.value, item.name.value, item.declared) for item in found.participants] == [
        ("B", "B", True),
        ("A", "Late", True),
        ("N", "N", False),
        ("C", "C", False),
    ]


@pytest.mark.parametrize(
    ("line", "box"),
    [
        ("box Purple Backend", "Backend"),
        ("box Backend Services", "Backend Services"),
        ("box rgb(1, 2, 3) Described group", "Described group"),
        ("box transparent Aqua", "Aqua"),
        ("box Aqua", ""),
    ],
)
def test_box(line: str, box: str) -> None:
    found = diagram(line, "participant A", "end", "participant B")
    assert [participant.box for participant in found.participants] == [box, None]
    assert not found.unread


def test_branches() -> None:
    found = diagram(
        *("loop every minute", "A->>B: 1", "alt is ok", "A->>B: 2", "else is bad", "A->>B: 3", "end", "end"),
        *("par one", "A->>B: 4", "and two", "A->>B: 5", "end", "critical c", "A->>B: 6", "option o", "A->>B: 7", "end"),
        *("rect rgb(1, 2, 3)", "opt", "A->>B: 8", "end", "end", "break b", "Note over A: n", "end", "A->>B: 9"),
    )
    assert [[(branch.kind, branch.label.value) for branch in message.branches] for message in found.messages] == [
        [("loop", "every minute")],
        [("loop", "every minute"), ("alt", "is ok")],
        [("loop", "every minute"), ("else", "is bad")],
        [("par", "one")],
        [("and", "two")],
        [("critical", "c")],
        [("option", "o")],
        [("rect", "rgb(1, 2, 3)"), ("opt", "")],
        [],
    ]
    assert [branch.kind for branch in found.notes[0].branches] == ["break"]
    assert found.messages[1].branches[1].span.text == "alt is ok"
    assert not found.unread


def test_stray_ends_and_elses_are_unread() -> None:
    found = diagram("end", "else x", "A->>B: y")
    assert [span.text for span in found.unread] == ["end", "else x"]
    assert triples(found) == [("A", "B", "y")]


def test_notes() -> None:
    found = diagram("Note right of A: one", "note left of B : two<br/>lines", "NOTE OVER A , B: three")
    assert [(note.participants, note.text.value) for note in found.notes] == [
        (("A",), "one"),
        (("B",), "two lines"),
        (("A", "B"), "three"),
    ]
    assert found.notes[1].text.span.text == "two<br/>lines"


def test_what_is_no_message() -> None:
    found = diagram(
        *("autonumber", "autonumber 10 5", "title: A -> B", "title A->>B", "activate A", "deactivate A", "destroy A"),
        *(
            "link A: Wiki @ https://x/->",
            'links B: {"a": "b"}',
            "%% A->>B: no",
            'properties C: {"x": 1}',
            "details D: y",
        ),
    )
    assert not found.messages
    assert not found.unread
    assert found.arrows == 0


def test_what_shows_an_arrow_and_is_not_read() -> None:
    found = diagram("A->>B->>C: x", "->>B: x", "A ->>", "A → B: x", "A : x")
    assert (found.arrows, found.arrows_read, len(found.unread)) == (4, 0, 5)


def test_nesting_without_end_stays_quick() -> None:
    found = diagram(*["alt x", "A->>B: y"] * 3000)
    assert len(found.messages) == 3000
    assert max(len(message.branches) for message in found.messages) == 50
