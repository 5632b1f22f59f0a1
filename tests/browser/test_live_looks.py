"""Badge and panel for everybody: screen readers, phones, and nothing covered."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from live_site import BAD, FLOW, PAGE, SLOW, badge, marked, opened, panel, says, still, write
from served import Server, eventually
from specification import BROKEN

pytestmark = [pytest.mark.browser, pytest.mark.slow]

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
OURS = {"include": [["#backend-spec-live"], [".md-content"]]}


def test_changes_are_told_to_those_who_listen(server: Server, page: Page) -> None:
    says(opened(page, server), "No findings")
    status = page.locator("#backend-spec-live [role=status]")
    write(server, BAD)
    # The build that follows loads the page anew, perhaps before it was read out.
    eventually(lambda: 'id="finding:' in server.get(PAGE)[1])
    expect(page.locator(".spec-finding-place[role=button]")).to_be_attached(timeout=SLOW)
    expect(status).to_have_text("1 error", timeout=SLOW)


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_axe_finds_nothing(server: Server, browser: Browser, scheme: str, width: int) -> None:
    write(server, BROKEN + FLOW.replace("403 1002", "403 1099"))
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 800})  # type: ignore[arg-type]
    page = context.new_page()
    still(page, server)
    says(opened(page, server), "2 errors")
    marked(page, "error", "1030", "1099")
    found = []
    for step in ("badge", "panel", "open", "tip"):
        if step == "panel":
            badge(page).click()
        if step == "open":
            for head in panel(page).locator(".head[aria-expanded=false]").all():
                head.click()
        if step == "tip":
            page.locator(".spec-finding-place[role=button]").first.focus()
        for violation in Axe().run(page, OURS, RULES).response["violations"]:
            found += [(step, violation["id"], node["target"], node["html"][:200]) for node in violation["nodes"]]
    context.close()
    assert not found, found


def test_on_a_phone_it_is_a_bar_that_can_be_folded(server: Server, browser: Browser) -> None:
    write(server, BAD)
    context = browser.new_context(viewport={"width": 360, "height": 700})
    page = context.new_page()
    still(page, server)
    says(opened(page, server), "1 error")
    box = badge(page).bounding_box()
    assert box
    assert box["height"] >= 24
    page.locator("#backend-spec-live .fold").click()
    expect(badge(page)).to_be_hidden()
    page.reload()
    fold = page.locator("#backend-spec-live .fold")
    expect(fold).to_be_visible()
    expect(badge(page)).to_be_hidden()
    fold.click()
    badge(page).click()
    expect(panel(page)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    wide = panel(page).evaluate("(one) => one.scrollWidth")
    assert wide <= 360
    context.close()


# The badge's box, and the boxes of all text of the page that it stands on.
COVERED = """() => {
  const badge = document.querySelector("#backend-spec-live").shadowRoot.querySelector(".badge").getBoundingClientRect();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  const found = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const seen = { visibilityProperty: true, opacityProperty: true };
    if (!node.data.trim() || !node.parentElement.checkVisibility(seen)) continue;
    range.selectNodeContents(node);
    for (const one of range.getClientRects()) {
      const clipped = node.parentElement.closest(".md-sidebar__scrollwrap")?.getBoundingClientRect();
      if (clipped && one.top > clipped.bottom) continue;
      const beside = one.left >= badge.right || one.right <= badge.left;
      const apart = beside || one.top >= badge.bottom || one.bottom <= badge.top;
      if (one.width > 2 && !apart)
        found.push(node.data);
    }
  }
  return found;
}"""


@pytest.mark.parametrize("width", [800, 1280])
def test_the_badge_covers_no_text(server: Server, browser: Browser, width: int) -> None:
    write(server, BAD.replace("Exchanges a password", "Long, " * 400 + "this exchanges a password"))
    context = browser.new_context(viewport={"width": width, "height": 500})
    page = context.new_page()
    still(page, server)
    says(opened(page, server), "1 error")
    for top in (0, 200, 400, 600, 100_000):
        page.evaluate("(top) => scrollTo(0, top)", top)
        page.wait_for_function(f"() => !({COVERED})().length", timeout=SLOW)
    context.close()
