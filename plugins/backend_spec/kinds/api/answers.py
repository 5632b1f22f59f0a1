"""What an endpoint's diagrams answer the client with when something fails."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from backend_spec.graph import Answer, Graph, PartyKind, places
from backend_spec.model.entity import Ref
from backend_spec.model.error import ErrorCode
from backend_spec.model.http import Endpoint
from backend_spec.notation import mermaid
from backend_spec.text import Span

_STATUSES = re.compile(
    r"\W*(?:HTTP\s+)?(?P<all>[45]\d\d(?!\w)(?:[^\d\n]{1,40}?(?<![\w.])[45]\d\d(?!\w))*)", re.IGNORECASE
)
NAME = re.compile(r"(?:(?:error|reason|code)\s*[:=]?\s+)?`?(?P<name>[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)`?")
"""A reply that consists of a name in capitals."""
_STATUS = re.compile(r"(?<!\d)[45]\d\d(?!\w)")


class Failure(Struct, frozen=True):
    """A registered error, or a bare HTTP status (`error` is None), that a diagram answers the client with."""

    span: Span
    status: str
    error: ErrorCode | None = None

    @property
    def name(self) -> str:
        return f"`{self.error.key}`" if self.error else self.status


def failures(endpoint: Endpoint, graph: Graph) -> Sequence[Failure]:
    """The failures that an endpoint's diagrams show, each error or status once."""
    found: dict[object, Failure] = {}
    before: Answer | None = None
    for answer in graph.view(places.of(Answer)).within(endpoint.extent):
        if _is_to_client(answer):
            for failure in _shown(answer, before, graph):
                found.setdefault(id(failure.error) if failure.error else failure.status, failure)
        before = answer
    return tuple(found.values())


def statuses(text: str) -> tuple[str, ...]:
    """The HTTP statuses of failures that a reply begins with: `409`, `404 (13005) / 400 (13004)`."""
    match = _STATUSES.match(text)
    return tuple(_STATUS.findall(match["all"])) if match else ()


def _is_to_client(answer: Answer) -> bool:
    """Whether an answer goes to a client, or to whoever began and is no part of the system."""
    if answer.receiver.kind in (PartyKind.SERVICE, PartyKind.COMPONENT):
        return False
    first = answer.diagram.content.messages[0]
    return answer.receiver.kind is PartyKind.CLIENT or first.sender.value == answer.message.receiver.value


def _shown(answer: Answer, before: Answer | None, graph: Graph) -> Iterator[Failure]:
    known = [(ref, error) for ref in answer.errors for error in graph.targets(ref)[:1]]
    if known:
        yield from (Failure(ref.span, _http(error), error) for ref, error in known)
        return
    given = statuses(answer.message.text.value)
    if any(ref.firm for ref in answer.errors) or not given:
        return
    passed = [(ref, error) for ref, error in _passed(answer, before, graph) if _http(error) in given]
    yield from (Failure(ref.span, _http(error), error) for ref, error in passed)
    if not passed:
        yield from (Failure(answer.span, status) for status in given)


def _passed(answer: Answer, before: Answer | None, graph: Graph) -> Iterator[tuple[Ref[ErrorCode], ErrorCode]]:
    """The errors of the reply just before, where the one who now answers has received it."""
    if before and before.diagram is answer.diagram and _follows(answer.message, before.message):
        yield from ((ref, error) for ref in before.errors for error in graph.targets(ref)[:1])


def _follows(message: mermaid.Message, before: mermaid.Message) -> bool:
    """Whether a message is the next one, of whoever received the one before."""
    return before.order + 1 == message.order and before.receiver.value == message.sender.value


def fails(answer: Answer) -> bool:
    """Whether what a part of the system replies is passed on, or exchanged for other names, until it ends as the HTTP
    status of a failure."""
    messages, before = answer.diagram.content.messages, answer.message
    if answer.sender.kind not in (PartyKind.SERVICE, PartyKind.UNKNOWN):
        return False
    while before.order < len(messages) and _follows(following := messages[before.order], before) and following.reply:
        if statuses(following.text.value):
            return True
        if not NAME.fullmatch(following.text.value):
            return False
        before = following
    return False


def _http(error: ErrorCode) -> str:
    return error.http.value[:3] if error.http else ""
