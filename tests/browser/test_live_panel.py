"""The panel of findings: what it lists and in which order, fixes, and what it remembers."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Page, expect

from live_site import BAD, FLOW, GOOD, MISDRAWN, SLOW, UNRENDERED, badge, opened, panel, says, still, write
from served import Server, eventually
from specification import BROKEN, ERRORS

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_findings_of_other_pages_are_listed_those_of_this_page_first(server: Server, page: Page) -> None:
    write(server, BAD)
    write(server, ERRORS.replace("2026-03-02", "2026-13-02"), "error_specification")
    opened(page, server, "spec/error_specification/")
    eventually(lambda: len({one["path"] for one in server.state()["findings"]}) == 2)
    badge(page).click()
    headings = panel(page).locator("h3")
    expect(headings).to_have_count(2, timeout=SLOW)
    expect(headings.nth(0)).to_contain_text("this page")
    expect(headings.nth(1)).to_contain_text("spec/api_specification.md")


def test_places_of_one_cause_are_listed_with_it(server: Server, page: Page) -> None:
    """An error that is registered no more, named on two pages."""
    write(server, GOOD.replace("`1001`", "`1002`").replace("Exchanges", "Logs in, or `1002`. Exchanges"))
    write(server, ERRORS.replace("| `1002` |", "| `1009` |"), "error_specification")
    eventually(lambda: [len(one["places"]) > 2 for one in server.state()["findings"]] == [True])
    still(page, server)
    says(opened(page, server), "1 error")
    badge(page).click()
    one = panel(page).locator(".head")
    expect(one).to_have_count(1)
    expect(panel(page).get_by_text("further places of the same cause")).to_be_visible()
    places = panel(page).locator(".places .jump")
    found = server.state()["findings"][0]
    expect(places).to_have_count(len(found["places"]) - 1)
    for jump, place in zip(places.all(), found["places"][1:], strict=True):
        assert jump.get_attribute("href") == f"{server.url}{place['url']}#{place['anchor']}"
        jump.click()
        page.wait_for_function("(id) => document.activeElement.id === id", arg=place["anchor"], timeout=SLOW)
    # What was folded stays folded.
    panel(page).locator("summary").click()
    page.reload()
    expect(one).to_be_visible()
    expect(panel(page).locator("details")).not_to_have_attribute("open", re.compile(".*"))


def test_a_cause_with_a_place_on_this_page_comes_before_what_is_elsewhere(server: Server, page: Page) -> None:
    """An error that is registered no more, named on two pages; elsewhere a fault on a third is listed before it."""
    write(server, GOOD.replace("/auth/", "/admin/").replace("1002", "1001").replace("-03-02", "-13-02"), "a/api")
    write(server, GOOD.replace("/auth/", "/zone/"), "z/api")
    write(server, ERRORS.replace("| `1002` |", "| `1009` |"), "error_specification")
    eventually(lambda: "invalid-date" in server.rules() and any(one["places"] for one in server.state()["findings"]))
    first = panel(page).locator("h3").first
    opened(page, server, "")
    badge(page).click()
    expect(first).to_contain_text("spec/a/api.md", timeout=SLOW)
    page.goto(f"{server.url}spec/z/api/")
    expect(first).to_contain_text("spec/api_specification.md", timeout=SLOW)


def test_findings_about_one_thing_stand_under_its_name(server: Server, page: Page) -> None:
    """An endpoint that lacks more than one thing, and a fault that has nothing to do with it."""
    write(server, BAD + "\n### 11.2 Log Out\n\n`POST /api/v1/auth/logout`\n")
    opened(page, server)
    badge(page).click()
    bundle = panel(page).locator(".bundle")
    expect(bundle.locator(".about")).to_contain_text("POST /api/v1/auth/logout", timeout=SLOW)
    about = [one["id"] for one in server.state()["findings"] if one["subject"]]
    assert len(about) > 1
    expect(bundle.locator(".head")).to_have_count(len(about))
    expect(panel(page).locator(".head")).to_have_count(len(about) + 1)
    write(server, GOOD)
    expect(bundle).to_have_count(0, timeout=SLOW)


def test_a_fix_is_applied_with_one_click(server: Server, page: Page) -> None:
    write(server, UNRENDERED)
    opened(page, server)
    expect(badge(page)).not_to_have_attribute("aria-label", "Specification: No findings", timeout=SLOW)
    badge(page).click()
    panel(page).get_by_role("button", name="Apply fix").click()
    says(page, "No findings")
    assert (server.root / "docs/spec/api_specification.md").read_text() == GOOD


def test_a_fix_that_is_refused_says_why(server: Server, page: Page) -> None:
    write(server, UNRENDERED)
    opened(page, server)
    expect(badge(page)).not_to_have_attribute("aria-label", "Specification: No findings", timeout=SLOW)
    refusal = json.dumps({"ok": False, "message": "the file has changed"})
    page.route("**/fix", lambda route: route.fulfill(status=409, body=refusal))
    badge(page).click()
    button = panel(page).get_by_role("button", name="Apply fix")
    button.click()
    expect(panel(page).get_by_role("alert")).to_have_text("Not applied: the file has changed")
    expect(button).to_be_enabled()


def test_what_was_opened_or_hidden_stays_so_when_the_page_is_loaded_anew(server: Server, page: Page) -> None:
    write(server, BAD)
    still(page, server)
    says(opened(page, server), "1 error")
    badge(page).click()
    page.reload()
    expect(panel(page)).to_be_visible()
    panel(page).get_by_role("button", name="Hide").click()
    expect(badge(page)).to_be_hidden()
    page.reload()
    page.wait_for_function("() => document.querySelector('#backend-spec-live')")
    expect(badge(page)).to_be_hidden()
    expect(panel(page)).to_be_hidden()
    page.keyboard.press("Alt+Shift+P")
    expect(panel(page)).to_be_visible()


def test_who_is_in_the_panel_goes_on_there_after_a_build(server: Server, page: Page) -> None:
    write(server, BROKEN + FLOW.replace("403 1002", "403 1099"))
    still(page, server)
    says(opened(page, server), "2 errors")
    badge(page).click()
    page.keyboard.press("ArrowDown")
    expect(panel(page).locator(".head").nth(1)).to_be_focused()
    page.reload()
    expect(panel(page).locator(".head").nth(1)).to_be_focused()


def test_all_of_it_works_with_the_keyboard(server: Server, page: Page) -> None:
    write(server, BROKEN + FLOW.replace("403 1002", "403 1099"))
    still(page, server)
    says(opened(page, server), "2 errors")
    page.keyboard.press("Alt+Shift+P")
    heads = panel(page).locator(".head")
    expect(heads.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(heads.nth(1)).to_be_focused()
    before = heads.nth(1).get_attribute("aria-expanded")
    page.keyboard.press("Enter")
    expect(heads.nth(1)).not_to_have_attribute("aria-expanded", str(before))
    page.keyboard.press("Tab")
    expect(panel(page).locator(".row .jump").nth(1)).to_be_focused()
    # What is looked at keeps the focus when something else changes.
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowDown")
    write(server, MISDRAWN)
    says(page, "1 error")
    expect(heads).to_have_count(1)
    page.keyboard.press("Escape")
    expect(panel(page)).to_be_hidden()
    badge(page).focus()
    page.keyboard.press("Enter")
    expect(heads.nth(0)).to_be_focused()
    page.keyboard.press("Escape")
    expect(badge(page)).to_be_focused()
