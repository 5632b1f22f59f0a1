"""A check from files to report, taken from the store when the same files were judged before."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from backend_spec import store
from backend_spec.config import Config
from backend_spec.report.contract import Report, contract
from backend_spec.store import Store

if TYPE_CHECKING:
    from backend_spec.project import Analysis


class Result(NamedTuple):
    """The report, and what a terminal shows besides: entities per kind, other files, whether it was kept, and if it was
    not, the analysis."""

    report: Report
    entities: Mapping[str, int]
    other: int
    kept: bool
    analysis: Analysis | None = None


def judge(files: Mapping[str, bytes], config: Config, keep: Store) -> Result:
    """Check files given by path and content. Raises ConfigError for settings that name what does not exist."""
    parts: list[bytes | str] = [store.code_digest(), repr(config)]
    for path, data in files.items():
        parts += [path, data]
    name = store.digest(*parts)
    stored = keep.get(name)
    if stored is not None:
        known: dict[str, Any] = json.loads(stored)
        keep.touch([name])
        return Result(known["report"], known["entities"], known["other"], kept=True)

    # The pipeline is imported only when there is something to judge: that is most of a run's time.
    from backend_spec.graph.lookup import NOUNS
    from backend_spec.project import Project

    analysis = Project(config, keep).analyse(files)
    result = Result(
        report=contract(analysis),
        entities={noun.kind: len(analysis.graph.all(noun)) for noun in NOUNS if noun.exported},
        other=sum(document.kind == "other" for document in analysis.graph.documents),
        kept=False,
        analysis=analysis,
    )
    content = {"report": result.report, "entities": result.entities, "other": result.other}
    keep.put(name, json.dumps(content).encode())
    keep.trim()
    return result
