"""Services that other documents name and the architecture does not have: one way to judge and to report them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Label
from backend_spec.graph import Graph, names
from backend_spec.model.architecture import Component, Service
from backend_spec.model.entity import Ref


def is_judged(graph: Graph) -> bool:
    """Whether there are services to compare with. Without any, no name can be wrong."""
    return graph.has("architecture") and bool(graph.all(Service))


def unknown(graph: Graph, refs: tuple[Ref[Service], ...], role: str) -> Iterator[Finding]:
    """A finding for each firm reference that means no service and no component of the infrastructure either.

    `role` tells what it is said to be: "owner of the table `users`".
    """
    for ref in refs:
        if not ref.firm or graph.resolve(ref) or names.joined(ref.key) in graph.view(_components):
            continue
        if any(set(names.words(ref.key)) <= words for words in graph.view(_compounds)):
            continue
        near = graph.nearest(Service, ref.key)
        place = graph.place("architecture")
        labels = (Label(near.name.span, "did you mean this?"),) if near else ()
        if not labels and place:
            labels = (Label(place, "the services are defined here"),)
        yield Finding(
            ref.span,
            f"`{ref.key}`, {role}, is no service of the architecture",
            labels=labels,
            help=f"write `{near.key}`, or add `{ref.key}` to the architecture's services"
            if near
            else f"add `{ref.key}` to the architecture's services, or name one of them",
            roots=(ref.root,),
        )


def _compounds(graph: Graph) -> tuple[frozenset[str], ...]:
    """The words of services whose names look like two: a cell's `Search & Analytics Service` was taken apart."""
    several = re.compile(r"[&,/+]|\band\b", re.IGNORECASE)
    return tuple(frozenset(names.words(one.key)) for one in graph.all(Service) if several.search(one.key))


def _components(graph: Graph) -> frozenset[str]:
    return frozenset(names.joined(component.key) for component in graph.all(Component))
