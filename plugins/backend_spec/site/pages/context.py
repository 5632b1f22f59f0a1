"""The surroundings of a service as a diagram: who calls it, whom it calls, what it stores, publishes and consumes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from backend_spec.model.architecture import Component, Service
from backend_spec.model.entity import Entity
from backend_spec.model.event import Topic
from backend_spec.site.anchors import Place
from backend_spec.site.diagrams import Drawing, Label, figure, whole
from backend_spec.site.html import Html, join, tag
from backend_spec.site.pages import named
from backend_spec.site.touches import Verb, touches
from backend_spec.site.view import View

SHOWN = 6
"""So many topics are drawn one by one on each side; more are one node."""

_ESCAPED = {ord(char): f"#{ord(char)};" for char in '#"<>&;`\\\n\r[]{}|'}


class _Arm(Struct, frozen=True):
    """What a service is connected to in one way. `shape` is how Mermaid opens and closes such a node."""

    words: str
    found: Sequence[Entity]
    incoming: bool = False
    line: str = "-->"
    shape: tuple[str, str] = ("[", "]")
    several: str = ""


def figure_of(view: View, service: Service, *, entry: bool) -> Html | None:
    """The diagram; None for a service that is connected to nothing. `entry` tells that clients call it."""
    arms = [arm for arm in _arms(view, service) if arm.found]
    if not arms and not entry:
        return None
    labels = [whole("node", service.key, service, view.anchors[service])]
    lines = ["flowchart LR", f'    self["{_text(service.key)}"]']
    if entry:
        lines += ['    clients(["Clients"])', "    clients --> self"]
    number = 0
    for arm in arms:
        for text, entity in _nodes(arm):
            number += 1
            name, (start, end) = f"n{number}", arm.shape
            lines.append(f'    {name}{start}"{_text(text)}"{end}')
            ends = (name, "self") if arm.incoming else ("self", name)
            lines.append(f"    {ends[0]} {arm.line}|{arm.words}| {ends[1]}")
            if entity:
                labels.append(whole("node", text, entity, _place(view, entity)))
    lines += ["    classDef own stroke-width:3px", "    class self own"]
    title = f"Context of {service.key}"
    unique: dict[str, Label] = {label.text: label for label in labels}
    return figure(Drawing("\n".join(lines), title, _words(view, arms, entry=entry), tuple(unique.values())))


def _arms(view: View, service: Service) -> Iterator[_Arm]:
    known = view.graph.view(touches)
    yield _Arm("calls", known.sources(service, Service, Verb.CALLS), incoming=True)
    yield _Arm("calls", known.targets(service, Service, Verb.CALLS))
    yield _Arm("uses", known.targets(service, Component), shape=("[(", ")]"))
    topics = ("([", "])")
    yield _Arm("publishes", known.targets(service, Topic, Verb.PUBLISHES), line="-.->", shape=topics, several="topics")
    yield _Arm(
        "consumes", known.targets(service, Topic, Verb.CONSUMES), True, line="-.->", shape=topics, several="topics"
    )


def _nodes(arm: _Arm) -> Iterator[tuple[str, Entity | None]]:
    if arm.several and len(arm.found) > SHOWN:
        yield f"{len(arm.found)} {arm.several}", None
        return
    for entity in arm.found:
        yield entity.key, entity


def _place(view: View, entity: Entity) -> Place:
    return named.place(view, entity) if isinstance(entity, Service) else view.anchors[entity]


def _text(name: str) -> str:
    """A name as Mermaid takes it between quotes, whatever stands in it."""
    return name.translate(_ESCAPED)


def _words(view: View, arms: Sequence[_Arm], *, entry: bool) -> Html:
    items = [tag("li", "Clients call it.")] if entry else []
    items += [tag("li", _told(arm), join([_link(view, entity) for entity in arm.found], ", ")) for arm in arms]
    return tag("ul", *items)


def _told(arm: _Arm) -> str:
    if arm.words == "calls":
        return "Called by " if arm.incoming else "Calls "
    return f"{arm.words.capitalize()} "


def _link(view: View, entity: Entity) -> Html:
    return named.link(view, entity) if isinstance(entity, Service) else view.link(entity)
