"""Each checklist item: one thing in the example cut, exactly the right diagnostics, and the item fails."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from sabotage import workshop
from sabotage.cut import Cut

PARTS = sorted(path.stem for path in (Path(__file__).parent / "items").glob("item_*.py"))
ITEMS: dict[int, tuple[Cut, ...]] = {}
for part in PARTS:
    number = int(part.split("_")[1])
    ITEMS[number] = (*ITEMS.get(number, ()), *importlib.import_module(f"sabotage.items.{part}").CUTS)
CUTS = [pytest.param(number, cut, id=f"item-{number:02}-{cut.id}") for number, cuts in ITEMS.items() for cut in cuts]


def test_the_example_is_correct() -> None:
    assert [str(diagnostic) for diagnostic in workshop.uncut().diagnostics] == []
    assert {item.status for item in workshop.uncut().checklist} == {"pass"}


@pytest.mark.parametrize("number", range(1, 16))
def test_there_are_enough_cuts(number: int) -> None:
    assert len({cut.id for cut in ITEMS[number]}) == len(ITEMS[number])
    assert len(ITEMS[number]) >= 4


@pytest.mark.parametrize(("number", "cut"), CUTS)
def test_cut(number: int, cut: Cut) -> None:
    analysis = workshop.check(cut)
    failed = {item.number for item in analysis.checklist if item.status == "fail"}
    carried = {finding.checklist for finding in analysis.findings} - {None}
    assert number in carried
    assert failed == carried
