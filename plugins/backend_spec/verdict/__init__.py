"""What the real compilers say about code in a page: Mermaid, protoc, sqlglot, JSON Schema.

A verdict is a function of a fence's text (protoc's: of all fences that make up the files), so that it is kept with what
it was computed from. The libraries are imported inside functions, when there is something to judge.
"""

from __future__ import annotations

from msgspec import Struct

from backend_spec.diagnostic import Label
from backend_spec.text import Span


class Fault(Struct, frozen=True):
    """A place that a compiler refuses, and why. `sort` tells faults apart that different rules report."""

    span: Span
    message: str
    sort: str = ""
    help: str | None = None
    labels: tuple[Label, ...] = ()


class Verdict(Struct, frozen=True):
    """`checked` is False where the compiler is not installed. `unanalysed` are statements that it could not judge."""

    faults: tuple[Fault, ...] = ()
    checked: bool = True
    unanalysed: tuple[Span, ...] = ()


UNCHECKED = Verdict(checked=False)
FINE = Verdict()
