"""Every link of the site leads to a page and an anchor that are there."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]

_HREF = re.compile(r'(?:href|src)="([^"]*)"')
_ID = re.compile(r'\b(?:id|name)="([^"]+)"')
_DATA = re.compile(r'<script type="application/json"[^>]*>(.*?)</script>', re.DOTALL)
_QUOTED = re.compile(r'"((?:\.\./|#)[^"\s]*)"')


def _pages(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*.html") if path.name != "404.html")
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in files}


def _links(html: str) -> set[str]:
    found = set(_HREF.findall(html))
    for data in _DATA.findall(html):
        found |= set(_QUOTED.findall(data))
    return {unescape(link) for link in found}


def test_every_link_leads_somewhere(site_folder: Path) -> None:
    pages = _pages(site_folder)
    ids = {path: {unescape(id) for id in _ID.findall(html)} for path, html in pages.items()}
    assert len(pages) > 50
    dead, seen = [], 0
    for path, html in pages.items():
        base = f"http://site/{path.removesuffix('index.html')}"
        for link in _links(html):
            parts = urlsplit(urljoin(base, link))
            if parts.netloc != "site" or parts.scheme != "http":
                continue
            seen += 1
            target = unquote(parts.path).lstrip("/")
            target += "index.html" if not target or target.endswith("/") else ""
            anchor = unquote(parts.fragment)
            if not (site_folder / target).is_file():
                dead.append((path, link, "no such page"))
            elif anchor and target in ids and anchor not in ids[target] and anchor != "__skip":
                dead.append((path, link, "no such anchor"))
    assert seen > 10_000
    assert not dead, (len(dead), dead[:20])


def test_symbolic_links_are_all_resolved(site_folder: Path) -> None:
    for path, html in _pages(site_folder).items():
        assert '"spec:/' not in html, path


def test_no_anchor_is_there_twice(site_folder: Path) -> None:
    for path, html in _pages(site_folder).items():
        found = re.findall(r'<[a-z][^<>]*? id="([^"]+)"', re.sub(r"<svg.*?</svg>", "", html, flags=re.DOTALL))
        assert len(found) == len(set(found)), (path, [id for id in found if found.count(id) > 1][:5])


def test_a_rules_address_leads_to_its_text(site: str, page: Page) -> None:
    page.goto(f"{site}rules/#undefined-error")
    page.wait_for_url(f"{site}rules/api/#undefined-error")
    expect(page.locator("h2#undefined-error")).to_be_in_viewport()
    page.goto(f"{site}rules/")
    page.get_by_role("link", name="undefined-error", exact=True).first.click()
    page.wait_for_url(f"{site}rules/api/#undefined-error")
