"""Fixes are applied to what was judged, or not at all."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from backend_spec.config import Config
from backend_spec.diagnostic import Diagnostic, Finding, Fix, Severity
from backend_spec.live import fixes
from backend_spec.live.request import Refused
from backend_spec.live.session import Judged, Session
from backend_spec.text import Edit, Source

PAGE = """\
# Error Handling

## 2. Error Code Registry

| Code   | Name                  | HTTP Status | gRPC Status       | Description        |
| ------ | --------------------- | ----------- | ----------------- | ------------------ |
| `1001` | `INVALID_CREDENTIALS` | 401         | `UNAUTHENTICATED` | Wrong password     |
"""


class Specification:
    """A folder with one document, and a fix for it that a test makes up."""

    def __init__(self, root: Path, text: bytes = PAGE.encode()):
        self.root = root / "spec"
        self.root.mkdir()
        self.file = self.root / "error_specification.md"
        self.file.write_bytes(text)

    def judged(self, *edits: tuple[str, str], safe: bool = True) -> tuple[Judged, str]:
        """A verdict with a finding whose fix makes these replacements, and the finding's id."""
        judged = Session().judge({self.file.name: self.file.read_bytes()}, Config())
        source = judged.analysis.sources[self.file.name]
        made = []
        for old, new in edits:
            at = source.text.index(old)
            made.append(Edit(source.span(at, at + len(old)), new))
        finding = Finding(source.span(0, 1), "wrong", fix=Fix("Mend it", tuple(made), safe))
        found = Diagnostic("some-rule", Severity.ERROR, finding, "x", fingerprint="f00")
        return replace(judged, analysis=replace(judged.analysis, diagnostics=(found,))), "f00"


@pytest.fixture
def specification(tmp_path: Path) -> Specification:
    return Specification(tmp_path)


def refused(judged: Judged, root: Path, id: str) -> str:
    with pytest.raises(Refused) as info:
        fixes.apply(judged, root, id)
    return str(info.value)


def test_a_fix_edits_the_file(specification: Specification) -> None:
    judged, id = specification.judged(("`1001`", "`1002`"), ("401", "403"))
    fixes.apply(judged, specification.root, id)
    wanted = PAGE.replace("`1001`", "`1002`").replace("401", "403")
    assert specification.file.read_bytes() == wanted.encode()
    assert [path.name for path in specification.root.iterdir()] == ["error_specification.md"]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_endings_and_the_mark_stay(tmp_path: Path, ending: str, mark: bytes) -> None:
    text = mark + PAGE.replace("\n", ending).encode()
    specification = Specification(tmp_path, text)
    judged, id = specification.judged(("Wrong password", "Wrong\nword"))
    fixes.apply(judged, specification.root, id)
    assert specification.file.read_bytes() == text.replace(b"Wrong password", f"Wrong{ending}word".encode())


@pytest.mark.skipif(os.name == "nt", reason="files have no such modes there")
def test_the_mode_stays(specification: Specification) -> None:
    specification.file.chmod(0o640)
    judged, id = specification.judged(("401", "403"))
    fixes.apply(judged, specification.root, id)
    assert stat.S_IMODE(specification.file.stat().st_mode) == 0o640


def test_a_file_that_changed_is_left_alone(specification: Specification) -> None:
    judged, id = specification.judged(("401", "403"))
    specification.file.write_text("other")
    assert "has changed since it was judged" in refused(judged, specification.root, id)
    assert specification.file.read_text() == "other"
    specification.file.unlink()
    assert "no file of the specification" in refused(judged, specification.root, id)
    assert not specification.file.exists()


def test_only_safe_fixes_of_findings_that_are_there(specification: Specification) -> None:
    judged, id = specification.judged(("401", "403"), safe=False)
    assert "no safe fix" in refused(judged, specification.root, id)
    assert "is gone" in refused(judged, specification.root, "other")
    assert specification.file.read_text() == PAGE


def test_edits_that_overlap(specification: Specification) -> None:
    judged, id = specification.judged(("| 401 ", "x"), ("401", "403"))
    assert "overlap" in refused(judged, specification.root, id)
    assert specification.file.read_text() == PAGE


def test_a_link_out_of_the_folder_is_not_followed(specification: Specification, tmp_path: Path) -> None:
    judged, id = specification.judged(("401", "403"))
    outside = tmp_path / "outside.md"
    specification.file.rename(outside)
    specification.file.symlink_to(outside)
    assert "no file of the specification" in refused(judged, specification.root, id)
    assert outside.read_text() == PAGE


def test_a_link_within_the_folder_stays_one(specification: Specification) -> None:
    judged, id = specification.judged(("401", "403"))
    real = specification.root / "real.md"
    specification.file.rename(real)
    specification.file.symlink_to("real.md")
    fixes.apply(judged, specification.root, id)
    assert specification.file.is_symlink()
    assert real.read_text() == PAGE.replace("401", "403")


def test_bytes_that_are_no_text_stay(tmp_path: Path) -> None:
    specification = Specification(tmp_path, PAGE.encode() + b"\xff\n")
    judged, id = specification.judged(("401", "403"))
    assert "not UTF-8" in refused(judged, specification.root, id)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is forbidden to this user")
def test_a_file_that_may_not_be_written(specification: Specification) -> None:
    judged, id = specification.judged(("401", "403"))
    specification.file.chmod(0o400)
    assert "may not be written" in refused(judged, specification.root, id)


def test_astral_characters_count_as_one() -> None:
    source = Source("x.md", "😀😀 a b")
    edits = [Edit(source.span(3, 4), "😀"), Edit(source.span(5, 6), "c")]
    assert fixes.edited("x.md", source.text.encode(), edits) == "😀😀 😀 c".encode()
