"""How the tests start Chromium, and which requests a page of ours may make."""

from __future__ import annotations

from urllib.parse import urlsplit

# Without the last four, Chromium itself asks hosts on the network for updates and settings.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LOCAL_SCHEMES = {"about", "blob", "data", "file"}
LOCAL_HOSTS = {"127.0.0.1", "::1", "localhost"}


def stays_here(url: str) -> bool:
    """Whether a request for this URL leaves the machine alone."""
    parts = urlsplit(url)
    return parts.scheme in LOCAL_SCHEMES or parts.hostname in LOCAL_HOSTS
