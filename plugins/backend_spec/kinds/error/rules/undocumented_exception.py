"""Rule: undocumented-exception."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from backend_spec.diagnostic import Finding, Label, Root, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.error import statuses
from backend_spec.model.error import ErrorCode, Propagation
from backend_spec.notation import status
from backend_spec.rule import rule
from backend_spec.text import Span


def _mapping(graph: Graph) -> Mapping[str, list[tuple[str, Span]]]:
    """The HTTP statuses that mapping tables give each gRPC status, and where."""
    found: dict[str, list[tuple[str, Span]]] = defaultdict(list)
    for row in graph.all(Propagation):
        known = status.http(row.http) if row.http else ()
        for name in status.grpc(row.grpc) if row.grpc else ():
            found[status.canonical(name.value) or ""] += [(one.value, row.span) for one in known]
    return found


def _mapped(graph: Graph) -> Mapping[int, tuple[str, str, Span]]:
    """Each error whose gRPC status is mapped to one HTTP status: its own, the mapped one, and where it is mapped."""
    mapping = graph.view(_mapping)
    found = {}
    for error in graph.all(ErrorCode) if mapping else ():
        grpc, http = status.canonical(error.grpc.value) if error.grpc else None, error.http
        rows = mapping.get(grpc or "", [])
        if http and len({one for one, _ in rows}) == 1 and re.fullmatch(r"[45]\d\d", http.value):
            found[id(error)] = http.value, *rows[0]
    return found


def _exceptions(graph: Graph) -> frozenset[int]:
    """The errors that differ from the mapping and are not explained, where they are few."""
    mapped = graph.view(_mapped)
    followers: dict[str, int] = defaultdict(int)
    odd: dict[str, list[ErrorCode]] = defaultdict(list)
    for error in graph.all(ErrorCode):
        if id(error) in mapped and error.grpc:
            own, other, _ = mapped[id(error)]
            grpc = status.canonical(error.grpc.value) or ""
            if own == other:
                followers[grpc] += 1
            elif not _is_explained(error, own, graph) and not _is_disputed(error, graph):
                odd[grpc].append(error)
    if 10 * sum(map(len, odd.values())) > len(mapped):
        return frozenset()
    return frozenset(id(error) for grpc, errors in odd.items() if followers[grpc] > 2 * len(errors) for error in errors)


def _is_explained(error: ErrorCode, own: str, graph: Graph) -> bool:
    """Whether a line about the error, other than its row, tells its HTTP status too."""
    for ref in graph.uses(error):
        line = ref.span.source.line(ref.span.first.line)
        if ref.span.source is error.span.source and own in line and not error.span.contains(ref.span):
            return True
    return False


def _is_disputed(error: ErrorCode, graph: Graph) -> bool:
    """Whether other places give the error another HTTP status, which is a finding of another rule."""
    claims = graph.view(statuses.http).get(id(error), [])
    return any(claim.value.isdisjoint(claims[0].value) for claim in claims)


@rule(severity=Severity.INFO, when=lambda error, graph: id(error) in graph.view(_mapped))
def undocumented_exception(error: ErrorCode, graph: Graph) -> Iterator[Finding]:
    """An error's HTTP status is not the one that its gRPC status is mapped to, and nothing says why.

    A gateway that translates by the table answers something else than the registry says.

    Judged are single errors that differ where nearly all others follow the table; a line of the error document that
    names the error with its HTTP status explains it. Many that differ show that the table is for errors without a code
    only. Which of the two is meant, the rule cannot know.

    ````md bad
    <!-- error_specification.md -->
    # Error Handling

    ## Error Code Registry

    | Code | Name           | HTTP Status | gRPC Status      |
    | ---- | -------------- | ----------- | ---------------- |
    | 1001 | `NO_USER`      | 404         | NOT_FOUND        |
    | 1002 | `NO_GROUP`     | 404         | NOT_FOUND        |
    | 1003 | `NO_MEDIA`     | «410»       | NOT_FOUND        |
    | 1004 | `NO_CHAT`      | 404         | NOT_FOUND        |
    | 1005 | `BAD_FIELD`    | 400         | INVALID_ARGUMENT |
    | 1006 | `BAD_BODY`     | 400         | INVALID_ARGUMENT |
    | 1007 | `TOO_LARGE`    | 413         | INVALID_ARGUMENT |
    | 1008 | `BAD_PAGE`     | 400         | INVALID_ARGUMENT |
    | 1009 | `BAD_TOKEN`    | 400         | INVALID_ARGUMENT |
    | 1010 | `NO_DEVICE`    | 404         | NOT_FOUND        |

    ## gRPC Error Propagation

    | gRPC Status      | HTTP Status |
    | ---------------- | ----------- |
    | NOT_FOUND        | 404         |
    | INVALID_ARGUMENT | 400         |

    - `1007` is 413, because clients know that status.
    ````

    ````md good
    <!-- error_specification.md -->
    # Error Handling

    ## Error Code Registry

    | Code | Name           | HTTP Status | gRPC Status         |
    | ---- | -------------- | ----------- | ------------------- |
    | 1001 | `LOCKED`       | 423         | FAILED_PRECONDITION |
    | 1002 | `TOO_LATE`     | 409         | FAILED_PRECONDITION |
    | 1003 | `NO_FUNDS`     | 402         | FAILED_PRECONDITION |

    ## gRPC Error Propagation

    | gRPC Status         | HTTP Status |
    | ------------------- | ----------- |
    | FAILED_PRECONDITION | 400         |
    ````
    """
    if id(error) in graph.view(_exceptions) and error.http:
        own, other, row = graph.view(_mapped)[id(error)]
        yield Finding(
            error.http.span,
            f"`{error.key}` is `{own}`, but its gRPC status is mapped to `{other}`, and no exception is documented",
            (Label(row, f"mapped to `{other}` here"),),
            "correct the status, or name the exception beside the mapping table",
            roots=(Root("exception", f"{own} {other}"),),
        )
