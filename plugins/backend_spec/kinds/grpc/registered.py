"""Errors that a service names, against the error registry."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

from backend_spec.graph import Graph
from backend_spec.model.entity import Ref
from backend_spec.model.error import ErrorCode


def _names(graph: Graph) -> Mapping[str, ErrorCode]:
    """The registered errors by name."""
    return {error.label.value: error for error in reversed(graph.all(ErrorCode)) if error.label}


def judged(ref: Ref[ErrorCode], graph: Graph) -> bool:
    """Whether a reference can be judged: the registry has been read, and registers names where a name is given.

    What may be no error's name at all counts only if it is registered.
    """
    if not graph.all(ErrorCode):
        return False
    if graph.targets(ref):
        return True
    return ref.firm and (any(map(str.isdigit, ref.key)) or bool(graph.view(_names)))


def nearest(ref: Ref[ErrorCode], graph: Graph) -> ErrorCode | None:
    """The registered error whose name is most like the one given; a number is not like another one."""
    if ref.key.isdigit():
        return None
    names = graph.view(_names)
    close = get_close_matches(ref.key, names, 1, 0.7)
    return names[close[0]] if close else None
