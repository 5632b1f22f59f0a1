"""A change names no feature."""

import re
from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.model.page import Change, Feature
from backend_spec.reading import says_nothing
from backend_spec.rule import rule


def _applies(change: Change, graph: Graph) -> bool:
    """Only where the project gives its features ids at all."""
    return not says_nothing(change.description.value) and bool(graph.all(Feature))


@rule(severity=Severity.WARNING, when=_applies)
def missing_feature_id(
    change: Change, graph: Graph, *, pattern: str = r"\b[A-Z][A-Z0-9]+(?:-[A-Z0-9]+)*-\d+\b"
) -> Iterator[Finding]:
    """A row of the header table does not name the feature that it belongs to.

    Each change comes from a requirement, and the id leads back to it (specification catalogue: `YYYY-MM-DD |
    FEAT-XXX-NNN: Feature Description`). A specification in which no row has a feature id does not use them, and is left
    alone. An id of an issue tracker counts as well; `pattern` says what an id looks like.

    ````md bad
    <!-- error_specification.md -->
    # Error Handling

    | Date       | Description                 |
    | ---------- | --------------------------- |
    | 2026-02-01 | «Profiles»                  |
    | 2026-01-05 | FEAT-USER-001: User sign-up |
    ````

    ````md good
    <!-- error_specification.md -->
    # Error Handling

    | Date       | Feature       | Description  |
    | ---------- | ------------- | ------------ |
    | 2026-02-01 | FEAT-USER-002 | Profiles     |
    | 2026-01-05 | FEAT-USER-001 | User sign-up |
    ````

    ````md trap
    <!-- error_specification.md -->
    # Error Handling

    | Date       | Description                                |
    | ---------- | ------------------------------------------ |
    | 2026-02-01 | CHAT-1204: Correct a wrong HTTP status     |
    | 2026-01-05 | FEAT-USER-001, FEAT-USER-002: User sign-up |
    ````

    ````md trap
    <!-- error_specification.md -->
    # Error Handling

    | Date       | Description                       |
    | ---------- | --------------------------------- |
    | 2026-01-05 | This project has no feature ids   |
    ````
    """
    if not change.features and not re.search(pattern, change.span.text):
        yield Finding(
            change.description.span,
            "this change names no feature",
            help="begin the description with the feature's id, as in `FEAT-USER-001: ...`",
        )
