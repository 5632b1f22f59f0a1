"""What a reader does on a document's page: looks ahead, looks back, copies, goes on without loading a page anew."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LOGIN = "backend/api_specification/#endpoint:POST/api/v1/auth/login"


def test_a_link_shows_what_it_leads_to(site: str, page: Page) -> None:
    page.goto(site + LOGIN)
    page.wait_for_load_state("networkidle")
    link = page.locator('a.spec-ref[href$="#error:2001"]').first
    link.hover()
    card = page.locator(".spec-card")
    expect(card).to_be_visible()
    expect(card).to_contain_text("INVALID_CREDENTIALS")
    expect(card).to_contain_text("401")
    # It may be pointed at, and goes on Escape (WCAG 1.4.13).
    card.hover()
    page.wait_for_timeout(500)
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()


def test_previews_come_by_keyboard(site: str, page: Page) -> None:
    page.goto(site + LOGIN)
    page.wait_for_load_state("networkidle")
    link = page.locator('a.spec-ref[href$="#service:auth-service"]').first
    link.scroll_into_view_if_needed()
    link.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(page.locator(".spec-card")).to_contain_text("auth-service")
    assert link.get_attribute("aria-describedby") == "spec-card"


def test_a_declaration_tells_who_refers_to_it(site: str, page: Page) -> None:
    page.goto(site + "backend/error_specification/#error:2001")
    button = page.locator('[popovertarget="uses:error:2001"]')
    button.focus()
    page.keyboard.press("Enter")
    uses = page.locator('[id="uses:error:2001"]')
    expect(uses).to_be_visible()
    expect(uses).to_contain_text("Gateway REST API Specification")
    place = uses.locator("li a").first
    target = place.get_attribute("href")
    assert target
    assert "/api_specification/#error:2001@" in target
    place.click()
    page.wait_for_url("**/api_specification/**")
    anchor = page.locator(f'[id="{target.split("#")[1]}"]')
    expect(anchor).to_be_in_viewport()
    expect(anchor).to_have_text("2001")


def test_a_declared_path_can_be_copied(site: str, page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(site + LOGIN)
    button = page.get_by_role("button", name="Copy /api/v1/auth/login")
    button.click()
    expect(button).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == "/api/v1/auth/login"


def test_copied_code_is_the_code(site: str, page: Page) -> None:
    page.goto(site + "backend/grpc_specification/")
    block = page.locator("pre code:has(a.spec-ref)").first
    text = block.evaluate("code => { getSelection().selectAllChildren(code); return getSelection().toString() }")
    assert "↩" not in text
    assert text.rstrip("\n") == (block.text_content() or "").rstrip("\n")


def test_the_page_does_not_move_when_the_scripts_run(site: str, page: Page) -> None:
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver(list => { for (const entry of list.getEntries())"
        " window.moved += entry.value }).observe({type: 'layout-shift', buffered: true})"
    )
    page.goto(site + "backend/api_specification/")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1500)
    assert page.evaluate("window.moved") < 0.1


def test_what_every_page_loads_is_small(site: str, page: Page) -> None:
    import gzip
    from pathlib import Path

    import backend_spec

    assets = Path(backend_spec.__file__).parent / "site" / "assets"
    files = [*assets.glob("*.js"), *assets.glob("*.css")]
    size = sum(len(gzip.compress(path.read_bytes(), 9)) for path in files)
    assert len(files) >= 6
    assert size < 30 * 1024, {path.name: len(gzip.compress(path.read_bytes(), 9)) for path in files}


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_no_page_is_wider_than_the_window(width: int, site: str, page: Page) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    paths = ("", LOGIN, "backend/error_specification/", "reference/api/", "reference/tables/", "reference/explorer/")
    for path in paths:
        page.goto(site + path)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path
