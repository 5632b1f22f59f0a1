"""Our reader finds the facts that merman and the official parser find, in at least 99 of 100 diagrams of every type.

Run with `-s` for the table; BACKEND_SPEC_CORPUS names a folder of further pages.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import ensure_mermaid
from oracle import collect, facts

LIBRARY = ensure_mermaid.target("dist/mermaid.min.js")
TYPES = ("sequence", "flowchart", "er", "state", "class", "mindmap")


@cache
def diagrams() -> tuple[tuple[str, str], ...]:
    return tuple((place, text) for text, place in collect.diagrams().items())


class Table:
    """Per type: diagrams, diagrams whose facts are equal, facts, facts that differ."""

    def __init__(self) -> None:
        self.diagrams, self.equal, self.facts, self.differing = Counter(), Counter(), Counter(), Counter()
        self.refused: list[str] = []
        self.told: list[str] = []

    def add(self, place: str, text: str, data: dict[str, Any]) -> None:
        found, expected = facts.ours(facts.read(text)), facts.theirs(data)
        type_ = next((name for name in TYPES if data["type"].startswith(name)), None)
        if type_ is None:
            return
        self.diagrams[type_] += 1
        self.equal[type_] += found == expected
        for name, wanted in expected.items():
            got = found.get(name, [])
            missing, surplus = (
                Counter(map(repr, wanted)) - Counter(map(repr, got)),
                Counter(map(repr, got)) - Counter(map(repr, wanted)),
            )
            self.facts[type_] += len(wanted)
            self.differing[type_] += max(missing.total(), surplus.total())
            if wanted != got:
                self.told.append(f"{place}: {name}: theirs {list(missing)[:2]}, ours {list(surplus)[:2]}")

    def judge(self, oracle: str) -> None:
        lines = [f"\n{oracle}: {self.diagrams.total()} diagrams, {len(self.refused)} more refused"]
        for type_ in TYPES:
            count, same = self.diagrams[type_], self.equal[type_]
            share = 100 * (1 - self.differing[type_] / max(1, self.facts[type_]))
            lines.append(
                f"  {type_:<10} {same} of {count} diagrams equal, {self.facts[type_]} facts, {share:.2f} % equal"
            )
        sys.stdout.write("\n".join([*lines, *self.told[:20], ""]))
        assert self.diagrams.total() >= 300
        for type_ in TYPES:
            assert self.diagrams[type_] >= 5, type_
            assert self.equal[type_] >= 0.99 * self.diagrams[type_], (type_, self.told)


def test_against_merman() -> None:
    pytest.importorskip("merman", reason="merman has no wheel for this platform")
    table = Table()
    for place, text in diagrams():
        try:
            data = facts.merman(text)
        except Exception:
            table.refused.append(place)
            continue
        table.add(place, text, data)
    table.judge("merman")
    assert len(table.refused) <= 0.05 * len(diagrams()), table.refused


def official(texts: Iterable[str]) -> list[dict[str, Any]]:
    """What the official parser makes of diagrams; a skip where there is no Node or no library."""
    node = shutil.which("node")
    if node is None or not LIBRARY.exists():
        pytest.skip("the official parser needs node and the library that `make mermaid` fetches")
    script = Path(__file__).parent / "official.cjs"
    run = subprocess.run(
        [node, script, LIBRARY], input=json.dumps(list(texts)), capture_output=True, text=True, check=True, timeout=300,
        encoding="utf-8",
    )  # fmt: skip
    found: list[dict[str, Any]] = json.loads(run.stdout)
    return found


def test_against_the_official_parser() -> None:
    table = Table()
    for (place, text), data in zip(diagrams(), official(text for _, text in diagrams()), strict=True):
        if "error" in data:
            table.refused.append(f"{place}: {data['error'][:200]}")
        else:
            table.add(place, text, data)
    table.judge("official parser")


@pytest.mark.slow
def test_our_verdict_is_the_official_one() -> None:
    """What `invalid-diagram` refuses, the official parser refuses: also in diagrams with a line broken."""
    from backend_spec.text import Passage, Source
    from backend_spec.verdict import mermaid as verdict

    pytest.importorskip("merman", reason="merman has no wheel for this platform")
    texts = [text for _, text in diagrams()]
    texts += [broken for number, text in enumerate(texts) for broken in damaged(text, number)]
    wrong, lenient, refused = [], 0, 0
    for text, data in zip(texts, official(texts), strict=True):
        faults = verdict.check(Passage.of(Source("x", text).span(0, len(text)))).faults
        invalid = "error" in data
        refused += invalid
        lenient += invalid and not faults
        if faults and not invalid:
            wrong.append((text, faults[0].message))
    said = refused - lenient + len(wrong)
    sys.stdout.write(
        f"\n{len(texts)} diagrams, {refused} refused officially; said {said}, wrongly {len(wrong)}, missed {lenient}\n"
    )
    assert len(wrong) <= 0.02 * said, wrong[:5]


DAMAGES: tuple[Callable[[str], str], ...] = (
    lambda line: line[: len(line) * 2 // 3],
    lambda line: line.replace("-->", "->>>", 1).replace("->>", "-=>", 1),
    lambda line: line.replace("]", "", 1).replace("}", "", 1),
    lambda line: line.replace(":", "", 1),
    lambda line: line + " {",
    lambda line: "",
)


def damaged(text: str, seed: int) -> list[str]:
    """The diagram with one line broken, two ways; the same for the same seed."""
    lines = text.splitlines()
    found = []
    for shift in (0, 1):
        at = (seed * 7 + shift * 3 + 1) % len(lines)
        damage = DAMAGES[(seed + shift) % len(DAMAGES)]
        found.append("\n".join([*lines[:at], damage(lines[at]), *lines[at + 1 :]]) + "\n")
    return found
