"""Entries of the store for pages: compressed, checked by their type, and written when a build is done."""

from __future__ import annotations

import zlib
from typing import TypeVar

import msgspec

from backend_spec.store import Store

T = TypeVar("T")


class Kept:
    """What was rendered before, and what is to be kept of this build.

    Written only when the build is done: a file that changes meanwhile may have been read after its digest was taken.
    """

    def __init__(self, store: Store):
        self._store = store
        self._made: dict[str, bytes] = {}

    def get(self, name: str, type_: type[T]) -> T | None:
        """An entry; None when there is none of this type."""
        data = self._made.get(name) or self._store.get(name)
        if data is None:
            return None
        try:
            found = msgspec.msgpack.decode(zlib.decompress(data), type=type_)
        except (zlib.error, msgspec.MsgspecError, UnicodeDecodeError):
            return None
        self._store.touch([name])
        return found

    def put(self, name: str, entry: object) -> None:
        try:
            data = msgspec.msgpack.encode(entry)
        except (TypeError, UnicodeEncodeError):
            return
        self._made[name] = zlib.compress(data, 1)

    def write(self) -> None:
        made, self._made = self._made, {}
        for name, data in made.items():
            self._store.put(name, data)
        if made:
            self._store.trim()

    def forget(self) -> None:
        self._made = {}
