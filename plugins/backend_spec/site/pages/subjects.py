"""Which part of the API an endpoint belongs to: the section around it, and the features that this section is about."""

from __future__ import annotations

import re
from typing import NamedTuple

from backend_spec.graph import Graph, places
from backend_spec.model.entity import Entity, Ref
from backend_spec.model.http import Endpoint
from backend_spec.model.page import Change, Feature, Title
from backend_spec.site.pages.nearby import sections

_REST = re.compile(r"[\W_]+")

_GENERAL = frozenset(
    {"endpoints", "api endpoints", "endpoint details", "routes", "api", "rest api", "接口", "接口列表"}
)
"""Titles of sections that hold endpoints of any subject: the title around them tells more."""


class Subject(NamedTuple):
    """What an endpoint is about. `caption` is its own heading, where that is not its name."""

    group: str
    features: tuple[Feature, ...]
    caption: str


def subjects(graph: Graph) -> dict[int, Subject]:
    """The subject of each endpoint, by identity; ask for it by `graph.view(subjects)`."""
    named = places.Places(ref for ref in graph.references if ref.target is Feature)
    told = graph.view(_told)
    return {id(endpoint): _subject(endpoint, graph, named, told) for endpoint in graph.all(Endpoint)}


def _subject(endpoint: Endpoint, graph: Graph, named: places.Places[Ref[Entity]], told: dict[str, Feature]) -> Subject:
    document = graph.view(sections).get(endpoint.name.span.source.path)
    around = list(document.around(endpoint.name.span)) if document else []
    start = endpoint.extent.start if endpoint.extent and endpoint.detailed else endpoint.name.span.end
    own = [title for title in around if title.text.span.end > start]
    outer = [title for title in around if title.text.span.end <= start]
    above = next((title for title in outer if _plain(title.text.value) not in _GENERAL), None)
    caption = own[-1].text.value if own else ""
    if above is None:
        return Subject("", (), _caption(caption, endpoint))
    found = (graph.resolve(ref) for ref in named.within(above.text.span))
    features = tuple({id(feature): feature for feature in found if isinstance(feature, Feature)}.values())
    same = told.get(_plain(above.text.value))
    return Subject(_title(above), features or ((same,) if same else ()), _caption(caption, endpoint))


def _caption(title: str, endpoint: Endpoint) -> str:
    """A heading that says more than the method and the path."""
    return "" if endpoint.path.value in title.replace("`", "") else title


def _title(title: Title) -> str:
    return title.text.value


def _told(graph: Graph) -> dict[str, Feature]:
    """Features by what the changelog calls them: `FEAT-USER-001: Registration and Login`."""
    found: dict[str, Feature] = {}
    for change in graph.all(Change):
        for feature in graph.definitions(Feature, change.features[0].key)[:1] if len(change.features) == 1 else ():
            text = change.description.value.replace(change.features[0].text, "")
            found.setdefault(_plain(text), feature)
    found.pop("", None)
    return found


def _plain(text: str) -> str:
    return _REST.sub(" ", text).strip().casefold()
