from __future__ import annotations

import pytest

from backend_spec.notation.mermaid import Diagram, read
from backend_spec.text import Passage, Source


def diagram(*lines: str) -> Diagram:
    text = "erDiagram\n" + "".join(f"    {line}\n" for line in lines)
    return read(Passage.of(Source("x.md", text).span(0, len(text))))


@pytest.mark.parametrize(
    ("cardinality", "identifying"),
    [
        *(
            (text, True)
            for text in ("||--o{", "}|--|{", "|o--o|", "}o--||", "one to many", "1 to 0+", "many(1) to many(0)")
        ),
        *((text, True) for text in ("only one to zero or more", "one or more to one or many", "zero or one to 1+")),
        *((text, False) for text in ("||..o{", "}o..o{", "only one optionally to zero or more", "||.-|{")),
    ],
)
def test_relation(cardinality: str, identifying: bool) -> None:
    found = diagram(f"users {cardinality} login-sessions : opens")
    (relation,) = found.relations
    assert (relation.left.value, relation.right.value) == ("users", "login-sessions")
    assert (relation.cardinality.value, relation.cardinality.span.text) == (cardinality, cardinality)
    assert relation.identifying is identifying
    assert relation.label is not None
    assert relation.label.span.text == "opens"
    assert [entity.name.value for entity in found.entities] == ["users", "login-sessions"]
    assert (found.arrows, found.arrows_read, found.unread) == (1, 1, ())


@pytest.mark.parametrize(
    ("line", "left", "right", "label"),
    [
        ('"user accounts" ||--|| "user profiles" : "1:1"', "user accounts", "user profiles", "1:1"),
        ("CUSTOMER||--o{ORDER:places", "CUSTOMER", "ORDER", "places"),
        ('a ||--o{ b : ""', "a", "b", None),
        ("a ||--o{ b", "a", "b", None),
        ("用户 ||--o{ 订单 : 拥有", "用户", "订单", "拥有"),
        ("a:::x ||--o{ b:::y : many words", "a", "b", "many words"),
        ("public.users ||--o{ orders : has", "public.users", "orders", "has"),
    ],
)
def test_names(line: str, left: str, right: str, label: str | None) -> None:
    (relation,) = diagram(line).relations
    assert (relation.left.value, relation.right.value, relation.label and relation.label.value) == (left, right, label)
    assert relation.left.span.text == left


@pytest.mark.parametrize(
    ("line", "type_", "name", "keys", "comment"),
    [
        ("uuid id PK", "uuid", "id", ("PK",), None),
        ("varchar(255) email UK", "varchar(255)", "email", ("UK",), None),
        ("decimal(10,2) price", "decimal(10,2)", "price", (), None),
        ("decimal(10, 2) price", "decimal(10, 2)", "price", (), None),
        ("text[] tags", "text[]", "tags", (), None),
        ('int x PK, FK "both"', "int", "x", ("PK", "FK"), "both"),
        ('int y PK,FK "a, b"', "int", "y", ("PK", "FK"), "a, b"),
        ("string *id", "string", "*id", (), None),
        ("type~T~ generic", "type~T~", "generic", (), None),
        ("timestamp created_at", "timestamp", "created_at", (), None),
        ("bigint 编号 PK", "bigint", "编号", ("PK",), None),
    ],
)
def test_attribute(line: str, type_: str, name: str, keys: tuple[str, ...], comment: str | None) -> None:
    found = diagram("T {", line, "}", "T ||--|| U : x")
    (attribute,) = found.entities[0].attributes
    assert (attribute.type.value, attribute.name.value, attribute.keys) == (type_, name, keys)
    assert (attribute.comment and attribute.comment.value) == comment
    assert attribute.span.text == line
    assert attribute.name.span.text == name
    assert len(found.relations) == 1
    assert not found.unread


def test_entities() -> None:
    found = diagram(
        *("a ||--o{ p : x", "p[Person] {", "  int id", "}", 'q["Account (main)"]', "r {}", "s", "t { int x int y PK }"),
        *("direction LR", "style p fill:#fff", "classDef c fill:#000", "class p c"),
    )
    assert [(entity.name.value, entity.label.value, len(entity.attributes)) for entity in found.entities] == [
        *(("a", "a", 0), ("p", "Person", 1), ("q", "Account (main)", 0), ("r", "r", 0), ("s", "s", 0), ("t", "t", 2)),
    ]
    # Where it is declared, not where the relation names it.
    assert found.entities[1].span.first.line == 3
    assert found.entities[1].label.span.text == "Person"
    assert not found.unread


def test_a_bad_attribute_loses_one_line() -> None:
    found = diagram("T {", "int", "uuid id PK", "int x NOT NULL", "int y", "}", "U")
    assert [attribute.name.value for attribute in found.entities[0].attributes] == ["id", "x", "y"]
    assert [span.text for span in found.unread] == ["int", "NOT NULL"]
    assert [entity.name.value for entity in found.entities] == ["T", "U"]


def test_a_forgotten_brace() -> None:
    found = diagram("T {", "int x", "U {", "int y", "}", "T ||--o{ U : has")
    assert [(entity.name.value, len(entity.attributes)) for entity in found.entities] == [("T", 1), ("U", 1)]
    assert len(found.relations) == 1


def test_unread_relation() -> None:
    found = diagram("A -> B : x", "A ||--o{ : y")
    assert (found.arrows, found.arrows_read, len(found.unread)) == (2, 0, 2)
