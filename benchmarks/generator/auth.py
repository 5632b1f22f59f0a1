"""`auth_specification.md`."""

from __future__ import annotations

from collections.abc import Sequence

from generator import diagrams
from generator.page import Page
from generator.platform import UUID
from generator.world import Flow, Part

LIFECYCLE = """\
 log in          refresh          log out
    |               |                |
    v               v                v
 [ live ] ----> [ live, new ] ----> [ ended ]
    |                                 ^
    +---- 30 days without refresh ----+"""


def write(page: Page, parts: Sequence[Part], *, whole: bool) -> None:
    page.section(2, "Overview")
    if whole:
        page.text("How people prove who they are, and how long that lasts.")
        _strategy(page)
    else:
        page.text(f"What somebody confirms before anything drastic happens in {parts[0].title}. Tokens and passwords "
                  "are those of the [main document](../auth_specification.md).")  # fmt: skip
    page.section(2, "Authentication Flows")
    for part in parts:
        for flow in part.flows:
            _flow(page, flow)
    page.section(2, "Session Lifecycle Summary")
    if whole:
        page.fence("text", LIFECYCLE)
        rows = (
            ("Log in", "`session:{account_id}:{session_id}` is written"),
            ("Refresh", "`session:{account_id}:{session_id}` is replaced"),
            ("Log out", "`session:{account_id}:{session_id}` is gone, `token_denylist:{token_id}` is set"),
        )
    else:
        rows = (("Password confirmed", "`step_up:{account_id}:{area}` is set for five minutes"),
                ("Five minutes later", "`step_up:{account_id}:{area}` is gone"))  # fmt: skip
    page.table("sessions", ({"event": event, "state": state} for event, state in rows))
    page.section(2, "Security Mechanisms")
    page.table("mechanisms", ({"name": name, "how": how} for name, how in (
        ("Slow guessing", "After five failures `login_attempts:{email}` stops further attempts"),
        ("Early revocation", "Revoked access tokens stand in `token_denylist:{token_id}` until they end"),
        ("Second look", "`step_up:{account_id}:{area}` has to be there before anything is cancelled"),
    )[None if whole else 2:]))  # fmt: skip


def _strategy(page: Page) -> None:
    page.section(2, "Token Strategy")
    page.section(3, "Token Types")
    page.table("tokens", (
        {"name": "Access token", "ttl": "15 minutes", "storage": "Client only", "use": "Every protected request"},
        {"name": "Refresh token", "ttl": "30 days", "storage": "`session:{account_id}:{session_id}`",
         "use": "New tokens"}))  # fmt: skip
    page.section(3, "Payloads")
    claims = {"iss": "https://ledger.example", "sub": UUID, "iat": 1772443800}
    page.text("An access token:")
    page.json({**claims, "role": "clerk", "exp": 1772444700})
    page.text("A refresh token:")
    page.json({**claims, "jti": "0197a1c4-5b7e-7c21-8d3f-000000000003", "exp": 1775035800})
    page.section(3, "Signing")
    page.table("settings", (
        {"name": "Algorithm", "value": "ES256", "text": "Short and quick to check"},
        {"name": "Key rotation", "value": "90 days", "text": "The key before stays good for a day"}))  # fmt: skip
    page.section(2, "Password Security")
    page.table(
        "settings",
        (
            {"name": "Hash", "value": "Argon2id", "text": "64 MiB, three passes"},
            {"name": "Length", "value": "12-128 characters", "text": "Any character counts"},
            {"name": "Leaked passwords", "value": "Refused", "text": "Compared with a list by prefix of the hash"},
        ),
    )
    page.text("A password matches:")
    page.fence("regex", "^.{12,128}$")


def _flow(page: Page, flow: Flow) -> None:
    page.section(3, flow.title)
    page.text(flow.text)
    page.fence("mermaid", diagrams.flow(page, flow))
    failures = [f"{error.http} {error.name} ({error.code}): {error.text[0].lower()}{error.text[1:]}."
                for _, error in flow.steps if error]  # fmt: skip
    page.bullets(failures)
