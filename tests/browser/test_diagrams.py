"""Diagrams in the browser: drawn, linked, readable, operable, harmless."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from adapters.test_mkdocs import build
from example_site import Quiet

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGES = ("api_specification", "architecture", "auth_specification", "database_schema", "error_specification")
DONE = "() => !document.querySelector('.spec-diagram:not([data-spec-state=drawn], [data-spec-state=failed])')"
SERVICES = """# Backend System Architecture

## 2. Services

| Service | Type |
| --- | --- |
| gateway | Go |
| auth-service | Go |

## 4. Architecture Diagram

```mermaid
flowchart LR
    C[Client] --> G[gateway]
    G -->|"</script><script>hit=1</script>"| A[auth-service]
    X["<img src=x onerror='hit=2'>"]
    click X href "javascript:hit=3"
```
"""
FLOWS = """# Authentication Specification

## 2. Login

```mermaid
sequenceDiagram
    participant C as Client
    participant G as gateway
    C->>G: first, then </script><script>hit=4</script> and "quotes' <b onclick=hit=5>x</b>
    G-->>C: gateway
```
"""
OTHER = """# Other

```mermaid
pie title A pie
    "<img src=x onerror='hit=6'>" : 3
    "b" : 5
```

```mermaid
%% a comment
%%{init: {"securityLevel": "loose", "themeCSS": "@import url(https://elsewhere.invalid/x.css);"}}%%
sequenceDiagram
    A->>B: fine
    A->>: broken </script><img src=x onerror="hit=7">
```

```mermaid
graph TD
    a --> b
    style a fill:#ffff99
    style b fill:#101060
```
"""

EVERY = """# Every type

```mermaid
sequenceDiagram
    autonumber
    actor U as User
    participant A
    box rgb(200, 220, 255) Inner
    participant B
    end
    U->>+A: one
    alt fits
        A--)B: two
    else not
        A-xB: three
    end
    Note over A,B: a note
    rect rgb(220, 200, 255)
        A->>-U: four
    end
```

```mermaid
flowchart LR
    subgraph one [Group]
        a[A] -->|text| b{B}
    end
    b -.-> c[(C)] ==> d((D))
```

```mermaid
erDiagram
    users ||--o{ posts : writes
    users {
        uuid id PK "the id"
        text name
        text mail
    }
```

```mermaid
stateDiagram-v2
    [*] --> Waiting
    state Waiting {
        [*] --> Inner
    }
    Waiting --> [*]: done
    note right of Waiting: a note
```

