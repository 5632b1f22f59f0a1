"""Rule: unregistered-event-error."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph
from backend_spec.model.error import ErrorCode, ErrorRange
from backend_spec.model.event import FailureScenario
from backend_spec.rule import rule

_BROKER = frozenset(
    "UNKNOWN_TOPIC_OR_PARTITION NOT_LEADER_OR_FOLLOWER NOT_LEADER_FOR_PARTITION LEADER_NOT_AVAILABLE REQUEST_TIMED_OUT "
    "BROKER_NOT_AVAILABLE REPLICA_NOT_AVAILABLE MESSAGE_TOO_LARGE RECORD_TOO_LARGE RECORD_LIST_TOO_LARGE "
    "NETWORK_EXCEPTION OFFSET_OUT_OF_RANGE CORRUPT_MESSAGE COORDINATOR_NOT_AVAILABLE NOT_COORDINATOR "
    "ILLEGAL_GENERATION "
    "UNKNOWN_MEMBER_ID REBALANCE_IN_PROGRESS NOT_ENOUGH_REPLICAS NOT_ENOUGH_REPLICAS_AFTER_APPEND "
    "TOPIC_AUTHORIZATION_FAILED GROUP_AUTHORIZATION_FAILED CLUSTER_AUTHORIZATION_FAILED UNKNOWN_SERVER_ERROR "
    "INVALID_PRODUCER_EPOCH "
    "OUT_OF_ORDER_SEQUENCE_NUMBER DUPLICATE_SEQUENCE_NUMBER INVALID_TOPIC_EXCEPTION UNSUPPORTED_VERSION".split()
)
"""Names from Kafka's protocol (https://kafka.apache.org/protocol#protocol_error_codes)."""


def _applies(scenario: FailureScenario, graph: Graph) -> bool:
    """Codes are compared where the registry has codes of that length, names where it has names. A column titled just
    "Error", and a bare number, are judged where the document names registered errors in this way too."""
    if not graph.has("error") or scenario.error.key in _BROKER:
        return False
    if not scenario.error.firm and scenario.span.source.path not in graph.view(_naming):
        return False
    if scenario.error.key.isdigit():
        number = int(scenario.error.key)
        allocated = not graph.all(ErrorRange) or any(one.start <= number <= one.end for one in graph.all(ErrorRange))
        return len(scenario.error.key) in graph.view(_lengths) and (scenario.error.firm or allocated)
    return graph.view(_named)


def _lengths(graph: Graph) -> frozenset[int]:
    return frozenset(len(error.code.value) for error in graph.all(ErrorCode) if error.code)


def _named(graph: Graph) -> bool:
    return any(error.label for error in graph.all(ErrorCode))


def _naming(graph: Graph) -> frozenset[str]:
    """The documents whose loose error columns name registered errors."""
    scenarios = (one for one in graph.all(FailureScenario) if not one.error.firm and graph.resolve(one.error))
    return frozenset(one.span.source.path for one in scenarios)


@rule(severity=Severity.ERROR, checklist=15, when=_applies)
def unregistered_event_error(scenario: FailureScenario, graph: Graph) -> Iterator[Finding]:
    """An event failure scenario names an error that is not registered.

    Whoever reads the dead-letter queue looks the code up in the error registry. Judged are columns for error codes, and
    phrases that can mean nothing else: "error code `5003`", "`5003` (`MAIL_NOT_SENT`)". gRPC statuses and errors of
    the broker itself are left alone.

    ````md bad
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## Retry & Dead-Letter

    | Failure Scenario | Error Code | Handling |
    | --- | --- | --- |
    | The mail server is down | `5001` | Retry |
    | The address does not exist | `«5009»` (`«MAIL_ADDRESS_UNKNOWN»`) | Dead letter |
    <!-- error_specification.md -->
    # Error Handling

    ## Error Code Registry

    | Code | Name | HTTP Status | Description |
    | --- | --- | --- | --- |
    | 5001 | MAIL_NOT_SENT | 502 | The mail server is down |
    ````

    ````md bad
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## Retry & Dead-Letter

    - After the last retry the message goes to the dead-letter topic with error code `«5010»` or 5001.
    - A broken payload is never retried; it fails with error `«PAYLOAD_BROKEN»`.
    - A mail that is refused (`5001`) is retried, a user who has gone (`«5011»`) is not.
    <!-- error_specification.md -->
    # Error Handling

    ## Error Code Registry

    | Code | Name | HTTP Status | Description |
    | --- | --- | --- | --- |
    | 5001 | MAIL_NOT_SENT | 502 | The mail server is down |
    ````

    ````md good
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## Retry & Dead-Letter

    The consumer reports `5001 MAIL_NOT_SENT`.
    <!-- error_specification.md -->
    # Error Handling

    ## Error Code Registry

    | Code | Name | HTTP Status | Description |
    | --- | --- | --- | --- |
    | 5001 | MAIL_NOT_SENT | 502 | The mail server is down |
    ````

    ````md trap
    <!-- event_specification.md -->
    # Event & Messaging Specification

    ## Retry & Dead-Letter

    Set `MAX_RETRIES` to 3 and wait at most 60000 ms (`5000` ms at first, port (`9092`)). The broker
    answers with error `UNKNOWN_TOPIC_OR_PARTITION`.

    | Error | Handling |
    | --- | --- |
    | `DEADLINE_EXCEEDED` | Retry |
    | `TRANSIENT_ERROR` | Retry |
    | Port 9092 is closed | Retry in 2025 |
    <!-- error_specification.md -->
    # Error Handling

    ## Error Code Registry

    | Code | Name | HTTP Status | Description |
    | --- | --- | --- | --- |
    | 5001 | MAIL_NOT_SENT | 502 | The mail server is down |
    ````
    """
    if graph.resolve(scenario.error):
        return
    name = scenario.error.key
    near = graph.nearest(ErrorCode, name) or _by_name(graph, name)
    place = graph.place("error")
    labels = (Label(near.name.span, "did you mean this?"),) if near else ()
    if not labels and place:
        labels = (Label(place, "the error registry is here"),)
    yield Finding(
        scenario.span,
        f"the error `{name}` of an event failure is not in the error registry",
        labels=labels,
        help=f"register `{name}` in the error specification, or name a registered error"
        + (f", such as `{near.key}`" if near else ""),
        roots=(scenario.error.root,),
    )


def _labels(graph: Graph) -> dict[str, ErrorCode]:
    return {error.label.value: error for error in graph.all(ErrorCode) if error.label}


def _by_name(graph: Graph, name: str) -> ErrorCode | None:
    known = graph.view(_labels)
    close = get_close_matches(name, known, 1, 0.7)
    return known[close[0]] if close else None
