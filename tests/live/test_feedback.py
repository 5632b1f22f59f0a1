"""Verdicts are told once, and the last one told is that on the newest files."""

from __future__ import annotations

import io
import threading
from pathlib import Path

from backend_spec.config import Config
from backend_spec.live.feedback import Feedback, Files
from backend_spec.live.findings import Site
from backend_spec.live.terminal import Terminal
from backend_spec.live.watch import Change
from specification import API, BROKEN, ERRORS


def files(api: str) -> Files:
    return {"api_specification.md": api.encode(), "error_specification.md": ERRORS.encode()}, Config()


def feedback() -> tuple[Feedback, io.StringIO]:
    out = io.StringIO()
    return Feedback(Terminal(out)), out


def test_what_was_read_first_is_not_told_last() -> None:
    told, _ = feedback()
    reading, go_on = threading.Event(), threading.Event()

    def slowly() -> Files:
        reading.set()
        assert go_on.wait(60)
        return files(API)

    first = threading.Thread(target=lambda: told.judge(slowly), daemon=True)
    first.start()
    assert reading.wait(60)
    second = threading.Thread(target=lambda: told.judge(lambda: files(BROKEN)), daemon=True)
    second.start()
    second.join(1)
    go_on.set()
    first.join(60)
    second.join(60)
    assert told.judged
    assert told.judged.files == files(BROKEN)[0]


def test_only_the_newest_of_several_changes_is_told() -> None:
    told, out = feedback()
    texts = iter([BROKEN, BROKEN + "\nMore.\n", API])
    changes = iter([Change({"a"}, 0.0), Change({"a", "b"}, 0.0), None])
    whole = told.follow(Change({"x"}, 0.0), lambda _: next(changes), lambda _: files(next(texts)))
    assert whole.paths == {"a", "b"}
    assert told.judged
    assert told.judged.files == files(API)[0]
    assert "1030" not in out.getvalue()


def test_the_same_again_is_not_told_again() -> None:
    told, out = feedback()
    told.judge(lambda: files(BROKEN))
    told.show(Site(Path("/x"), "spec", {"spec/api_specification.md": "api/"}.get))
    printed, version = out.getvalue(), told.state.version
    told.judge(lambda: files(BROKEN))
    assert (out.getvalue(), told.state.version) == (printed, version)


def test_a_complaint_is_made_once_and_forgotten_when_mended() -> None:
    told, out = feedback()
    told.judge(lambda: files(API))
    for _ in range(3):
        told.complain("one\ntwo")
    assert out.getvalue().count("✗ one\n  two\n") == 1
    told.mended()
    told.mended()
    [line] = out.getvalue().partition("  two\n")[2].splitlines()
    assert line
    assert " ms" not in line, "what is recalled was not judged anew"
    told.complain("one\ntwo")
    assert out.getvalue().count("✗ one") == 2