```mermaid
classDiagram
    class Foo {
        +int x
        +bar()
    }
    Foo <|-- Bar : extends
```
"""
# Every colour of a drawing that is seen. What Mermaid fills with nothing, or with the page's own colours, is the same.
COLOURS = """() => [...document.querySelectorAll(".spec-canvas svg")].flatMap((svg) =>
  [...svg.querySelectorAll("*")].filter((one) => !one.closest("defs, style")).map((one) => {
    const { fill, stroke, color, backgroundColor } = getComputedStyle(one);
    const html = !(one instanceof SVGElement);
    const text = html || /text|tspan|^a$/.test(one.tagName);
    const drawn = text || one instanceof SVGGeometryElement;
    const seen = html ? [color, backgroundColor] : text ? [fill] : one.tagName === "line" ? [stroke] : [fill, stroke];
    return drawn ? `${svg.getAttribute("aria-label")} ${one.tagName}.${one.getAttribute("class")} ${seen}` : "";
  }))"""


def opened(page: Page, address: str) -> Page:
    page.goto(address)
    page.wait_for_function(DONE, timeout=60_000)
    return page


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A small site that knows its address, so that its pages change without being loaded anew."""
    root = tmp_path_factory.mktemp("small")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(root / "site")))
    address = f"http://127.0.0.1:{server.server_address[1]}/"
    spec = root / "docs" / "spec"
    spec.mkdir(parents=True)
    (root / "docs" / "index.md").write_text("# Home\n\n[Other](other.md), [flows](spec/auth_specification.md)\n")
    (root / "docs" / "other.md").write_text(OTHER)
    (root / "docs" / "every.md").write_text(EVERY)
    (spec / "architecture.md").write_text(SERVICES)
    (spec / "auth_specification.md").write_text(FLOWS)
    rules = "{missing-section: off, missing-changelog: off, invalid-diagram: off}"
    (root / "mkdocs.yml").write_text(
        f"site_name: x\nsite_url: {address}\n"
        "theme: {name: material, font: false, features: [navigation.instant],\n"
        "  palette: [{scheme: default, toggle: {icon: material/brightness-7, name: Dark}},\n"
        "    {scheme: slate, toggle: {icon: material/brightness-4, name: Light}}]}\n"
        "markdown_extensions:\n  - pymdownx.superfences:\n      custom_fences:\n"
        "        - {name: mermaid, class: mermaid, format: !!python/name:pymdownx.superfences.fence_code_format }\n"
        f"plugins:\n  - backend-spec: {{folder: spec, rule_pages: false, rules: {rules}}}\n"
    )
    done = build(root)
    assert done.returncode == 0, done.stderr
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield address
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("name", PAGES)
def test_every_link_is_drawn_and_reaches_its_anchor(name: str, site: str, page: Page) -> None:
    opened(page, f"{site}backend/{name}/")
    figures = page.evaluate(
        """() => [...document.querySelectorAll(".spec-diagram")].map((figure) => {
          const links = [...figure.querySelectorAll(".spec-canvas a")];
          const rows = JSON.parse(figure.querySelector(".spec-canvas").dataset.specLabels);
          // Material makes the links of a page absolute.
          const unique = (hrefs) => [...new Set(hrefs.map((href) => new URL(href, location).href))].sort();
          const wanted = rows.flatMap(([, parts]) => parts.filter(Array.isArray).map((part) => part[1]));
          return {
            state: figure.dataset.specState,
            wanted: unique(wanted),
            drawn: unique(links.map((link) => link.getAttribute("href"))),
            told: unique([...figure.querySelectorAll(".spec-words a")].map((link) => link.getAttribute("href"))),
          };
        })"""
    )
    assert figures
    for figure in figures:
        assert figure["state"] == "drawn"
        assert figure["drawn"] == figure["wanted"] == figure["told"]
    dead = page.evaluate(
        """async () => {
          const pages = {};
          const hrefs = new Set([...document.querySelectorAll(".spec-diagram a")].map((a) => a.getAttribute("href")));
          const dead = [];
          for (const href of hrefs) {
            const url = new URL(href, location);
            const text = (pages[url.pathname] ??= await (await fetch(url)).text());
            const ids = (pages[url.pathname + "#"] ??= new DOMParser().parseFromString(text, "text/html"));
            if (!ids.getElementById(decodeURIComponent(url.hash.slice(1)))) dead.push(href);
          }
          return dead;
        }"""
    )
    assert dead == []


def test_only_pages_with_diagrams_fetch_the_library(site: str, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site}guide/options/")
    page.wait_for_timeout(2500)
    assert not [url for url in asked if "mermaid" in url]
    opened(page, f"{site}backend/api_specification/")
    assert len([url for url in asked if url.endswith("mermaid.min.js")]) == 1


@pytest.mark.parametrize("name", ["api_specification", "auth_specification"])
def test_nothing_moves_when_diagrams_come(name: str, site: str, page: Page) -> None:
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver((list) => list.getEntries().forEach((one) => (moved += one.value)))"
        ".observe({type: 'layout-shift', buffered: true})"
    )
    page.goto(f"{site}backend/{name}/")
    for _ in range(12):
        page.mouse.wheel(0, 700)
        page.wait_for_timeout(120)
    page.wait_for_function(DONE, timeout=60_000)
    assert page.evaluate("moved") < 0.05


def _drawing(page: Page, number: int = 0) -> Locator:
    return page.locator(".spec-diagram").nth(number)


def test_text_is_never_small_and_the_page_never_wide(site: str, page: Page) -> None:
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        for name in ("architecture", "error_specification"):
            opened(page, f"{site}backend/{name}/")
            scales = page.evaluate(
                "() => [...document.querySelectorAll('.spec-canvas svg')].map((svg) =>"
                " svg.getBoundingClientRect().width / svg.viewBox.baseVal.width)"
            )
            assert all(0.84 <= scale <= 1.01 for scale in scales)
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_full_screen_by_keyboard(site: str, page: Page) -> None:
    opened(page, f"{site}backend/architecture/")
    figure = _drawing(page)
    figure.get_by_role("button", name="Full screen").focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Flowchart: Architecture Diagram")
    expect(dialog).to_be_visible()
    view = dialog.locator(".spec-view")
    expect(view).to_be_focused()
    expect(dialog.locator("svg a").first).to_be_visible()
    before = view.evaluate("box => [box.querySelector('svg').getBoundingClientRect().width, box.scrollLeft]")
    page.keyboard.press("+")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("left => document.querySelector('.spec-view').scrollLeft > left", arg=before[1])
    assert view.evaluate("box => box.querySelector('svg').getBoundingClientRect().width") > before[0] * 1.2
    page.keyboard.press("0")
    assert view.evaluate("box => box.querySelector('svg').getBoundingClientRect().width") == before[0]
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(figure.get_by_role("button", name="Full screen")).to_be_focused()
    expect(figure.locator(".spec-canvas > svg")).to_have_count(1)


