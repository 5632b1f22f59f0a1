"""What makes two spellings of a type, a default, a duration or a list one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend_spec.kinds.common import durations
from backend_spec.kinds.database import KIND, defaults, types
from backend_spec.markdown import parse
from backend_spec.model.database import Listed
from backend_spec.reading import Collector
from backend_spec.text import Source


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("INT", "integer", True),
        ("BIGINT UNSIGNED", "int8", True),
        ("TIMESTAMP WITH TIME ZONE", "timestamptz", True),
        ("timestamp without time zone", "TIMESTAMP", True),
        ("TIMESTAMP", "TIMESTAMPTZ", False),
        ("VARCHAR(255)", "character varying (255)", True),
        ("VARCHAR(255)", "VARCHAR(64)", False),
        ("VARCHAR", "VARCHAR(64)", True),
        ("VARCHAR(64)", "TEXT", False),
        ("NUMERIC(10, 2)", "decimal(10,2)", True),
        ("INT(11)", "INT", True),
        ("TINYINT(1)", "BOOLEAN", True),
        ("CHAR(36)", "UUID", True),
        ("TEXT[]", "TEXT", False),
        ("JSON", "JSONB", False),
        ("user_status", "ENUM('a')", True),
        ("BIGSERIAL", "BIGINT", True),
        ("DATETIME", "TIMESTAMP", True),
        ("INT", "BIGINT", False),
    ],
)
def test_types(one: str, other: str, same: bool) -> None:
    assert types.agree(types.read(one), types.read(other)) is same
    assert types.agree(types.read(other), types.read(one)) is same


@pytest.mark.parametrize(
    ("drawn", "defined", "same"),
    [
        ("string", "UUID", True),
        ("string", "VARCHAR(20)", True),
        ("int", "BIGINT", True),
        ("int", "UUID", False),
        ("uuid", "BIGINT", False),
        ("datetime", "TIMESTAMPTZ", True),
        ("bool", "TINYINT(1)", True),
        ("number", "INTEGER", True),
        ("decimal", "VARCHAR(20)", False),
        ("json", "TEXT", True),
        ("varchar", "TIMESTAMPTZ", False),
        ("string[]", "JSONB", True),
    ],
)
def test_types_of_diagrams_are_loose(drawn: str, defined: str, same: bool) -> None:
    assert types.agree(types.read(drawn, True), types.read(defined)) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("now()", "CURRENT_TIMESTAMP", True),
        ("`NOW()`", "CURRENT_TIMESTAMP(3)", True),
        ("'active'", "active", True),
        ("'active'::user_status", "'active'", True),
        ("TRUE", "1", True),
        ("0", "0.00", True),
        ("'{}'::jsonb", "{}", True),
        ("gen_random_uuid()", "uuid_generate_v4()", True),
        ("gen_random_uuid()", "auto-generated", True),
        ("NULL", None, True),
        ("''", None, False),
        ("'a'", "'b'", False),
        ("0", "1", False),
        ("0", None, False),
    ],
)
def test_defaults(one: str, other: str | None, same: bool) -> None:
    assert defaults.agree(defaults.read(one), defaults.read(other)) is same


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("15 min", 900),
        ("24h", 86400),
        ("2592000 s (30 days)", 2592000),
        ("`300`", 300),
        ("1 h 30 min", 5400),
        ("7 天", 604800),
        ("30 days (sliding)", 2592000),
        ("86,400 seconds", 86400),
        ("No expiry", durations.NEVER),
        ("never", durations.NEVER),
        ("up to 24 h", None),
        ("15 min or 30 d", None),
        ("15–30 min", None),
        ("5 min + jitter", None),
        ("remaining lifetime", None),
        ("900 s (10 min)", None),
    ],
)
def test_durations(text: str, seconds: float | None) -> None:
    assert durations.read(text) == seconds


@given(st.text("0123456789 smhdw.,-()`", max_size=20))
def test_reading_never_raises(text: str) -> None:
    durations.read(text)
    defaults.read(text)
    types.read(text)


LISTS = """# Database Schema

## Tables

### users

| Column | Type |
| --- | --- |
| id | UUID |

**Constraints**

- Primary key: `id`
- `ck_a`, `ck_b` — allowed values
- Unique: `uq_users_x` (`a`, `b`)

**Indexes**

- None besides `idx_none`
- `idx_users_a` on `a`
- `idx_users_low` (`lower(a) text_pattern_ops`)
- `CREATE UNIQUE INDEX idx_users_b ON users (a, b DESC)`

### posts

| Column | Type |
| --- | --- |
| id | UUID |

#### Indexes

| Index | Columns | Type |
| --- | --- | --- |
| idx_posts_a | a, b DESC | UNIQUE |
"""


def test_lists_of_indexes_and_constraints() -> None:
    collector = Collector(parse(Source("database_schema.md", LISTS)), "database")
    KIND.extract(collector)
    listed = [fact for fact in collector.facts().stated if isinstance(fact, Listed)]
    assert [
        (one.table, one.sort, [name.span.text for name in one.names], one.columns and one.columns.value, one.rule)
        for one in listed
    ] == [
        ("users", "constraints", ["id"], None, "primary key"),
        ("users", "constraints", ["ck_a", "ck_b"], None, ""),
        ("users", "constraints", ["uq_users_x"], ("a", "b"), "unique"),
        ("users", "indexes", ["idx_users_a"], ("a",), ""),
        ("users", "indexes", ["idx_users_low"], None, ""),
        ("users", "indexes", ["idx_users_b"], ("a", "b"), "unique"),
        ("posts", "indexes", ["idx_posts_a"], ("a", "b"), "unique"),
    ]
