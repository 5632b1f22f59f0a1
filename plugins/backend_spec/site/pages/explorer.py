"""The explorer: pick an entity, see what it touches and what would be hit if it changed.

The page lists every entity with its neighbours, so it serves without scripts. The script takes names and links from
that list; the page's data holds only the numbers of who touches whom.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from backend_spec.site.anchors import Place
from backend_spec.site.html import Content, Html, join, tag
from backend_spec.site.page import Page, Section
from backend_spec.site.pages.network import VERBS, Network, Node, network
from backend_spec.site.view import View, name

LISTED, ROOM = 12, 100_000
"""So many neighbours of an entity are listed on each side, fewer where the lists of all would take more than so many
characters. The script shows all."""
FARTHEST = 4
STARTS = 3
"""So many entities of a kind are offered to begin with, those with most neighbours."""

TITLES = {
    "service": "Services", "component": "Infrastructure", "endpoint": "Endpoints", "role": "Roles",
    "grpc-service": "gRPC services", "rpc": "RPCs", "message": "Messages", "enum": "Enums", "error": "Errors",
    "error-range": "Error ranges", "table": "Tables", "cache-key": "Cache keys", "topic": "Topics", "event": "Events",
    "feature": "Features", "auth-flow": "Flows",
}  # fmt: skip
"""What the list calls each kind."""


def page(view: View) -> Page | None:
    """The page; None where nothing touches anything."""
    known = view.graph.view(network)
    if not any(known.out):
        return None
    by_kind: dict[str, list[int]] = {}
    for number, node in enumerate(known.nodes):
        by_kind.setdefault(node.entity.kind, []).append(number)
    limit = _limit(known)
    links = [tag("a", node.entity.key, href=f"#spec-{number}") for number, node in enumerate(known.nodes)]
    listed = (
        Section(TITLES.get(kind, kind), f"all-{kind}", _kind(view, known, own, limit, links))
        for kind, own in by_kind.items()
    )
    anchors = tuple(one.anchor for node in known.nodes for one in _places(view, node))
    return Page(
        "explorer",
        view.page("explorer").path,
        "Explorer",
        "Pick anything that the specification declares: see what it touches, and what would be hit if it changed.",
        (Section("", "", _tool(known, by_kind, links)), *listed),
        anchors,
    )


def _places(view: View, node: Node) -> Iterator[Place]:
    seen: set[str] = set()
    for entity in (node.entity, *node.others):
        place = view.anchors[entity]
        if place.anchor not in seen:
            seen.add(place.anchor)
            yield place


def _tool(known: Network, by_kind: Mapping[str, Sequence[int]], links: Sequence[Html]) -> Html:
    return tag(
        "div",
        tag(
            "form",
            tag(
                "div",
                tag("label", "Entity", for_="spec-pick"),
                tag(
                    "input",
                    id="spec-pick",
                    type="text",
                    role="combobox",
                    placeholder="An endpoint, an RPC, a table, an error …",
                    aria_expanded="false",
                    aria_controls="spec-picks",
                    aria_autocomplete="list",
                    autocomplete="off",
                    spellcheck="false",
                ),
                tag("ul", id="spec-picks", class_="spec-picks", role="listbox", aria_label="Entities", hidden=True),
                class_="spec-combobox",
            ),
            tag(
                "div",
                tag("label", "Steps", for_="spec-steps"),
                tag("select", *(tag("option", str(steps)) for steps in range(1, FARTHEST + 1)), id="spec-steps"),
            ),
            role="search",
            aria_label="Explorer",
        ),
        tag("p", "Or begin with one of these, which have most to do with others:", class_="spec-told", role="status"),
        tag("div", *_starts(known, by_kind, links), class_="spec-reach"),
        class_="spec-explorer",
        # No script element: Material runs those again when it goes to a page at once, whatever their type.
        data_spec_explorer=_data(known),
    )


def _starts(known: Network, by_kind: Mapping[str, Sequence[int]], links: Sequence[Html]) -> Iterator[Html]:
    for kind, own in by_kind.items():
        most = sorted(own, key=lambda one: (-len(known.out[one]) - len(known.into[one]), one))[:STARTS]
        items = [tag("li", links[one]) for one in most if known.out[one] or known.into[one]]
        if items:
            words = tag("p", TITLES.get(kind, kind), class_="spec-words")
            yield tag("section", words, tag("ul", *items, class_="spec-links"))


def _data(known: Network) -> str:
    """How many entities of each kind the list holds, and for each entity verb and entity by turns: JSON."""
    kinds = Counter(TITLES.get(node.entity.kind, node.entity.kind) for node in known.nodes)
    edges = [[number for pair in own for number in pair] for own in known.out]
    return msgspec.json.encode({"kinds": list(kinds.items()), "verbs": VERBS, "edges": edges}).decode()


def _kind(view: View, known: Network, own: Sequence[int], limit: int, links: Sequence[Html]) -> Html:
    return tag(
        "details",
        tag("summary", f"{len(own):,} in all"),
        *(_entity(view, known, number, limit, links) for number in own),
        class_="spec-fold spec-all",
    )


def _entity(view: View, known: Network, number: int, limit: int, links: Sequence[Html]) -> Html:
    """An entity with its neighbours; `links` are those to all entities, within the page."""
    node = known.nodes[number]
    places = list(_places(view, node))
    out, into = known.out[number], known.into[number]
    told = f"touches {len(out):,}, touched by {len(into):,}" if out or into else "touches nothing"
    # Ids stand inside: a link to what is folded in unfolds it.
    return tag(
        "details",
        tag("summary", name(node.entity), " ", tag("small", told)),
        tag("p", tag("a", "Definition", href=places[0].href), id=f"spec-{number}"),
        [tag("span", id=place.anchor) for place in places],
        _neighbours(links, out, 0, limit),
        _neighbours(links, into, 1, limit),
    )


def _limit(known: Network) -> int:
    """How many neighbours of each entity there is room for."""
    sizes = [len(node.entity.key) + 26 for node in known.nodes]
    limit = LISTED
    while limit > 3 and sum(sizes[far] for own in (*known.out, *known.into) for _, far in own[:limit]) > ROOM:
        limit -= 1
    return limit


def _neighbours(links: Sequence[Html], own: Sequence[tuple[int, int]], end: int, limit: int) -> Html | None:
    """The neighbours on one side under their verbs, as far as they are listed."""
    if not own:
        return None
    by_verb: dict[int, list[Html]] = {}
    for verb, number in own[:limit]:
        by_verb.setdefault(verb, []).append(links[number])
    rest = len(own) - limit
    told: list[Content] = [[VERBS[verb][end], " ", join(there, ", ")] for verb, there in by_verb.items()]
    return tag("p", join(told, "; "), f"; and {rest:,} more" if rest > 0 else None)
