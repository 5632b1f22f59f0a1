"""Inventories: what is written is what Sphinx reads; what others write is read."""

from __future__ import annotations

import zlib

import pytest

from backend_spec.site.inventory import InventoryError, read, written
from backend_spec.site.publication import Entry

ENTRIES = [
    Entry("endpoint", "POST /api/v1/auth/login", "POST /api/v1/auth/login", "", "api.md", "endpoint:POST/api"),
    Entry("error", "1003", "1003 FORBIDDEN", "Not allowed", "errors.md", "error:1003"),
    Entry("service", "消息-service", "消息-service", "", "architecture.md", "service:消息-service"),
    Entry("table", "gone", "gone", "", "nowhere.md", "table:gone"),
]


def address(path: str) -> str | None:
    return None if path == "nowhere.md" else path.removesuffix(".md") + "/"


def test_what_is_written_can_be_read() -> None:
    assert read(written(ENTRIES, "nihao\nchat", address), "https://docs.example.com/x") == {
        "POST /api/v1/auth/login": "https://docs.example.com/x/api/#endpoint:POST/api",
        "1003": "https://docs.example.com/x/errors/#error:1003",
        "消息-service": "https://docs.example.com/x/architecture/#service:消息-service",
    }


def test_the_format_is_that_of_sphinx() -> None:
    data = written(ENTRIES, "nihao-chat", address)
    head, rest = data.split(b"compressed using zlib.\n")
    assert head.decode().splitlines()[:3] == ["# Sphinx inventory version 2", "# Project: nihao-chat", "# Version:"]
    lines = zlib.decompress(rest).decode().splitlines()
    assert lines[1] == "1003 spec:error 1 errors/#error:1003 1003 FORBIDDEN"


def test_what_sphinx_abbreviates_is_understood() -> None:
    lines = (
        "json.dumps py:function 1 library/json.html#$ -\nsame py:class 1 a.html -\nsame py:class 1 b.html -\n\nodd\n"
    )
    data = b"# Sphinx inventory version 2\n# Project: Python\n# Version: 3\n# zlib\n" + zlib.compress(lines.encode())
    assert read(data, "https://docs.python.org/3") == {
        "json.dumps": "https://docs.python.org/3/library/json.html#json.dumps"
    }


@pytest.mark.parametrize(
    "data", [b"", b"<html>", b"# Sphinx inventory version 1\n", b"# Sphinx inventory version 2\nx"]
)
def test_anything_else_is_refused(data: bytes) -> None:
    with pytest.raises(InventoryError):
        read(data, "https://x/")
