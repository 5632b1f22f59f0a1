"""How a misspelt name is reported, whatever it names."""

from __future__ import annotations

from backend_spec.diagnostic import Finding, Label, Root
from backend_spec.graph import Misspelling
from backend_spec.model.error import ErrorCode


def finding(slip: Misspelling, noun: str) -> Finding:
    """The name is reported where it stands; `noun` tells what it was meant to name."""
    meant = slip.meant
    name = meant.label if isinstance(meant, ErrorCode) and meant.label else meant.name
    return Finding(
        slip.span,
        f"`{slip.name}` is declared nowhere; the {noun} is called `{name.value}`",
        labels=(Label(name.span, "did you mean this?"),),
        help="correct the name; should it be right, declare it",
        roots=(Root(meant.kind, slip.name),),
    )
