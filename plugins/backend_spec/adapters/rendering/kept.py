"""Entries of the store for pages: compressed, checked by their type, and written when a build is done."""

from __future__ import annotations

import zlib
from typing import TypeVar

import msgspec

from backend_spec.store import Store

T = TypeVar("T")
Links = tuple[tuple[str, str], ...]
"""Symbolic links of a page: to pages, and anchors there."""

_FEW = 2**22
"""Bytes that are added before it is looked again whether there are too many."""


class Kept:
    """What was rendered before, and what is to be kept of this build.

    Written only when the build is done: a file that changes meanwhile may have been read after its digest was taken.
    `last` is what the last build of this process used, which needs no look at the disk.
    """

    def __init__(self, store: Store, last: Kept | None = None, *, remembers: bool = False):
        self._store = store
        self._made: dict[str, bytes] = {}
        self._last = last._used if last else {}
        self._used: dict[str, bytes] = {}
        self._remembers = remembers
        self._added: int = last._added if last else _FEW
        self.links: dict[str, Links] = {}
        """The links of pages that were used, by their names."""
        self._last_links = last.links if last else {}

    def get(self, name: str, type_: type[T]) -> T | None:
        """An entry; None when there is none of this type."""
        data = self._last.get(name)
        known = data is not None
        data = data or self._made.get(name) or self._store.get(name)
        if data is None:
            return None
        try:
            found = msgspec.msgpack.decode(zlib.decompress(data), type=type_)
        except (zlib.error, msgspec.MsgspecError, UnicodeDecodeError):
            return None
        if not known:
            self._store.touch([name])
        self._remember(name, data)
        return found

    def again(self, name: str) -> Links | None:
        """Go on keeping a page that the last build used, without a look at it: its links, None if there is none."""
        found = self._last_links.get(name)
        if found is not None and name in self._last:
            self.links[name] = found
            self._used[name] = self._last[name]
        return found

    def _remember(self, name: str, data: bytes) -> None:
        if self._remembers:
            self._used[name] = data

    def put(self, name: str, entry: object) -> None:
        try:
            data = msgspec.msgpack.encode(entry)
        except (TypeError, UnicodeEncodeError):
            return
        self._made[name] = zlib.compress(data, 1)
        self._remember(name, self._made[name])

    def write(self) -> None:
        """Keep what was made."""
        made, self._made = self._made, {}
        self._last = {}
        for name, data in made.items():
            self._store.put(name, data)
            self._added += len(data)
        if made and self._added >= _FEW:
            self._store.trim()
            self._added = 0

    def forget(self) -> None:
        """Keep nothing of what was made."""
        for name in self._made:
            self._used.pop(name, None)
        self._made, self._last = {}, {}
