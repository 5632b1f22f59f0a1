"""Sharing work between processes changes how long it takes and nothing else."""

from __future__ import annotations

import os
import sys
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backend_spec import workers
from backend_spec.config import Config
from backend_spec.export.graph import graph
from backend_spec.files import read_folder
from backend_spec.project import Project
from backend_spec.report.contract import contract
from backend_spec.workers import Workers
from specification import EXAMPLE

forking = pytest.mark.skipif(not hasattr(os, "fork") or sys.platform == "darwin", reason="the platform does not fork")


sizes_of_files = st.dictionaries(st.text(max_size=5), st.integers(0, 10**6), max_size=20)


@forking
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sizes_of_files, st.integers(1, 5))
def test_every_name_is_worked_on_once(monkeypatch: pytest.MonkeyPatch, sizes: dict[str, int], queue: int) -> None:
    monkeypatch.setattr(workers, "_can_fork", lambda: True)
    monkeypatch.setattr(workers, "_processors", lambda: 3)
    monkeypatch.setattr(workers, "QUEUE", queue)
    with Workers(lambda name: name.encode() * 3, sizes) as started:
        own = list(started.own())
        results = started.results()
        assert sorted([*own, *results]) == sorted(sizes)
        assert all(result == name.encode() * 3 for name, result in results.items())


@forking
def test_workers_do_what_the_caller_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_can_fork", lambda: True)
    monkeypatch.setattr(workers, "_processors", lambda: 2)
    here = os.getpid()
    with Workers(lambda name: str(os.getpid()).encode(), dict.fromkeys("abcdefg", workers.WORTH)) as started:
        done = started.results()  # the caller takes none
        assert sorted(done) == list("abcdefg")
        assert {int(process) for process in done.values()} & {here} == set()


@forking
def test_much_is_sent_after_all_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    """More than a pipe holds: a worker that waited for the caller to listen would take no second name."""
    monkeypatch.setattr(workers, "_can_fork", lambda: True)
    monkeypatch.setattr(workers, "_processors", lambda: 2)
    with Workers(lambda name: b"x" * 10**6, dict.fromkeys("abcd", workers.WORTH)) as started:
        time.sleep(0.5)
        assert list(started.own()) == []
        assert {name: len(result) for name, result in started.results().items()} == dict.fromkeys("abcd", 10**6)


@forking
def test_a_worker_that_fails_gives_what_it_had(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_can_fork", lambda: True)
    monkeypatch.setattr(workers, "_processors", lambda: 2)

    def work(name: str) -> bytes:
        if name == "c":
            raise ValueError
        return b"done"

    with Workers(work, dict.fromkeys("abcdef", workers.WORTH)) as started:
        assert started.results() == {"a": b"done", "b": b"done"}


@forking
def test_workers_do_not_outlive_the_callers_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_can_fork", lambda: True)
    monkeypatch.setattr(workers, "_processors", lambda: 3)
    started = Workers(lambda name: b"x" * 10**6, dict.fromkeys("abcd", workers.WORTH))
    processes = [process for process, _ in started._started]
    with pytest.raises(ZeroDivisionError), started:
        raise ZeroDivisionError
    assert len(processes) == 2
    for process in processes:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


def test_little_is_not_shared() -> None:
    with Workers(lambda name: b"", {"a": 10, "b": 20}) as started:
        assert list(started.own()) == ["b", "a"]
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
