"""Would protoc compile the files? The verdict of the compiler in grpcio-tools, run once for all of them."""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from backend_spec.text import Passage
from backend_spec.verdict import UNCHECKED, Fault, Verdict
from backend_spec.verdict.library import place as library_place
from backend_spec.verdict.protoassembly import assemble
from backend_spec.verdict.protofiles import CODE, File, Part

__all__ = ["Part", "check"]

_LINE = re.compile(r"^(?P<file>[^:\n]+\.proto):(?:(?P<line>\d+):(?P<column>\d+):)? (?P<text>.*)$")
# What rules of their own say, or what follows from names that the pages do not give.
_SAID = re.compile(
    r"is not defined|seems to be defined in|Field number \d+ has already been used|uses reserved|is reserved"
    r"|Suggested field numbers|Field numbers? cannot|Field numbers must be|numbers 19000 through"
    r"|first enum value must be zero|same enum value as|unknown\. Ensure that your proto|warning:|was listed twice"
    r"|had errors|was not found|File recursively imports|Import \"|is resolved to|is already defined",
)
_SIBLINGS = re.compile(
    r'scoping rules.*Therefore, "(?P<name>\w+)" must be unique within (?P<scope>"[\w.]+"|the global scope)'
)
_HELP = "mend the definition so that protoc compiles the file"


def check(parts: Sequence[Part]) -> Verdict:
    """Judge all files at once. A fence whose braces do not match costs nothing but itself."""
    if not library_place("proto"):
        return UNCHECKED
    faults: list[Fault] = []
    whole: list[Part] = []
    for part in parts:
        fault = _unclosed(part.body)
        if fault:
            faults.append(fault)
        else:
            whole.append(part)
    files, stubs = assemble(whole)
    said = _compile(files, stubs) if files else ""
    if said is None:
        return UNCHECKED
    seen: set[tuple[str, int]] = set()
    for found in map(_LINE.match, said.splitlines()):
        fault = _fault(found, files) if found else None
        if fault and (fault.span.source.path, fault.span.first.line) not in seen:
            seen.add((fault.span.source.path, fault.span.first.line))
            faults.append(fault)
    return Verdict(tuple(sorted(faults, key=lambda fault: fault.span.order)))


def _fault(found: re.Match[str], files: Mapping[str, File]) -> Fault | None:
    file, text = files.get(found["file"]), found["text"]
    if file is None or not found["line"]:
        return None
    line, column = int(found["line"]), int(found["column"])
    siblings = _SIBLINGS.search(text)
    if _SAID.search(text):
        return None
    written = file.body[line - 2][: column - 1] if 0 <= line - 2 < len(file.body) else ""
    place = file.place(line, -1 if text.startswith('Expected ";"') and not written.strip() else column)
    if place is None:
        return None
    if siblings:
        name, scope = siblings["name"], siblings["scope"].replace('"', "`")
        message = f"protoc refuses a second enum value `{name}` in {scope}: values belong to what encloses the enum"
        return Fault(place, message, "proto", f"put the enum's name before it, as in `STATUS_{name}`")
    message = text.rstrip(".").replace('"', "`")
    return Fault(place, f"protoc does not compile this: {message[:1].lower()}{message[1:]}", "proto", _HELP)


def _unclosed(body: Passage) -> Fault | None:
    """A brace that is never closed: the outermost one whose block's indentation ends before a closing brace does."""
    text = CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), body.text)
    if text.count("{") <= text.count("}"):
        return None
    stack: list[tuple[int, int]] = []
    for match in re.finditer(r"[{}]", text):
        low = text.rfind("\n", 0, match.start()) + 1
        line = text[low : match.start()]
        indent = len(line) - len(line.lstrip()) if line.strip() else len(line)
        if match[0] == "{":
            stack.append((match.start(), indent))
            continue
        if not stack:
            return None
        at, opened = stack.pop()
        if not line.strip() and indent < opened:
            stack.append((at, opened))
            break
    if not stack:
        return None
    at = stack[-1][0]
    low = text.rfind("\n", 0, at) + 1
    start = low + len(text[low:at]) - len(text[low:at].lstrip())
    message = "protoc does not compile this: the block that begins here is never closed"
    return Fault(body.span(start, at + 1), message, "proto", "close it with `}`")


def _compile(files: Mapping[str, File], stubs: Mapping[str, str]) -> str | None:
    """What protoc writes about the files; None where it does not run."""
    with tempfile.TemporaryDirectory(prefix="backend-spec-") as name:
        root = Path(name)
        for path, text in (*stubs.items(), *((path, file.text) for path, file in files.items())):
            target = root / "in" / path
            if not target.resolve().is_relative_to((root / "in").resolve()):
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="ascii", errors="replace", newline="\n")
        include = Path(library_place("proto")).parent / "_proto"
        words = ["protoc", f"-I{root / 'in'}", f"-I{include}", f"--descriptor_set_out={root / 'out'}", *files]
        try:
            with _captured(root / "said") as said:
                _run(words)
        except Exception:  # no wheel that fits, no standard error to listen at
            return None
        return said.read_text(encoding="utf-8", errors="replace").replace(f"{root / 'in'}{os.sep}", "")


def _run(words: Sequence[str]) -> None:
    from grpc_tools import _protoc_compiler

    _protoc_compiler.run_main([word.encode() for word in words])


@contextmanager
def _captured(path: Path) -> Iterator[Path]:
    """What protoc writes goes to the process's standard error, below Python: for these milliseconds it is a file."""
    sys.stderr.flush()
    kept = os.dup(2)
    try:
        with path.open("wb") as file:
            os.dup2(file.fileno(), 2)
            try:
                yield path
            finally:
                os.dup2(kept, 2)
    finally:
        os.close(kept)
