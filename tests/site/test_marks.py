"""What a document's page shows besides links: what is deprecated, and which fields are required."""

from __future__ import annotations

from functools import partial

import pytest

import markdown
from backend_spec.config import Config
from backend_spec.project import analyse
from backend_spec.site.publish import publish
from backend_spec.site.publisher import Publisher
from backend_spec.site.weave.headings import HeadingMarks

API = """\
# Gateway REST API Specification

## 1. Users

### GET /api/v1/users

{note}

**Request:**

| Field | Type | Required | Validation |
| --- | --- | --- | --- |
| `name` | string | Yes | — |
| `page` | integer | **No** | — |
| `sort` | string | No, unless `page` is given | — |
"""


def page(text: str) -> str:
    path = "api_specification.md"
    data = text.encode()
    publisher = Publisher(publish(analyse({path: data}, Config(folder="."))), ".")
    marked = publisher.markdown(path, partial(bytes, data), text)
    return publisher.content(path, markdown.markdown(marked, extensions=["tables", "toc", HeadingMarks()]))


@pytest.mark.parametrize(
    "note",
    [
        "**Deprecated:** use another one.",
        "> **Deprecated** since 2026-01-01.",
        "Deprecated. Use another one.",
        '!!! warning "Deprecated"\n    Use another one.',
        "**Description:** Deprecated, use another one.",
    ],
)
def test_a_deprecated_endpoint_is_marked_where_it_is_declared(note: str) -> None:
    assert '<span id="endpoint:GET/api/v1/users" class="spec-anchor spec-deprecated"></span>' in page(
        API.format(note=note)
    )


@pytest.mark.parametrize(
    "note", ["Replaces the deprecated list.", "**Description:** Lists users.", "Is not deprecated."]
)
def test_others_are_not(note: str) -> None:
    text = page(API.format(note=note))
    assert 'id="endpoint:GET/api/v1/users"' in text
    assert "spec-deprecated" not in text


def test_cells_that_say_whether_a_field_is_required_are_marked() -> None:
    text = page(API.format(note="Lists users."))
    assert '<span class="spec-required">Yes</span>' in text
    assert '<strong><span class="spec-optional">No</span></strong>' in text
    assert "<td>No, unless" in text
