"""Rule: undefined-feature."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from backend_spec.diagnostic import Finding, Label, Root, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.common.conventions import FEATURE_ID
from backend_spec.model.entity import Mention, Where
from backend_spec.model.page import Feature, SpecDocument
from backend_spec.rule import rule
from backend_spec.text import Span

_LATER = re.compile(
    r"\b(?:plan\w*|future|later|upcoming|will|would|next|roadmap|defer\w*|postpon\w*|out of scope|not yet|until|coming"
    r"|proposed|draft|reserved|supersed\w*|withdrawn|dropped|cancel\w*)\b",
    re.IGNORECASE,
)
"""What a line says of a feature that need not be in these documents."""


def _named(graph: Graph) -> Mapping[str, Mapping[str, list[Span]]]:
    """The features that each document names outside of its change table, and where."""
    found: dict[str, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    caches = {document.path for document in graph.of_kind("cache")}
    for mention in graph.all(Mention) if graph.all(Feature) else ():
        if "FEAT-" not in mention.text:
            continue
        if mention.where is Where.HEADING and mention.span.source.path in caches:
            continue  # a group of operations, which has a rule of its own
        for match in FEATURE_ID.finditer(mention.span.text):
            start = mention.span.start + match.start()
            span = Span(mention.span.source, start, start + len(match[0]))
            if not _LATER.search(span.source.line(span.first.line)):
                found[span.source.path][match[0]].append(span)
    return found


@rule(
    severity=Severity.WARNING,
    when=lambda document, graph: document.kind != "other" and document.path in graph.view(_named),
)
def undefined_feature(document: SpecDocument, graph: Graph) -> Iterator[Finding]:
    """A document names a feature that no change table knows.

    The id leads from a section back to its requirement. One that was never entered in a change table was misspelt or
    renamed, or the table was not kept.

    Judged where change tables name features at all, of all documents together. A feature in a line that speaks of the
    future or of what was given up is left out; that it is planned the rule cannot know otherwise.

    ````md bad
    <!-- api_specification.md -->
    # Gateway REST API Specification

    | Date       | Description                      |
    | ---------- | -------------------------------- |
    | 2026-02-01 | FEAT-USER-002: Two-factor log-in |
    | 2026-01-05 | FEAT-USER-001: User sign-up      |

    ## Endpoints

    ### Sign-up (FEAT-USER-001, «FEAT-USER-003»)

    Introduced by `FEAT-USER-003`.
    ````

    ````md good
    <!-- api_specification.md -->
    # Gateway REST API Specification

    | Date       | Description                  |
    | ---------- | ---------------------------- |
    | 2026-01-05 | FEAT-USER-001: User sign-up  |

    ## Endpoints

    ### Sign-up (FEAT-USER-001)

    Changed by FEAT-CHAT-001. Passkeys are planned (FEAT-USER-009).

    <!-- cache_specification.md -->
    # Cache Strategy

    | Date       | Description         |
    | ---------- | ------------------- |
    | 2026-03-05 | FEAT-CHAT-001: Chat |
    ````

    ````md trap
    <!-- api_specification.md -->
    # Gateway REST API Specification

    | Date       | Description  |
    | ---------- | ------------ |
    | 2026-01-05 | User sign-up |

    ### Sign-up (FEAT-USER-001)
    ````
    """
    for key, spans in graph.view(_named)[document.path].items():
        if graph.definitions(Feature, key):
            continue
        near = graph.nearest(Feature, key)
        labels = [Label(span, "named here too") for span in spans[1:]]
        if near and near.key.rpartition("-")[2] == key.rpartition("-")[2]:
            labels.append(Label(near.name.span, "did you mean this?"))
        yield Finding(
            spans[0],
            f"the feature `{key}` is in no change table",
            tuple(labels),
            "write the id of the feature that brought this, or add the feature to the change tables",
            roots=(Root(Feature.kind, key),),
        )
