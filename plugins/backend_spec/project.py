"""The pipeline: a folder of Markdown files becomes an `Analysis`.

What links and judges is imported when workers are reading already: that takes as long as reading a document does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from backend_spec import kinds, records, store
from backend_spec.config import Config
from backend_spec.diagnostic import Diagnostic
from backend_spec.garbage import uncollected
from backend_spec.kinds import extraction, options
from backend_spec.markdown import headed, parse
from backend_spec.model.entity import Facts, Flaw, Ledger, Statement
from backend_spec.store import Store
from backend_spec.text import Source
from backend_spec.workers import Workers

if TYPE_CHECKING:
    from backend_spec.check import Item, Verdict
    from backend_spec.graph import Graph, Linker
    from backend_spec.rule import Rule


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

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """Every finding by itself, also those that share a diagnostic because they have one cause."""
        found = (one for diagnostic in self.diagnostics for one in diagnostic.findings)
        return tuple(sorted(found, key=lambda one: one.order))


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule that the slices declare."""
    from backend_spec.rule import discover

    return discover(kinds)


class Entry(NamedTuple):
    """A file's facts, under the name that they have in the store; `crash` when this tool failed on the file."""

    name: str
    source: Source
    facts: Facts
    crash: Diagnostic | None = None


class Project:
    """A specification that is analysed again and again: keeps each file's facts until the file changes.

    With `remembering`, also what is made out of the texts later: that takes memory, and pays at the second time.
    """

    def __init__(self, config: Config, keep: Store | None = None, *, remembering: bool = False):
        self.config = config
        self._remembering = remembering
        self._store = keep or Store(None)
        self._rules: tuple[Rule, ...] = ()
        self._entries: dict[str, Entry] = {}
        self._protos = ("", b"")
        self._linker: Linker | None = None
        self._base = store.digest(store.code_digest(), repr(config)) if keep else repr(config)

    def analyse(self, files: Mapping[str, bytes]) -> Analysis:
        """Analyse files given by path (relative to the specification's folder) and content.

        Raises ConfigError for options that name what does not exist: rules, kinds, tables, files.
        """
        options.check(self.config, files)
        with uncollected():
            return self._analyse(files)

    def rest(self) -> None:
        """From now on keep nothing on disk; what is in memory stays."""
        self._store = Store(None)

    def _analyse(self, files: Mapping[str, bytes]) -> Analysis:
        entries: dict[str, Entry] = {}
        changed: dict[str, str] = {}
        for path in sorted(files):
            name = store.digest(self._base, path, files[path])
            known = self._entries.get(path)
            entry = known if known and known.name == name else self._kept(name, path, files[path])
            if entry:
                entries[path] = entry
            else:
                changed[path] = name
        entries |= self._extracted(files, changed)
        self._entries = {path: entries[path] for path in sorted(entries)}
        facts = [entry.facts for entry in self._entries.values()]
        from backend_spec.check import check
        from backend_spec.graph import Linker

        self._linker = self._linker or Linker(self.config.aliases)
        graph = self._linker.link([*facts, *self._compiled(facts)])
        self._rules = self._rules or rules()
        crashes = [entry.crash for entry in self._entries.values() if entry.crash]
        verdict = check(graph, self._rules, self.config, crashes)
        for entry in self._entries.values():
            if entry.source.pieces:
                entry.source.pieces.settle()
        return _analysis(self.config, self._entries.values(), graph, verdict)

    def _compiled(self, facts: Sequence[Facts]) -> list[Facts]:
        """What the documents' proto files together make: compiled once for the same fences at the same places."""
        from backend_spec.kinds import compiled

        parts = compiled.parts(facts)
        if not parts:
            return []
        name = store.digest(self._base, "proto", *compiled.name(parts))
        known, said = self._protos
        if known != name:
            stored = self._store.get(name)
            said = stored or compiled.judge(parts)
            if not stored:
                self._store.put(name, said)
            self._protos = (name, said)
        return [compiled.facts(said, {path: entry.source for path, entry in self._entries.items()})]

    def _kept(self, name: str, path: str, data: bytes) -> Entry | None:
        """A file's facts from the store."""
        stored = self._store.get(name)
        if stored is None:
            return None
        source, _ = self._source(path, data)
        facts = records.restore(stored, source)
        if not isinstance(facts, Facts):
            return None
        self._store.touch([name])
        return Entry(name, source, facts)

    def _extracted(self, files: Mapping[str, bytes], changed: Mapping[str, str]) -> dict[str, Entry]:
        """The facts of changed files, given with their names in the store, read on all processors."""

        def share(path: str) -> bytes:
            entry = self._extract(changed[path], path, files[path])
            if entry.crash:
                raise ValueError(path)  # the parent meets it again, and reports it
            return records.dump(entry.facts, entry.source)

        with Workers(share, {path: len(files[path]) for path in changed}) as workers:
            self._rules = self._rules or rules()
            entries = {path: self._extract(changed[path], path, files[path]) for path in workers.own()}
            done = workers.results()
        own = frozenset(entries)
        for path, data in done.items():
            source, _ = self._source(path, files[path])
            facts = records.restore(data, source)
            if isinstance(facts, Facts):
                entries[path] = Entry(changed[path], source, facts)
                self._store.put(changed[path], data)
        for path, name in changed.items():
            if path not in entries:
                entries[path] = self._extract(name, path, files[path])
            if path in own and self._store.keeps and not entries[path].crash:
                self._store.put(name, records.dump(entries[path].facts, entries[path].source))
        return entries

    def _source(self, path: str, data: bytes) -> tuple[Source, int | None]:
        source, undecodable = Source.decode(path, data)
        if self._remembering:
            known = self._entries.get(path)
            source.remembering(known.source if known else None)
        return source, undecodable

    def _extract(self, name: str, path: str, data: bytes) -> Entry:
        source, undecodable = self._source(path, data)
        try:
            facts = extract(source, undecodable, self.config)
            return Entry(name, source, facts)
        except Exception as error:
            # One page that this tool fails on must not take the others' verdict away.
            from backend_spec.check import crash

            return Entry(name, source, Facts((), (), Ledger()), crash(f"reading `{path}`", source.line_span(1), error))


def analyse(files: Mapping[str, bytes], config: Config | None = None) -> Analysis:
    """Analyse files once."""
    return Project(config or Config()).analyse(files)


def extract(source: Source, undecodable: int | None, config: Config) -> Facts:
    """All facts of one document. `undecodable` is the offset of its first bytes that are not UTF-8, if any."""
    document = headed(parse(source))
    flaws: list[Statement] = []
    if undecodable is not None:
        span = source.span(undecodable, undecodable + 1)
        flaws.append(Flaw(span, "encoding", "the file is not UTF-8", "save the file as UTF-8"))
    return extraction.extract(document, flaws, config)


def _analysis(config: Config, entries: Iterable[Entry], graph: Graph, verdict: Verdict) -> Analysis:
    entries = tuple(entries)
    spec = {document.path for document in graph.documents if document.kind != "other"}
    return Analysis(
        config=config,
        sources={entry.source.path: entry.source for entry in entries},
        graph=graph,
        diagnostics=verdict.diagnostics,
        checklist=verdict.checklist,
        examined=verdict.examined,
        ledgers={entry.source.path: entry.facts.ledger for entry in entries if entry.source.path in spec},
    )
