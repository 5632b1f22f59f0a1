"""This repository's site as readers get it: built strictly, then looked at in Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from backend_spec.project import rules
from browser import stays_here
from specification import EXAMPLE, ROOT

pytestmark = pytest.mark.slow

DOCUMENTS = sorted(path.stem for path in EXAMPLE.glob("*.md"))
GUIDE = sorted(path.stem for path in (ROOT / "docs" / "guide").glob("*.md"))


def test_every_page_is_there(site_folder: Path) -> None:
    pages = [f"backend/{name}" for name in DOCUMENTS] + [f"guide/{name}" for name in GUIDE]
    pages += ["rules", *{f"rules/{rule.kind}" for rule in rules()}]
    assert len(DOCUMENTS) == 8
    assert not [page for page in pages if not (site_folder / page / "index.html").is_file()]


_DRAWN = """() => !document.querySelector(".spec-diagram:not([data-spec-state=drawn], [data-spec-state=failed])")"""
_DIAGRAMS = """() => [...document.querySelectorAll(".spec-diagram")].map(figure => {
    const drawing = figure.querySelector(".spec-canvas svg");
    const size = drawing ? drawing.getBoundingClientRect() : {width: 0, height: 0};
    return {
        broken: !drawing || drawing.getAttribute("aria-roledescription") === "error",
        texts: drawing ? drawing.querySelectorAll("text, foreignObject").length : 0,
        drawn: size.width > 20 && size.height > 20,
    };
})"""
_LOOK = """() => ({
    ground: getComputedStyle(document.body).backgroundColor,
    wider: document.documentElement.scrollWidth - innerWidth,
})"""


def _bright(colour: str) -> bool:
    return sum(float(part) for part in colour.split("(")[1].rstrip(")").split(",")[:3]) > 3 * 128


@pytest.fixture(scope="module")
def looking(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A page, and what went wrong on it: errors on the console, requests to other hosts, missing files."""
    wrong: list[str] = []
    context = browser.new_context(color_scheme="light")
    page = context.new_page()
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda request: None if stays_here(request.url) else wrong.append(request.url))
    page.on("response", lambda response: wrong.append(response.url) if response.status >= 400 else None)
    yield page, wrong
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_is_shown_with_its_diagrams(name: str, site: str, looking: tuple[Page, list[str]]) -> None:
    page, wrong = looking
    wrong.clear()
    page.emulate_media(color_scheme="light")
    page.goto(f"{site}backend/{name}/")
    page.wait_for_function(_DRAWN, timeout=60_000)
    diagrams = page.evaluate(_DIAGRAMS)
    text = (EXAMPLE / f"{name}.md").read_text(encoding="utf-8")
    assert len(diagrams) == sum(line.strip() == "```mermaid" for line in text.splitlines())
    assert not [number for number, d in enumerate(diagrams, 1) if d["broken"] or not d["drawn"] or not d["texts"]]
    light = page.evaluate(_LOOK)
    # The page follows the system while it is open; the diagrams are drawn in its colours.
    page.emulate_media(color_scheme="dark")
    page.wait_for_function("() => document.body.dataset.mdColorScheme === 'slate'")
    dark = page.evaluate(_LOOK)
    assert (_bright(light["ground"]), _bright(dark["ground"])) == (True, False)
    assert light["wider"] <= 0
    assert page.evaluate(_DIAGRAMS) == diagrams
    assert not wrong


@pytest.mark.browser
@pytest.mark.parametrize("path", ["", "guide/options/", "rules/", "rules/error/", "backend/error_specification/"])
def test_a_page_opens_in_the_dark_on_a_phone(path: str, site: str, looking: tuple[Page, list[str]]) -> None:
    page, wrong = looking
    wrong.clear()
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme="dark")
    page.goto(site + path)
    page.wait_for_function(_DRAWN, timeout=60_000)
    look = page.evaluate(_LOOK)
    assert not _bright(look["ground"])
    assert look["wider"] <= 0
    assert not [diagram for diagram in page.evaluate(_DIAGRAMS) if diagram["broken"]]
    assert not wrong
