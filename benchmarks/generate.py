"""Generate a correct backend specification: `python benchmarks/generate.py --factor 10 --style 2 OUT`.

Factor 1 is eight documents of about 120 KB together; each further unit is one more area of business with eight
documents of its own. The style is the author's: it changes how things are written, never what is said.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from generator import api, architecture, auth, cache, database, errors, events, grpc
from generator.areas import area
from generator.page import Page
from generator.platform import PLATFORM
from generator.style import STYLES
from generator.world import Part

KINDS = {
    "architecture": ("architecture.md", "Backend System Architecture", architecture.write),
    "api": ("api_specification.md", "Gateway REST API Specification", api.write),
    "grpc": ("grpc_specification.md", "gRPC Service Specification", grpc.write),
    "database": ("database_schema.md", "Database Schema", database.write),
    "auth": ("auth_specification.md", "Authentication Flow", auth.write),
    "cache": ("cache_specification.md", "Cache Strategy", cache.write),
    "error": ("error_specification.md", "Error Handling", errors.write),
    "event": ("event_specification.md", "Event & Messaging Specification", events.write),
}


def generate(factor: int, style: int = 0) -> dict[str, str]:
    """The specification's files: path to text."""
    if factor < 1 or not 0 <= style < len(STYLES):
        raise ValueError(f"factor is at least 1, style one of 0 to {len(STYLES) - 1}")
    areas = [area(number) for number in range(factor)]
    services = {service.name: service for part in (PLATFORM, *areas) for service in part.services}
    files: dict[str, str] = {}
    for kind, (file, title, write) in KINDS.items():
        extra = (services,) if kind == "api" else ()

        def page(title: str, parts: list[Part], whole: bool) -> str:
            changes = sorted((part.change for part in parts), reverse=True)
            page = Page(STYLES[style], title, changes)
            write(page, parts, *extra, whole=whole)  # noqa: B023
            return page.render()

        files[file] = page(title, [PLATFORM, areas[0]], True)
        for part in areas[1:]:
            files[f"{kind}/{part.name}.md"] = page(f"{title}: {part.title}", [part], False)
    return files


def write(folder: Path, files: dict[str, str]) -> None:
    """Write files below a folder, line ends as they are."""
    for path, text in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text.encode())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--factor", type=int, default=1, help="size: 1 is eight documents, 120 KB")
    parser.add_argument("--style", type=int, default=0, help=f"0 to {len(STYLES) - 1}")
    parser.add_argument("out", type=Path, help="folder to write to")
    arguments = parser.parse_args()
    files = generate(arguments.factor, arguments.style)
    write(arguments.out, files)
    size = sum(len(text.encode()) for text in files.values())
    print(f"{len(files)} documents, {size / 1000:.0f} KB")


if __name__ == "__main__":
    main()
