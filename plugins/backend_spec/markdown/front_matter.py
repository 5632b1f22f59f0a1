"""Front matter: a YAML mapping between `---` lines at the very start of a file."""

from __future__ import annotations

import re

_FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<yaml>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_KEY = re.compile(r"\s*(?:#.*\n\s*)*[\w\"'][\w \"'.-]*:(?:\s|\Z)")


def read(text: str) -> tuple[dict[str, object], int]:
    """The front matter of a text (LF line endings) and how many lines it takes.

    Not markdown-it's plugin, which also finds front matter in a list item on the first line. YAML that cannot be read
    still is front matter if it starts with a key; a text between two rules is not.
    """
    match = _FRONT_MATTER.match(text)
    if match is None:
        return {}, 0
    lines = match.group().count("\n")
    import yaml

    try:
        data = yaml.safe_load(match["yaml"])
    except Exception:
        # Beside its own errors PyYAML lets ValueError (a 13th month), RecursionError and others through.
        return {}, lines if _KEY.match(match["yaml"]) else 0
    if isinstance(data, str):
        return {}, 0
    if not isinstance(data, dict):
        return {}, lines
    return {str(key): value for key, value in data.items()}, lines
