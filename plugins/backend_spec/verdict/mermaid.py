"""Would the browser draw the diagram? The verdict of merman, a parser that follows the official one."""

from __future__ import annotations

import atexit
import json
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from backend_spec.text import Passage, Span
from backend_spec.verdict import FINE, UNCHECKED, Fault, Verdict
from backend_spec.verdict.library import installed

# What merman may answer besides: limits, types that it does not know. They say nothing about the diagram.
_REFUSALS = frozenset({"MERMAN_PARSE_ERROR", "MERMAN_NO_DIAGRAM"})
_HELPS = (
    (re.compile("structural characters"), 'put the label in double quotes: `A["label (with brackets)"]`'),
    (re.compile("unexpected end;"), "`end` in lower case closes a block: write `End`, or put it in quotes"),
    (re.compile("end of input|end of file"), "close every block with `end`, and every bracket"),
    (re.compile("statement separator"), "finish the statement; a `;` inside of a text is written `#59;`"),
    (re.compile("no Mermaid diagram"), "begin with the diagram's type, such as `sequenceDiagram` or `flowchart TD`"),
)

_HELP = "mend the line: the browser shows an error in place of the diagram"


def check(body: Passage, unread: Sequence[Span] = ()) -> Verdict:
    """Judge the diagram in a fence's body. `unread` is what our own reader could not make out: the place of a fault
    that merman gives none for."""
    engine = _engine()
    if engine is None:
        return UNCHECKED
    text = body.text.encode("utf-8", "replace").decode()
    try:
        if _is_fine(engine, text):
            return FINE
        found = next(e for e in json.loads(engine.analyze_json(text, None))["diagnostics"] if e["severity"] == "error")
        fault = _fault(body, found, unread)
        return FINE if _is_stricter(found, fault.span.text) else Verdict((fault,))
    except Exception:  # the library's own failures are of many classes, and none is the diagram's
        return Verdict(unanalysed=(body.whole,))


@lru_cache(maxsize=4096)
def _is_fine(engine: Any, text: str) -> bool:
    result = engine.validate(text, None)
    return result.valid or result.code_name not in _REFUSALS


@lru_cache(maxsize=1)
def _engine() -> Any:
    """The parser; None where it is not installed or does not load."""
    if not installed("mermaid"):
        return None
    try:
        import merman

        # Destroyed with the module, the engine would complain that half of the interpreter is gone.
        atexit.register(_engine.cache_clear)
        atexit.register(_is_fine.cache_clear)
        return merman.Merman()
    except Exception:  # a wheel for another C library fails in ways of its own
        return None


def _is_stricter(found: Any, token: str) -> bool:
    """Whether merman refuses what the official parser takes: a brace that closes nothing in a state diagram, a slash in
    an id. Both were found by comparing the two on damaged diagrams."""
    type_, said = str(found.get("diagram_type")), str(found["message"])
    if type_.startswith("state"):
        return "struct stop" in said
    return type_.startswith(("sequence", "flowchart")) and token.startswith("/") and "unexpected" in said


def _fault(body: Passage, found: Any, unread: Sequence[Span]) -> Fault:
    written = str(found["message"])
    advice = next((advice for pattern, advice in _HELPS if pattern.search(written)), _HELP)
    message = re.sub(r"\s+at \d+$|;\s*expected .*$", "", written, flags=re.DOTALL)
    message = message[:1].lower() + message[1:]
    if found["code_name"] == "MERMAN_NO_DIAGRAM":
        message = "it names no type of diagram" if body.text.strip() else "it is empty"
    place = found.get("span") or {"byte_start": 0, "byte_end": 0}
    vague = unread and int(place.get("line", 1)) != int(place.get("end_line", 1)) and not int(place["byte_start"])
    span = unread[0] if vague else _place(body, int(place["byte_start"]), int(place["byte_end"]))
    return Fault(span, f"Mermaid cannot draw this diagram: {message}", "mermaid", advice)


def _place(body: Passage, byte_start: int, byte_end: int) -> Span:
    """The token that merman points at; the line where it points between lines, the first one where it points at all."""
    data = body.text.encode("utf-8", "replace")
    start = len(data[:byte_start].decode("utf-8", "ignore"))
    end = len(data[:byte_end].decode("utf-8", "ignore"))
    token = body.text[start:end]
    if token.strip() and "\n" not in token.strip():
        return body.span(start + len(token) - len(token.lstrip()), start + len(token.rstrip()))
    if token.strip():
        start = len(body.text) - len(body.text.lstrip())
    elif not body.text[body.text.rfind("\n", 0, start) + 1 : start].strip():
        start = len(body.text[:start].rstrip())
    low = body.text.rfind("\n", 0, start) + 1
    high = body.text.find("\n", start)
    line = body.text[low : high if high >= 0 else len(body.text)]
    low += len(line) - len(line.lstrip())
    return body.span(low, low + len(line.strip()))
