"""The proto fences of a document: which section each belongs to, which declare and which only illustrate."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from backend_spec.kinds.grpc.conventions import (
    BAD_LABEL,
    BAD_OR_GOOD,
    DEFINITION,
    ILLUSTRATES,
    LANGUAGES,
    PATH,
    PATH_LABEL,
    UNLABELLED,
)
from backend_spec.markdown import Block, Fence, Item, Paragraph, Section
from backend_spec.notation import proto
from backend_spec.reading import Collector, normal
from backend_spec.text import Spanned

_OPENS = re.compile(
    r"^\s*(?:message|enum|service)\s+\w+\s*\{|^\s*rpc\s+\w+\s*\(|^\s*syntax\s*=\s*\"proto", re.MULTILINE
)

Trail = tuple[Section, ...]
"""The sections around a place that have a heading, from the outermost."""


class Definition(Struct, frozen=True):
    """A proto fence in its place.

    `group` is the section of the service (or of the common types) that it belongs to, None in a document without
    headings. `path`, `package` and `scope` are those of the proto file that it is a part of.
    """

    fence: Fence
    content: proto.ProtoFile
    trail: Trail
    path: Spanned[str] | None
    group: Section | None = None
    package: Spanned[str] | None = None
    scope: str = ""
    illustrates: bool = False
    wrong: bool = False
    """The fence shows how (not) to do it, and declares nothing whatever the rest of the document uses."""


def blocks(section: Section, trail: Trail = ()) -> Iterator[tuple[Block, Trail]]:
    """The blocks in document order, each with the sections around it."""
    here = (*trail, section) if section.heading else trail
    for block in section.blocks:
        yield block, here
    for inner in section.sections:
        yield from blocks(inner, here)


def definitions(collector: Collector) -> tuple[Definition, ...]:
    """The document's proto fences."""
    found = tuple(_fences(collector))
    groups = [_service_section(item) for item in found if item.content.services and not item.illustrates]
    homes = {id(section) for section in groups if section}
    return tuple(_files(replace(item, group=_group(item, homes)) for item in found))


def _fences(collector: Collector) -> Iterator[Definition]:
    path: Spanned[str] | None = None
    home: Section | None = None
    above = ""
    for block, trail in blocks(collector.document.root):
        if (trail[-1] if trail else None) is not home:
            home = trail[-1] if trail else None
            if not trail or not DEFINITION.fullmatch(normal(trail[-1].title)):
                path = None
        if isinstance(block, Paragraph | Item):
            path = _path(block) or path
            above = block.content.plain.strip()
            continue
        if isinstance(block, Fence) and _is_proto(block):
            content = collector.proto(block)
            wrong = bool(BAD_LABEL.search(above) or BAD_OR_GOOD.search(block.body.text))
            illustrates = wrong or any(ILLUSTRATES.search(section.title) for section in trail if section.level > 1)
            yield Definition(block, content, trail, content.path or path, illustrates=illustrates, wrong=wrong)
        above = ""


def _path(block: Paragraph | Item) -> Spanned[str] | None:
    """The proto file that a line such as "**File**: `proto/auth/v1/auth.proto`" names."""
    plain = block.content.plain.strip()
    match = PATH.search(block.content.raw)
    if match and (PATH_LABEL.search(plain) or PATH.fullmatch(plain)):
        start = block.content.span.start
        return Spanned(match.group(), block.span.source.span(start + match.start(), start + match.end()))
    return None


def _is_proto(fence: Fence) -> bool:
    if fence.language in LANGUAGES:
        return True
    return fence.language in UNLABELLED and bool(_OPENS.search(fence.body.text))


def _service_section(item: Definition) -> Section | None:
    """The section of a service: the innermost around its definition whose title does not just say "Definition"."""
    for section in reversed(item.trail):
        if not DEFINITION.fullmatch(normal(section.title)):
            return section
    return item.trail[-1] if item.trail else None


def _group(item: Definition, homes: set[int]) -> Section | None:
    for section in reversed(item.trail):
        if id(section) in homes:
            return section
    deeper = [section for section in item.trail if section.level > 1]
    return deeper[0] if deeper else item.trail[-1] if item.trail else None


def _files(items: Iterator[Definition]) -> Iterator[Definition]:
    """Give each fence the package and name space of its file: those of the last fence of its group that names one."""
    packages: dict[int, Spanned[str] | None] = {}
    paths: dict[int, Spanned[str] | None] = {}
    for item in items:
        key = id(item.group)
        if item.illustrates:
            yield replace(item, package=item.content.package, scope=_scope(item, item.content.package, item.path))
            continue
        if item.content.package:
            packages[key] = item.content.package
        if item.path:
            paths[key] = item.path
        package, path = packages.get(key), item.path or paths.get(key)
        yield replace(item, package=package, path=path, scope=_scope(item, package, path))


def _scope(item: Definition, package: Spanned[str] | None, path: Spanned[str] | None) -> str:
    if package:
        return package.value
    return (path.value if path else "") or (item.group.title if item.group else "")
