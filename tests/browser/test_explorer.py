"""The explorer in a browser: by keyboard alone, by mouse, by address, without scripts, on a phone, in both palettes."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page, Route, expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TABLE = "table:users"


def focus(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id || document.activeElement.textContent"))


def test_an_entity_is_picked_by_keyboard_alone(site: str, page: Page) -> None:
    page.goto(f"{site}reference/explorer/")
    pick = page.get_by_role("combobox", name="Entity")
    for _ in range(60):
        page.keyboard.press("Tab")
        if focus(page) == "spec-pick":
            break
    expect(pick).to_be_focused()
    expect(pick).to_have_attribute("aria-expanded", "false")
    page.keyboard.type("user_cred")
    expect(pick).to_have_attribute("aria-expanded", "true")
    options = page.locator("#spec-picks").get_by_role("option")
    expect(options.first).to_have_attribute("aria-selected", "true")
    page.keyboard.type("entials")
    expect(options.first).to_contain_text("user_credentials")
    page.keyboard.press("Enter")
    expect(pick).to_have_attribute("aria-expanded", "false")
    expect(page.get_by_role("heading", name="Hit if it changes")).to_be_visible()
    expect(page.locator(".spec-told")).to_contain_text("user_credentials A change hits")
    assert unquote(page.evaluate("location.search + location.hash")) == "?steps=1#table:user_credentials"
    # On to the number of steps, and to the first of what is hit.
    page.keyboard.press("Tab")
    assert focus(page) == "spec-steps"
    before = page.locator(".spec-reach a").count()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("heading", name="In 2 steps").first).to_be_visible()
    assert page.locator(".spec-reach a").count() > before
    assert page.evaluate("location.search") == "?steps=2"
    page.keyboard.press("Tab")
    assert focus(page) == "Definition"
    page.keyboard.press("Tab")
    assert focus(page) == "auth-service"
    page.keyboard.press("Enter")
    expect(pick).to_have_value("auth-service")
    expect(pick).to_be_focused()
    expect(pick).to_have_attribute("aria-expanded", "false")
    page.go_back()
    expect(pick).to_have_value("user_credentials")


def test_arrows_escape_and_what_is_not_there(site: str, page: Page) -> None:
    page.goto(f"{site}reference/explorer/")
    pick = page.get_by_role("combobox", name="Entity")
    pick.press_sequentially("message")
    count = page.locator("#spec-picks [role=option]").count()
    assert 5 < count <= 30
    pick.press("ArrowUp")
    expect(page.locator("#spec-picks [role=option]").last).to_have_attribute("aria-selected", "true")
    assert pick.get_attribute("aria-activedescendant") == page.locator("#spec-picks [role=option]").last.get_attribute(
        "id"
    )
    pick.press("ArrowDown")
    pick.press("ArrowDown")
    expect(page.locator("#spec-picks [role=option]").nth(1)).to_have_attribute("aria-selected", "true")
    pick.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(pick).to_have_value("message")
    pick.press("Escape")
    expect(pick).to_have_value("")
    pick.press_sequentially("nothing of this name")
    expect(page.get_by_role("listbox")).to_be_hidden()
    pick.press("Enter")
    assert page.evaluate("location.hash") == ""


def test_names_are_found_by_their_parts_the_best_first(site: str, page: Page) -> None:
    page.goto(f"{site}reference/explorer/")
    pick = page.get_by_role("combobox", name="Entity")
    for typed, expected in {
        "1003": "1003",
        "forbidden": "FORBIDDEN",
        "users": "users",
        "post login": "POST /api/v1/auth/login",
        "authservice.lo": "AuthService.Login",
    }.items():
        pick.fill(typed)
        expect(page.locator("#spec-picks [role=option]").first).to_contain_text(expected)


def test_an_entity_is_picked_by_mouse(site: str, page: Page) -> None:
    page.goto(f"{site}reference/explorer/")
    expect(page.locator(".spec-told")).to_contain_text("Or begin with one of these")
    page.locator(".spec-reach").get_by_role("link", name="message-service", exact=True).click()
    pick = page.get_by_role("combobox", name="Entity")
    expect(pick).to_have_value("message-service")
    assert page.evaluate("scrollY") < 400
    pick.click()
    pick.fill("5001")
    page.locator("#spec-picks [role=option]").first.click()
    expect(page.locator(".spec-told strong")).to_contain_text("5001")
    page.get_by_label("Steps").select_option("3")
    expect(page.get_by_role("heading", name="In 3 steps").first).to_be_visible()
    page.locator(".spec-told").get_by_role("link", name="Definition").click()
    page.wait_for_url("**/backend/error_specification/#error:5001")


def test_an_address_shows_what_it_names(site: str, page: Page) -> None:
    page.goto(f"{site}reference/explorer/?steps=2#{TABLE}")
    expect(page.get_by_role("combobox", name="Entity")).to_have_value("users")
    expect(page.get_by_label("Steps")).to_have_value("2")
    expect(page.locator(".spec-all[open]")).to_have_count(0)
    page.wait_for_function("() => scrollY === 0")
    owner = page.locator(".spec-reach section").first
    expect(owner).to_contain_text("is owned by")
    expect(owner.get_by_role("link", name="user-service", exact=True)).to_be_visible()
    hashes = page.locator(".spec-reach a").evaluate_all("all => all.map(one => one.hash)")
    assert len(hashes) == len(set(hashes))


def test_what_an_address_does_not_know_is_left_alone(site: str, page: Page) -> None:
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(f"{site}reference/explorer/?steps=9#table:%3Cscript%3E")
    expect(page.locator(".spec-told")).to_contain_text("Or begin with one of these")
    assert not wrong


def test_the_numbers_agree_with_the_list(site: str, page: Page) -> None:
    page.goto(f"{site}reference/explorer/#{TABLE}")
    told = page.locator(".spec-told").inner_text()
    entry = page.locator(f"[id='{TABLE}']")
    listed = entry.evaluate("one => one.closest('details').querySelector('small').textContent")
    out, into = (int(part.split()[-1]) for part in listed.replace("touched by", "by").split(","))
    assert f"A change hits {into}; it touches {out}." in told


def test_without_scripts_the_list_serves(site: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}reference/explorer/#{TABLE}")
    expect(page.locator(".spec-explorer form")).to_be_hidden()
    entry = page.locator("details", has=page.locator(f"[id='{TABLE}']")).last
    expect(entry.get_by_role("link", name="Definition")).to_be_visible()
    expect(entry).to_contain_text("is owned by user-service")
    entry.get_by_role("link", name="user-service", exact=True).click()
    target = page.locator("details", has=page.locator("[id='service:user-service']")).last
    expect(target.get_by_role("link", name="Definition")).to_be_visible()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_nothing_is_wider_than_the_screen(site: str, page: Page, scheme: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    for path in (
        "",
        f"reference/explorer/?steps=2#{TABLE}",
        "reference/roles/",
        "reference/checklist/",
        "reference/features/",
        "reference/services/",
        "reference/services/message-service/",
    ):
        page.goto(site + path)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path


def test_nothing_moves_when_the_script_comes(site: str, page: Page) -> None:
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver(list => list.getEntries().forEach(one => {"
        "if (!one.hadRecentInput) window.moved += one.value})).observe({type: 'layout-shift', buffered: true});"
    )
    for path in ("reference/explorer/", "reference/roles/", "reference/checklist/", "reference/features/"):
        page.goto(site + path)
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(300)
        assert page.evaluate("window.moved") < 0.02, path


def test_picking_is_quick(site: str, page: Page) -> None:
    page.goto(f"{site}reference/explorer/?steps=4#service:gateway")
    expect(page.locator(".spec-told strong")).to_have_text("gateway")
    spent = page.evaluate(
        """async () => {
            const start = performance.now();
            const steps = document.querySelector("#spec-steps");
            for (const value of ["1", "4"]) { steps.value = value; steps.dispatchEvent(new Event("change")); }
            document.body.offsetHeight;
            return performance.now() - start;
        }"""
    )
    assert spent < 500


def test_what_is_typed_before_the_script_is_there_counts(site: str, page: Page) -> None:
    held: list[Route] = []
    page.route("**/explorer.js", lambda route: held.append(route))
    page.goto(f"{site}reference/explorer/", wait_until="domcontentloaded")
    pick = page.get_by_role("combobox", name="Entity")
    pick.fill("users")
    for _ in range(100):
        if held:
            break
        page.wait_for_timeout(50)
    held[0].continue_()
    expect(page.locator("#spec-picks [role=option]").first).to_contain_text("users")
    expect(pick).to_have_value("users")
