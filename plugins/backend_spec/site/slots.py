"""A generated page on its way through a Markdown renderer: headings as Markdown, and slots for what stands under them.

The renderer gives the headings ids and makes the table of contents; it never sees the HTML, which would cost it more
time than everything else on the page.
"""

from __future__ import annotations

import re

from backend_spec.site.page import Page

_SLOT = re.compile(r"<!--backend-spec-section:(\d+)-->")


def markdown(page: Page) -> str:
    """The page as Markdown: its title and headings, and slots for what `filled` puts there. Searches leave it out: what
    it names has entries of its own."""
    lines = ["---", "search:", "  exclude: true", "---", "", f"# {page.title}", "", page.summary]
    for number, section in enumerate(page.sections):
        if section.title:
            lines += ["", f"## {section.title}"]
        lines += ["", f"<!--backend-spec-section:{number}-->"]
    return "\n".join(lines) + "\n"


def filled(html: str, page: Page) -> str:
    """The rendered page with its sections."""
    return _SLOT.sub(lambda match: page.sections[int(match[1])].body.text, html)
