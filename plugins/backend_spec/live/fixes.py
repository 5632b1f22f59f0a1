"""Applying a finding's fix to the files of a specification."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from backend_spec.diagnostic import Diagnostic
from backend_spec.live.request import Refused
from backend_spec.live.session import Judged
from backend_spec.text import Edit, Source

_CONFLICT = "409 Conflict"
_BOM = b"\xef\xbb\xbf"


def apply(judged: Judged, root: Path, id: str) -> None:
    """Apply the safe fix of a finding, given by its fingerprint, in the specification's folder.

    Raises Refused, with nothing changed, unless all files are what was judged and lie in the folder.
    """
    found = next((one for one in judged.analysis.diagnostics if one.fingerprint == id), None)
    if found is None:
        raise Refused(_CONFLICT, "this finding is gone")
    written = []
    for path, edits in _by_file(found).items():
        file = _file(root, path)
        before = judged.files[path]
        if _content(file) != before:
            raise Refused(_CONFLICT, f"{path} has changed since it was judged")
        written.append((file, edited(path, before, edits)))
    for file, after in written:
        _replace(file, after)


def edited(path: str, data: bytes, edits: Sequence[Edit]) -> bytes:
    """A file's bytes with edits applied; its byte order mark and its line endings stay."""
    source, undecodable = Source.decode(path, data)
    if undecodable is not None:
        raise Refused(_CONFLICT, f"{path} is not UTF-8")
    text, ending = source.text, _ending(source.text)
    end = len(text)
    for edit in sorted(edits, key=lambda one: (one.span.start, one.span.end), reverse=True):
        if edit.span.end > end:
            raise Refused(_CONFLICT, "the edits overlap")
        end = edit.span.start
        said = edit.text.replace("\r\n", "\n").replace("\n", ending)
        text = text[:end] + said + text[edit.span.end :]
    return (_BOM if data.startswith(_BOM) else b"") + text.encode("utf-8")


def _by_file(found: Diagnostic) -> dict[str, list[Edit]]:
    fix = found.finding.fix
    if fix is None or not fix.safe or not fix.edits:
        raise Refused(_CONFLICT, "this finding has no safe fix")
    files: dict[str, list[Edit]] = {}
    for edit in fix.edits:
        files.setdefault(edit.span.source.path, []).append(edit)
    return files


def _file(root: Path, path: str) -> Path:
    """Where a file really is: a link may lead out of the folder, and is not followed there."""
    file, folder = (root / path).resolve(), root.resolve()
    if folder not in file.parents or not file.is_file():
        raise Refused("403 Forbidden", f"{path} is no file of the specification's folder")
    if not os.access(file, os.W_OK):
        raise Refused("403 Forbidden", f"{path} may not be written")
    return file


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise Refused(_CONFLICT, f"{file.name} cannot be read: {error.strerror}") from None


def _ending(text: str) -> str:
    """The line ending that a text has most of."""
    pairs = text.count("\r\n")
    counts = {"\n": text.count("\n") - pairs, "\r\n": pairs, "\r": text.count("\r") - pairs}
    return max(counts, key=lambda ending: counts[ending])


def _replace(file: Path, data: bytes) -> None:
    """Write a file whole: who reads it meanwhile sees the old one or the new one."""
    try:
        handle, name = tempfile.mkstemp(prefix=".backend-spec-", dir=file.parent)
    except OSError as error:
        raise Refused(_CONFLICT, f"{file.name} cannot be written: {error.strerror}") from None
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
        shutil.copymode(file, temporary)
        temporary.replace(file)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise Refused(_CONFLICT, f"{file.name} cannot be written: {error.strerror}") from None
