"""Structure and naming: one thing in the example cut, exactly the right diagnostics."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from sabotage import workshop
from sabotage.cut import Cut

PARTS = sorted(path.stem for path in (Path(__file__).parent / "structure").glob("*.py"))
CUTS = [
    pytest.param(cut, id=f"{part}-{cut.id}")
    for part in PARTS
    for cut in importlib.import_module(f"sabotage.structure.{part}").CUTS
]


@pytest.mark.parametrize("cut", CUTS)
def test_cut(cut: Cut) -> None:
    workshop.check(cut)
