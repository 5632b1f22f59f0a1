"""What an author sees in the browser while `mkdocs serve` runs: files are edited; badge, panel and marks follow."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from adapters.test_mkdocs import build
from live_site import (
    BAD,
    GOOD,
    INDEX,
    MISDRAWN,
    PAGE,
    SLOW,
    badge,
    marked,
    opened,
    panel,
    project,
    quiet,
    says,
    still,
    write,
)
from served import Server, eventually, serving

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_fault_shows_in_badge_panel_and_page_and_goes_when_it_is_mended(server: Server, page: Page) -> None:
    says(opened(page, server), "No findings")
    marked(page, "error")
    write(server, BAD)
    says(page, "1 error")
    marked(page, "error", "1030")
    badge(page).click()
    shown = panel(page)
    expect(shown.get_by_role("heading", name="Gateway REST API Specification")).to_be_visible()
    expect(shown.locator(".message, .head").first).to_contain_text("1030")
    expect(shown.locator("pre").first).to_contain_text("| 403         | `1030` |")
    expect(shown.get_by_text("register 1030")).to_be_visible()
    expect(shown.get_by_role("link", name="Rule undefined-error")).to_have_attribute(
        "href", f"{server.url}rules/#undefined-error"
    )
    editor = shown.get_by_role("link", name="Open in editor").get_attribute("href")
    assert editor == f"vscode://file{server.root}/docs/spec/api_specification.md:23:18"
    write(server, GOOD)
    says(page, "No findings")
    expect(shown.get_by_text("Nothing to mend")).to_be_visible()
    marked(page, "error")
    expect(page.locator("[role=button].spec-finding-place")).to_have_count(0)


def test_every_way_to_save_is_followed_and_nothing_stale_stays(server: Server, page: Page) -> None:
    path = server.root / "docs" / "spec" / "api_specification.md"
    says(opened(page, server), "No findings")
    beside = path.with_suffix(".tmp")
    beside.write_text(BAD)
    beside.replace(path)  # as many editors save
    says(page, "1 error")
    for text in (GOOD, BAD, MISDRAWN, BAD, GOOD + "\n", BAD, GOOD, MISDRAWN):
        path.write_text(text)
    marked(page, "error", "1099")
    says(page, "1 error")
    path.write_text(BAD[: len(BAD) // 2])  # half-written
    path.write_text(BAD)
    marked(page, "error", "1030")
    path.unlink()
    eventually(lambda: "api_specification.md" not in json.dumps(server.state()["findings"]))
    path.write_text(GOOD)
    says(page, "No findings")


def test_a_wrong_configuration_is_told_and_serving_goes_on(server: Server, page: Page) -> None:
    says(opened(page, server), "No findings")
    config = server.root / "mkdocs.yml"
    good = config.read_text()
    config.write_text(good + "theme: [\n")
    told = panel(page).locator(".failure")
    expect(told).to_be_visible(timeout=SLOW)
    expect(told).to_contain_text("mkdocs.yml")
    expect(told.locator("pre")).not_to_be_empty()
    panel(page).get_by_role("button", name="Close the panel").click()
    says(page, "The configuration is wrong")
    write(server, BAD)
    says(page, "The configuration is wrong. 1 error")
    expect(badge(page)).to_have_text("×Failed×1")
    write(server, GOOD)
    config.write_text(good)
    says(page, "No findings")
    expect(panel(page)).to_be_hidden()
    write(server, BAD)
    says(page, "1 error")


def test_the_panel_that_a_failure_opened_closes_with_it(server: Server, page: Page) -> None:
    says(opened(page, server), "No findings")
    config = server.root / "mkdocs.yml"
    good = config.read_text()
    config.write_text(good + "theme: [\n")
    expect(panel(page).locator(".failure")).to_be_visible(timeout=SLOW)
    config.write_text(good)
    says(page, "No findings")
    expect(panel(page)).to_be_hidden()


def test_a_page_that_cannot_be_rendered_shows_why(server: Server, page: Page) -> None:
    says(opened(page, server), "No findings")
    index = server.root / "docs" / "index.md"
    index.write_text("# Home\n\nCANNOT BE RENDERED\n")
    expect(page.get_by_text("some plugin").first).to_be_visible(timeout=SLOW)
    index.write_text(INDEX)
    says(page, "No findings")
    expect(page.get_by_role("heading", name="Gateway REST API Specification")).to_be_visible(timeout=SLOW)


def test_what_is_no_specification_is_never_clean(server: Server, page: Page) -> None:
    write(server, "# Notes\n\nText.\n", "notes")
    for name in ("api_specification", "error_specification"):
        (server.root / "docs" / "spec" / f"{name}.md").unlink()
    eventually(lambda: not server.state()["read"])
    says(opened(page, server, ""), "No specification document was found")
    expect(badge(page)).to_have_attribute("data-mood", "warning")
    badge(page).click()
    expect(panel(page).get_by_text("No specification document was found")).to_be_visible()


def test_the_last_state_is_there_before_the_server_answers_and_nothing_moves(server: Server, page: Page) -> None:
    write(server, BAD)
    still(page, server)
    says(opened(page, server), "1 error")
    marked(page, "error", "1030")
    page.route("**/__backend-spec__/state*", lambda route: None)  # never answered
    page.add_init_script(
        """self.moved = 0; new PerformanceObserver((list) => list.getEntries().forEach((one) => (moved += one.value)))
        .observe({type: "layout-shift", buffered: true})"""
    )
    page.reload()
    says(page, "1 error")
    marked(page, "error", "1030")
    assert page.evaluate("moved") < 0.01


def test_another_server_makes_the_last_ones_state_forgotten(server: Server, page: Page) -> None:
    quiet(page)
    says(opened(page, server), "No findings")
    page.evaluate(
        """() => { const key = "backend-spec:/"; const kept = JSON.parse(sessionStorage[key]);
        kept.state.session = "other"; kept.state.counts.error = 7; sessionStorage[key] = JSON.stringify(kept); }"""
    )
    page.reload()
    says(page, "No findings")


def test_it_stays_when_pages_change_without_being_loaded(server: Server, page: Page) -> None:
    write(server, BAD)
    still(page, server)
    says(opened(page, server, ""), "1 error")
    page.evaluate("self.same = true")
    page.get_by_role("link", name="The API", exact=True).click()
    page.wait_for_url(server.url + PAGE)
    marked(page, "error", "1030")
    assert page.evaluate("self.same")
    expect(badge(page)).to_have_count(1)
    badge(page).click()
    expect(panel(page).locator("h3")).to_contain_text("this page")


def test_a_server_that_is_gone_is_told_quietly_and_found_again(tmp_path: Path, page: Page) -> None:
    with serving(project(tmp_path)) as server:
        says(opened(page, server), "No findings")
        port = int(server.url.strip("/").rpartition(":")[2])
    says(page, re.compile("does not answer"))
    expect(badge(page)).to_be_visible()
    (tmp_path / "docs" / "spec" / "api_specification.md").write_text(BAD)
    with serving(tmp_path, port=port):
        says(page, "1 error")


@pytest.mark.parametrize(
    ("theme", "host"), [("mkdocs", "mkdocs"), ("readthedocs", "mkdocs"), ("material", "properdocs")]
)
def test_it_works_under_other_themes_and_hosts(theme: str, host: str, tmp_path: Path, page: Page) -> None:
    with serving(project(tmp_path, theme), host=host) as server:
        write(server, BAD)
        says(opened(page, server), "1 error")
        marked(page, "error", "1030")
        boxes = [page.locator(one).bounding_box() for one in (".spec-declared", ".spec-declared ~ .spec-copy")]
        assert abs(boxes[0]["y"] - boxes[1]["y"]) < 10  # type: ignore[index]
        badge(page).click()
        expect(panel(page).get_by_role("link", name="Rule undefined-error")).to_be_visible()
        write(server, GOOD)
        says(page, "No findings")
        marked(page, "error")


def test_nothing_of_it_is_in_a_build(tmp_path: Path) -> None:
    root = project(tmp_path)
    (root / "docs" / "spec" / "api_specification.md").write_text(GOOD.replace("2026-03-02", "02.03.2026"))
    assert build(root).returncode == 0
    pages = [path.read_text(encoding="utf-8") for path in (root / "site").rglob("*.html")]
    assert len(pages) > 10
    for text in pages:
        assert "finding:" not in text
        assert "__backend-spec__" not in text
    assert not [path for path in (root / "site").rglob("*") if path.name.startswith("live.")]
