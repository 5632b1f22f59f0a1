"""Addresses that open a place in the author's editor."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote


def address(pattern: str | None, file: Path, line: object, column: object) -> str | None:
    """The address of a place by the option `live.editor`; None when the project wants none."""
    if not pattern:
        return None
    # `vscode://file/{path}`: the slash is the pattern's.
    path = quote(str(file.absolute()).replace(os.sep, "/").removeprefix("/"), safe="/:")
    return pattern.replace("{path}", path).replace("{line}", str(line)).replace("{column}", str(column))
