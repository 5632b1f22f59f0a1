"""Markdown files as documents: sections, tables, cells, code, fences, each with its exact place."""

from backend_spec.markdown.bold import headed
from backend_spec.markdown.document import (
    Block,
    Document,
    Fence,
    Heading,
    Html,
    Inline,
    Item,
    Link,
    Paragraph,
    Row,
    Section,
    Table,
)
from backend_spec.markdown.parse import parse

__all__ = [
    "Block",
    "Document",
    "Fence",
    "Heading",
    "Html",
    "Inline",
    "Item",
    "Link",
    "Paragraph",
    "Row",
    "Section",
    "Table",
    "headed",
    "parse",
]
