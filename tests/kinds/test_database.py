# ruff: noqa: E501 -- table rows are best read on one line
"""The schema's extraction: tables, columns, DDL, ownership, foreign keys, in several authors' styles."""

from __future__ import annotations

from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend_spec.kinds.database import KIND
from backend_spec.kinds.database.naming import in_heading
from backend_spec.markdown import parse
from backend_spec.model.database import Derived, ForeignKey, Index, Ownership, Table, Trigger
from backend_spec.model.entity import Facts
from backend_spec.model.page import Setting
from backend_spec.reading import Collector
from backend_spec.text import Source

T = TypeVar("T")

SEED = """# Database Schema

| Date | Description |
| --- | --- |
| 2026-01-12 | FEAT-USER-001: Registration |

## 3. Table Definitions

### 3.1 users

Accounts of people.

| Column | Type | Nullable | Default | Description |
| --- | --- | --- | --- | --- |
| `id` | `UUID` | No | `gen_random_uuid()` | Primary key |
| `email` | `VARCHAR(255)` | Yes | NULL | |

**Constraints:**

- `PRIMARY KEY (id)`

**Indexes:**

- `idx_users_email`

```sql
CREATE TABLE users (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    email VARCHAR(255)
);
CREATE INDEX idx_users_email ON users (email);
```

## 4. Service Ownership

| Table | Primary Service | Access |
| --- | --- | --- |
| `users` | `auth-service` | Read/Write |

## 5. Auto-Updated Timestamps

```sql
CREATE TRIGGER trg_users BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION set_updated_at();
```
"""

GROUPED = """# Data Model

## Schema

### Auth Database

#### User Sessions (`user_sessions`)

**Description**: who is signed in

| Field Name | Data Type | Not Null | Comment |
| --- | --- | --- | --- |
| id | bigint | ✓ | |
| userId | bigint | ✓ | FK → users.id |
| left_at | timestamp | | |

##### Constraints

| Constraint | Definition |
| --- | --- |
| fk_user | FOREIGN KEY (userId) REFERENCES users(id) |

### Chat Database

#### Messages Table

| Name | Type | Key | Desc |
| --- | --- | --- | --- |
| id | bigint | PK | |

## Ownership

| Service | Tables Owned | Readers |
| --- | --- | --- |
| Auth Service | user_sessions, users | chat-service |
"""

MYSQL = """# 数据库设计

## 数据表

### 用户表 (user_account)

| 字段名 | 类型 | 允许空 | 默认值 | 说明 |
| --- | --- | --- | --- | --- |
| id | BIGINT | 否 | | 主键 |
| nick | VARCHAR(64) | 是 | '' | |

## 建表语句

```mysql
CREATE TABLE `user_account` (
  `id` BIGINT NOT NULL AUTO_INCREMENT,
  `nick` VARCHAR(64) DEFAULT '',
  `org_id` BIGINT,
  PRIMARY KEY (`id`),
  KEY `idx_nick` (`nick`),
  CONSTRAINT `fk_org` FOREIGN KEY (`org_id`) REFERENCES `orgs` (`id`)
) ENGINE=InnoDB;
CREATE TABLE orgs (id BIGINT PRIMARY KEY);
```
"""

DBML = """# Database Design

```dbml
Table users {
  id uuid [pk]
  email varchar(255) [not null, unique, default: `x`]
  org_id uuid [ref: > orgs.id]
  indexes {
    (email) [unique]
  }
}

Table public.orgs as O {
  id uuid [pk]
}

Ref: users.org_id > orgs.id
```
"""

LABELS = """# Database Schema

## Tables

**users**

| Column | Type | Null |
| --- | --- | --- |
| id | INT | NOT NULL |

**devices**

| Column | Type | Null |
| --- | --- | --- |
| id, user_id | INT | NULL |
"""


def facts(text: str) -> Facts:
    collector = Collector(parse(Source("database_schema.md", text)), "database")
    KIND.extract(collector)
    return collector.facts()


def all_of(found: Facts, noun: type[T]) -> list[T]:
    return [fact for fact in found.stated if isinstance(fact, noun)]


