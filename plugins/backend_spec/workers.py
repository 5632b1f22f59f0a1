"""Doing one thing to many files on all processors, where the platform can fork.

A forked process has everything imported already, so even half a second of work is worth sharing. Whatever goes wrong
with a worker, the caller does that share itself: the result never depends on them.
"""

from __future__ import annotations

import os
import struct
import sys
import threading
from collections.abc import Callable, Mapping, Sequence

WORTH = 100_000
"""Bytes of input below which sharing costs more than it gains."""


class Workers:
    """Processes that work while the caller does its own share, `own`; then `results` waits for them."""

    def __init__(self, work: Callable[[str], bytes], sizes: Mapping[str, int]):
        self._pipes: list[tuple[int, int]] = []
        count = min(_processors(), len(sizes)) if sum(sizes.values()) >= WORTH and _can_fork() else 1
        self.own, *others = shares(sizes, count)
        for share in others:
            self._start(work, share)

    def _start(self, work: Callable[[str], bytes], share: Sequence[str]) -> None:
        read, write = os.pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        try:
            process = os.fork()
        except OSError:
            os.close(read)
            os.close(write)
            return
        if process == 0:
            status = 1
            try:
                os.close(read)
                with os.fdopen(write, "wb") as pipe:
                    for name in share:
                        _send(pipe.write, name, work(name))
                status = 0
            finally:
                os._exit(status)  # nothing of the parent's may be finished twice
        os.close(write)
        self._pipes.append((process, read))

    def results(self) -> dict[str, bytes]:
        """What the workers did, by name. A worker that failed gives what it had done before."""
        done: dict[str, bytes] = {}
        for process, read in self._pipes:
            with os.fdopen(read, "rb") as pipe:
                done |= _received(pipe.read())
            os.waitpid(process, 0)
        self._pipes.clear()
        return done


def shares(sizes: Mapping[str, int], count: int) -> list[list[str]]:
    """Names in `count` shares of about equal size: each name, the largest first, goes to the smallest share so far."""
    parts: list[list[str]] = [[] for _ in range(count)]
    totals = [0] * count
    for name in sorted(sizes, key=lambda name: (-sizes[name], name)):
        smallest = totals.index(min(totals))
        parts[smallest].append(name)
        totals[smallest] += sizes[name]
    return parts


def _send(write: Callable[[bytes], object], name: str, result: bytes) -> None:
    title = name.encode("utf-8", "surrogatepass")
    write(struct.pack("<II", len(title), len(result)) + title + result)


def _received(data: bytes) -> dict[str, bytes]:
    done: dict[str, bytes] = {}
    at = 0
    while at + 8 <= len(data):
        name, result = struct.unpack_from("<II", data, at)
        at += 8 + name + result
        if at > len(data):
            break
        start = at - result
        done[data[start - name : start].decode("utf-8", "surrogatepass")] = data[start:at]
    return done


def _processors() -> int:
    """The processors that this process may use, at most four: sharing gains little beyond."""
    if hasattr(os, "sched_getaffinity"):
        return min(4, len(os.sched_getaffinity(0)))
    return min(4, os.cpu_count() or 1)


def _can_fork() -> bool:
    """Forking is safe in a process with one thread; on macOS not even then, its system libraries start some."""
    return hasattr(os, "fork") and sys.platform != "darwin" and threading.active_count() == 1
