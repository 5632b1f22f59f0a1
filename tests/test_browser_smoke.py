"""The tool chain of the browser tests works: Chromium starts, runs scripts, and is kept off the network."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


@pytest.fixture
def local_page(tmp_path: Path) -> str:
    path = tmp_path / "page.html"
    path.write_text(
        """<!doctype html>
<title>Services</title>
<h1>Services</h1>
<button onclick="document.querySelector('output').textContent = 'auth-service'">Show</button>
<output></output>
""",
        encoding="utf-8",
    )
    return path.as_uri()


def test_opens_a_local_page_and_runs_its_script(page: Page, local_page: str) -> None:
    page.goto(local_page)
    expect(page).to_have_title("Services")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("output")).to_have_text("auth-service")


def test_takes_a_screenshot(page: Page, local_page: str) -> None:
    page.goto(local_page)
    assert page.screenshot().startswith(b"\x89PNG")


def test_a_request_to_another_machine_is_stopped_and_noted(
    page: Page, local_page: str, requests_outside: list[str]
) -> None:
    page.goto(local_page)
    failed = page.evaluate("fetch('http://elsewhere.invalid/x.js').then(() => false, () => true)")
    assert failed
    assert requests_outside == ["http://elsewhere.invalid/x.js"]
    requests_outside.clear()
