"""Tables of the generated pages: filters, sorting, addresses, keyboard, phones, many rows, no script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from backend_spec.site.pages.grid import Cell, Column, Grid, Group, Row, grid

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGES = ("api", "errors", "rpcs", "tables", "events", "cache")
SHIFTS = """
  window.shift = 0;
  const add = (list) => list.getEntries().forEach((one) => (window.shift += one.value));
  new PerformanceObserver(add).observe({ type: "layout-shift", buffered: true });
"""
READY = "() => document.querySelector('[data-spec-table] thead button')"


def opened(page: Page, address: str) -> Page:
    page.goto(address)
    page.wait_for_function(READY)
    return page


def rows(page: Page) -> int:
    return page.locator(".spec-rows tbody tr:not(.spec-group):visible").count()


def test_filters_count_and_stay_in_the_address(site: str, page: Page) -> None:
    opened(page, f"{site}reference/api/")
    expect(page.get_by_role("status")).to_have_text("54 endpoints")
    page.get_by_role("combobox", name="Method").select_option("DELETE")
    page.get_by_role("combobox", name="Service").select_option("auth-service")
    expect(page.get_by_role("status")).to_have_text("1 of 54 endpoints")
    assert rows(page) == 1
    assert page.url.endswith("?method=DELETE&service=auth-service")
    opened(page, page.url)
    expect(page.get_by_role("status")).to_have_text("1 of 54 endpoints")
    expect(page.get_by_role("combobox", name="Method")).to_have_value(
        page.get_by_role("combobox", name="Method").locator("option", has_text="DELETE").get_attribute("value") or "?"
    )
    page.get_by_role("search", name="Endpoints").get_by_role("button", name="Clear").click()
    expect(page.get_by_role("status")).to_have_text("54 endpoints")
    assert page.url.endswith("reference/api/")


def test_words_search_everything_in_a_row_and_escape_ends_it(site: str, page: Page) -> None:
    opened(page, f"{site}reference/errors/")
    box = page.get_by_role("searchbox", name="Search errors")
    box.fill("token expired")
    expect(page.get_by_role("status")).to_have_text("4 of 124 errors")
    box.fill("no such words")
    expect(page.locator(".spec-empty")).to_have_text("No errors match.")
    assert rows(page) == 0
    assert page.locator(".spec-group:visible").count() == 0
    box.press("Escape")
    expect(page.get_by_role("status")).to_have_text("124 errors")
    expect(page.locator(".spec-empty")).to_be_hidden()


def test_heads_sort_by_keyboard_and_give_the_groups_back(site: str, page: Page) -> None:
    opened(page, f"{site}reference/api/")
    before = page.locator(".spec-rows").text_content()
    head = page.get_by_role("columnheader", name="Errors")
    head.get_by_role("button").focus()
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "ascending")
    page.keyboard.press("Space")
    expect(head).to_have_attribute("aria-sort", "descending")
    counts = page.locator(".spec-rows tr:visible td:nth-child(4)").evaluate_all(
        "all => all.map(e => +e.dataset.specSort)"
    )
    assert counts == sorted(counts, reverse=True)
    assert page.url.endswith("?sort=-errors")
    assert page.locator(".spec-group:visible").count() == 0
    page.keyboard.press("Enter")
    assert page.locator(".spec-group:visible").count() > 1
    assert page.locator(".spec-rows").text_content() == before


def test_a_row_that_an_address_points_at_is_shown(site: str, page: Page) -> None:
    opened(page, f"{site}reference/errors/?http-status=401#error:1001")
    expect(page.locator("[id='error:1001']")).to_be_in_viewport()
    opened(page, f"{site}reference/errors/?http-status=401")
    expect(page.locator("[id='error:1001']")).to_be_hidden()
    page.evaluate("location.hash = 'error:1001'")
    expect(page.locator("[id='error:1001']")).to_be_in_viewport()


def test_a_code_in_the_picture_leads_to_its_row(site: str, page: Page) -> None:
    opened(page, f"{site}reference/errors/")
    page.get_by_role("link", name="1003 FORBIDDEN").click()
    expect(page.locator("[id='error:1003']")).to_be_in_viewport()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [360, 800, 1280])
def test_pages_fit_their_width_and_do_not_shift(name: str, width: int, site: str, page: Page) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.add_init_script(SHIFTS)
    opened(page, f"{site}reference/{name}/")
    page.wait_for_timeout(300)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert page.evaluate("window.shift") < 0.01
    beyond = page.locator(".spec-rows td code").evaluate_all(
        "all => all.filter(e => e.getBoundingClientRect().right > e.closest('td').getBoundingClientRect().right + 1)"
        ".map(e => e.textContent)"
    )
    assert beyond == []


@pytest.mark.parametrize("name", PAGES)
def test_without_scripts_all_is_there_and_no_dead_control(name: str, site: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}reference/{name}/")
    assert rows(page) > 5
    assert page.locator(".spec-filters:visible").count() == 0
    assert page.locator("thead button").count() == 0
    context.close()


def many(count: int) -> str:
    made = []
    for number in range(count):
        other = number * 7919 % count
        made.append(Row((f"name {number % 97} {number}", Cell(str(other), other)), ((f"f{number % 5}",),)))
    columns = (Column("Name", 50), Column("Number", 50))
    groups = [Group(f"group {start}", made[start : start + 50]) for start in range(0, count, 50)]
    return grid(Grid("Many", ("row", "rows"), columns, groups, ("Sort of",))).text


def test_500_rows_are_filtered_and_sorted_without_waiting(site: str, page: Page) -> None:
    page.goto(f"{site}404.html")
    page.evaluate("html => { document.body.innerHTML = html }", many(500))
    page.evaluate(f"import('{site}assets/backend-spec/tables.js').then((part) => part.mount(document))")
    page.wait_for_function(READY)
    took = page.evaluate(
        """() => {
          const time = (action) => {
            const start = performance.now();
            action();
            document.body.offsetHeight;
            return performance.now() - start;
          };
          const select = document.querySelector("select");
          const choose = () => {
            select.selectedIndex = 2;
            select.dispatchEvent(new Event("change"));
          };
          return {
            filter: time(choose),
            clear: time(() => document.querySelector(".spec-clear").click()),
            sort: time(() => document.querySelectorAll("thead button")[1].click()),
          };
        }"""
    )
    assert rows(page) == 500
    assert max(took.values()) < 200, took
    numbers = page.locator("tbody td:nth-child(2)").all_text_contents()
    assert numbers == [str(number) for number in range(500)]


def test_mounting_twice_changes_nothing(site: str, page: Page) -> None:
    opened(page, f"{site}reference/cache/")
    before = page.locator(".spec-grid").evaluate_all("all => all.map(e => e.outerHTML)")
    page.evaluate(f"import('{site}assets/backend-spec/tables.js').then((part) => part.mount(document))")
    assert page.locator(".spec-grid").evaluate_all("all => all.map(e => e.outerHTML)") == before
