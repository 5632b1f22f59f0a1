"""What findings about tables come down to."""

from __future__ import annotations

from backend_spec.diagnostic import Root
from backend_spec.model.database import Table


def roots(table: Table) -> tuple[Root, ...]:
    """A table whose section creates one of another name lacks everything for that reason."""
    return (Root("misnamed table", table.key), table.root) if table.misnamed else (table.root,)
