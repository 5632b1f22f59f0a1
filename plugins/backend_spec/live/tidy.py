"""Garbage is collected when a verdict has been told: in the middle of one it would take longer than the verdict."""

from __future__ import annotations

import gc


def begin() -> None:
    """Leave garbage alone until it is tidied up."""
    gc.disable()


def tidy() -> None:
    """Collect what verdicts have left behind; the first time, set apart what is in use, most of which stays so."""
    gc.collect()
    if not gc.get_freeze_count():
        gc.freeze()
