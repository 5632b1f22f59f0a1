"""Rule: unused-error."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from backend_spec.diagnostic import Finding, Label, Root, Severity
from backend_spec.graph import Graph, Use
from backend_spec.graph.origin import origins
from backend_spec.graph.places import Places
from backend_spec.model.error import ErrorCode
from backend_spec.model.grpc import GrpcSection, ServiceError
from backend_spec.model.http import ReturnedError
from backend_spec.rule import rule
from backend_spec.text import Span

_EXEMPT = re.compile(
    r"\b(?:reserved|deprecated|obsolete|retired|withdrawn|legacy|future|unused|internal(?:ly)?|logs?|logged|removed|"
    r"planned|placeholder|never|success|client[ -]side)\b",
    re.IGNORECASE,
)


def _says_so(error: ErrorCode) -> bool:
    """Whether its row tells why nothing names an error: it is reserved, retired, or goes to the logs only."""
    return _EXEMPT.search(f"{error.span.text} {error.category.value if error.category else ''}") is not None


def _is_judged(error: ErrorCode, graph: Graph) -> bool:
    return graph.view(_are_used) and not graph.view(_are_renamed) and not _says_so(error) and error.number != 0


def _are_used(graph: Graph) -> bool:
    """Whether there are places where errors are used: endpoints or services with errors that are registered."""
    rows: tuple[ReturnedError | ServiceError, ...] = (*graph.all(ReturnedError), *graph.all(ServiceError))
    refs = (row.code if isinstance(row, ReturnedError) else row.error for row in rows)
    return any(ref and graph.targets(ref) for ref in refs)


def _are_renamed(graph: Graph) -> bool:
    """Whether errors are named that are not registered: one may be the new name of one that nothing names."""
    return any(use.ref.target is ErrorCode and not graph.targets(use.ref) for use in graph.all(Use))


def _unused(graph: Graph) -> Mapping[int, ErrorCode]:
    """The errors that no place outside the registry names, by identity; one code declared twice is one error."""
    registry = Places(graph.all(ErrorCode))
    used = {
        error.key for error in graph.all(ErrorCode) if any(_is_use(ref.span, registry) for ref in graph.uses(error))
    }
    return {id(error): error for error in graph.all(ErrorCode) if error.key not in used and not _says_so(error)}


def _is_owed(error: ErrorCode, graph: Graph) -> bool:
    """Whether a service that raises the error has no error table yet: that is another finding."""
    return bool(graph.view(origins).able(error) & graph.view(_without_table))


def _without_table(graph: Graph) -> frozenset[str]:
    sections = (section for section in graph.all(GrpcSection) if section.errors is None)
    return frozenset(service.key for section in sections for service in graph.targets(section.service))


def _is_use(span: Span, registry: Places[ErrorCode]) -> bool:
    """Whether a mention stands outside the registry's rows."""
    line = span.source.line_span(span.first.line)
    return not any(error.span.contains(span) for error in registry.within(line))


@rule(severity=Severity.INFO, when=_is_judged)
def unused_error(error: ErrorCode, graph: Graph) -> Iterator[Finding]:
    """An error is registered and used nowhere.

    No endpoint, service, event, flow or sentence names it: it was forgotten somewhere, or its use is gone. Codes are
    never used again, so it should stay in the registry and be marked as retired.

    What the rule cannot know: what the code raises. Rows and categories that say "reserved", "deprecated", "internal",
    "logged" and the like are left in peace. Nothing is said where no endpoint and no service lists errors, nor while
    errors are named that are not registered: one may be the other's new name. Where most errors are used nowhere, the
    document has one finding.

    ````md bad
    <!-- error_specification.md -->
    # Error Handling

    ## 2. Error Code Registry

    | Code | Name | HTTP Status | gRPC Status | Description |
    | --- | --- | --- | --- | --- |
    | 2001 | `INVALID_CREDENTIALS` | 401 | `UNAUTHENTICATED` | Wrong password |
    | «2002» | `ACCOUNT_LOCKED` | 423 | `FAILED_PRECONDITION` | Too many failures |
    | 2003 | `ACCOUNT_CLOSED` | 410 | `FAILED_PRECONDITION` | The counterpart of `2002` |
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ### POST /api/v1/auth/login

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 401 | 2001 | wrong password |
    | 410 | 2003 | closed |
    ````

    ````md trap
    <!-- error_specification.md -->
    # Error Handling

    ## 2. Error Code Registry

    | Code | Name | HTTP Status | gRPC Status | Description |
    | --- | --- | --- | --- | --- |
    | 2001 | `INVALID_CREDENTIALS` | 401 | `UNAUTHENTICATED` | Wrong password |
    | 2002 | `ACCOUNT_LOCKED` | 423 | `FAILED_PRECONDITION` | Reserved for a later release |
    | 2003 | `ACCOUNT_CLOSED` | 410 | `FAILED_PRECONDITION` | Closed by its owner |

    ## 4. Error Handling Guidelines

    `ACCOUNT_CLOSED` is raised by the batch job.
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ### POST /api/v1/auth/login

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 401 | 2001 | wrong password |
    ````
    """
    unused = graph.view(_unused)
    if id(error) not in unused or _is_owed(error, graph):
        return
    labels: tuple[Label, ...] = ()
    message = f"the error `{error.key}` is registered and used nowhere"
    if 2 * len(unused) > len(graph.all(ErrorCode)):
        if next(iter(unused)) != id(error):
            return
        message = (
            f"{len(unused)} of {len(graph.all(ErrorCode))} registered errors are used nowhere, `{error.key}` first"
        )
        labels = tuple(Label(other.name.span, "so too this one") for other in list(unused.values())[1:])
    yield Finding(
        error.name.span,
        message,
        labels,
        help="name it where it is returned, or mark it as retired",
        roots=(error.root, Root(error.kind, error.label.value, declared=True)) if error.label else (error.root,),
    )
