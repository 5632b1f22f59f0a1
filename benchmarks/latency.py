"""From the save to the verdict in the terminal: real saves of the example specification, real processes.

    python benchmarks/latency.py [--saves 60] [--only watch|serve] [--document api_specification.md] [--each]

Every save changes one document, each in its turn: a fault comes, a sentence comes, the fault goes. Time is taken from
before the file is written until the line that sums up is read from the process.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from socket import socket
from threading import Thread

ROOT = Path(__file__).parent.parent
SUMMARY = re.compile(r"(no findings|errors?|warnings?|hints?)\b.*  [\d,]+ ms$")
TARGET = 150


class Lines:
    """What a process prints, line by line, with the time of each."""

    def __init__(self, process: subprocess.Popen[str]):
        self._process = process
        self.told: list[tuple[float, str]] = []
        Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for line in self._process.stdout or ():
            self.told.append((time.perf_counter(), line.rstrip()))

    def after(self, at: int, pattern: re.Pattern[str], seconds: float = 120) -> tuple[int, float]:
        """The first line from this one on that has the pattern: the number of the next, and its time."""
        end = time.monotonic() + seconds
        while True:
            for number in range(at, len(self.told)):
                if pattern.search(self.told[number][1]):
                    return number + 1, self.told[number][0]
            if time.monotonic() > end or (self._process.poll() is not None and at >= len(self.told)):
                print("\n".join(line for _, line in self.told[-30:]), file=sys.stderr)
                sys.exit("the process says nothing")
            time.sleep(0.001)


def saves(folder: Path, document: str | None) -> Iterator[None]:
    """Save documents in turn, for as long as is wanted."""
    names = [document] if document else sorted(path.name for path in folder.glob("*.md"))
    before = {name: (folder / name).read_text(encoding="utf-8") for name in names}
    number = 0
    while True:
        for name in names:
            wrong = before[name] + "\nSee `GET /api/v1/nowhere/{id}` and error `9999` in `nowhere-service`.\n"
            for text in (wrong, f"{wrong}\nThis is sentence {number}.\n", before[name] + "\n" * (number % 2)):
                number += 1
                (folder / ".saved").write_text(text, encoding="utf-8")
                (folder / ".saved").replace(folder / name)
                yield


def measured(command: list[str], root: Path, count: int, ready: str, document: str | None) -> list[float]:
    """Milliseconds of each save, of a process that judges the project in a folder."""
    process = subprocess.Popen(
        command,
        cwd=root,
        env={**os.environ, "BACKEND_SPEC_CACHE": str(root / ".kept"), "NO_MKDOCS_2_WARNING": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
    lines = Lines(process)
    serves = "serve" in command
    try:
        at, _ = lines.after(0, re.compile(ready))
        time.sleep(3)
        saving = saves(root / "docs" / "backend", document)
        took = []
        for _ in range(count):
            started = time.perf_counter()
            next(saving)
            at, told = lines.after(at, SUMMARY)
            took.append((told - started) * 1000)
            if serves:  # people do not save again before the page is there
                at, _ = lines.after(at, re.compile("Reloading browsers"))
            time.sleep(0.4)  # nobody types faster
        return took
    finally:
        process.terminate()
        process.wait(30)


def project(root: Path) -> None:
    shutil.copytree(ROOT / "docs" / "backend", root / "docs" / "backend")
    (root / "docs" / "index.md").write_text("# Home\n")
    (root / "mkdocs.yml").write_text("site_name: x\ntheme: material\nplugins: [search, backend-spec]\n")


def told(name: str, took: list[float]) -> None:
    ranked = sorted(took)
    high = ranked[min(len(ranked) - 1, round(0.95 * len(ranked)))]
    verdict = "within" if high <= TARGET else "NOT within"
    figures = {
        "25 %": ranked[len(ranked) // 4],
        "median": statistics.median(took),
        "95 %": high,
        "worst": ranked[-1],
    }
    shown = "   ".join(f"{what} {milliseconds:5.0f} ms" for what, milliseconds in figures.items())
    print(f"{name:<20} {len(took):>4} saves   {shown}   {verdict} {TARGET} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--saves", type=int, default=60)
    parser.add_argument("--only", choices=("watch", "serve"))
    parser.add_argument("--document")
    parser.add_argument("--each", action="store_true", help="print the time of each save")
    options = parser.parse_args()
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    print(f"{os.cpu_count()} processors{load}")
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    commands = {
        "watch": ([sys.executable, "-m", "backend_spec", "watch"], SUMMARY.pattern),
        "serve": ([sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address], "Serving on"),
    }
    for name, (command, ready) in commands.items():
        if options.only in (None, name):
            with tempfile.TemporaryDirectory() as folder:
                project(Path(folder))
                took = measured(command, Path(folder), options.saves, ready, options.document)
            if options.each:
                print(" ".join(f"{one:.0f}" for one in took))
            told(" ".join(command[2:4]), took)


if __name__ == "__main__":
    main()
