"""What several findings have in common: an entity that lacks more than one thing, or a place where more is wrong.

Findings about one name that nothing is declared under are one diagnostic already (see `cause`). These stay several,
because each is mended by itself; but who has just declared something reads them as one task.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence

from msgspec import Struct

from backend_spec.cause import forms
from backend_spec.diagnostic import Diagnostic, Root
from backend_spec.graph import Graph
from backend_spec.report.text import noun

_LONG = 80


class Subject(Struct, frozen=True):
    """What findings are about: `id` is the fingerprint of the first, `noun` what sort of thing it is, if known."""

    id: str
    noun: str
    name: str


def subjects(diagnostics: Sequence[Diagnostic], graph: Graph) -> list[Subject | None]:
    """The subject of each diagnostic that shares one with others, None for one that stands alone."""
    about = _declared(diagnostics, graph)
    known = {one.span.order: key for one, (key, _) in zip(diagnostics, about, strict=True) if key}
    titles = {document.title.span.order for document in graph.documents if document.title}
    keys: list[Hashable | None] = []
    for one, (key, _) in zip(diagnostics, about, strict=True):
        place = one.span.order
        # A page's title is where all that a page lacks is reported.
        keys.append(key or known.get(place) or (None if place in titles or not one.span.text else place))
    counts = Counter(keys)
    made: dict[Hashable, Subject] = {}
    for one, shared, (_, root) in zip(diagnostics, keys, about, strict=True):
        if shared is not None and counts[shared] > 1 and (shared not in made or (root and not made[shared].noun)):
            id = made[shared].id if shared in made else one.fingerprint
            made[shared] = Subject(id, noun(root.kind) if root else "", root.name if root else _first_line(one))
    return [made.get(shared) for shared in keys]


def _declared(diagnostics: Sequence[Diagnostic], graph: Graph) -> list[tuple[forms.Key | None, Root | None]]:
    """The declared entity that each comes down to; of several the one that most findings are about."""
    services = graph.view(forms.services)
    read = [[(forms.read(r, services)[0], r) for r in one.finding.roots if r.declared] for one in diagnostics]
    support = Counter(key for roots in read for key in {key for key, _ in roots})
    return [max(roots, key=lambda one: support[one[0]], default=(None, None)) for roots in read]


def _first_line(one: Diagnostic) -> str:
    return one.span.text.splitlines()[0].strip()[:_LONG]
