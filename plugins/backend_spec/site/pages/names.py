"""Names that may break across lines where a reader would break them, and never inside a word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from backend_spec.model.entity import Entity
from backend_spec.model.error import ErrorCode
from backend_spec.model.http import Endpoint
from backend_spec.site.html import Content, Html, join, tag
from backend_spec.site.pages.parts import fold
from backend_spec.site.view import View, method

_BREAK = re.compile(r"(?<=[/:._])(?=[\w{<*-])|(?<=[a-z])(?=[A-Z])")
_NOTHING = tag("span", "—", class_="spec-none")


def soft(text: str) -> Html:
    """A name in which lines may break after `/`, `:`, `.`, `_` and before a capital. Its text stays the same.

    >>> str(soft("user.profile"))
    'user.<wbr>profile'
    """
    return join(_BREAK.split(text), tag("wbr"))


def shown(entity: Entity) -> Html:
    """An entity's name for a narrow place: an error by its code alone, a path with its parameters set apart."""
    if isinstance(entity, Endpoint):
        first, *parts = entity.path.value.split("/")
        steps = [["/", tag("wbr"), _segment(part)] for part in parts]
        return tag("code", method(entity.method.value), " ", first, steps, class_="spec-endpoint")
    if isinstance(entity, ErrorCode) and entity.code:
        return tag("code", entity.code.value)
    return tag("code", soft(entity.key))


def _segment(text: str) -> Content:
    if len(text) > 1 and text.startswith((":", "{", "<")):
        return tag("span", text, class_="spec-parameter")
    return soft(text)


def link(view: View, entity: Entity) -> Html:
    """A link to an entity with its name for a narrow place."""
    made = view.narrow.get(id(entity))
    if made is None:
        made = view.narrow[id(entity)] = view.link(entity, shown(entity))
    return made


def chips(view: View, entities: Iterable[Entity], limit: int = 5) -> Html:
    """Links in one line after another, those beyond the first few folded; an em dash for none."""
    return folded([link(view, entity) for entity in entities], limit)


def folded(items: Sequence[Html], limit: int = 5) -> Html:
    """Pieces in one line after another, those beyond the first few folded; an em dash for none."""
    if not items:
        return _NOTHING
    if len(items) <= limit + 1:  # a fold for one takes as much room as the one
        limit = len(items)
    first, rest = items[:limit], items[limit:]
    return join(
        [
            tag("span", join(first, " "), class_="spec-chips"),
            fold(f"{len(rest):,} more", tag("span", join(rest, " "), class_="spec-chips")) if rest else None,
        ]
    )


def facts(pairs: Iterable[tuple[str, Html | None]]) -> Html:
    """Words with what they stand for, one pair below the other, without pairs of nothing; else an em dash."""
    own = [(label, value) for label, value in pairs if value]
    if not own:
        return _NOTHING
    return tag("dl", ((tag("dt", label), tag("dd", value)) for label, value in own), class_="spec-facts")


def some(view: View, entities: Iterable[Entity], limit: int = 5) -> Html | None:
    """The same as `chips`, and None for none."""
    own = list(entities)
    return chips(view, own, limit) if own else None


def listed(rows: Sequence[Html], nothing: str, limit: int = 8) -> Html:
    """Lines below each other, those beyond the first few folded."""
    if not rows:
        return tag("span", nothing, class_="spec-note")
    shown = len(rows) if len(rows) <= limit + 1 else limit
    return join(
        [_lines(rows[:shown]), fold(f"{len(rows) - shown:,} more", _lines(rows[shown:])) if rows[shown:] else None]
    )


def _lines(rows: Iterable[Html]) -> Html:
    return tag("ul", (tag("li", row) for row in rows), class_="spec-lines")


class Ids:
    """The anchors of entities' rows on one generated page: the same as where they are declared, each once."""

    def __init__(self, view: View):
        self._view = view
        self._taken: dict[str, None] = {}
        self._known: set[int] = set()

    def __call__(self, entity: Entity) -> str:
        wanted = self._view.anchors[entity].anchor
        made, number = wanted, 1
        while made in self._taken:
            number += 1
            made = f"{wanted}-{number}"
        self._taken[made] = None
        self._known.add(id(entity))
        return made

    def __contains__(self, entity: Entity) -> bool:
        return id(entity) in self._known

    @property
    def all(self) -> tuple[str, ...]:
        return tuple(self._taken)
