"""Records as bytes: what was extracted from a source, written for the store and read again for the same source."""

from __future__ import annotations

import io
import pickle

from backend_spec.text import Source, Span


def dump(facts: object, source: Source) -> bytes:
    """Pickle what was extracted from a source, without the source itself."""
    buffer = io.BytesIO()
    _Pickler(buffer, source).dump(facts)
    return buffer.getvalue()


def restore(data: bytes, source: Source) -> object | None:
    """Unpickle for the same source; None for anything that `dump` did not write."""
    try:
        restored: object = _Unpickler(io.BytesIO(data), source).load()
        return restored
    except Exception:
        # Whatever a damaged entry makes of itself, the cure is the same: extract again.
        return None


def moved(data: bytes, source: Source, by: int) -> object:
    """What `dump` wrote in this process, for a source in which it stands so many characters further on."""
    return _Mover(io.BytesIO(data), source, by).load()


class _Here:
    """Stands for the source in what is written."""


class _Pickler(pickle.Pickler):
    def __init__(self, file: io.BytesIO, source: Source):
        super().__init__(file, protocol=5)
        # A table is looked up once per class, `persistent_id` would be called for every number.
        self.dispatch_table = {Source: lambda one: (_Here, ()) if one is source else object.__reduce_ex__(one, 5)}


class _Unpickler(pickle.Unpickler):
    """Loads this package's types and nothing else, so that a forged entry cannot run code."""

    def __init__(self, file: io.BytesIO, source: Source):
        super().__init__(file)
        self._source = source

    def find_class(self, module: str, name: str) -> object:
        if not module.startswith("backend_spec."):
            raise pickle.UnpicklingError(f"{module}.{name} is not a type of this package")
        found = super().find_class(module, name)
        if found is _Here:
            return lambda: self._source
        if not isinstance(found, type):
            raise pickle.UnpicklingError(f"{module}.{name} is not a type")
        return found


_KNOWN: dict[tuple[str, str], object] = {}
"""The types that were met."""


class _Mover(_Unpickler):
    """Loads what stands elsewhere now. That takes a fifth of the time that reading it takes."""

    def __init__(self, file: io.BytesIO, source: Source, by: int):
        super().__init__(file, source)
        self._by = by

    def find_class(self, module: str, name: str) -> object:
        source, by = self._source, self._by
        if name == "Span":
            return lambda _, start, end: Span(source, start + by, end + by)
        if name == "_Here":
            return lambda: source
        if (module, name) not in _KNOWN:
            _KNOWN[module, name] = super().find_class(module, name)
        return _KNOWN[module, name]
