"""All documents' facts as one graph: who is meant by each name, and what follows from it."""

from backend_spec.graph.derived import Answer, Call, Contact, Misspelling, Party, PartyKind, Use
from backend_spec.graph.graph import Graph
from backend_spec.graph.link import Linker, link

__all__ = ["Answer", "Call", "Contact", "Graph", "Linker", "Misspelling", "Party", "PartyKind", "Use", "link"]
