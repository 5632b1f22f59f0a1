"""A diagram's facts in one form, from our reader and from parsers that give Mermaid's own data."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from backend_spec.notation import mermaid
from backend_spec.text import Passage, Source, Spanned

Facts = dict[str, list[Any]]

_FRAMES = {
    10: "loop", 12: "alt", 13: "else", 15: "opt", 19: "par", 20: "and", 22: "rect", 27: "critical", 28: "option",
    30: "break", 32: "par",
}  # fmt: skip
_ENDS = frozenset({11, 14, 16, 21, 23, 29, 31})
_NO_STATES = frozenset({"stateStart", "stateEnd", "divider", "note", "noteGroup"})


def plain(text: object) -> str:
    """A text as a reader of the diagram sees it: entities resolved, line breaks as spaces, no quotes around it."""
    if text is None:
        return ""
    shown = re.sub(r"ﬂ°°(\w+?)¶ß", r"#\1;", str(text))
    shown = re.sub(r"ﬂ°(\w+?)¶ß", r"#\1;", shown)
    shown = html.unescape(re.sub(r"(?<!&)#(\w+);", r"&\1;", re.sub(r"#(\d+);", r"&#\1;", shown)))
    shown = " ".join(re.sub(r"<br\s*/?>", " ", shown, flags=re.IGNORECASE).split())
    return shown.strip('"').strip("`").strip()


def _v(value: Spanned[str] | None) -> str:
    return plain(value.value) if value is not None else ""


def read(text: str) -> mermaid.Diagram:
    return mermaid.read(Passage.of(Source("diagram", text).span(0, len(text))))


def ours(diagram: mermaid.Diagram) -> Facts:
    """The facts that our reader finds."""
    d = diagram
    match d.type:
        case "sequence":
            return {
                "participants": [(_v(p.id), _v(p.name), p.actor) for p in d.participants],
                "messages": [(_v(m.sender), _v(m.receiver), _v(m.text)) for m in d.messages],
                "notes": [(tuple(dict.fromkeys(map(plain, n.participants))), _v(n.text)) for n in d.notes],
                "boxes": sorted((_v(p.id), plain(p.box)) for p in d.participants if p.box),
                "branches": [tuple((b.kind, _v(b.label)) for b in m.branches) for m in d.messages],
            }
        case "flowchart":
            return {
                "nodes": sorted((n.id.value, _v(n.label)) for n in d.nodes),
                "edges": [(_v(e.source), _v(e.target), _v(e.label)) for e in d.edges],
                "subgraphs": sorted((_v(s.id), _v(s.label) or _v(s.id)) for s in d.subgraphs),
                "members": sorted((n.id.value, plain(n.subgraph)) for n in d.nodes if n.subgraph),
            }
        case "er":
            return {
                "entities": sorted((_v(e.name), _v(e.label)) for e in d.entities),
                "attributes": [
                    (_v(e.name), _v(a.type), _v(a.name), tuple(a.keys), _v(a.comment))
                    for e in sorted(d.entities, key=lambda e: _v(e.name))
                    for a in e.attributes
                ],
                "relations": [(_v(r.left), _v(r.right), _v(r.label), r.identifying) for r in d.relations],
            }
        case "state":
            return {
                "states": sorted((_v(s.id), _v(s.label)) for s in d.states),
                "parents": sorted((_v(s.id), s.parent) for s in d.states if s.parent),
                "transitions": sorted((_v(t.source), _v(t.target), _v(t.label)) for t in d.transitions),
            }
        case "class":
            return {
                "classes": sorted((_v(n.id), _v(n.label)) for n in d.nodes),
                "relations": [(_v(e.source), _v(e.target), _v(e.label)) for e in d.edges],
            }
        case "mindmap":
            return {"nodes": [_v(n.label) for n in d.nodes]}
    return {}


def theirs(data: dict[str, Any]) -> Facts:
    """The facts in Mermaid's own data."""
    type_ = data["type"]
    for prefix, reader in _READERS.items():
        if type_.startswith(prefix):
            return dict(reader(data))
    return {}


def merman(text: str) -> dict[str, Any]:
    """What merman makes of a diagram; raises where it refuses it."""
    import merman as library

    data: dict[str, Any] = json.loads(library.Merman().parse_json(text, None))
    return data


def _values(found: Any) -> list[Any]:
    return list(found.values()) if isinstance(found, dict) else list(found or ())


