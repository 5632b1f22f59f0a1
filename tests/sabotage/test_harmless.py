"""Edits that change nothing of what the example says: they must yield nothing."""

from __future__ import annotations

import pytest

from sabotage import workshop
from sabotage.cut import Cut
from sabotage.harmless import files, layout, names


@pytest.mark.parametrize("edit", [*names.EDITS, *layout.EDITS], ids=lambda edit: edit.id)
def test_edit(edit: Cut) -> None:
    workshop.check(edit)


@pytest.mark.parametrize("change", files.CHANGES.values(), ids=files.CHANGES)
def test_files(change: files.Callable[[files.Files], files.Files]) -> None:
    analysis = workshop.analyse(change(dict(workshop.example())))
    assert [f"{d.rule} {d.span.source.path}: {d.finding.message}" for d in analysis.diagnostics] == []
    assert {item.status for item in analysis.checklist} == {"pass"}
