"""How a rule is declared, described and found.

A rule is a function in a file of its own. Its name is its id; the type of its first parameter is what it is called
for; its docstring is its page and its test; its keyword-only parameters are its options.
"""

from __future__ import annotations

import importlib.util
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import ModuleType
from typing import Any

from msgspec import Struct

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph

_FENCE = re.compile(
    r"^(?P<mark>`{3,}|~{3,})(?P<language>\w+) (?P<sort>bad|good|trap|fixed)\n(?P<text>.*?)^(?P=mark)`*$\n?",
    re.MULTILINE | re.DOTALL,
)
_FILE = re.compile(r"^<!-- (?P<path>[\w./-]+\.\w+) -->\n", re.MULTILINE)


class Example(Struct, frozen=True):
    """A fence of a rule's docstring: a tiny workspace, and what the rule must say about it.

    `sort` is `bad` (exactly the marked spans are reported), `good` or `trap` (nothing is; a trap looks like a fault
    and is none), or `fixed` (what the fix makes of the bad example before it). `files` maps paths to texts without
    marks; `marks` are (path, start, end) in code points.
    """

    sort: str
    files: Mapping[str, str]
    marks: tuple[tuple[str, int, int], ...]

    @classmethod
    def read(cls, sort: str, text: str) -> Example:
        """Split at `<!-- path.md -->` lines and take out the marks «»."""
        parts = _FILE.split(text)
        files: dict[str, str] = {}
        marks: list[tuple[str, int, int]] = []
        for path, content in zip(parts[1::2], parts[2::2], strict=True):
            plain, starts = "", []
            for piece in re.split("([«»])", content):
                if piece == "«":
                    starts.append(len(plain))
                elif piece == "»":
                    marks.append((path, starts.pop(), len(plain)))
                else:
                    plain += piece
            files[path] = plain
        return cls(sort, files, tuple(sorted(marks)))


@dataclass(frozen=True)
class Rule:
    """A declared rule. `subject` is the class of facts it is called for, `when` tells which of them it examines."""

    id: str
    severity: Severity
    checklist: int | None
    subject: type
    when: Callable[[Any, Graph], bool] | None
    check: Callable[..., Iterator[Finding]]

    @property
    def kind(self) -> str:
        """The kind of document that it belongs to, `common` for all: the slice that declares it."""
        return self.check.__module__.split(".")[-3]

    @cached_property
    def document(self) -> str:
        """The docstring, dedented: Markdown."""
        return inspect.getdoc(self.check) or ""

    @property
    def summary(self) -> str:
        """The docstring's first line."""
        return self.document.partition("\n")[0]

    @property
    def prose(self) -> str:
        """The docstring without its first line and its examples."""
        return _FENCE.sub("", self.document.partition("\n")[2]).strip()

    @property
    def examples(self) -> tuple[Example, ...]:
        return tuple(Example.read(m["sort"], m["text"]) for m in _FENCE.finditer(self.document + "\n"))

    @cached_property
    def options(self) -> Mapping[str, object]:
        """The options' names and defaults: the function's keyword-only parameters."""
        return dict(self.check.__kwdefaults__ or {})


def rule(
    *,
    severity: Severity,
    checklist: int | None = None,
    when: Callable[[Any, Graph], bool] | None = None,
) -> Callable[[Callable[..., Iterator[Finding]]], Rule]:
    """Declare the decorated function `(subject, graph, *, options) -> Iterator[Finding]` as a rule.

    `when(subject, graph)` tells whether the rule applies to a subject; only those count as examined.
    """

    def declare(check: Callable[..., Iterator[Finding]]) -> Rule:
        # Only the first annotation is evaluated, by hand: `inspect` and `typing` take longer than all else at start.
        written = check.__annotations__[check.__code__.co_varnames[0]]
        subject = eval(written, check.__globals__) if isinstance(written, str) else written
        return Rule(check.__name__.replace("_", "-"), severity, checklist, subject, when, check)

    return declare


def discover(package: ModuleType) -> tuple[Rule, ...]:
    """All rules declared in the modules of `<package>.<slice>.rules`, by id."""
    found: dict[str, Rule] = {}
    for slice_ in pkgutil.iter_modules(package.__path__):
        name = f"{package.__name__}.{slice_.name}.rules"
        if not slice_.ispkg or not importlib.util.find_spec(name):
            continue
        for info in pkgutil.iter_modules(importlib.import_module(name).__path__):
            for value in vars(importlib.import_module(f"{name}.{info.name}")).values():
                if isinstance(value, Rule):
                    found[value.id] = value
    return tuple(found[id] for id in sorted(found))
