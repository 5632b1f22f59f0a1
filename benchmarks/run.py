"""How fast the tool is, as ratios taken in one run: `python benchmarks/run.py`, or `make bench`.

A machine's speed differs from day to day, so nothing is compared with a figure from elsewhere: every command is run in
turn with the command that it is measured against, several times, and medians are divided. Prints a table and judges
nothing else: a missed target is marked, and the exit status is 0.
"""

from __future__ import annotations

import argparse
import compileall
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from statistics import median

from generate import generate, write

EXAMPLE = Path(__file__).parent.parent / "docs" / "backend"
COLD, WARM, GROWTH, MEMORY = 8.0, 1.0, 1.2, 1000.0
PACKAGES = "backend_spec mkdocs material markdown markdown_it pymdownx click yaml".split()
CHECKS = ("no cache", "empty store", "warm")
SITE = """\
site_name: Benchmark
theme:
  name: material
  font: false
markdown_extensions:
  - admonition
  - attr_list
  - tables
  - toc
  - pymdownx.highlight
  - pymdownx.superfences:
      custom_fences:
        - name: mermaid
          class: mermaid
          format: !!python/name:pymdownx.superfences.fence_code_format
plugins:
  - search
"""
PLUGIN = {
    "plain": "",
    "judged": "  - backend-spec: {rule_pages: false, pages: false, links: false}\n",
    "links": "  - backend-spec: {rule_pages: false, pages: false}\n",
    "everything": "  - backend-spec\n",
}
OVERHEAD = {"judged": 15.0, "links": 15.0, "everything": 25.0}
"""By how many per cent a build may take longer, for what the plugin does in it."""


@dataclass
class Specification:
    """A specification in a project of its own, with one configuration per way to build it."""

    name: str
    root: Path
    documents: int
    size: int
    times: dict[str, float] = field(default_factory=dict)
    processor: dict[str, float] = field(default_factory=dict)
    memory: dict[str, float] = field(default_factory=dict)
    errors: bool = False


def project(root: Path, name: str, files: Mapping[str, str] | Path) -> Specification:
    folder = root / name / "docs" / "backend"
    if isinstance(files, Path):
        shutil.copytree(files, folder)
    else:
        write(folder, dict(files))
    (folder.parent / "index.md").write_text("# Home\n")
    for variant, lines in PLUGIN.items():
        (root / name / f"{variant}.yml").write_text(SITE + lines)
    pages = list(folder.rglob("*.md"))
    return Specification(name, root / name, len(pages), sum(page.stat().st_size for page in pages))


@dataclass
class Run:
    """What a command took: seconds by the clock and of processors, megabytes of its largest process, its status.

    Processor time and memory are 0 where the platform does not tell.
    """

    seconds: float
    processor: float
    memory: float
    status: int


def run(command: Sequence[str], cwd: Path, store: Path) -> Run:
    """Run a command to its end."""
    path = Path(sys.executable).parent / command[0]
    program = str(path) if path.exists() else shutil.which(command[0]) or command[0]
    environment = {**os.environ, "BACKEND_SPEC_CACHE": str(store), "NO_MKDOCS_2_WARNING": "1"}
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        process = subprocess.Popen([program, *command[1:]], cwd=cwd, env=environment, stdout=said, stderr=said)
        processor = size = 0.0
        if hasattr(os, "wait4"):
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)  # what `Popen` would find, had it waited itself
            processor = usage.ru_utime + usage.ru_stime
            size = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
        process.wait()
        seconds = time.perf_counter() - started
        if process.returncode not in (0, 1):
            said.seek(0)
            raise SystemExit(f"{' '.join(command)} failed: {said.read().decode(errors='replace')}")
    return Run(seconds, processor, size / 1e6, process.returncode)


def measure(specification: Specification, rounds: int, commands: Mapping[str, Sequence[str]]) -> None:
    """Run the commands in turn. One whose name ends in "warm" finds what its last run kept, the others nothing."""
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    with tempfile.TemporaryDirectory() as stores:
        for name, command in commands.items():
            if name.endswith("warm"):
                run(command, specification.root, Path(stores, name))
        for number in range(rounds):
            for name, command in commands.items():
                store = Path(stores, name if name.endswith("warm") else f"{name}-{number}")
                runs[name].append(run(command, specification.root, store))
    for name, done in runs.items():
        specification.times[name] = median(one.seconds for one in done)
        specification.processor[name] = median(one.processor for one in done)
        specification.memory[name] = max(one.memory for one in done)
        specification.errors |= any(one.status for one in done)


def check(specification: Specification, rounds: int) -> None:
    command = ("backend-spec", "check", "--config-file", "everything.yml")
    commands = {"version": ("mkdocs", "--version"), "no cache": (*command, "--no-cache"), "empty store": command}
    measure(specification, rounds, {**commands, "warm": command})


