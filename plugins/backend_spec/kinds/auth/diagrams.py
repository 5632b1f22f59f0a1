"""What the flow diagrams name: in nodes, on edges, in messages and notes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_spec.kinds.auth.named import Named
from backend_spec.notation import mermaid
from backend_spec.text import Spanned

_OURS = re.compile(r"gateway|\bapi\b|server|backend|\bbff\b|service|nginx|proxy", re.IGNORECASE)
_CLIENT = re.compile(r"client|user|browser|\bapp\b|mobile|frontend|\bweb\b|device", re.IGNORECASE)
_EDGE = re.compile(r"gateway|\bapi\b|\bbff\b|backend|\bserver\b", re.IGNORECASE)


def read(diagram: mermaid.Diagram, named: Named) -> None:
    """Give every text of a diagram to `named`."""
    for text in _texts(diagram):
        named.text(text)
    drawn = {participant.id.value: participant.name.value for participant in diagram.participants}
    for message in diagram.messages:
        sender = drawn.get(message.sender.value, message.sender.value)
        receiver = drawn.get(message.receiver.value, message.receiver.value)
        named.text(message.text, inside=_at_gateway(sender, receiver))


def _texts(diagram: mermaid.Diagram) -> Iterator[Spanned[str]]:
    yield from (node.label for node in diagram.nodes)
    yield from (edge.label for edge in diagram.edges if edge.label)
    yield from (note.text for note in diagram.notes)
    yield from (state.label for state in diagram.states)
    yield from (transition.label for transition in diagram.transitions if transition.label)


def _at_gateway(sender: str, receiver: str) -> bool:
    """Whether an HTTP request between these two is one to the gateway's API: from a client, to something of ours.

    Requests between services are internal, those to a provider somebody else's.
    """
    return bool(_EDGE.search(receiver)) or bool(_CLIENT.search(sender) and _OURS.search(receiver))
