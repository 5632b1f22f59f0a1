"""A project that is served while tests save in it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from served import Server, environment, eventually
from specification import API, ERRORS, OPTIONS, folder

HOOK = """\
from functools import wraps

from backend_spec import check
from backend_spec.project import rules

before = check.check

def judged(graph, *rest):
    if any("CRASH OF OURS" in one.title.value for one in graph.documents if one.title):
        raise RuntimeError("our own fault")
    return before(graph, *rest)

check.check = judged

[rule] = [one for one in rules() if one.id == "undefined-error"]

@wraps(rule.check)
def crashing(subject, graph, right=rule.check, **options):
    if any("CRASH OF A RULE" in one.title.value for one in graph.documents if one.title):
        raise LookupError("a fault in one rule")
    return right(subject, graph, **options)

object.__setattr__(rule, "check", crashing)

def on_page_markdown(markdown, **_):
    if "CRASH OF OTHERS" in markdown:
        raise KeyError("some plugin")
"""
UNRENDERED = API.replace("**Error Responses**\n\n|", "**Error Responses**\n|")
PAGE = "spec/api_specification/"


def project(root: Path) -> Path:
    (root / "hook.py").write_text(HOOK)
    (root / "mkdocs.yml").write_text(OPTIONS + "hooks: [hook.py]\n")
    return folder(
        root, docs__index="# Home\n", docs__spec__api_specification=API, docs__spec__error_specification=ERRORS
    )


def calm(server: Server) -> None:
    """Wait until all is well and nothing is built."""

    def well() -> bool:
        state = server.state()
        return not (state["building"] or state["failure"] or state["findings"])

    eventually(well)


def save(server: Server, text: str) -> None:
    """Save as most editors do: whole, by renaming."""
    file = server.root / "docs" / "spec" / "api_specification.md"
    (file.parent / ".saved").write_bytes(text.encode())
    (file.parent / ".saved").replace(file)


def is_marked(server: Server) -> bool:
    return "live.js" in server.get(PAGE)[1]


def said(server: Server) -> set[str]:
    """What a check from scratch says, as the ids of its findings."""
    told = subprocess.run(
        [sys.executable, "-m", "backend_spec", "check", "--format", "json", "--no-cache"],
        cwd=server.root,
        env=environment(server.root),
        capture_output=True,
        check=False,
        timeout=120,
    )
    return {one["fingerprint"] for one in json.loads(told.stdout)["diagnostics"]}