def build(specification: Specification, rounds: int) -> None:
    commands = {}
    for name in ("plain", *(f"{variant}, {store}" for variant in OVERHEAD for store in ("empty store", "warm"))):
        variant = name.split(",")[0]
        commands[name] = ("mkdocs", "build", "-q", "-f", f"{variant}.yml", "-d", f"site-{variant}")
    measure(specification, rounds, commands)


def row(what: str, *cells: str) -> None:
    print("  ".join([what.ljust(44), *(cell.rjust(9) for cell in cells)]).rstrip(), flush=True)


def milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds >= 0.1 else f"{seconds * 1000:.1f} ms"


def line(what: str, one: Specification, name: str, against: str, target: float | None = None) -> None:
    """A command's figures: time, ratio of times, ratio of processor times, target, verdict."""
    overhead = against == "plain"

    def compared(values: Mapping[str, float]) -> float:
        ratio = values[name] / values[against] if values[against] else 0.0
        return (ratio - 1) * 100 if overhead else ratio

    def shown(value: float) -> str:
        return f"{value:+.1f} %" if overhead else f"{value:.2f} x"

    ratio = compared(one.times)
    cells = [milliseconds(one.times[name]), shown(ratio), shown(compared(one.processor))]
    if target is not None:
        cells += [f"{target:g} {'%' if overhead else 'x'}", "ok" if ratio <= target else "MISSED"]
    row(f"  {what}", *cells)


def report_check(one: Specification) -> None:
    title = f"{one.name}: {one.documents} documents, {one.size / 1000:.0f} KB{', with errors' if one.errors else ''}"
    row(title, "time", "ratio", "processor", "target")
    row("  mkdocs --version", milliseconds(one.times["version"]))
    small = one.name in ("example", "factor-1")
    line("check --no-cache", one, "no cache", "version", COLD if small else None)
    line("check, empty store", one, "empty store", "version", COLD if small else None)
    line("check, nothing changed", one, "warm", "version", WARM if small else None)
    for how in CHECKS:
        row(f"    per page, {how}", milliseconds(one.times[how] / one.documents))
    most = max(one.memory[how] for how in CHECKS)
    row("    memory at most", f"{most:.0f} MB", "", "", f"{MEMORY:.0f} MB", "ok" if most < MEMORY else "MISSED")


def report_build(one: Specification) -> None:
    if one.errors:
        row("  builds are not compared: the specification has errors")
        return
    row("  mkdocs build", milliseconds(one.times["plain"]))
    for variant, target in OVERHEAD.items():
        line(f"{variant}, empty store", one, f"{variant}, empty store", "plain")
        line(f"{variant}, warm", one, f"{variant}, warm", "plain", target)
    row("    memory at most", f"{max(one.memory.values()):.0f} MB")


def report_growth(small: Specification, large: Specification) -> None:
    row(f"Time per page, {large.name} against {small.name}", "time", "ratio", "processor", "target")
    pages = large.documents / small.documents
    for how in (*CHECKS, "plain", "everything, empty store", "everything, warm"):
        if how in small.times and how in large.times:
            ratio = large.times[how] / small.times[how] / pages
            processor = large.processor[how] / small.processor[how] / pages if small.processor[how] else 0
            row(f"  {how}", milliseconds(large.times[how] / large.documents), f"{ratio:.2f} x", f"{processor:.2f} x",
                f"{GROWTH:g} x", "ok" if ratio <= GROWTH else "MISSED")  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=5, help="how often each command is run")
    parser.add_argument("--factors", default="1,10,100", help="sizes to generate; 1 is 8 documents, 140 KB")
    parser.add_argument("--builds", default="1,10", help="the sizes of which sites are built; 100 takes long")
    parser.add_argument("--style", type=int, default=0, help="style of the generated specifications")
    arguments = parser.parse_args()
    for package in PACKAGES:  # start-up is measured as installed, whatever the environment says about bytecode
        found = find_spec(package)
        for place in (found.submodule_search_locations or ()) if found else ():
            compileall.compile_dir(place, quiet=2)
    numbers = [int(factor) for factor in arguments.factors.split(",") if factor]
    with tempfile.TemporaryDirectory() as folder:
        sizes = {f"factor-{number}": number for number in numbers}
        done: dict[str, Specification] = {}
        for name, number in {"example": 0, **sizes}.items():
            files = generate(number, arguments.style) if number else EXAMPLE
            done[name] = one = project(Path(folder), name, files)
            check(one, arguments.rounds)
            report_check(one)
            if not number or str(number) in arguments.builds.split(","):
                if not one.errors:
                    build(one, arguments.rounds)
                report_build(one)
            print()
        if "factor-10" in done and "factor-100" in done:
            report_growth(done["factor-10"], done["factor-100"])


if __name__ == "__main__":
    main()
