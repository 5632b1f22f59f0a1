"""The graph as plain data: the JSON contract of `backend-spec graph`."""

from __future__ import annotations

from typing import Any

from backend_spec.graph.lookup import NOUNS
from backend_spec.model.entity import Entity, Ref
from backend_spec.project import Analysis
from backend_spec.text import Span, sort_key

SCHEMA_VERSION = 1


def graph(analysis: Analysis) -> dict[str, Any]:
    """Documents, entities and references as JSON types, each list in the order of files and places."""
    found = analysis.graph
    entities = [entity for noun in NOUNS if noun.exported for entity in found.all(noun)]
    return {
        "schema_version": SCHEMA_VERSION,
        "documents": [
            {
                "path": document.path,
                "kind": document.kind,
                "title": document.title.value if document.title else None,
            }
            for document in sorted(found.documents, key=lambda document: document.path)
        ],
        "entities": [_entity(entity) for entity in sorted(entities, key=sort_key)],
        "references": [_reference(ref, analysis) for ref in found.references if ref.target.exported],
    }


def _entity(entity: Entity) -> dict[str, Any]:
    return {
        "kind": entity.kind,
        "name": entity.key,
        **_place(entity.name.span),
        "attributes": entity.attributes(),
    }


def _reference(ref: Ref[Entity], analysis: Analysis) -> dict[str, Any]:
    target = analysis.graph.resolve(ref)
    return {
        "kind": ref.target.kind,
        "text": ref.text,
        **_place(ref.span),
        "where": ref.where.value,
        "target": {"kind": target.kind, "name": target.key} if target else None,
        "proof": analysis.graph.proof(ref) or None,
    }


def _place(span: Span) -> dict[str, Any]:
    first = span.first
    return {"path": span.source.path, "line": first.line, "column": first.column}
