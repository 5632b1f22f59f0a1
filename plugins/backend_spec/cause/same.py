"""Missing names that are another one written in another way."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from backend_spec.cause import errors
from backend_spec.cause.forms import Key
from backend_spec.cause.places import is_drawn
from backend_spec.graph import Graph
from backend_spec.notation import http
from backend_spec.text import Span


def same(named: Sequence[tuple[Key, Span]], graph: Graph) -> dict[Key, Key]:
    """The names that are another one, with that one. `named` are all missing names with their places."""
    known = dict.fromkeys(key for key, _ in named)
    return {
        **_channels(named, graph),
        **_endpoints([name for kind, name in known if kind == "endpoint"]),
        **_cache_keys([name for kind, name in known if kind == "cache-key"]),
        **errors.same([(name, span) for (kind, name), span in named if kind == "error"], graph),
    }


def _channels(named: Sequence[tuple[Key, Span]], graph: Graph) -> dict[Key, Key]:
    """An event's name that diagrams alone take for a topic's: an arrow does not tell which of the two it means."""
    events = {name for (kind, name), _ in named if kind == "event"}
    drawn: dict[str, bool] = {}
    for (kind, name), span in named:
        if kind == "topic" and name in events:
            drawn[name] = drawn.get(name, True) and is_drawn(span, graph)
    return {("topic", name): ("event", name) for name, everywhere in drawn.items() if everywhere}


def _endpoints(missing: Sequence[str]) -> dict[Key, Key]:
    """`POST /auth/login` is `POST /api/v1/auth/login` if nothing else ends so but `POST /v1/auth/login`."""
    longer: dict[str, list[str]] = {}
    for name in missing:
        method, _, path = name.partition(" ")
        parts = path[1:].split("/")
        for start in range(1, len(parts)):
            longer.setdefault(f"{method} /{'/'.join(parts[start:])}", []).append(name)
    found: dict[Key, Key] = {}
    for short in missing:
        path = short.partition(" ")[2]
        whole = [name for name in longer.get(short, ()) if http.ends_with(name.partition(" ")[2], path)]
        longest = max(whole, key=len, default="")
        rest = [name.partition(" ")[2] for name in whole if name != longest]
        if longest and all(http.ends_with(longest.partition(" ")[2], name) for name in rest):
            found["endpoint", short] = ("endpoint", longest)
    return found


def _cache_keys(missing: Sequence[str]) -> dict[Key, Key]:
    """`verify:{}:registration` is `verify:{}:{}` if that one is missing too."""
    known = set(missing)
    found: dict[Key, Key] = {}
    for name in missing:
        head, *parts = name.split(":")
        literal = [index for index, part in enumerate(parts) if part != "{}"]
        for chosen in product((False, True), repeat=len(literal)) if 0 < len(literal) <= 4 else ():
            opened = [*parts]
            for index, is_open in zip(literal, chosen, strict=True):
                opened[index] = "{}" if is_open else parts[index]
            pattern = ":".join((head, *opened))
            if pattern != name and pattern in known:
                found["cache-key", name] = ("cache-key", pattern)
                break
    return found
