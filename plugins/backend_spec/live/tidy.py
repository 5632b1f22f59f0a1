"""Garbage is collected when a verdict has been told: in the middle of one it would take longer than the verdict."""

from __future__ import annotations

import gc

_MANY = 250_000
"""Objects more than after the last collection, some 30 MB: what several saves leave behind. To look for it takes as
long as a verdict, and makes the next one slower, whose objects are no more at hand."""


def begin() -> None:
    """Leave garbage alone until it is tidied up."""
    gc.disable()


def tidy() -> None:
    """Collect what verdicts have left behind, if it is much; the first time, set apart what is in use, most of which
    stays so."""
    if gc.get_freeze_count() and gc.get_count()[0] < _MANY:
        return
    gc.collect()
    if not gc.get_freeze_count():
        gc.freeze()
