"""Cache keys: patterns, what is stored how long, who owns, writes and reads them, with which commands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from backend_spec.graph import Graph
from backend_spec.model.architecture import Service
from backend_spec.model.auth import AuthFlow
from backend_spec.model.cache import CacheKey, CacheOperation
from backend_spec.model.http import Endpoint
from backend_spec.site.html import Html, join, tag
from backend_spec.site.page import Page, Section
from backend_spec.site.pages.grid import Cell, Column, Grid, Group, Row, grid
from backend_spec.site.pages.names import Ids, chips, facts, folded, link, listed, soft, some
from backend_spec.site.pages.parts import prose
from backend_spec.site.touches import Touches, Verb, touches
from backend_spec.site.view import View

_COLUMNS = (
    Column("Key", 32),
    Column("Value and TTL", 20),
    Column("Commands", 22),
    Column("Used by", 26, sorted=False),
)


def page(view: View) -> Page | None:
    """The page; None where the specification declares no cache keys."""
    keys = view.graph.all(CacheKey)
    if not keys:
        return None
    ids, known, commands = Ids(view), view.graph.view(touches), view.graph.view(_commands)
    groups: dict[str, list[Row]] = {}
    for key in keys:
        owners = known.sources(key, Service, Verb.OWNS)
        title = ", ".join(owner.key for owner in owners)
        groups.setdefault(title, []).append(_row(view, key, known, commands.get(id(key), []), ids))
    made = Grid(
        caption="Cache keys",
        noun=("key", "keys"),
        columns=_COLUMNS,
        groups=[Group(tag("span", title or "Without an owner"), rows) for title, rows in groups.items()],
        facets=("Owner", "Command"),
        wide=True,
    )
    return Page(
        name="cache",
        path=view.page("cache").path,
        title="Cache keys",
        summary="Every key pattern: what is stored and for how long, which service owns it, what writes and reads it.",
        sections=(Section("Keys", "keys", grid(made)),),
        anchors=ids.all,
    )


def _row(view: View, key: CacheKey, known: Touches, commands: list[tuple[str, str]], ids: Ids) -> Row:
    owners = known.sources(key, Service, Verb.OWNS)
    names = list(dict.fromkeys(name for name, _ in commands))
    texts = list(dict.fromkeys(text for _, text in commands))
    purpose = tag("span", prose(key.purpose.span.text), class_="spec-note") if key.purpose else None
    return Row(
        cells=(
            Cell(join([link(view, key), purpose], " "), key.key),
            Cell(_stored(key), key.ttl.value if key.ttl else ""),
            Cell(listed([tag("code", soft(text)) for text in texts], "—") if texts else folded(()), len(texts)),
            _used(view, key, known),
        ),
        facets=([owner.key for owner in owners], names),
        id=ids(key),
    )


def _stored(key: CacheKey) -> Html:
    ttl = tag("strong", key.ttl.value) if key.ttl else None
    value = tag("span", prose(key.value.span.text), class_="spec-note") if key.value else None
    return join([ttl, value], " ") if ttl or value else folded(())


def _used(view: View, key: CacheKey, known: Touches) -> Html:
    written, read, used = (known.sources(key, Endpoint, verb) for verb in (Verb.WRITES, Verb.READS, Verb.USES))
    both = {id(endpoint) for endpoint in written}
    read = tuple(endpoint for endpoint in (*read, *used) if id(endpoint) not in both)
    owners = known.sources(key, Service, Verb.OWNS)
    services = [one for one in known.sources(key, Service) if one not in owners]
    flows = known.sources(key, AuthFlow)
    return facts(
        (
            (
                "owner",
                chips(view, known.sources(key, Service, Verb.OWNS)) if known.sources(key, Service, Verb.OWNS) else None,
            ),
            ("also", some(view, services)),
            ("written", some(view, written, 2)),
            ("read", some(view, read, 2)),
            ("flows", folded([view.link(flow, flow.key) for flow in flows], 3) if flows else None),
        )
    )


def _commands(graph: Graph) -> Mapping[int, list[tuple[str, str]]]:
    """The commands on each key, by its identity: their names and how they are written."""
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for operation in graph.all(CacheOperation):
        targets = {(ref.span.start, ref.span.source.path): graph.resolve(ref) for ref in operation.keys}
        for command in operation.parsed:
            for place in command.keys:
                key = targets.get((place.span.start, place.span.source.path))
                if key:
                    found[id(key)].append((command.name.value, " ".join(command.span.text.split())))
    return found
