"""Where a compiler is not installed the ledger says so and nothing else changes; unchanged pages import none."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from backend_spec.files import read_folder
from backend_spec.project import analyse
from backend_spec.report.contract import contract
from backend_spec.verdict import library, mermaid
from specification import EXAMPLE

COMPILERS = ("merman", "sqlglot", "jsonschema", "grpc_tools")


def test_without_compilers(monkeypatch: pytest.MonkeyPatch) -> None:
    files = read_folder(EXAMPLE)
    before = contract(analyse(files))
    monkeypatch.setattr(library, "place", lambda language: "")
    mermaid._engine.cache_clear()
    report = contract(analyse(files))
    mermaid._engine.cache_clear()
    # The example's schemas are so plain that nobody needs a library to see that they are valid.
    unchecked = {language for entry in report["ledger"] for language in entry.pop("unchecked")}
    assert unchecked == {"mermaid", "proto", "sql"}
    assert not any(entry.pop("unchecked") for entry in before["ledger"])
    assert report == before


def test_identity_tells_versions_apart() -> None:
    assert all(language in library.identity() for language in library.LIBRARIES)


def test_unchanged_pages_import_no_compiler(tmp_path: Path) -> None:
    """Neither when nothing has changed, nor when a page without such code has."""
    spec = tmp_path / "backend"
    spec.mkdir()
    for path, data in read_folder(EXAMPLE).items():
        (spec / path).write_bytes(data)
    code = (
        "import sys\nfrom backend_spec.adapters.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        f"print([name for name in {COMPILERS} if name in sys.modules], file=sys.stderr)"
    )

    def run() -> tuple[str, dict[str, object]]:
        done = subprocess.run(
            [sys.executable, "-c", code, "check", str(spec), "--format", "json"],
            env={**os.environ, "BACKEND_SPEC_CACHE": str(tmp_path / "kept")},
            capture_output=True, text=True, encoding="utf-8", check=True, cwd=tmp_path,
        )  # fmt: skip
        return done.stderr.strip().splitlines()[-1], json.loads(done.stdout)

    run()
    assert run()[0] == "[]"
    cache = spec / "cache_specification.md"
    cache.write_bytes(cache.read_bytes() + b"\nOne more line.\n")
    assert run()[0] == "[]"
