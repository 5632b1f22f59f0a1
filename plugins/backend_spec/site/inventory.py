"""Inventories of what a site declares, in the format of Sphinx (`objects.inv`, version 2).

With ours, Sphinx (intersphinx), mkdocstrings and other specifications link to entities; with theirs, names in our pages
link to them. The format: four lines of comments, then lines `name domain:role priority location title`, compressed
with zlib; a location that ends with `$` ends with the name, a title `-` is the name.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from backend_spec.config import ConfigError
from backend_spec.site.publication import Entry

DOMAIN = "spec"
_LINE = re.compile(r"(?P<name>.+?)\s+(?P<role>[^\s:]+:\S+)\s+(?P<priority>-?\d+)\s+(?P<location>\S*)\s+(?P<title>.*)")
_HEAD = b"# Sphinx inventory version 2"


class InventoryError(Exception):
    """A file that is no inventory."""


def written(entries: Iterable[Entry], project: str, address: Callable[[str], str | None]) -> bytes:
    """An inventory of entities. `address` gives the address of a page, relative to the site's root."""
    lines = []
    for entry in entries:
        url = address(entry.path)
        name = " ".join(entry.name.split())
        if url is not None:
            title = "-" if entry.title == name else " ".join(entry.title.split())
            lines.append(f"{name} {DOMAIN}:{entry.kind} 1 {url}#{entry.anchor} {title}\n")
    head = [_HEAD.decode(), f"# Project: {' '.join(project.split())}", "# Version:"]
    head.append("# The remainder of this file is compressed using zlib.")
    return ("\n".join(head) + "\n").encode() + zlib.compress("".join(lines).encode(), 9)


def read(data: bytes, base: str) -> Mapping[str, str]:
    """What an inventory lists: the address of each name that means one thing only. `base` is the site's address.

    Raises InventoryError for anything that is not an inventory of version 2.
    """
    if not data.startswith(_HEAD):
        raise InventoryError("it does not begin as a Sphinx inventory of version 2 does")
    try:
        text = zlib.decompress(data.split(b"\n", 4)[4]).decode("utf-8")
    except (IndexError, UnicodeDecodeError, zlib.error) as error:
        raise InventoryError(f"it cannot be decompressed: {error}") from error
    root = base if base.endswith("/") else base + "/"
    found: dict[str, str | None] = {}
    for line in text.splitlines():
        if match := _LINE.fullmatch(line.rstrip()):
            name, location = match["name"], match["location"]
            url = root + (location[:-1] + name if location.endswith("$") else location)
            found[name] = url if found.get(name, url) == url else None
    return {name: url for name, url in found.items() if url is not None}


def foreign(inventories: Mapping[str, str], root: Path) -> Mapping[str, str]:
    """The addresses of what other sites declare, given by their address and the file of their inventory.

    Paths are relative to `root`. A name that several sites declare is that of the first. Raises ConfigError for a file
    that is not there, or is no inventory.
    """
    found: dict[str, str] = {}
    for base, path in inventories.items():
        try:
            listed = read((root / path).read_bytes(), base)
        except (OSError, InventoryError) as error:
            raise ConfigError(f"`inventories`: {path} cannot be read: {error}") from error
        found = {**listed, **found}
    return found
