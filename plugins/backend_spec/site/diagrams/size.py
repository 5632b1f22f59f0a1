"""How large a diagram will be drawn, about: the page keeps the room free, so that nothing moves when it comes."""

from __future__ import annotations

from backend_spec.notation import mermaid


def size(content: mermaid.Diagram) -> tuple[int, int]:
    """Width and height in pixels, estimated."""
    return (600, 300)
