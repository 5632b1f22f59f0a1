"""How a misspelt name is reported, whatever it names."""

from __future__ import annotations

from backend_spec.diagnostic import Finding, Label
from backend_spec.graph import Misspelling


def finding(slip: Misspelling, noun: str) -> Finding:
    """The name is reported where it stands; `noun` tells what it was meant to name."""
    return Finding(
        slip.span,
        f"`{slip.name}` is declared nowhere; the {noun} is called `{slip.meant.name.span.text.strip('`')}`",
        labels=(Label(slip.meant.name.span, "did you mean this?"),),
        help="correct the name; should it be right, declare it",
    )
