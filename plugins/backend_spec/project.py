"""The pipeline: a folder of Markdown files becomes an `Analysis`."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from backend_spec import kinds, store
from backend_spec.check import Item, Verdict, check, crash
from backend_spec.config import Config, ConfigError
from backend_spec.diagnostic import Diagnostic
from backend_spec.graph import Graph, link
from backend_spec.kinds import extraction
from backend_spec.markdown import parse
from backend_spec.model.entity import Facts, Flaw, Ledger, Statement
from backend_spec.rule import Rule, discover
from backend_spec.store import Store
from backend_spec.text import Source


@dataclass(frozen=True)
class Analysis:
    """What is known of a specification: replaced whole, never changed."""

    config: Config
    sources: Mapping[str, Source]
    graph: Graph
    diagnostics: tuple[Diagnostic, ...]
    checklist: tuple[Item, ...]
    examined: Mapping[str, int]
    ledgers: Mapping[str, Ledger]
    """By path, specification documents only."""


def rules() -> tuple[Rule, ...]:
    """Every rule that the slices declare."""
    return discover(kinds)


class Project:
    """A specification that is analysed again and again: keeps each file's facts until the file changes."""

    def __init__(self, config: Config, keep: Store | None = None):
        self.config = config
        self._store = keep or Store(None)
        self._rules = rules()
        self._facts: dict[str, tuple[str, Source, Facts, tuple[Diagnostic, ...]]] = {}
        self._base = store.digest(store.code_digest(), repr(config)) if keep else repr(config)

    def analyse(self, files: Mapping[str, bytes]) -> Analysis:
        """Analyse files given by path (relative to the specification's folder) and content.

        Raises ConfigError for options that name rules or kinds that do not exist.
        """
        _check_kinds(self.config)
        with _uncollected():
            return self._analyse(files)

    def _analyse(self, files: Mapping[str, bytes]) -> Analysis:
        known, self._facts = self._facts, {}
        for path in sorted(files):
            name = store.digest(self._base, path, files[path])
            entry = known.get(path)
            self._facts[path] = entry if entry and entry[0] == name else self._extract(name, path, files[path])
        entries = self._facts.values()
        graph = link([entry[2] for entry in entries], self.config.aliases)
        verdict = check(graph, self._rules, self.config)
        return _analysis(self.config, entries, graph, verdict)

    def _extract(self, name: str, path: str, data: bytes) -> tuple[str, Source, Facts, tuple[Diagnostic, ...]]:
        source, undecodable = Source.decode(path, data)
        stored = self._store.get(name)
        facts = store.restore(stored, source) if stored is not None else None
        if isinstance(facts, Facts):
            self._store.touch([name])
            return name, source, facts, ()
        try:
            facts = extract(source, undecodable, self.config)
        except Exception as error:
            # One page that this tool fails on must not take the others' verdict away.
            empty = Facts((), (), Ledger())
            return name, source, empty, (crash(f"reading `{path}`", source.line_span(1), error),)
        if self._store.keeps:
            self._store.put(name, store.dump(facts, source))
        return name, source, facts, ()


@contextmanager
def _uncollected() -> Iterator[None]:
    """No garbage collection meanwhile: facts are many and hold no cycles, and looking for some takes a quarter of the
    time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def analyse(files: Mapping[str, bytes], config: Config | None = None) -> Analysis:
    """Analyse files once."""
    return Project(config or Config()).analyse(files)


def extract(source: Source, undecodable: int | None, config: Config) -> Facts:
    """All facts of one document. `undecodable` is the offset of its first bytes that are not UTF-8, if any."""
    document = parse(source)
    flaws: list[Statement] = []
    if undecodable is not None:
        span = source.span(undecodable, undecodable + 1)
        flaws.append(Flaw(span, "encoding", "the file is not UTF-8", "save the file as UTF-8"))
    return extraction.extract(document, flaws, config)


def _check_kinds(config: Config) -> None:
    names = {kind.name for kind in kinds.KINDS} | {"other"}
    for option, kinds_named in (("documents", config.documents), ("outlines", config.outlines)):
        for kind in kinds_named:
            if kind not in names:
                known = ", ".join(sorted(names))
                raise ConfigError(f"`{option}.{kind}`: there is no such kind of document (kinds: {known})")


def _analysis(
    config: Config,
    entries: Iterable[tuple[str, Source, Facts, tuple[Diagnostic, ...]]],
    graph: Graph,
    verdict: Verdict,
) -> Analysis:
    entries = tuple(entries)
    crashes = [diagnostic for entry in entries for diagnostic in entry[3]]
    spec = {document.path for document in graph.documents if document.kind != "other"}
    return Analysis(
        config=config,
        sources={entry[1].path: entry[1] for entry in entries},
        graph=graph,
        diagnostics=tuple(sorted((*crashes, *verdict.diagnostics), key=lambda diagnostic: diagnostic.order)),
        checklist=verdict.checklist,
        examined=verdict.examined,
        ledgers={entry[1].path: entry[2].ledger for entry in entries if entry[1].path in spec},
    )
