"""What an author sees in the browser while `mkdocs serve` runs: files are edited; badge, panel and marks follow."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from adapters.test_mkdocs import build
from served import PATIENCE, Server, eventually, serving
from specification import API, BROKEN, ERRORS, folder

pytestmark = [pytest.mark.browser, pytest.mark.slow]

OPTIONS = """\
site_name: x
theme:
  name: THEME
  font: false
  features: [navigation.instant]
  palette:
    - {media: "(prefers-color-scheme: light)", scheme: default, toggle: {icon: material/brightness-7, name: Dark}}
    - {media: "(prefers-color-scheme: dark)", scheme: slate, toggle: {icon: material/brightness-4, name: Light}}
markdown_extensions:
  - pymdownx.superfences:
      custom_fences:
        - {name: mermaid, class: mermaid, format: !!python/name:pymdownx.superfences.fence_code_format }
plugins:
  - search
  - backend-spec:
      folder: spec
      rules:
        missing-section: off
        missing-request-body: off
        missing-response-example: off
        missing-sequence-diagram: off
        unlisted-endpoint: off
hooks: [hook.py]
extra: {generator: false}
"""
HOOK = """\
def on_page_markdown(markdown, **_):
    if "CANNOT BE RENDERED" in markdown:
        raise KeyError("some plugin")
"""
FLOW = """
**Flow**

