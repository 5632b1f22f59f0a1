"""Sharing work between processes changes how long it takes and nothing else."""

from __future__ import annotations

import os
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend_spec import workers
from backend_spec.config import Config
from backend_spec.export.graph import graph
from backend_spec.files import read_folder
from backend_spec.project import Project
from backend_spec.report.contract import contract
from backend_spec.workers import Workers, shares
from specification import EXAMPLE

forking = pytest.mark.skipif(not hasattr(os, "fork") or sys.platform == "darwin", reason="the platform does not fork")


@given(st.dictionaries(st.text(max_size=5), st.integers(0, 10**6)), st.integers(1, 5))
def test_every_name_is_in_one_share(sizes: dict[str, int], count: int) -> None:
    parts = shares(sizes, count)
    assert len(parts) == count
    assert sorted(name for part in parts for name in part) == sorted(sizes)
    totals = [sum(sizes[name] for name in part) for part in parts]
    assert max(totals) - min(totals) <= max(sizes.values(), default=0)


@forking
def test_workers_do_what_the_caller_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_can_fork", lambda: True)
    monkeypatch.setattr(workers, "_processors", lambda: 3)
    sizes = dict.fromkeys("abcdefg", workers.WORTH)
    started = Workers(lambda name: name.encode() * 3, sizes)
    results = started.results()
    assert sorted([*started.own, *results]) == sorted(sizes)
    assert len(results) == 4
    assert all(result == name.encode() * 3 for name, result in results.items())


@forking
def test_a_worker_that_fails_gives_what_it_had(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_can_fork", lambda: True)
    monkeypatch.setattr(workers, "_processors", lambda: 2)

    def work(name: str) -> bytes:
        if name == "d":
            raise ValueError
        return b"done"

    started = Workers(work, dict.fromkeys("abcdef", workers.WORTH))
    assert started.own == ["a", "c", "e"]
    assert started.results() == {"b": b"done"}


def test_little_is_not_shared() -> None:
    started = Workers(lambda name: b"", {"a": 10, "b": 10})
    assert started.own == ["a", "b"]
    assert started.results() == {}


@forking
def test_the_example_is_judged_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    files = read_folder(EXAMPLE)
    monkeypatch.setattr(workers, "_processors", lambda: 1)
    alone = Project(Config()).analyse(files)
    monkeypatch.setattr(workers, "_processors", lambda: 3)
    monkeypatch.setattr(workers, "_can_fork", lambda: True)
    shared = Project(Config()).analyse(files)
    assert contract(shared) == contract(alone)
    assert graph(shared) == graph(alone)
