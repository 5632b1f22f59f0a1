"""The diagrams that readers are compared on."""

from __future__ import annotations

import os
from pathlib import Path

import generate
from backend_spec.markdown import parse
from backend_spec.text import Source

HERE = Path(__file__).parent
CORPUS = "BACKEND_SPEC_CORPUS"
"""The environment variable that names a folder of further Markdown files."""


def fences(path: str, text: str) -> list[tuple[str, str]]:
    """The Mermaid fences of a page, by place."""
    document = parse(Source(path, text))
    return [(f"{path}:{f.opening.first.line}", f.body.text) for f in document.root.fences("mermaid")]


def diagrams() -> dict[str, str]:
    """Text by place: written for this test, those of the example specification, of generated ones in every style, and
    of the corpus where there is one. Equal texts count once."""
    found: list[tuple[str, str]] = []
    for file in sorted((HERE / "diagrams").glob("*.txt")):
        parts = file.read_text(encoding="utf-8").split("\n====\n")
        found += [(f"{file.stem} {number}", part.strip("\n") + "\n") for number, part in enumerate(parts, 1)]
    for style in range(len(generate.STYLES)):
        for path, text in generate.generate(1, style).items():
            found += [(f"style {style} {place}", body) for place, body in fences(path, text)]
    folders = [HERE.parents[1] / "docs" / "backend"]
    if corpus := os.environ.get(CORPUS):
        folders.append(Path(corpus))
    for folder in folders:
        for page in sorted(folder.rglob("*.md")):
            found += fences(str(page.relative_to(folder)), page.read_text(encoding="utf-8", errors="replace"))
    return {text: place for place, text in reversed(found)}
