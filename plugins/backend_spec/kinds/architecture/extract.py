"""The facts of the architecture document."""

from __future__ import annotations

from backend_spec.graph.names import bare
from backend_spec.kinds.architecture import connections, conventions, responsibilities, services
from backend_spec.kinds.common import operational, titles
from backend_spec.markdown import Item
from backend_spec.model.auth import Mechanism
from backend_spec.reading import Collector


def extract(collector: Collector) -> None:
    """State services, components, connections, responsibilities, operational endpoints and security measures."""
    ends = connections.read(collector)
    told = responsibilities.read(collector)
    found = services.read(collector, ends | _drawn(collector))
    services.read_components(collector)
    connections.read_rest(collector, found)
    if not told:
        responsibilities.read_rest(collector, found)
    operational.read(collector)
    for section in titles.sections(collector.document, conventions.NAMES["Security Considerations"]):
        for block in section.every():
            if isinstance(block, Item) and block.depth == 0 and block.content:
                collector.state(Mechanism(block.span, titles.leading(block.content) or block.content.value))


def _drawn(collector: Collector) -> set[str]:
    """The names of the nodes in the flowcharts, as `names.bare` has them."""
    nodes = [node for fence in collector.document.root.fences("mermaid") for node in collector.diagram(fence).nodes]
    return {bare(name.value) for node in nodes for name in (node.id, node.label)}
