"""Who may have a specification edited: pages of this very server, and nobody else on the network."""

from __future__ import annotations

import hmac
import ipaddress
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

LIMIT = 10_000
"""Bytes that a request may have."""


class Refused(Exception):
    """A request that is not answered with what it asks for; `status` is HTTP's."""

    def __init__(self, status: str, message: str):
        super().__init__(message)
        self.status = status


def content(environ: Mapping[str, Any], host: str, token: str) -> dict[str, object]:
    """What a request of the panel says. Raises Refused unless it surely comes from a page of this server."""
    given = environ.get("HTTP_HOST", "")
    if not is_ours(given, host):
        raise Refused("403 Forbidden", "this server is not called so")
    origin = urlsplit(environ.get("HTTP_ORIGIN", ""))
    if origin.netloc != given or environ.get("HTTP_SEC_FETCH_SITE", "same-origin") != "same-origin":
        raise Refused("403 Forbidden", "only pages of this server may ask for this")
    if not hmac.compare_digest(environ.get("HTTP_X_BACKEND_SPEC_TOKEN", "").encode(), token.encode()):
        raise Refused("403 Forbidden", "the page is older than the server; load it again")
    if environ.get("CONTENT_TYPE", "").partition(";")[0].strip() != "application/json":
        raise Refused("415 Unsupported Media Type", "JSON is expected")
    try:
        length = int(environ.get("CONTENT_LENGTH") or 0)
    except ValueError:
        length = -1
    if not 0 < length <= LIMIT:
        raise Refused("413 Content Too Large", "the request is too long, or empty")
    try:
        said = json.loads(environ["wsgi.input"].read(length))
    except ValueError:
        said = None
    if not isinstance(said, dict):
        raise Refused("400 Bad Request", "a JSON object is expected")
    return said


def is_ours(given: str, host: str) -> bool:
    """Whether a Host header names this server: as it was told to listen, as this machine calls itself, or by an
    address. A foreign page that has its own name resolved to this machine still sends its own name."""
    try:
        name = urlsplit(f"//{given}").hostname or ""
    except ValueError:
        return False
    if name == host.casefold() or name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
