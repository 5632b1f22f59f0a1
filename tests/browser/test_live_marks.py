"""Findings marked at their places: in text, code and diagrams, with the message; and the way to them."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from live_site import (
    BAD,
    FLOW,
    GOOD,
    MARKED,
    MISDRAWN,
    PAGE,
    SLOW,
    badge,
    marked,
    opened,
    panel,
    quiet,
    says,
    still,
    write,
)
from served import Server, eventually
from specification import API

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CLEAR = """() => {
  const panel = document.querySelector("#backend-spec-live").shadowRoot.querySelector(".panel");
  const code = [...document.querySelectorAll("td code")].find((one) => one.textContent === "1030");
  return panel.getBoundingClientRect().top > code.getBoundingClientRect().bottom;
}"""


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


def test_what_is_found_at_one_place_is_told_together(server: Server, page: Page) -> None:
    write(server, GOOD + "\n### 11.2 Log Out\n\n`POST /api/v1/auth/logout`\n")
    still(page, server)
    opened(page, server)
    told = [one["message"].replace("`", "") for one in server.state()["findings"] if one["text"].startswith("POST")]
    assert len(told) > 1
    place = page.locator(".spec-finding-place[role=button]", has_not=page.locator("svg")).last
    expect(place).to_have_attribute("aria-label", re.compile("; "))
    place.focus()
    tip = page.locator("#backend-spec-live .tip")
    for message in told:
        expect(tip).to_contain_text(message)
    looks = page.locator("p:has(> .spec-declared)")
    pads = looks.evaluate_all("(all) => all.map((one) => getComputedStyle(one).padding)")
    assert len(pads) == 2
    assert len(set(pads)) == 1  # a mark changes nothing of how it looks
    badge(page).click()
    for jump in panel(page).locator(".bundle .row .jump").all():
        jump.click()
        expect(place).to_be_focused()


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


def test_without_highlights_the_nearest_element_is_outlined(server: Server, page: Page) -> None:
    write(server, BAD)
    page.add_init_script("delete CSS.__proto__.highlights; delete CSS.highlights; delete self.Highlight")
    opened(page, server)
    expect(page.locator("[data-spec-finding=error]")).to_contain_text("1030", timeout=SLOW)
    write(server, GOOD)
    says(page, "No findings")
    expect(page.locator("[data-spec-finding]")).to_have_count(0)


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


def test_an_arrow_without_a_label_is_marked_itself(server: Server, page: Page) -> None:
    parts = ["gateway", "auth-service", "user-service"]
    services = "| Service | Type |\n| --- | --- |\n" + "".join(f"| `{one}` | gRPC |\n" for one in parts)
    rows = "| From | To | Protocol |\n| --- | --- | --- |\n" + "".join(
        f"| gateway | {one} | gRPC |\n" for one in parts[1:]
    )
    write(server, f"# Architecture\n\n## Services\n\n{services}\n## Communication Patterns\n\n{rows}", "architecture")
    parties = "    participant A as Auth Service\n    participant U as User Service\n"
    write(
        server,
        GOOD.replace("    G-->>C: 403", f"{parties}    G->>A: Login\n    A->>U: \n    U-->>A: user\n    G-->>C: 403"),
    )
    eventually(lambda: "data-spec-arrow" in server.get(PAGE)[1])
    opened(page, server)
    strip, wave = page.locator("svg .spec-finding-arrow"), page.locator("svg .spec-finding-wave")
    expect(strip).to_have_count(1, timeout=SLOW)
    strip.scroll_into_view_if_needed()
    line = page.locator(".messageLine0").nth(2)
    drawn, along = line.bounding_box(), wave.bounding_box()
    assert drawn
    assert along
    assert abs(drawn["width"] - along["width"]) < 10
    assert abs(drawn["y"] - along["y"]) < 5
    tip = page.locator("#backend-spec-live .tip")
    page.mouse.move(drawn["x"] + drawn["width"] / 3, drawn["y"] + 4)
    expect(tip).to_contain_text("the connection from")
    page.mouse.move(2, 2)
    expect(tip).to_be_hidden()
    page.locator(".spec-diagram").locator("xpath=preceding-sibling::*[1]").focus()
    expect(tip).to_contain_text("the connection from")
    (server.root / "docs" / "spec" / "architecture.md").unlink()
    expect(wave).to_have_count(0, timeout=SLOW)
    expect(strip).to_have_count(0)


def test_a_diagram_that_cannot_be_drawn_is_marked_in_its_source(server: Server, page: Page) -> None:
    write(server, API + FLOW.replace("C->>G: POST /api/v1/auth/login", "C->>: oops"))
    says(opened(page, server), "1 error")
    marked(page, "error", ": oops")
    place = page.locator(".spec-finding-place[role=button]")
    place.focus()
    expect(page.locator("#backend-spec-live .tip")).to_contain_text("cannot draw")
