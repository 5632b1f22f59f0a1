"""Which of several places stands alone, and how that is told."""

from __future__ import annotations

from backend_spec.diagnostic import Finding
from backend_spec.kinds.common.agreement import Authority, Claim, disagreement, together
from backend_spec.text import Source

TEXT = Source("a.md", "abcdefgh")


def claim(at: int, value: str, place: str = "column table", authority: Authority = Authority.TABLE) -> Claim[str]:
    return Claim(value, f"`{value}`", TEXT.span(at, at + 1), place, authority)


def test_agreement_is_no_finding() -> None:
    assert disagreement("x", []) is None
    assert disagreement("x", [claim(0, "a")]) is None
    assert disagreement("x", [claim(0, "a"), claim(1, "a", "DDL", Authority.SCHEMA)]) is None


def test_the_odd_one_out_is_the_one_that_fewest_agree_with() -> None:
    found = disagreement(
        "the type of `users.email`",
        [
            claim(0, "text", "DDL", Authority.SCHEMA),
            claim(1, "varchar"),
            claim(2, "varchar", "ER diagram", Authority.DIAGRAM),
        ],
    )
    assert found
    assert found.span.start == 0
    assert found.message == (
        "the type of `users.email` is `text` in the DDL, but `varchar` in the column table and the ER diagram"
    )
    assert [label.text for label in found.labels] == [
        "the column table says `varchar`",
        "the ER diagram says `varchar`",
    ]
    assert found.help == "write `varchar` here too, or correct the others"


def test_on_a_tie_the_place_that_counts_less() -> None:
    found = disagreement("x", [claim(0, "a", "ER diagram", Authority.DIAGRAM), claim(1, "b")])
    assert found
    assert found.span.start == 0
    found = disagreement("x", [claim(0, "a"), claim(1, "b")])
    assert found
    assert found.span.start == 1, "the later one"


def test_places_of_one_sort_are_counted() -> None:
    found = disagreement("x", [claim(at, "a" if at < 3 else "b", "step") for at in range(5)])
    assert found
    assert found.message == "x is `b` in 2 steps, but `a` in 3 steps"
    assert len(found.labels) == 4


def test_agreement_need_not_be_transitive() -> None:
    claims = [
        claim(0, "string", "ER diagram", Authority.DIAGRAM),
        claim(1, "text"),
        claim(2, "varchar", "DDL", Authority.SCHEMA),
    ]
    found = disagreement("x", claims, agree=lambda a, b: a == b or "string" in (a, b))
    assert found
    assert found.message == "x is `text` in the column table, but `varchar` in the DDL"
    assert len(found.labels) == 2


def test_many_of_one_sort_are_one() -> None:
    found = [(at, "a", Finding(TEXT.span(at, at + 1), f"m{at}")) for at in (4, 1, 2)]
    told = together(found)
    assert list(told) == [1]
    (one,) = told[1]
    assert one.message == "m1; so too in 2 more places"
    assert [label.span.start for label in one.labels] == [2, 4]
    assert {owner: len(told) for owner, told in together(found[:2]).items()} == {4: 1, 1: 1}
    assert len(together([*found[:2], (6, "b", Finding(TEXT.span(6, 7), "x"))])) == 3
