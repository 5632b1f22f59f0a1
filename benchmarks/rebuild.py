"""What a site with the render cache costs against plain MkDocs, with the same pages and theme, in one run:
`python benchmarks/rebuild.py`.

Builds in which nothing changed, rebuilds of a real `mkdocs serve` after one edit, and its memory over many edits. A
rebuild takes from MkDocs' "Building documentation" until it has browsers reload; processor times, where the platform
tells them, are what to trust on a machine with other work.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from queue import Queue
from socket import socket
from statistics import median

from generate import generate, write
from run import SITE, Run, milliseconds, row, run

BUILD, SOME, MANY, MEMORY = 1 / 5, 1 / 10, 1 / 20, 1.1
_BEGUN, _DONE, _SERVED = "Building documentation", "Reloading browsers", "Serving on"
"""What MkDocs says. It says "Documentation built in 0.72 seconds" once only, if several builds take that long."""
_WAIT = 600.0
DOCUMENT = "backend/api_specification.md"


@dataclass
class Site:
    """A project, and the page of it that is edited."""

    name: str
    root: Path
    edited: str
    pages: int
    figures: dict[str, list[Run]] = field(default_factory=dict)


def site(root: Path, name: str, pages: int, factor: int, edited: str) -> Site:
    """A specification of a size, and ordinary pages up to a number, made of the same text."""
    project = root / name
    write(project / "docs" / "backend", generate(factor))
    texts = list(generate(12).values())
    for number in range(pages - 8 * factor - 1):
        folder = project / "docs" / "pages" / f"part{number // 20}"
        folder.mkdir(parents=True, exist_ok=True)
        text = texts[number % len(texts)].partition("\n")[2][:6000].replace("](", "] (")
        (folder / f"page{number}.md").write_text(f"# Page {number}\n{text}\n", encoding="utf-8")
    (project / "docs" / "index.md").write_text("# Home\n")
    (project / "plain.yml").write_text(SITE)
    (project / "cached.yml").write_text(SITE + "  - backend-spec\n")
    return Site(name, project, edited, pages)


class Serve:
    """A `mkdocs serve`, edited and watched."""

    def __init__(self, one: Site, configuration: str, store: Path):
        with socket() as free:
            free.bind(("127.0.0.1", 0))
            address = f"127.0.0.1:{free.getsockname()[1]}"
        command = [sys.executable, "-u", "-m", "mkdocs", "serve", "-f", configuration, "-a", address]
        environment = {**os.environ, "BACKEND_SPEC_CACHE": str(store), "NO_MKDOCS_2_WARNING": "1"}
        self._process = subprocess.Popen(
            command, cwd=one.root, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )
        self._lines: Queue[tuple[float, str]] = Queue()
        threading.Thread(target=self._read, daemon=True).start()
        self._docs = one.root / "docs"
        self._edited = one.edited
        self._texts: dict[Path, str] = {}
        self._number = 0
        self._until(_SERVED)

    def _read(self) -> None:
        for line in self._process.stderr or ():
            self._lines.put((time.perf_counter(), line))

    def _until(self, words: str) -> float:
        """When a line with these words came."""
        while True:
            at, line = self._lines.get(timeout=_WAIT)
            if words in line:
                return at

    def edit(self, path: str = "") -> Run:
        """Edit a page and wait for the site."""
        page = self._docs / (path or self._edited)
        text = self._texts.setdefault(page, page.read_text(encoding="utf-8"))
        self._number += 1
        time.sleep(0.5)  # a save follows upon reading, not upon the last line that was printed
        before = self._processor()
        page.write_text(f"{text}\nEdited {self._number} times.\n", encoding="utf-8")
        seconds = -self._until(_BEGUN) + self._until(_DONE)
        return Run(seconds, self._processor() - before, self.memory(), 0)

    def _processor(self) -> float:
        try:
            parts = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return 0.0
        return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> float:
        try:
            return int(Path(f"/proc/{self._process.pid}/statm").read_text().split()[1]) * 4096 / 1e6
        except OSError:
            return 0.0

    def close(self) -> None:
        self._process.terminate()
        self._process.wait(60)
        for page, text in self._texts.items():
            page.write_text(text, encoding="utf-8")


def builds(one: Site, store: Path, rounds: int) -> None:
    for name in ("plain", "cached"):
        command = ("mkdocs", "build", "-q", "-f", f"{name}.yml", "-d", f"site-{name}")
        run(command, one.root, store)  # what is kept is kept, and Python's bytecode is there
        one.figures[f"build {name}"] = [run(command, one.root, store) for _ in range(rounds)]


def rebuilds(one: Site, store: Path, rounds: int) -> None:
    for name in ("plain", "cached"):
        server = Serve(one, f"{name}.yml", store)
        server.edit()
        one.figures[f"rebuild {name}"] = [server.edit() for _ in range(rounds)]
        server.close()


def growth(one: Site, store: Path, edits: int) -> None:
    """Edits a page and a document of the specification by turns."""
    server = Serve(one, "cached.yml", store)
    for number in range(20):
        server.edit(DOCUMENT if number % 2 else "")
    before = server.memory()
    for number in range(edits):
        server.edit(DOCUMENT if number % 2 else "")
    after = server.memory()
    server.close()
    ratio = after / before if before else 0.0
    row(
        f"  memory after {edits} edits",
        f"{after:.0f} MB",
        f"{ratio:.2f} x",
        "",
        f"{MEMORY:g} x",
        _verdict(ratio, MEMORY),
    )


def report(one: Site, what: str, target: float) -> None:
    plain, cached = one.figures[f"{what} plain"], one.figures[f"{what} cached"]
    times = median(each.seconds for each in cached), median(each.seconds for each in plain)
    processors = median(each.processor for each in cached), median(each.processor for each in plain)
    ratio = times[0] / times[1]
    processor = processors[0] / processors[1] if processors[1] else 0.0
    row(f"  {what}, plain MkDocs", milliseconds(times[1]))
    row(
        f"  {what}",
        milliseconds(times[0]),
        f"{ratio:.3f} x",
        f"{processor:.3f} x",
        f"{target:g} x",
        _verdict(ratio, target),
    )


def _verdict(ratio: float, target: float) -> str:
    return "ok" if ratio <= target else "MISSED"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=3, help="how often each thing is done")
    parser.add_argument("--sites", default="320-pages,320-documents,1000-pages", help="which sites")
    parser.add_argument("--edits", type=int, default=200, help="for the memory; 0 leaves it out")
    arguments = parser.parse_args()
    page = "pages/part1/page21.md"
    known = {
        "320-pages": (320, 1, page, SOME),
        "320-documents": (320, 40, DOCUMENT, SOME),
        "1000-pages": (1000, 1, page, MANY),
    }
    with tempfile.TemporaryDirectory() as folder:
        for name in arguments.sites.split(","):
            pages, factor, edited, target = known[name]
            started = time.perf_counter()
            one = site(Path(folder), name, pages, factor, edited)
            store = Path(folder) / f"store-{name}"
            row(f"{name}: one edit of {edited}", "time", "ratio", "processor", "target")
            builds(one, store, arguments.rounds)
            report(one, "build", BUILD)
            rebuilds(one, store, arguments.rounds)
            report(one, "rebuild", target)
            if arguments.edits and pages >= 1000:
                growth(one, store, arguments.edits)
            row(f"  ({time.perf_counter() - started:.0f} s)")


if __name__ == "__main__":
    main()
