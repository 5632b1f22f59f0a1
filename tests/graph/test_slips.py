"""Names that are one slip away from a declared one."""

from __future__ import annotations

import pytest

from backend_spec.graph.slips import Slips, is_slip
from backend_spec.model.architecture import Service
from backend_spec.project import analyse


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("user_credentils", "user_credentials"),
        ("user_credenttials", "user_credentials"),
        ("user_cerdentials", "user_credentials"),
        ("user_credantials", "user_credentials"),
        ("INVALID_CREDENTALS", "INVALID_CREDENTIALS"),
        ("sesion:{}:{}", "session:{}:{}"),
        ("UserRegstered", "UserRegistered"),
        ("usr_credentials", "user_credentials"),
        ("INVALI_CREDENTIALS", "INVALID_CREDENTIALS"),
    ],
)
def test_one_letter_is_a_slip(written: str, meant: str) -> None:
    assert is_slip(written, meant)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("session", "sessions"),
        ("user.create", "user.created"),
        ("ACCOUNT_BLOCKED", "ACCOUNT_LOCKED"),
        ("get_user", "set_user"),
        ("carts", "cards"),
        ("error_v1", "error_v2"),
        ("user-profile", "user_profile"),
        ("verify:{}", "verify:{}:{}"),
    ],
)
def test_another_word_is_none(written: str, meant: str) -> None:
    assert not is_slip(written, meant)


def test_what_is_declared_or_could_be_two_names_means_nothing_else() -> None:
    slips = Slips(["message_sender", "message_sended", "payments"])
    assert slips.meant("message_sender") is None
    assert slips.meant("message_sende") is None
    assert slips.meant("paymnts") == "payments"


def test_a_service_whose_shared_word_is_misspelt_is_near() -> None:
    page = b"# Backend System Architecture\n\n## 2. Services\n\n| Service | Type | Role |\n| --- | --- | --- |\n"
    page += b"| `auth-service` | gRPC | Tokens |\n| `media-service` | gRPC | Files |\n"
    graph = analyse({"architecture.md": page}).graph
    near = graph.nearest(Service, "auth-servce")
    assert near is not None
    assert near.key == "auth-service"
    assert graph.nearest(Service, "message-service") is None
