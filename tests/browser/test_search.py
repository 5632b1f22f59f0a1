"""Whoever types the name of something into the search finds where it is declared, first of all."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NAMES = {
    "1003": "backend/error_specification/#error:1003",
    "INVALID_CREDENTIALS": "backend/error_specification/#error:2001",
    "/api/v1/auth/login": "backend/api_specification/#endpoint:POST/api/v1/auth/login",
    "POST /api/v1/auth/login": "backend/api_specification/#endpoint:POST/api/v1/auth/login",
    "AuthService.Login": "backend/grpc_specification/#rpc:AuthService.Login",
    "users": "backend/database_schema/#table:users",
    "message.sent": "backend/event_specification/#topic:message.sent",
    "auth-service": "backend/architecture/#service:auth-service",
    "GET /api/v1/users/:id": "backend/api_specification/#endpoint:GET/api/v1/users/id",
    "messages": "backend/database_schema/#table:messages",
    "LoginRequest": "backend/grpc_specification/#message:LoginRequest",
    "FEAT-USER-001": "backend/api_specification/#feature:FEAT-USER-001",
    "rate_limit:{scope}:{bucket}": "backend/cache_specification/#cache-key:rate_limit:scope:bucket",
}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_finds_its_declaration_first(name: str, site: str, page: Page) -> None:
    page.goto(site)
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").press_sequentially(name)
    page.wait_for_selector(".md-search-result__item")
    page.wait_for_timeout(300)
    page.locator(".md-search-result__item a").first.click()
    page.wait_for_function("() => location.hash")
    assert unquote(page.evaluate("location.origin + location.pathname + location.hash")) == site + NAMES[name]
