"""Fixtures for every test: a headless Chromium, pages that may not leave this machine, this repository's site."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright

import ensure_browser
import example_site
from browser import FLAGS, stays_here

# A loaded machine is slow, not wrong: what is waited for comes, and a test that fails may take its time.
expect.set_options(timeout=30_000)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium, one for the whole session. A missing browser is a failure, not a skip."""
    path = ensure_browser.find()
    if path is None:
        pytest.fail(f"no Chromium: run scripts/ensure_browser.py, or set {ensure_browser.VARIABLE}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, headless=True, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def requests_outside() -> list[str]:
    """The URLs on other machines that the test's page asked for; a test that expects some empties the list."""
    return []


@pytest.fixture
def page(browser: Browser, requests_outside: list[str]) -> Iterator[Page]:
    """A fresh page in a fresh profile; the test fails if the page asks another machine for anything."""

    def judge(route: Route) -> None:
        if stays_here(route.request.url):
            route.continue_()
        else:
            requests_outside.append(route.request.url)
            route.abort()

    context = browser.new_context()
    context.route("**/*", judge)
    yield context.new_page()
    context.close()
    assert not requests_outside, f"the page asked for {requests_outside}"


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """This repository's site, built strictly, one for all processes of a test run."""
    base = tmp_path_factory.getbasetemp()
    return example_site.built(base if worker_id == "master" else base.parent)


@pytest.fixture(scope="session")
def site(site_folder: Path) -> Iterator[str]:
    """The address of this repository's site, served on this machine; it ends with a slash."""
    with example_site.served(site_folder) as address:
        yield address
