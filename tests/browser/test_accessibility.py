"""No page has a fault that axe knows, in neither palette, wide or narrow (WCAG 2.2, level AA)."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGES = [
    "",
    "guide/options/",
    "rules/",
    "rules/error/",
    "backend/architecture/",
    "backend/api_specification/",
    "backend/grpc_specification/",
    "backend/database_schema/",
    "backend/auth_specification/",
    "backend/cache_specification/",
    "backend/error_specification/",
    "backend/event_specification/",
    *(f"reference/{name}/" for name in ("checklist", "services", "services/auth-service", "api", "rpcs", "errors")),
    *(f"reference/{name}/" for name in ("tables", "events", "cache", "roles", "features", "explorer")),
]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(path: str, site: str, browser: Browser) -> None:
    found = []
    for scheme, width in (("light", 1280), ("dark", 360)):
        context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
        page = context.new_page()
        page.goto(site + path)
        page.wait_for_load_state("networkidle")
        for violation in Axe().run(page, options=RULES).response["violations"]:
            for node in violation["nodes"]:
                data = (node["any"] or node["all"] or node["none"] or [{}])[0].get("message")
                found.append((scheme, violation["id"], node["target"], node["html"][:160], data))
        context.close()
    assert not found, "\n".join(map(str, [len(found), *found[:12]]))
