"""The facts of the architecture document."""

from __future__ import annotations

from backend_spec.kinds.architecture import connections, conventions, responsibilities, services
from backend_spec.kinds.common import operational, titles
from backend_spec.markdown import Item
from backend_spec.model.auth import Mechanism
from backend_spec.reading import Collector


def extract(collector: Collector) -> None:
    """State services, components, connections, responsibilities, operational endpoints and security measures."""
    connections.read(collector)
    responsibilities.read(collector)
    found = services.read(collector)
    services.read_components(collector)
    connections.read_rest(collector, found)
    operational.read(collector)
    for section in titles.sections(collector.document, conventions.NAMES["Security Considerations"]):
        for block in section.every():
            if isinstance(block, Item) and block.depth == 0 and block.content:
                collector.state(Mechanism(block.span, titles.leading(block.content) or block.content.value))
