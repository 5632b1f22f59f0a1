"""Python's search for garbage, which looks through everything that there is again and again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """No garbage collection meanwhile: what is made is much and holds no cycles, and looking for some takes a quarter
    of the time, or half of it."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def spare() -> None:
    """Leave out all that there is now from later searches: a specification's facts, for a process that goes on.

    What of it is no more needed is freed at once, but for what holds itself. So this is for once, not for every build.
    """
    gc.freeze()
