"""The facts that every document states, whatever its kind."""

from __future__ import annotations

from backend_spec.kinds.common import changelog, code, conventions, diagrams, flaws, introduction, mentions, quoted
from backend_spec.model.page import Block, SpecDocument, Title
from backend_spec.reading import Collector


def extract(collector: Collector) -> None:
    """State the document with its header table and titles, its diagrams, flaws and mentions.

    Of a file that is no specification document only its existence and its titles are stated.
    """
    document = collector.document
    titles = tuple(
        Title(section.heading.level, section.heading.number, section.heading.title)
        for section in document.root.walk()
        if section.heading
    )
    title = document.title.title if document.title else None
    if collector.kind == "other":
        flaws.unknown_kind(collector)
        collector.state(SpecDocument(document.place, document.path, "other", title, titles))
        return
    table = changelog.find(collector)
    header = changelog.read(collector, table) if table else None
    collector.state(
        SpecDocument(document.place, document.path, collector.kind, title, titles, header, collector.outline)
    )
    for fence in document.root.fences():
        collector.state(Block(fence.span, fence.language, fence.body.origins))
    introduction.read(collector)
    if collector.language or "lang" in document.front_matter:
        from backend_spec.kinds.common import language

        language.state(collector)
    diagrams.read(collector)
    flaws.read(collector)
    mentions.read(collector, table)
    code.judge(collector)
    for fence in document.root.fences(*conventions.JSON_LANGUAGES):
        content = collector.json(fence)
        if content.values and not content.errors:
            collector.read(fence.span)
        for value in content.values:
            quoted.values(collector, value)
    for fence in document.root.fences(*quoted.REDIS_LANGUAGES):
        quoted.commands(collector, fence)