```mermaid
sequenceDiagram
    participant C as Client
    participant G as Gateway
    C->>G: POST /api/v1/auth/login
    G-->>C: 403 1002
```
"""
INDEX = "# Home\n\n[The API](spec/api_specification.md), [errors](spec/error_specification.md)\n"
GOOD = API + FLOW
BAD = BROKEN + FLOW
MISDRAWN = API + FLOW.replace("403 1002", "403 1099")
UNRENDERED = GOOD.replace("**Error Responses**\n\n|", "**Error Responses**\n|")
PAGE = "spec/api_specification/"
SLOW = PATIENCE * 1000
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
OURS = {"include": [["#backend-spec-live"], [".md-content"]]}

# What a squiggle covers, by severity.
MARKED = """(severity) => {
  const found = CSS.highlights.get(`spec-finding-${severity}`) ?? [];
  return [...found].map((range) => range.toString());
}"""

CLEAR = """() => {
  const panel = document.querySelector("#backend-spec-live").shadowRoot.querySelector(".panel");
  const code = [...document.querySelectorAll("td code")].find((one) => one.textContent === "1030");
  return panel.getBoundingClientRect().top > code.getBoundingClientRect().bottom;
}"""


def project(root: Path, theme: str = "material") -> Path:
    options = OPTIONS.replace("THEME", theme)
    if theme != "material":
        options = re.sub(r"  font:.*?(?=markdown_ext)", "  highlightjs: false\n", options, flags=re.DOTALL)
    (root / "mkdocs.yml").write_text(options)
    (root / "hook.py").write_text(HOOK)
    folder(root / "docs", index=INDEX, spec__api_specification=GOOD, spec__error_specification=ERRORS)
    return root


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(project(tmp_path_factory.mktemp("live"))) as server:
        yield server


@pytest.fixture
def server(running: Server) -> Iterator[Server]:
    """The server, with nothing wrong in its project."""
    yield running
    shutil.rmtree(running.root / "docs")
    project(running.root)
    eventually(lambda: well(running))


def well(server: Server) -> bool:
    state = server.state()
    return not state["building"] and not state["failure"] and not state["findings"] and server.get(PAGE)[0] == 200


def write(server: Server, text: str, name: str = "api_specification") -> None:
    (server.root / "docs" / "spec" / f"{name}.md").write_text(text)


def badge(page: Page) -> Locator:
    return page.locator("#backend-spec-live .badge")


def panel(page: Page) -> Locator:
    return page.locator("#backend-spec-live .panel")


def says(page: Page, told: str | re.Pattern[str]) -> None:
    """Wait until the badge says this."""
    label = told if isinstance(told, re.Pattern) else f"Specification: {told}"
    expect(badge(page)).to_have_attribute("aria-label", label, timeout=SLOW)


def marked(page: Page, severity: str, *texts: str) -> None:
    """Wait until exactly these texts bear a squiggle."""
    wait = f"([severity, texts]) => JSON.stringify(({MARKED})(severity)) === texts"
    page.wait_for_function(wait, arg=[severity, json.dumps(list(texts), separators=(",", ":"))], timeout=SLOW)


def opened(page: Page, server: Server, path: str = PAGE) -> Page:
    page.goto(server.url + path)
    expect(badge(page)).to_have_attribute("aria-label", re.compile("Specification: "), timeout=SLOW)
    return page


def still(page: Page, server: Server) -> None:
    """Wait until the page is built with its findings, and let it not be loaded anew by later builds."""
    eventually(lambda: 'id="finding:' in server.get(PAGE)[1])
    quiet(page)


def quiet(page: Page) -> None:
    """Let the page not be loaded anew by builds."""
    page.route("**/livereload/**", lambda route: None)


def test_a_fault_shows_in_badge_panel_and_page_and_goes_when_it_is_mended(server: Server, page: Page) -> None:
    says(opened(page, server), "No findings")
    assert page.evaluate(MARKED, "error") == []
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
    assert page.evaluate(MARKED, "error") == []
    assert page.locator("[role=button].spec-finding-place").count() == 0


def test_the_message_is_shown_on_hover_and_focus(server: Server, page: Page) -> None:
    write(server, BAD)
    still(page, server)
    says(opened(page, server), "1 error")
    marked(page, "error", "1030")
    tip = page.locator("#backend-spec-live .tip")
    cell = page.locator("td code", has_text="1030")
    cell.scroll_into_view_if_needed()
    cell.hover()
    expect(tip).to_contain_text("error 1030")
    page.mouse.move(2, 2)
    expect(tip).to_be_hidden()
    place = page.locator(".spec-finding-place[role=button]")
    expect(place).to_have_attribute("aria-label", re.compile("error: .*1030"))
    place.focus()
    expect(tip).to_contain_text("error 1030")
    page.keyboard.press("Enter")
    expect(panel(page).locator(".head")).to_be_focused()
    assert cell.inner_text() == "1030"


def test_a_jump_leads_to_the_place_from_this_page_and_from_another(server: Server, page: Page) -> None:
    write(server, BAD)
    says(opened(page, server, ""), "1 error")
    badge(page).click()
    panel(page).get_by_role("link", name=re.compile("Go to line 23")).click()
    page.wait_for_url(re.compile(re.escape(server.url + PAGE) + "#finding:"))
    marked(page, "error", "1030")
    cell = page.locator("td code", has_text="1030")
    expect(cell).to_be_in_viewport(timeout=SLOW)
    expect(panel(page)).to_be_visible()
    page.evaluate("scrollTo(0, 0)")
    panel(page).get_by_role("link", name=re.compile("Go to line 23")).click()
    expect(cell).to_be_in_viewport()
    page.wait_for_function(CLEAR)  # it is not below the panel
    write(server, GOOD)
    says(page, "No findings")
    page.wait_for_function("() => !location.hash")


def test_an_arrow_of_a_diagram_is_marked(server: Server, page: Page) -> None:
    write(server, MISDRAWN)
    says(opened(page, server), "1 error")
    marked(page, "error", "1099")
    wave = page.locator(".spec-canvas svg .spec-finding-wave")
    expect(wave).to_have_count(1)
    label = page.locator(".spec-canvas .messageText", has_text="1099")
    under, text = wave.bounding_box(), label.bounding_box()
    assert under
    assert text
    assert text["x"] < under["x"] < text["x"] + text["width"]
    assert abs(under["y"] - text["y"] - text["height"]) < 8
    label.hover()
    write(server, GOOD)
    says(page, "No findings")
    expect(wave).to_have_count(0)


def test_a_diagram_that_cannot_be_drawn_is_marked_in_its_source(server: Server, page: Page) -> None:
    write(server, API + FLOW.replace("C->>G: POST /api/v1/auth/login", "C->>: oops"))
    says(opened(page, server), "1 error")
    marked(page, "error", ": oops")
    place = page.locator(".spec-finding-place[role=button]")
    place.focus()
    expect(page.locator("#backend-spec-live .tip")).to_contain_text("cannot draw")


def test_code_stays_as_it_is(server: Server, page: Page) -> None:
    example = '\n```json\n{\n  "code" 0,\n  "data": {}\n}\n```\n'
    write(server, GOOD + example.replace('"code" 0', '"code": 0'))
    opened(page, server)
    code = page.locator("pre code", has_text='"data"')
    expect(code).to_have_count(1, timeout=SLOW)
    height = code.evaluate("(one) => one.offsetHeight")
    write(server, GOOD + example)
    says(page, "1 error")
    page.wait_for_function(f"() => ({MARKED})('error').length", timeout=SLOW)
    assert code.evaluate("(one) => one.offsetHeight") == height
    assert code.inner_text().strip() == example.strip().strip("`").removeprefix("json").strip()


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
    says(page, re.compile("Specification: .+"))
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


def test_a_jump_to_what_is_not_built_yet_is_made_when_it_is(server: Server, page: Page) -> None:
    long = GOOD.replace("Exchanges a password", "\n\n".join(["A paragraph."] * 80) + "\n\nExchanges a password")
    write(server, long)
    eventually(lambda: "A paragraph." in server.get(PAGE)[1] and not server.state()["building"])
    quiet(page)
    says(opened(page, server), "No findings")
    write(server, long.replace("`1002`", "`1030`"))
    says(page, "1 error")
    badge(page).click()
    panel(page).get_by_role("link", name=re.compile("Go to line")).click()
    eventually(lambda: 'id="finding:' in server.get(PAGE)[1])
    page.reload()
    marked(page, "error", "1030")
    expect(page.locator("td code", has_text="1030")).to_be_in_viewport()


def test_without_highlights_the_nearest_element_is_outlined(server: Server, page: Page) -> None:
    write(server, BAD)
    page.add_init_script("delete CSS.__proto__.highlights; delete CSS.highlights; delete self.Highlight")
    opened(page, server)
    expect(page.locator("[data-spec-finding=error]")).to_contain_text("1030", timeout=SLOW)
    write(server, GOOD)
    says(page, "No findings")
    expect(page.locator("[data-spec-finding]")).to_have_count(0)


def test_who_is_in_the_panel_goes_on_there_after_a_build(server: Server, page: Page) -> None:
    write(server, BROKEN + FLOW.replace("403 1002", "403 1099"))
    still(page, server)
    says(opened(page, server), "2 errors")
    badge(page).click()
    page.keyboard.press("ArrowDown")
    expect(panel(page).locator(".head").nth(1)).to_be_focused()
    page.reload()
    expect(panel(page).locator(".head").nth(1)).to_be_focused()


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


def test_changes_are_told_to_those_who_listen(server: Server, page: Page) -> None:
    says(opened(page, server), "No findings")
    status = page.locator("#backend-spec-live [role=status]")
    page.route(server.url + PAGE, lambda route: route.continue_())
    write(server, BAD)
    expect(status).to_have_text("1 error", timeout=SLOW)


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_axe_finds_nothing(server: Server, browser: Browser, scheme: str, width: int) -> None:
    write(server, BROKEN + FLOW.replace("403 1002", "403 1099"))
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 800})  # type: ignore[arg-type]
    page = context.new_page()
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
    says(opened(page, server), "1 error")
    for top in (0, 200, 400, 600, 100_000):
        page.evaluate("(top) => scrollTo(0, top)", top)
        page.wait_for_function(f"() => !({COVERED})().length", timeout=SLOW)
    context.close()


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


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs"])
def test_it_works_under_other_themes(theme: str, tmp_path: Path, page: Page) -> None:
    with serving(project(tmp_path, theme)) as server:
        write(server, BAD)
        says(opened(page, server), "1 error")
        marked(page, "error", "1030")
        badge(page).click()
        expect(panel(page).get_by_role("link", name="Rule undefined-error")).to_be_visible()


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