def tables(text: str) -> dict[str, Table]:
    return {table.name.value: table for table in all_of(facts(text), Table)}


def test_seed() -> None:
    found = facts(SEED)
    (table,) = all_of(found, Table)
    assert table.name.span.text == "users"
    assert table.description
    assert table.description.text == "Accounts of people."
    assert table.columns
    assert [
        (c.name.span.text, c.type and c.type.span.text, c.nullable, c.default and c.default.span.text)
        for c in table.columns
    ] == [("id", "UUID", False, "gen_random_uuid()"), ("email", "VARCHAR(255)", True, None)]
    assert table.constraints
    assert table.constraints.text == "Constraints"
    assert table.indexes
    assert table.ddl
    assert table.primary_key
    (row,) = all_of(found, Ownership)
    assert (row.table.text, [owner.text for owner in row.owners], row.access and row.access.span.text) == (
        "users",
        ["auth-service"],
        "Read/Write",
    )
    (trigger,) = all_of(found, Trigger)
    assert (trigger.name.span.text, trigger.table.text, trigger.table.firm) == ("trg_users", "users", True)
    (index,) = all_of(found, Index)
    assert (index.name.span.text, index.table.text) == ("idx_users_email", "users")
    assert (found.ledger.rows - found.ledger.rows_read, found.ledger.fences - found.ledger.fences_read) == (1, 0)


def test_grouped_by_database() -> None:
    found = facts(GROUPED)
    by_name = {table.name.value: table for table in all_of(found, Table)}
    sessions, messages = by_name["user_sessions"], by_name["Messages"]
    assert sessions.name.span.text == "user_sessions"
    assert sessions.group == "Auth Database"
    assert messages.group == "Chat Database"
    assert [(c.name.value, c.nullable) for c in sessions.columns or ()] == [
        ("id", False),
        ("userId", False),
        ("left_at", True),
    ]
    assert [c.nullable for c in messages.columns or ()] == [False]
    assert messages.constraints
    assert messages.constraints.text == "Key"
    assert [(key.table, key.target.text) for key in all_of(found, ForeignKey)] == [("user_sessions", "users")] * 2
    assert [(row.table.text, row.owners[0].text, row.others[0].text) for row in all_of(found, Ownership)] == [
        ("user_sessions", "Auth Service", "chat-service"),
        ("users", "Auth Service", "chat-service"),
    ]
    assert found.ledger.rows == found.ledger.rows_read


def test_mysql_with_ddl_at_the_end() -> None:
    found = facts(MYSQL)
    by_name = {table.name.value: table for table in all_of(found, Table)}
    assert set(by_name) == {"user_account", "orgs"}
    account = by_name["user_account"]
    assert account.name.span.text == "user_account"
    assert account.heading
    assert account.ddl
    assert by_name["orgs"].heading is None
    assert by_name["orgs"].name.span.text == "orgs"
    assert [(key.table, key.target.text, key.target.firm) for key in all_of(found, ForeignKey)] == [
        ("user_account", "orgs", True)
    ]


@pytest.mark.parametrize("opening", ["```dbml", "```"])
def test_dbml(opening: str) -> None:
    found = facts(DBML.replace("```dbml", opening))
    users, orgs = all_of(found, Table)
    assert (users.name.span.text, orgs.name.span.text) == ("users", "orgs")
    assert [(c.name.span.text, c.type and c.type.span.text, c.nullable) for c in users.columns or ()] == [
        ("id", "uuid", False),
        ("email", "varchar(255)", False),
        ("org_id", "uuid", True),
    ]
    assert {key.target.text for key in all_of(found, ForeignKey)} == {"orgs"}
    assert found.ledger.fences_read == 1


def test_tables_under_labels() -> None:
    found = tables(LABELS)
    assert list(found) == ["users", "devices"]
    assert found["devices"].name.span.text == "devices"
    assert [(c.name.span.text, c.nullable) for c in found["devices"].columns or ()] == [("id", True), ("user_id", True)]


