"""What is kept between runs: a content-addressed store that may be deleted at any time.

An entry's name is a digest of everything that its content follows from, this package's own code included, so an entry
is never stale. Entries are written whole and renamed into place: two processes may use one store. One that cannot be
read, that is not whole, or that was put under another name counts as absent.
"""

from __future__ import annotations

import hashlib
import os
import sys
import threading
from collections.abc import Iterable
from pathlib import Path

from backend_spec.verdict import library

LIMIT = 256 * 2**20
"""Bytes that a store may grow to before the entries longest unused are deleted."""


def folder() -> Path:
    """The user's cache folder for this tool; the environment variable BACKEND_SPEC_CACHE names another."""
    if chosen := os.environ.get("BACKEND_SPEC_CACHE"):
        return Path(chosen)
    if sys.platform == "win32":
        root = os.environ.get("LOCALAPPDATA") or os.path.expanduser(r"~\AppData\Local")  # noqa: PTH111
    elif sys.platform == "darwin":
        root = os.path.expanduser("~/Library/Caches")  # noqa: PTH111
    else:
        root = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")  # noqa: PTH111
    return Path(root) / "backend-spec"


def code_digest() -> str:
    """A digest of this package's files, of the Python that runs them and of the compilers that are installed beside: an
    edit here makes all entries unreachable."""
    digest = hashlib.sha256(f"{sys.version}\n{library.identity()}".encode())
    pending = [os.path.dirname(__file__)]  # noqa: PTH120
    while pending:
        with os.scandir(pending.pop()) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.is_dir():
                    if entry.name != "__pycache__":
                        pending.append(entry.path)
                elif entry.name.endswith(".py"):
                    state = entry.stat()
                    digest.update(f"{entry.name} {state.st_size} {state.st_mtime_ns}".encode())
    return digest.hexdigest()


def digest(*parts: bytes | str) -> str:
    """A digest of parts whose borders count."""
    state = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        state.update(len(data).to_bytes(8, "big"))
        state.update(data)
    return state.hexdigest()


def _checksum(name: str, data: bytes) -> bytes:
    state = hashlib.sha256(name.encode())
    state.update(data)
    return state.digest()


class Store:
    """Entries in a folder. A store that cannot be written (`root` None, a read-only disk) keeps nothing."""

    def __init__(self, root: Path | None):
        self._root = root

    @property
    def keeps(self) -> bool:
        return self._root is not None

    def get(self, name: str) -> bytes | None:
        """An entry, None when there is none that is whole."""
        if self._root is None:
            return None
        path = self._root / name[:2] / name[2:]
        try:
            data = path.read_bytes()
        except OSError:
            return None
        if len(data) < 32 or _checksum(name, data[32:]) != data[:32]:
            return None
        return data[32:]

    def put(self, name: str, data: bytes) -> None:
        if self._root is None:
            return
        path = self._root / name[:2] / name[2:]
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary = path.with_name(f"{path.name}.{os.getpid()}.{threading.get_ident()}")
            temporary.write_bytes(_checksum(name, data) + data)
            temporary.replace(path)
        except OSError:
            return

    def touch(self, names: Iterable[str]) -> None:
        """Mark entries as used now."""
        for name in names:
            if self._root is not None:
                try:
                    os.utime(self._root / name[:2] / name[2:])
                except OSError:
                    continue

    def trim(self, limit: int = LIMIT) -> None:
        """Delete the entries longest unused until the rest fits the limit."""
        if self._root is None:
            return
        found = []
        for path in self._root.glob("??/*"):
            try:
                state = path.stat()
            except OSError:
                continue
            found.append((state.st_mtime_ns, state.st_size, path))
        total = sum(size for _, size, _ in found)
        for _, size, path in sorted(found, key=lambda entry: entry[0]):
            if total <= limit:
                return
            path.unlink(missing_ok=True)
            total -= size
