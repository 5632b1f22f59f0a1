"""The style sheet and the scripts of the site."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

_FOLDER = Path(__file__).parent
WITHOUT_MERMAID = (
    "this copy of backend-spec was not built with the Mermaid library; `make mermaid` fetches it into a source checkout"
)


def files() -> Iterator[tuple[str, bytes | Path]]:
    """Names, and contents or where they are. All style sheets are one file: a page asks once."""
    sheets = sorted(_FOLDER.glob("*.css"), key=lambda path: (path.name != "spec.css", path.name))
    yield "spec.css", b"\n".join(sheet.read_bytes() for sheet in sheets)
    for script in sorted(_FOLDER.glob("*.js")):
        yield script.name, script
    for library in sorted((_FOLDER / "vendor").glob("*")):
        yield f"vendor/{library.name}", library


def has_mermaid() -> bool:
    """Whether the library that draws diagrams is there. Only a source checkout that nobody has built lacks it."""
    return (_FOLDER / "vendor" / "mermaid.min.js").is_file()
