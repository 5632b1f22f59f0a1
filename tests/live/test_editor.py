"""Addresses that open the author's editor."""

from __future__ import annotations

from pathlib import Path

import pytest

from backend_spec.config import Live, parse
from backend_spec.live.editor import address


@pytest.mark.parametrize(
    ("option", "wanted"),
    [
        (True, Live()),
        (False, Live(shown=False)),
        ({}, Live()),
        ({"editor": False}, Live(editor=None)),
        ({"editor": "idea://open?file=/{path}&line={line}"}, Live(editor="idea://open?file=/{path}&line={line}")),
    ],
)
def test_the_option(option: object, wanted: Live) -> None:
    assert parse({"live": option}).live == wanted


def test_a_place_has_an_address() -> None:
    file = Path("/home/a b/ü#?/x.md").absolute()
    where = address(Live().editor, file, 3, 7)
    assert where
    assert where.startswith("vscode://file/")
    assert where.endswith("home/a%20b/%C3%BC%23%3F/x.md:3:7")
    assert address(None, file, 3, 7) is None
