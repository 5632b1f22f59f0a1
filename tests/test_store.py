"""The store: never wrong, safe to delete, bounded."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

from backend_spec import records, store
from backend_spec.model.entity import Facts, Flaw, Ledger
from backend_spec.store import Store
from backend_spec.text import Source

NAME = "ab" + "0" * 62


def entry(root: Path) -> Path:
    return next(path for path in root.rglob("*") if path.is_file())


def test_what_was_put_is_got(tmp_path: Path) -> None:
    Store(tmp_path).put(NAME, b"content")
    assert Store(tmp_path).get(NAME) == b"content"
    assert Store(tmp_path).get("cd" + "0" * 62) is None


def test_a_damaged_entry_is_absent(tmp_path: Path) -> None:
    keep = Store(tmp_path)
    keep.put(NAME, b"content")
    whole = entry(tmp_path).read_bytes()
    for damaged in (b"", whole[:10], whole[:-1], whole + b"x", b"\0" + whole[1:]):
        entry(tmp_path).write_bytes(damaged)
        assert keep.get(NAME) is None


def test_a_store_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    keep = Store(tmp_path / "file")
    keep.put(NAME, b"content")
    assert keep.get(NAME) is None
    nowhere = Store(None)
    nowhere.put(NAME, b"content")
    nowhere.trim()
    assert nowhere.get(NAME) is None


def test_the_longest_unused_goes_first(tmp_path: Path) -> None:
    keep = Store(tmp_path)
    names = [f"{i:02d}" + "0" * 62 for i in range(4)]
    for age, name in enumerate(names):
        keep.put(name, b"x" * 1000)
        os.utime(tmp_path / name[:2] / name[2:], (1_000_000 + age, 1_000_000 + age))
    keep.touch([names[0]])
    keep.trim(2 * 1032)
    assert [keep.get(name) is not None for name in names] == [True, False, False, True]


def test_facts_come_back_for_the_same_source() -> None:
    source = Source("a.md", "the file")
    facts = Facts((Flaw(source.span(1, 3), "encoding", "message"),), (), Ledger(rows=2))
    again = records.restore(records.dump(facts, source), source)
    assert again == facts
    assert b"the file" not in records.dump(facts, source)


class Forged:
    def __reduce__(self) -> object:
        return (os.system, ("exit 3",))


def test_a_forged_entry_runs_nothing() -> None:
    source = Source("a.md", "text")
    assert records.restore(pickle.dumps(Forged()), source) is None
    assert records.restore(b"nonsense", source) is None


def test_digests_tell_borders_apart() -> None:
    assert store.digest("ab", "c") != store.digest("a", "bc")
    assert store.digest("a") == store.digest(b"a")
