"""Finding and reading the Markdown files of a folder."""

from __future__ import annotations

import os
from pathlib import Path

_SUFFIXES = (".md", ".markdown")


def is_document(path: str) -> bool:
    """Whether a path relative to the folder is one that is read."""
    parts = path.replace(os.sep, "/").split("/")
    return path.lower().endswith(_SUFFIXES) and not any(part.startswith(".") for part in parts)


def read_folder(folder: Path) -> dict[str, bytes]:
    """The Markdown files below a folder by their path relative to it with `/`, in order of path.

    Hidden files and folders are left out. Raises OSError when a file cannot be read.
    """
    found: dict[str, bytes] = {}
    root = os.fspath(folder)
    for place, folders, names in os.walk(root, followlinks=False):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if name.lower().endswith(_SUFFIXES) and not name.startswith("."):
                path = os.path.join(place, name)  # noqa: PTH118
                with open(path, "rb") as file:  # noqa: PTH123
                    found[os.path.relpath(path, root).replace(os.sep, "/")] = file.read()
    return dict(sorted(found.items()))
