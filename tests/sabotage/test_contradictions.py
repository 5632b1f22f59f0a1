"""Each pair of places that state one fact: one of them cut in the example, exactly the right diagnostics."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from sabotage import workshop
from sabotage.cut import Cut

PARTS = sorted(path.stem for path in (Path(__file__).parent / "contradictions").glob("*.py"))
CUTS = [
    pytest.param(cut, id=f"{part}-{cut.id}")
    for part in PARTS
    for cut in importlib.import_module(f"sabotage.contradictions.{part}").CUTS
]


@pytest.mark.parametrize("cut", CUTS)
def test_cut(cut: Cut) -> None:
    analysis = workshop.check(cut)
    assert all(diagnostic.finding.labels for diagnostic in analysis.diagnostics), "every other place is shown"
