"""Print the path of a Chromium that runs on this machine, and install one if there is none.

Looked for, in this order: the variable BACKEND_SPEC_CHROMIUM; a Chromium or Chrome of the system; the one that
Playwright installed earlier. Installed, if none runs: Debian's package where we are root and apt-get is there,
else Playwright's own build.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

VARIABLE = "BACKEND_SPEC_CHROMIUM"
COMMANDS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


class NoBrowser(Exception):
    """No Chromium runs here, and none could be installed."""


def find() -> str | None:
    """Return the first Chromium that starts, or None. Installs nothing."""
    named = os.environ.get(VARIABLE)
    if named:
        if not runs(named):
            raise NoBrowser(f"{VARIABLE} names {named!r}, which does not run")
        return named
    return next((path for path in candidates() if runs(path)), None)


def ensure() -> str:
    """Return the first Chromium that starts; install one if there is none."""
    found = find()
    if found:
        return found
    attempts = []
    for command in installations():
        print("ensure_browser: " + " ".join(command), file=sys.stderr)
        status = subprocess.run(command, stdout=sys.stderr, check=False).returncode
        found = find()
        if found:
            return found
        attempts.append(f"  {' '.join(command)}: exit status {status}, and no Chromium runs after it")
    raise NoBrowser(
        "\n".join(
            [
                "no Chromium on this machine, and none could be installed:",
                *attempts,
                f"Install Chromium or Chrome, or set {VARIABLE} to the path of one.",
            ]
        )
    )


def candidates() -> Iterator[str]:
    """Yield the places where a Chromium may be."""
    for command in COMMANDS:
        path = shutil.which(command)
        if path:
            yield path
    yield from APPLICATIONS
    playwrights = playwright_path()
    if playwrights:
        yield playwrights


def playwright_path() -> str | None:
    """Return where Playwright keeps its own Chromium, whether it is installed or not."""
    question = (
        "from playwright.sync_api import sync_playwright\n"
        "with sync_playwright() as playwright:\n"
        "    print(playwright.chromium.executable_path)\n"
    )
    answer = subprocess.run([sys.executable, "-c", question], capture_output=True, text=True, check=False)
    return answer.stdout.strip() or None


def runs(path: str) -> bool:
    """Whether the executable starts: a package may be a stub, and its libraries may be missing."""
    if not Path(path).is_file():
        return False
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def installations() -> Iterator[list[str]]:
    """Yield the commands that may install a Chromium, to be tried in order."""
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        yield ["sh", "-c", "apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium"]
    yield [sys.executable, "-m", "playwright", "install", "chromium"]


if __name__ == "__main__":
    try:
        print(ensure())
    except NoBrowser as problem:
        sys.exit(f"ensure_browser: {problem}")
