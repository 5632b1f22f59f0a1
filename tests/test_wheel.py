"""The wheel: what people install has the library that draws diagrams, unchanged, and all the site's assets."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import ensure_mermaid
from backend_spec.site import assets
from specification import ROOT

pytestmark = pytest.mark.slow


def test_the_wheel_holds_the_library_and_the_assets(tmp_path: Path) -> None:
    code = "import sys; from hatchling.build import build_wheel; build_wheel(sys.argv[1])"
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, check=True, capture_output=True, timeout=120)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        for member, digest in ensure_mermaid.DIGESTS.items():
            path = ensure_mermaid.target(member).relative_to(ROOT / "plugins").as_posix()
            assert hashlib.sha256(archive.read(path)).hexdigest() == digest
        names = archive.namelist()
        for name, content in assets.files():
            if isinstance(content, Path):
                assert f"backend_spec/site/assets/{name}" in names
    assert wheel.stat().st_size < 3_000_000


def test_a_file_with_another_digest_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ensure_mermaid, "FOLDER", tmp_path)
    assert not ensure_mermaid.complete()
    for member in ensure_mermaid.DIGESTS:
        ensure_mermaid.target(member).write_bytes(b"something else")
    assert not ensure_mermaid.complete()