def test_dragging_moves_and_does_not_follow_a_link(site: str, page: Page) -> None:
    opened(page, f"{site}backend/architecture/")
    _drawing(page).hover()
    _drawing(page).get_by_role("button", name="Full screen").click()
    dialog = page.get_by_role("dialog", name="Flowchart")
    link = dialog.get_by_role("link", name="gateway").first
    box = link.bounding_box()
    assert box
    left = dialog.locator(".spec-view").evaluate("box => box.scrollLeft")
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 40, y + 5, steps=4)
    page.mouse.up()
    assert dialog.locator(".spec-view").evaluate("box => box.scrollLeft") == pytest.approx(left - 40, abs=2)
    expect(dialog).to_be_visible()
    assert not page.url.endswith("service:gateway")
    link.click()
    page.wait_for_url("**/backend/architecture/#service:gateway")
    expect(dialog).to_be_hidden()


def test_zoom_and_copy(site: str, page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened(page, f"{site}backend/error_specification/")
    figure = _drawing(page)
    width = figure.locator("svg").last.bounding_box()
    figure.hover()
    figure.get_by_role("button", name="Zoom in").click()
    wider = figure.locator(".spec-canvas svg").bounding_box()
    assert width
    assert wider
    assert wider["width"] > width["width"] * 1.2
    figure.get_by_role("button", name="reset zoom").click()
    figure.get_by_role("button", name="Copy source").click()
    expect(figure.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").startswith("sequenceDiagram")


def test_links_change_the_page_without_loading_it_anew(small: str, page: Page) -> None:
    page.goto(small)
    page.evaluate("window.same = true")
    page.get_by_role("link", name="flows").click()
    page.wait_for_url("**/auth_specification/")
    page.wait_for_function(DONE)
    link = page.locator(".spec-canvas svg a").first
    expect(link).to_have_attribute("href", "../architecture/#service:gateway")
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/architecture/#service:gateway")
    page.wait_for_function(DONE)
    expect(page.locator(".spec-canvas svg")).to_have_count(1)
    page.go_back()
    page.wait_for_url("**/auth_specification/")
    page.wait_for_function("document.querySelector('h1').textContent.startsWith('Auth')")
    page.wait_for_function(DONE)
    page.locator(".spec-canvas svg a").last.click()
    page.wait_for_url("**/architecture/#service:gateway")
    assert page.evaluate("window.same")
    with page.context.expect_page():
        page.locator(".spec-canvas a.spec-ref").last.click(modifiers=["Control"])


def test_nothing_hostile_happens(small: str, page: Page) -> None:
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    for path in ("other/", "spec/architecture/", "spec/auth_specification/"):
        opened(page, small + path)
        page.wait_for_timeout(200)
        for link in page.locator(".spec-canvas a").all():
            href = link.get_attribute("href") or link.get_attribute("xlink:href") or ""
            assert "javascript" not in href
        assert page.evaluate("typeof hit") == "undefined"
        assert page.locator(".spec-diagram script").count() == 0
        assert page.locator(".spec-canvas [onerror], .spec-canvas [onclick]").count() == 0
    assert not dialogs


def test_a_diagram_that_fails_says_why_and_shows_its_source(small: str, page: Page) -> None:
    opened(page, f"{small}other/")
    failed = _drawing(page, 1)
    expect(failed).to_have_attribute("data-spec-state", "failed")
    expect(failed.get_by_role("status")).to_contain_text("cannot be drawn. Parse error on line 5")
    expect(failed.locator(".spec-source")).to_be_visible()
    expect(failed.locator(".spec-source")).to_contain_text("A->>: broken </script><img")
    assert page.locator("body > [id^=dspec], body > .spec-stage, svg[aria-roledescription=error]").count() == 0
    expect(_drawing(page, 2)).to_have_attribute("data-spec-state", "drawn")


def test_without_the_library_the_source_is_shown(small: str, page: Page) -> None:
    page.route("**/mermaid.min.js", lambda route: route.abort())
    opened(page, f"{small}spec/architecture/")
    expect(_drawing(page).get_by_role("status")).to_contain_text("the Mermaid library is not part of this site")
    expect(_drawing(page).locator(".spec-source")).to_be_visible()


def test_without_scripts_the_source_and_the_words_are_there(site: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}backend/error_specification/")
    expect(_drawing(page).locator(".spec-source")).to_be_visible()
    expect(_drawing(page).locator(".spec-canvas")).to_be_hidden()
    _drawing(page).get_by_text("In words").click()
    expect(_drawing(page).locator(".spec-words li").first).to_be_visible()
    context.close()


def test_colours_follow_the_palette(small: str, page: Page) -> None:
    opened(page, f"{small}other/")
    pie = _drawing(page, 0).locator(".spec-canvas svg")
    first = pie.get_attribute("id")
    ink = "(node) => getComputedStyle(node.querySelector('.nodeLabel p') ?? node).color"
    nodes = _drawing(page, 2).locator(".node")
    assert nodes.nth(0).evaluate(ink) == "rgb(17, 17, 17)"
    assert nodes.nth(1).evaluate(ink) == "rgb(255, 255, 255)"
    page.goto(f"{small}spec/auth_specification/")
    page.wait_for_function(DONE)
    look = """() => ["rect.actor", "text.actor tspan", ".messageText"].map((name) =>
      getComputedStyle(document.querySelector(".spec-canvas " + name)).fill)"""
    light = page.evaluate(look)
    same = page.locator(".spec-canvas svg").get_attribute("id")
    page.locator("label[for=__palette_1]").click()
    page.wait_for_function("document.body.dataset.mdColorScheme === 'slate'")
    dark = page.evaluate(look)
    assert page.locator(".spec-canvas svg").get_attribute("id") == same
    assert [one for one, other in zip(light, dark, strict=True) if one == other] == []
    # A pie has colours of Mermaid's own: it is drawn anew.
    opened(page, f"{small}other/")
    page.locator("label[for=__palette_0]").click()
    page.wait_for_function("id => document.querySelector('.spec-canvas svg')?.id !== id", arg=first)


def test_a_drawing_has_the_same_colours_wherever_it_was_drawn(small: str, page: Page) -> None:
    opened(page, f"{small}every/")
    light = page.evaluate(COLOURS)
    page.locator("label[for=__palette_1]").click()
    page.wait_for_function("document.body.dataset.mdColorScheme === 'slate'")
    switched = page.evaluate(COLOURS)
    opened(page, f"{small}every/")
    drawn = page.evaluate(COLOURS)
    assert [pair for pair in zip(switched, drawn, strict=True) if pair[0] != pair[1]] == []
    assert sum(one != other for one, other in zip(light, switched, strict=True)) > 100


def test_print_is_light_and_fits(small: str, site: str, page: Page) -> None:
    opened(page, f"{site}backend/architecture/")
    page.emulate_media(media="print", color_scheme="dark")
    page.set_viewport_size({"width": 720, "height": 1000})
    svg = page.locator(".spec-canvas svg").first
    box = svg.bounding_box()
    assert box
    assert box["width"] <= 720
    assert svg.locator(".nodeLabel").first.evaluate("node => getComputedStyle(node).color") in (
        "rgb(0, 0, 0)",
        "rgb(29, 78, 216)",
    )
    expect(page.locator(".spec-tools").first).to_be_hidden()


def test_the_search_index_holds_no_words_twice(site_folder: Path) -> None:
    index = json.loads((site_folder / "search" / "search_index.json").read_text(encoding="utf-8"))
    for entry in index["docs"]:
        assert "In words" not in entry["text"]
        assert '"spec:/' not in entry["text"]
        assert '"participant",[' not in entry["text"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_drawings(scheme: str, site: str, small: str, browser: Browser) -> None:
    found = []
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    for address in (f"{site}backend/error_specification/", f"{site}backend/architecture/", f"{small}other/"):
        opened(page, address)
        page.evaluate("document.querySelectorAll('.spec-words').forEach((words) => (words.open = true))")
        for full in (False, True):
            if full:
                page.locator(".spec-diagram[data-spec-state=drawn]").first.get_by_role("button", name="Full").focus()
                page.keyboard.press("Enter")
            options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
            told = Axe().run(page, context=[".spec-full"] if full else [".spec-diagram"], options=options).response
            assert told["passes"]
            for violation in told["violations"]:
                found += [(address, full, violation["id"], node["html"][:200]) for node in violation["nodes"]]
    context.close()
    assert found == []