def test_a_label_that_is_repeated_names_no_table() -> None:
    parts = "`POST /users`\n\n**Request**\n\n| Field | Type | Required |\n| --- | --- | --- |\n| id | int | Y |\n\n"
    assert list(tables(f"# Database Schema\n\n## Tables\n\n{parts * 3}")) == []


def test_a_section_with_another_tables_ddl() -> None:
    found = tables(
        "# Schema\n\n## Tables\n\n### `devices`\n\n| Column | Type |\n| --- | --- |\n| id | INT |\n\n"
        "```sql\nCREATE TABLE device (id INT PRIMARY KEY);\n```\n"
    )
    (table,) = found.values()
    assert table.ddl is None
    assert table.misnamed
    assert table.misnamed.span.text == "device"


def test_what_is_no_table() -> None:
    """Common columns, payload fields, views, partitions, temporary tables."""
    found = facts(
        "# Schema\n\n## Conventions\n\n### Common Columns\n\n| Column | Type |\n| --- | --- |\n| id | UUID |\n\n"
        "### Cost Object\n\n| Field | Type |\n| --- | --- |\n| amount | float |\n\n"
        "```sql\nCREATE TABLE m (id INT) PARTITION BY RANGE (id);\nCREATE TABLE m_1 PARTITION OF m FOR VALUES FROM (1) TO (2);\n"
        "CREATE TEMP TABLE t (id INT);\nCREATE VIEW v AS SELECT * FROM m;\n```\n"
    )
    assert [table.name.value for table in all_of(found, Table)] == ["m"]
    assert sorted(one.name.value for one in all_of(found, Derived)) == ["m_1", "t", "v"]


def test_what_is_said_of_tables() -> None:
    found = facts("# S\n\n## Housekeeping\n\n| Table | Rule |\n| --- | --- |\n| `a`, `b` | deleted every night |\n")
    assert [(ref.text, ref.firm) for ref in found.references] == [("a", False), ("b", False)]
    assert [one.value and one.value.value for one in all_of(found, Setting)] == ["deleted every night"]
    assert found.ledger.rows == found.ledger.rows_read == 1


def test_foreign_keys_in_words() -> None:
    found = facts(
        "# S\n\n## Tables\n\n### a\n\n| Column | Type | Notes |\n| --- | --- | --- |\n| x | INT | FK → `users.id` |\n"
        "| y | INT | FK to orgs(id) |\n| z | INT | FK → billing.plans.id |\n| w | INT | foreign key to the users table |\n"
    )
    assert [(ref.text, ref.firm) for ref in found.references] == [("users", True), ("orgs", True), ("plans", False)]


def test_another_schema_is_somebody_elses() -> None:
    found = facts("```sql\nCREATE TABLE a (x UUID REFERENCES billing.b(id), y UUID REFERENCES public.c(id));\n```")
    assert [(ref.text, ref.firm) for ref in found.references if ref.target is Table] == [("b", False), ("c", True)]


@pytest.mark.parametrize(
    ("heading", "name", "exact"),
    [
        ("### 3.1 users", "users", True),
        ("### `users`", "users", True),
        ("### users Table", "users", True),
        ("### Table: users", "users", True),
        ("### Users (`users`)", "users", True),
        ("### User Sessions (user_sessions)", "user_sessions", True),
        ("### users — accounts of people", "users", True),
        ("### User Sessions", "User Sessions", False),
        ("### Messages (partitioned)", "Messages", False),
        ("### 用户表 (users)", "users", True),
        ("### auth.users", "auth.users", True),
    ],
)
def test_names_in_headings(heading: str, name: str, exact: bool) -> None:
    section = parse(Source("x.md", heading)).root.sections[0]
    assert section.heading
    found = in_heading(section.heading)
    assert found
    assert (found[0].value, found[0].span.text, found[1]) == (name, name, exact)


STYLES = [SEED, GROUPED, MYSQL, DBML, LABELS]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_never_raises(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(STYLES))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text)))
        size = data.draw(st.integers(0, 30))
        text = text[:at] + data.draw(st.text("|`*#\n -:{}()<>;,ab表\\", max_size=6)) + text[at + size :]
    found = facts(text)
    for ref in found.references:
        assert ref.span.end <= len(text)
        assert ref.key
