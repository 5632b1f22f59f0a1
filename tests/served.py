"""Real servers for tests: `mkdocs serve` as a process, with what it prints and what its pages are told."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import socket
from typing import Any, TypeVar

T = TypeVar("T")

PATIENCE = 60
"""Seconds that anything may take on a machine that has much to do."""


def eventually(what: Callable[[], T], told: Callable[[], str] = str) -> T:
    """Wait until this is true, and give what it says then. `told` is what the failure says otherwise."""
    end = time.monotonic() + PATIENCE
    while not (said := what()):
        assert time.monotonic() < end, f"it did not happen: {told()}"
        time.sleep(0.05)
    return said


class Server:
    """A running server: its address, what it printed, and the state that pages see."""

    def __init__(self, root: Path, url: str, log: Path, process: subprocess.Popen[bytes]):
        self.root = root
        self.url = url
        self.process = process
        self._log = log

    @property
    def printed(self) -> str:
        return self._log.read_text(encoding="utf-8", errors="replace")

    def get(self, path: str = "") -> tuple[int, str]:
        """Status and content of an answer; 0 when there is none."""
        try:
            with urllib.request.urlopen(self.url + path, timeout=PATIENCE) as response:
                return response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()
        except OSError:
            return 0, ""

    def state(self) -> dict[str, Any]:
        return dict(json.loads(self.get("__backend-spec__/state")[1]))

    def rules(self) -> list[str]:
        """The rules that the state has findings of."""
        return [one["rule"] for one in self.state()["findings"]]

    def post(self, said: object, page: str = "") -> tuple[int, dict[str, Any]]:
        """Ask for a fix as a page's script does."""
        token = re.search(r'data-token="([^"]+)"', self.get(page)[1])
        assert token
        request = urllib.request.Request(
            self.url + "__backend-spec__/fix",
            data=json.dumps(said).encode(),
            headers={
                "Content-Type": "application/json",
                "Origin": self.url.split("/", 3)[0] + "//" + self.url.split("/", 3)[2],
                "X-Backend-Spec-Token": token[1],
            },
        )
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as response:
                return response.status, json.loads(response.read())
        except urllib.error.HTTPError as error:
            return error.code, json.loads(error.read())


def environment(root: Path) -> dict[str, str]:
    made = {**os.environ, "BACKEND_SPEC_CACHE": str(root / ".kept"), "NO_MKDOCS_2_WARNING": "1"}
    made.pop("FORCE_COLOR", None)
    return made


def free_port() -> int:
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@contextmanager
def serving(root: Path, *arguments: str, host: str = "mkdocs", path: str = "", port: int = 0) -> Iterator[Server]:
    """A server of the project in a folder, until the block ends. `path` is where its site_url has it,
    `port` where it listens, else a free one."""
    port = port or free_port()
    log = root / f".serve-{port}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", host, "serve", "-f", "mkdocs.yml", "--dev-addr", f"127.0.0.1:{port}", *arguments],
            cwd=root,
            env=environment(root),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    server = Server(root, f"http://127.0.0.1:{port}/{path}", log, process)
    try:
        eventually(lambda: process.poll() is not None or "Serving on" in server.printed)
        assert process.poll() is None, server.printed
        eventually(lambda: server.get()[0] == 200)
        yield server
    finally:
        process.terminate()
        process.wait(PATIENCE)


def interrupted(process: subprocess.Popen[bytes]) -> int:
    """The status with which a process ends at Ctrl+C."""
    process.send_signal(signal.SIGINT)
    return process.wait(PATIENCE)
