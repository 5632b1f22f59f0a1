"""Doing one thing to many files on all processors, where the platform can fork.

A forked process has everything imported already, so even half a second of work is worth sharing. Whatever goes wrong
with a worker, the caller does that share itself: the result never depends on them.
"""

from __future__ import annotations

import os
import signal
import struct
import sys
import threading
from collections.abc import Callable, Iterator, Mapping

WORTH = 100_000
"""Bytes of input below which sharing costs more than it gains."""

QUEUE = 2048
"""Numbers that a pipe surely holds; one stands for several names where there are more."""

_TOKEN = struct.Struct("<H")


class Workers:
    """Processors that work beside the caller: all take the next name from one queue, the largest first.

    The caller works on `own()`, then asks for the `results()` of the others. It is a context: workers do not outlive
    it, whatever happens to the caller.
    """

    def __init__(self, work: Callable[[str], bytes], sizes: Mapping[str, int]):
        self._names = sorted(sizes, key=lambda name: (-sizes[name], name))
        self._started: list[tuple[int, int]] = []
        self._queue = -1
        if sum(sizes.values()) >= WORTH and _can_fork():
            self._share(work, min(_processors(), len(sizes)) - 1)

    def own(self) -> Iterator[str]:
        """The names that fall to the caller."""
        yield from self._names if self._queue < 0 else self._taken()

    def _taken(self) -> Iterator[str]:
        """Names from the queue, which is a pipe of numbers: a read of a few bytes is never divided."""
        while token := os.read(self._queue, _TOKEN.size):
            yield from self._names[_TOKEN.unpack(token)[0] :: self._tokens]

    def _share(self, work: Callable[[str], bytes], others: int) -> None:
        self._tokens = min(len(self._names), QUEUE)
        self._queue, end = os.pipe()
        os.write(end, b"".join(map(_TOKEN.pack, range(self._tokens))))
        os.close(end)
        sys.stdout.flush()
        sys.stderr.flush()
        for _ in range(others):
            self._start(work)

    def _start(self, work: Callable[[str], bytes]) -> None:
        read, write = os.pipe()
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
                status = self._serve(work, write)
            finally:
                os._exit(status)  # nothing of the parent's may be finished twice
        os.close(write)
        self._started.append((process, read))

    def _serve(self, work: Callable[[str], bytes], write: int) -> int:
        """What a worker does: results are sent when all is done, as the caller does not listen before."""
        done: list[tuple[str, bytes]] = []
        try:
            done.extend((name, work(name)) for name in self._taken())
        finally:
            with os.fdopen(write, "wb") as pipe:
                for name, result in done:
                    _send(pipe.write, name, result)
        return 0

    def results(self) -> dict[str, bytes]:
        """What the workers did, by name. A worker that failed gives what it had done before."""
        done: dict[str, bytes] = {}
        while self._started:
            process, read = self._started.pop()
            with os.fdopen(read, "rb") as pipe:
                done |= _received(pipe.read())
            os.waitpid(process, 0)
        return done

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        for process, read in self._started:
            os.kill(process, signal.SIGKILL)
            os.close(read)
            os.waitpid(process, 0)
        self._started.clear()
        if self._queue >= 0:
            os.close(self._queue)
            self._queue = -1
            self._names = []


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
