"""The example specification, analysed once; each cut reads only the files that it changes."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from functools import cache

from backend_spec.config import Config
from backend_spec.files import read_folder
from backend_spec.project import Analysis, Project
from backend_spec.text import Source
from sabotage.cut import Cut, Expected, spoil
from specification import EXAMPLE


@cache
def example() -> Mapping[str, bytes]:
    return read_folder(EXAMPLE)


@cache
def texts() -> Mapping[str, str]:
    return {path: data.decode() for path, data in example().items()}


@cache
def _project() -> tuple[Project, Analysis]:
    project = Project(Config())
    return project, project.analyse(example())


def uncut() -> Analysis:
    return _project()[1]


def analyse(files: Mapping[str, bytes]) -> Analysis:
    """Analyse changed files; the project that knows the uncut ones stays as it is."""
    return copy.copy(_project()[0]).analyse(files)


def reported(analysis: Analysis) -> list[Expected]:
    """All findings of every severity as expectations are written."""
    return sorted((d.rule, d.span.source.path, d.span.start, d.span.end) for d in analysis.findings)


def check(cut: Cut) -> Analysis:
    """Apply a cut to the example; exactly what it expects is reported."""
    spoiled = spoil(texts(), cut)
    analysis = analyse({path: text.encode() for path, text in spoiled.files.items()})
    sources = {path: Source(path, text) for path, text in spoiled.files.items()}
    found = [_described(one, sources) for one in reported(analysis)]
    wanted = [_described(one, sources) for one in spoiled.expected]
    messages = "\n".join(f"  {d.rule}: {d.finding.message}" for d in analysis.findings)
    assert found == wanted, f"all findings:\n{messages}"
    told = [f"{d.rule}: {d.finding.message}" for d in analysis.diagnostics]
    assert len(told) == (cut.causes if found else 0), "one fault is one diagnostic:\n  " + "\n  ".join(told)
    return analysis


def _described(one: Expected, sources: Mapping[str, Source]) -> str:
    rule, path, start, end = one
    first = sources[path].position(start)
    return f"{rule} {path}:{first.line}:{first.column} {sources[path].text[start:end]!r}"
