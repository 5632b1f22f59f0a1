"""Whatever a specification says, the generated pages are well-formed, lead to what is there, and run nothing."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from backend_spec.project import analyse, rules
from backend_spec.site.anchors import entities
from backend_spec.site.page import Page
from backend_spec.site.pages import at_a_glance, pages
from backend_spec.site.view import View
from markup import RUNS, Read
from properties.budget import budget
from properties.documents import encoded, specifications

NAMES = ("`users`", "`1001`", "AuthService", "auth-service", "`GET /api/v1/users`", "FEAT-USER-001")
HOSTILE = ("`<script>alert(1)</script>`", '`"><img src=x onerror=alert(1)>`', "`</script>`", "`javascript:alert(1)`")


def _content(page: Page) -> str:
    return "".join(f'<h2 id="{section.id}"></h2>{section.body}' for section in page.sections)


def look(files: Mapping[str, bytes]) -> None:
    view = View(analyse(files))
    made = {page.path: _content(page) for page in pages(view)}
    known = {view.anchors.page(path): {""} for path in view.analysis.sources}
    for entity in entities(view.graph):
        place = view.anchors[entity]
        known[place.path].add(place.anchor)
    for rule in rules():
        known.setdefault(f"rules/{rule.kind}.md", {""}).add(rule.id)
    read = {path: Read(content) for path, content in made.items()}
    known |= {path: {"", *found.ids} for path, found in read.items()}
    for path, found in {**read, "index.md": Read(at_a_glance(view))}.items():
        assert not found.handlers
        assert not [script for script in found.scripts if script.get("type") != "application/json"]
        assert not (set(found.tags) & RUNS) - {"script", "svg"}
        for href in found.hrefs:
            target, _, anchor = href.partition("#")
            assert not target or target.startswith("spec:/")
            assert anchor in known[target.removeprefix("spec:/") or path], (path, href)


@budget(25)
@given(specifications())
def test_pages_of_any_specification(files: Mapping[str, str]) -> None:
    look(encoded(files))


@budget(25)
@given(specifications(), st.sampled_from(NAMES), st.sampled_from(HOSTILE))
def test_pages_of_a_hostile_specification(files: Mapping[str, str], name: str, hostile: str) -> None:
    look(encoded({path: text.replace(name, hostile) for path, text in files.items()}))
