"""Records as bytes: what was extracted from a source, written for the store and read again for the same source."""

from __future__ import annotations

import io
import pickle
from dataclasses import fields, is_dataclass
from operator import attrgetter
from typing import Any

from backend_spec.text import Source

_FIELDS: dict[type, attrgetter[Any] | None] = {}


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


class _Pickler(pickle.Pickler):
    def __init__(self, file: io.BytesIO, source: Source):
        super().__init__(file, protocol=5)
        self._source = source

    def persistent_id(self, item: object) -> str | None:
        return "source" if item is self._source else None

    def reducer_override(self, item: object) -> Any:
        """Write a record as its class and its fields: several times faster than what dataclasses do by themselves."""
        record = type(item)
        if record not in _FIELDS:
            names = [f.name for f in fields(record) if f.init] if is_dataclass(record) else []
            _FIELDS[record] = attrgetter(*names) if len(names) > 1 else None
        values = _FIELDS[record]
        return (record, values(item)) if values else NotImplemented


class _Unpickler(pickle.Unpickler):
    """Loads this package's types and nothing else, so that a forged entry cannot run code."""

    def __init__(self, file: io.BytesIO, source: Source):
        super().__init__(file)
        self._source = source

    def persistent_load(self, name: object) -> Source:
        return self._source

    def find_class(self, module: str, name: str) -> object:
        if not module.startswith("backend_spec."):
            raise pickle.UnpicklingError(f"{module}.{name} is not a type of this package")
        found = super().find_class(module, name)
        if not isinstance(found, type):
            raise pickle.UnpicklingError(f"{module}.{name} is not a type")
        return found
