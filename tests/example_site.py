"""The site of this repository: built once for all test processes, and served."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from specification import ROOT


def built(shared: Path) -> Path:
    """The site's folder below a folder that all test processes share. The first one that asks builds it, strictly."""
    place, told, failed = shared / "example-site", shared / "example-site.log", shared / "example-site.failed"
    try:
        (shared / "example-site.lock").mkdir()
    except FileExistsError:
        end = time.monotonic() + 600
        while not place.is_dir():
            assert not failed.exists(), told.read_text(encoding="utf-8")
            assert time.monotonic() < end, "the example site is not built by the process that began to"
            time.sleep(0.2)
        return place
    making = shared / "example-site.making"
    result = _build(making)
    told.write_text(result, encoding="utf-8")
    if result:
        failed.touch()
        raise AssertionError(result)
    making.rename(place)
    return place


def _build(place: Path) -> str:
    """Build the site; what was said when that failed, else nothing."""
    for command in (
        [str(ROOT / "scripts" / "ensure_mermaid.py")],
        ["-m", "mkdocs", "build", "--strict", "--site-dir", str(place)],
    ):
        done = subprocess.run(
            [sys.executable, *command],
            cwd=ROOT,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=300,
        )
        if done.returncode:
            return done.stdout + done.stderr
    return ""


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing of it."""

    def log_message(self, *arguments: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine: the address, with a slash at its end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
