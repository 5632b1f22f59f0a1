"""What browsers get while serving, over WSGI: the state, fixes, and every page with the script that shows findings.

It stands before the application that serves the site, so the files of the site are those of a build.
"""

from __future__ import annotations

import html
import json
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any
from urllib.parse import parse_qs

from backend_spec.live import failure
from backend_spec.live.request import Refused, content
from backend_spec.live.state import State

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
Headers = list[tuple[str, str]]

PREFIX = "__backend-spec__/"
_PATIENCE = 25
"""Seconds that a request for the next state waits."""

_TYPES = {".js": "text/javascript", ".css": "text/css", ".json": "application/json"}


@dataclass
class Web:
    """An application around the one of a site that is mounted at `mount` (with slashes at both ends). `host` is what
    the server was told to listen at; `fix` applies a finding's fix, or raises Refused."""

    site: Application
    state: State
    mount: str
    host: str
    fix: Callable[[str], None]
    shown: Callable[[], bool] = lambda: True
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace")
        if path.startswith(self.mount + PREFIX) and self.shown():
            return self._own(environ, start, path.removeprefix(self.mount + PREFIX))
        return self._page(environ, start, path)

    # The site's pages.

    def _page(self, environ: dict[str, Any], start: Callable[..., Any], path: str) -> Iterable[bytes]:
        wrong = self.state.failure
        if wrong and wrong.blocks and _is_page(path):
            body = self._with_script(failure.page(wrong, self.mount))
            start("503 Service Unavailable", _headers("text/html; charset=utf-8", body))
            return [body]
        told: list[Any] = []

        def remember(status: str, headers: Headers, *rest: Any) -> Callable[[bytes], object]:
            told[:] = [status, headers, *rest]
            return lambda data: None

        made = self.site(environ, remember)
        status, headers, *rest = told
        if not self.shown() or not _header(headers, "content-type").startswith("text/html"):
            start(status, headers, *rest)
            return made
        try:
            body = self._with_script(b"".join(made))
        finally:
            if hasattr(made, "close"):
                made.close()
        kept = [(name, value) for name, value in headers if name.casefold() != "content-length"]
        start(status, [*kept, ("Content-Length", str(len(body)))], *rest)
        return [body]

    def _with_script(self, page: bytes) -> bytes:
        if not self.shown():
            return page
        own = html.escape(self.mount + PREFIX)
        # Fetched while the page is still read, so that the badge is there with the page.
        early = f'<link rel="stylesheet" href="{own}live.css">'
        early += "".join(f'<link rel="modulepreload" href="{own}{name}">' for name in _scripts())
        script = f'<script type="module" src="{own}live.js" data-token="{self.token}"></script>'
        body = page.rfind(b"</body>") if b"</body>" in page else len(page)
        head = page.find(b"</head>", 0, body) if b"</head>" in page[:body] else body
        return page[:head] + early.encode() + page[head:body] + script.encode() + page[body:]

    # What is ours.

    def _own(self, environ: dict[str, Any], start: Callable[..., Any], name: str) -> Iterable[bytes]:
        try:
            status, kind, body = self._answer(environ, name)
        except Refused as refused:
            status, kind = refused.status, "application/json"
            body = json.dumps({"ok": False, "message": str(refused)}).encode()
        start(status, _headers(kind, body))
        return [body]

    def _answer(self, environ: Mapping[str, Any], name: str) -> tuple[str, str, bytes]:
        method = environ["REQUEST_METHOD"]
        if name == "fix":
            if method != "POST":
                raise Refused("405 Method Not Allowed", "POST is expected")
            said = content(environ, self.host, self.token)
            self.fix(str(said.get("id", "")))
            return "200 OK", "application/json", b'{"ok": true}'
        if method not in ("GET", "HEAD"):
            raise Refused("405 Method Not Allowed", "GET is expected")
        if name == "state":
            [after] = parse_qs(environ.get("QUERY_STRING", "")).get("after", [""])[-1:]
            known = int(after) if after.isascii() and after.isdigit() else None
            return "200 OK", "application/json", self.state.wait(known, _PATIENCE)
        return "200 OK", *_asset(name)


@cache
def _scripts() -> list[str]:
    assets = resources.files("backend_spec.live") / "assets"
    return sorted(file.name for file in assets.iterdir() if file.name.endswith(".js"))


def _asset(name: str) -> tuple[str, bytes]:
    """A file of the package's own, with its type."""
    stem, dot, suffix = name.rpartition(".")
    file = resources.files("backend_spec.live") / "assets" / name
    if "/" in name or "\\" in name or not stem or f".{suffix}" not in _TYPES or not file.is_file():
        raise Refused("404 Not Found", "there is no such file")
    return f"{_TYPES[dot + suffix]}; charset=utf-8", file.read_bytes()


def _headers(kind: str, body: bytes) -> Headers:
    return [("Content-Type", kind), ("Content-Length", str(len(body))), ("Cache-Control", "no-store")]


def _header(headers: Headers, name: str) -> str:
    return next((value for given, value in headers if given.casefold() == name), "").casefold()


def _is_page(path: str) -> bool:
    """Whether an address is one of a page: assets of a site that could not be built are not asked for."""
    last = path.rpartition("/")[2]
    return "." not in last or last.endswith((".html", ".htm"))
