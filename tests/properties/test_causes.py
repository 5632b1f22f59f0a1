"""What holds for putting findings together, whatever stands in the documents."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from backend_spec import check
from backend_spec.cause import grouped
from backend_spec.config import Config
from backend_spec.diagnostic import Diagnostic
from backend_spec.files import read_folder
from backend_spec.project import Analysis, Project
from properties.budget import budget
from properties.documents import MUTATIONS, Mutation, encoded, nasty, paths, specifications
from specification import EXAMPLE

WHOLE = Project(Config())
"""Keeps what it read of the documents that stay as they are."""


def apart(project: Project, files: dict[str, bytes]) -> Analysis:
    """The analysis without the stage."""
    kept = check.grouped
    check.grouped = lambda diagnostics, graph, crashes: [*crashes, *diagnostics]
    try:
        return project.analyse(files)
    finally:
        check.grouped = kept


def identities(found: tuple[Diagnostic, ...]) -> list[tuple[object, ...]]:
    return sorted((d.rule, d.severity, d.span.order, d.subject, d.finding.message, d.fingerprint) for d in found)


def assert_nothing_is_lost(project: Project, files: dict[str, bytes]) -> None:
    analysis, single = project.analyse(files), apart(project, files)
    assert identities(analysis.findings) == identities(single.diagnostics)
    assert analysis.checklist == single.checklist
    assert len({d.fingerprint for d in analysis.diagnostics}) == len(analysis.diagnostics)
    worst = {d.severity for d in single.diagnostics}
    assert {d.severity for d in analysis.diagnostics} <= worst
    assert ("error" in worst) == any(d.severity == "error" for d in analysis.diagnostics)
    assert all(len(d.places) != 1 for d in analysis.diagnostics)


@budget(80)
@given(specifications())
def test_nothing_is_lost(texts: dict[str, str]) -> None:
    assert_nothing_is_lost(Project(Config()), encoded(texts))


@budget(15)
@given(paths, st.sampled_from(MUTATIONS), st.integers(0, 10**6), st.integers(1, 40), nasty)
def test_nothing_of_the_whole_example_is_lost(path: str, mutation: Mutation, at: int, count: int, other: str) -> None:
    files = read_folder(EXAMPLE)
    files[path] = mutation(files[path].decode(), at, count, other).encode("utf-8", "surrogatepass")
    assert_nothing_is_lost(WHOLE, files)


@budget(40)
@given(specifications(), st.integers(0, 2**32))
def test_the_order_of_findings_makes_no_difference(texts: dict[str, str], seed: int) -> None:
    single = apart(Project(Config()), encoded(texts))
    found = list(single.diagnostics)
    Random(seed).shuffle(found)
    assert grouped(found, single.graph) == grouped(single.diagnostics, single.graph)