def _sequence(j: dict[str, Any]) -> Iterator[tuple[str, list[Any]]]:
    actors = j["actors"]
    yield (
        "participants",
        [(plain(key), plain(actors[key]["description"]), actors[key]["type"] == "actor") for key in j["actorOrder"]],
    )
    messages, branches, open_frames = [], [], []
    for m in j["messages"]:
        kind, shown = m.get("type"), m.get("message")
        if kind in _FRAMES:
            name = _FRAMES[kind]
            if name in ("else", "and", "option"):
                open_frames[-1:] = [(name, plain(shown))]
            else:
                open_frames.append((name, plain(shown)))
        elif kind in _ENDS:
            open_frames[-1:] = []
        elif m.get("from") and m.get("to") and "placement" not in m and kind not in (2, 17, 18):
            messages.append((plain(m["from"]), plain(m["to"]), plain(shown)))
            branches.append(tuple(open_frames))
    yield "messages", messages
    yield "branches", branches
    yield (
        "notes",
        [
            (
                tuple(
                    dict.fromkeys(
                        plain(one)
                        for one in _values(note["actor"] if isinstance(note["actor"], list) else [note["actor"]])
                    )
                ),
                plain(note["message"]),
            )
            for note in j["notes"]
        ],
    )
    yield (
        "boxes",
        sorted((plain(key), plain(box["name"])) for box in j["boxes"] for key in box["actorKeys"] if box["name"]),
    )


def _flowchart(j: dict[str, Any]) -> Iterator[tuple[str, list[Any]]]:
    subgraphs = {s["id"]: s for s in j["subgraphs"]}
    # A subgraph without an id gets one made up; ours is its title.
    names = {id: s["title"] if re.fullmatch(r"subGraph\d+", id) else id for id, s in subgraphs.items()}
    edges = {e.get("id") for e in j["edges"]}
    inside = {node: id for id, s in reversed(subgraphs.items()) for node in s["nodes"]}
    nodes = [n for n in j["nodes"] if n["id"] not in subgraphs]
    yield "nodes", sorted((n["id"], plain(n["label"]) or n["id"]) for n in nodes if n["id"] not in edges)
    yield "edges", [(plain(e["from"]), plain(e["to"]), plain(e["label"])) for e in j["edges"]]
    yield "subgraphs", sorted((plain(names[id]), plain(s["title"]) or plain(names[id])) for id, s in subgraphs.items())
    yield "members", sorted((n["id"], plain(names[inside[n["id"]]])) for n in nodes if n["id"] in inside)


def _er(j: dict[str, Any]) -> Iterator[tuple[str, list[Any]]]:
    entities = j["entities"]
    if not isinstance(entities, dict):
        entities = {e.get("name") or e.get("label"): e for e in entities}
    names = {e.get("id", name): plain(name) for name, e in entities.items()}
    yield "entities", sorted((plain(name), plain(e.get("alias") or name)) for name, e in entities.items())
    yield (
        "attributes",
        [
            (plain(name), plain(a["type"]), plain(a["name"]), tuple(a.get("keys") or ()), plain(a.get("comment")))
            for name, e in sorted(entities.items(), key=lambda item: plain(item[0]))
            for a in e["attributes"]
        ],
    )
    yield "relations", [
        (names.get(r["entityA"], r["entityA"]), names.get(r["entityB"], r["entityB"]), plain(r["roleA"]),
         r["relSpec"]["relType"] == "IDENTIFYING")
        for r in j["relationships"]
    ]  # fmt: skip


def _state(j: dict[str, Any]) -> Iterator[tuple[str, list[Any]]]:
    states = [n for n in j["nodes"] if "----" not in n["id"] and n["shape"] not in _NO_STATES]
    dividers = {n["id"]: n.get("parentId") for n in j["nodes"] if n["shape"] == "divider"}
    known = {n["id"] for n in states}

    def parent(node: dict[str, Any]) -> str | None:
        found = node.get("parentId")
        while found in dividers:
            found = dividers[found]
        return found

    def end(id: str) -> str:
        return "[*]" if re.search(r"_(start|end)$", id) and id not in known else id

    def label(node: dict[str, Any]) -> str:
        return plain(node["label"][0] if isinstance(node["label"], list) else node["label"])

    yield "states", sorted((n["id"], label(n)) for n in states)
    yield "parents", sorted((n["id"], parent(n)) for n in states if parent(n))
    yield (
        "transitions",
        sorted(
            (end(e["start"]), end(e["end"]), plain(e.get("label")))
            for e in j["edges"]
            if "note-edge" not in e["classes"]
        ),
    )


def _class(j: dict[str, Any]) -> Iterator[tuple[str, list[Any]]]:
    # The circle of a lollipop is a class of its own to us.
    circles = {i["id"]: plain(i["label"]) for i in _values(j.get("interfaces"))}
    classes = [(plain(c["id"]), plain(c["label"])) for c in _values(j["classes"])]
    yield "classes", sorted([*classes, *((label, label) for label in circles.values())])
    yield (
        "relations",
        [
            (circles.get(r["id1"], plain(r["id1"])), circles.get(r["id2"], plain(r["id2"])), plain(r.get("title")))
            for r in j["relations"]
        ],
    )


def _mindmap(j: dict[str, Any]) -> Iterator[tuple[str, list[Any]]]:
    yield "nodes", [plain(n.get("label") or n.get("descr")) for n in j.get("nodes") or []]


_READERS = {
    "sequence": _sequence, "flowchart": _flowchart, "er": _er, "state": _state, "class": _class, "mindmap": _mindmap,
}  # fmt: skip
