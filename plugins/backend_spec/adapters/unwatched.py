"""`mkdocs serve --no-livereload`: MkDocs watches nothing then, and shows plugins no server."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mkdocs.livereload import LiveReloadServer


def stand_in(before: Callable[[Any], None]) -> Callable[[], None]:
    """Have this called with each server that is about to serve. Gives what undoes that."""
    known: Any = LiveReloadServer
    serve = known.serve

    def serving(server: Any, *arguments: Any, **named: Any) -> Any:
        before(server)
        return serve(server, *arguments, **named)

    def undo() -> None:
        if known.serve is serving:
            known.serve = serve

    known.serve = serving
    return undo
