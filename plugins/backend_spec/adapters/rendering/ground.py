"""What every page follows from that is no part of the project: the packages that are installed."""

from __future__ import annotations

import os
import sys
from functools import cache

from backend_spec import store

_DESCRIBED = (".dist-info", ".egg-info", ".egg-link", ".pth")


@cache
def installed() -> str:
    """A digest of the Python that runs, of all packages beside it, and of this one's code: as this process began."""
    found = [sys.version, store.code_digest()]
    for place in sys.path:
        try:
            with os.scandir(place or ".") as entries:
                described = [entry for entry in entries if entry.name.endswith(_DESCRIBED)]
                found += sorted(f"{entry.name} {entry.stat().st_mtime_ns}" for entry in described)
        except OSError:
            continue
    return store.digest(*found)
