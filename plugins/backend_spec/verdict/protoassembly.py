"""Proto files put together from the fences of the pages that show them, with what the pages leave out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from backend_spec.verdict.protofiles import File, Part

WELL_KNOWN = {
    name: f"google/protobuf/{file}.proto"
    for file, names in (
        ("any", "Any"),
        ("duration", "Duration"),
        ("empty", "Empty"),
        ("field_mask", "FieldMask"),
        ("struct", "Struct Value ListValue NullValue"),
        ("timestamp", "Timestamp"),
        (
            "wrappers",
            "DoubleValue FloatValue Int64Value UInt64Value Int32Value UInt32Value BoolValue StringValue BytesValue",
        ),
    )
    for name in names.split()
}

_HEAD = re.compile(r"^[ \t]*(?:(?:syntax|edition)\s*=\s*(?:\"[^\"\n]*\"|'[^'\n]*')|package\s+[\w.]+)\s*;", re.MULTILINE)
_IMPORT = re.compile(r"^[ \t]*import\s+(?:public\s+|weak\s+)?[\"']([^\"'\n]+)[\"']\s*;", re.MULTILINE)


def assemble(parts: Sequence[Part]) -> tuple[dict[str, File], dict[str, str]]:
    """The files by path, and stubs for what they import: other names of these files, and files that are elsewhere.

    What a page leaves out is added: the syntax, and imports of what is used and defined in another of the files.
    """
    groups: dict[str, list[Part]] = {}
    for part in parts:
        groups.setdefault(part.file, []).append(part)
    files: dict[str, File] = {}
    for name, members in groups.items():
        path = _path(name, len(files), files)
        files[path] = _file(name, path, members)
    stubs = _stubs(files)
    _imports(files)
    return files, stubs


def _path(name: str, number: int, taken: Mapping[str, File]) -> str:
    """A path that protoc takes."""
    plain = "/".join(part for part in name.split("/") if part not in ("", ".", ".."))
    if (
        re.fullmatch(r"[\w./-]+\.proto", plain, re.ASCII)
        and plain not in taken
        and not plain.startswith("google/protobuf/")
    ):
        return plain
    return f"page_{number}.proto"


def _file(name: str, path: str, parts: list[Part]) -> File:
    file = File(name, path, parts)
    syntax = next((part.syntax for part in parts if part.syntax), "proto3")
    package = next((part.package for part in parts if part.package), None)
    file.head.append(f'edition = "{syntax}";' if syntax.isdigit() else f'syntax = "{syntax}";')
    if package:
        file.head.append(f"package {package};")
    seen: set[str] = set()
    for part in parts:
        text = _HEAD.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), part.body.text)
        text = _IMPORT.sub(lambda match: _once(match, seen), text)
        # protoc counts bytes, and tabs as up to eight columns.
        text = re.sub(r"[^\x00-\x7f]", "$", text.replace("\t", " "))
        for number, line in enumerate(text.split("\n")):
            file.body.append(line)
            file.lines.append((part.body, number))
    return file


def _once(match: re.Match[str], seen: set[str]) -> str:
    """An import as it stands, blanks where the file has imported the same before."""
    known = match[1] in seen
    seen.add(match[1])
    return re.sub(r"[^\n]", " ", match[0]) if known else match[0]


def _stubs(files: Mapping[str, File]) -> dict[str, str]:
    """Files for the imports that none of the files has the path of."""
    stubs: dict[str, str] = {}
    for file in files.values():
        for written in dict.fromkeys(name for part in file.parts for name in part.imports):
            if written in files or (written.startswith("google/protobuf/") and written in WELL_KNOWN.values()):
                continue
            target = sibling(written, files)
            if target and target is not file:
                stubs[written] = f'syntax = "proto3"; import public "{target.path}";'
            else:
                stubs[written] = 'syntax = "proto3";'
                file.blind = True
    return stubs


def sibling(written: str, files: Mapping[str, File]) -> File | None:
    """The file that an import means: the one whose path ends like it, or the only one of that name."""
    ends = [file for path, file in files.items() if path.endswith("/" + written) or written.endswith("/" + path)]
    if len(ends) != 1:
        base = written.rsplit("/", 1)[-1]
        ends = [file for path, file in files.items() if path.rsplit("/", 1)[-1] == base]
    return ends[0] if len(ends) == 1 else None


def _imports(files: Mapping[str, File]) -> None:
    """Import what a file uses without saying where it comes from. Never in a circle: then a name stays undefined."""
    homes: dict[str, list[File]] = {}
    for file in files.values():
        for part in file.parts:
            for name in part.declares:
                package = next((p.package for p in file.parts if p.package), None)
                for full in {name, f"{package}.{name}" if package else name}:
                    homes.setdefault(full, []).append(file)
    edges: dict[str, set[str]] = {path: set() for path in files}
    for path, file in files.items():
        for written in (name for part in file.parts for name in part.imports):
            target = files.get(written) or sibling(written, files)
            if target:
                edges[path].add(target.path)
    for path, file in files.items():
        said = {name for part in file.parts for name in part.imports}
        for used in sorted({name.lstrip(".") for part in file.parts for name in part.uses}):
            simple = used.removeprefix("google.protobuf.")
            known = WELL_KNOWN.get(simple, "") if simple != used else ""
            if known and known not in said:
                said.add(known)
                file.head.append(f'import "{known}";')
            target = _home(used, file, homes)
            if target and target.path not in edges[path] and not _reaches(edges, target.path, path):
                edges[path].add(target.path)
                file.head.append(f'import "{target.path}";')


def _home(used: str, file: File, homes: Mapping[str, list[File]]) -> File | None:
    """The file that defines a name which this one uses; None when it defines it itself, or when that is not clear."""
    package = next((part.package for part in file.parts if part.package), None) or ""
    scopes = package.split(".")
    names = [".".join([*scopes[:end], used]) for end in range(len(scopes), 0, -1) if package]
    for name in (*names, used):
        found = homes.get(name, [])
        if found:
            return None if file in found or len(found) > 1 else found[0]
    return None


def _reaches(edges: Mapping[str, set[str]], start: str, goal: str) -> bool:
    seen, pending = {start}, [start]
    while pending:
        path = pending.pop()
        if path == goal:
            return True
        pending += edges.get(path, set()) - seen
        seen |= edges.get(path, set())
    return False
