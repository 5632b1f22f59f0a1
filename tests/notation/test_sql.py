"""SQL scripts, statements and fragments."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend_spec.notation.sql import CreateTable, is_statement, mentions, read
from notation.spans import check_spans, passage, spanned, texts


def table(text: str) -> CreateTable:
    script = read(passage(text))
    assert script.unread == ()
    (found,) = script.tables
    return found


USERS = """\
CREATE TABLE IF NOT EXISTS auth.users (
  id UUID PRIMARY KEY DEFAULT gen_random_uuid(), -- the key; of course
  "Email" VARCHAR(255) NOT NULL UNIQUE CHECK ("Email" ~ '^[a,;)]'),
  created_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
  tags TEXT[] DEFAULT '{}'::text[],
  price NUMERIC(10, 2) DEFAULT 0.0 NOT NULL,
  org_id BIGINT REFERENCES org.orgs (id) ON DELETE SET NULL,
  status auth.user_status DEFAULT 'it''s' CONSTRAINT status_known CHECK (status IN ('a', 'b')),
  seq BIGSERIAL,
  n INT GENERATED ALWAYS AS IDENTITY,
  CONSTRAINT users_org_key UNIQUE (org_id),
  CONSTRAINT users_fk FOREIGN KEY (a, b) REFERENCES x (c, d) ON UPDATE CASCADE DEFERRABLE,
  CHECK (a > b),
  EXCLUDE USING gist (room WITH =, during WITH &&),
) PARTITION BY RANGE (created_at);
"""


def test_columns() -> None:
    users = table(USERS)
    assert users.name.span.text == "users"
    assert users.schema is not None
    assert users.schema.span.text == "auth"
    assert [
        (
            c.name.span.text,
            c.type.span.text,
            c.nullable,
            c.default.span.text if c.default else None,
            c.primary_key,
            c.unique,
        )
        for c in users.columns
    ] == [
        ("id", "UUID", False, "gen_random_uuid()", True, False),
        ("Email", "VARCHAR(255)", False, None, False, True),
        ("created_at", "TIMESTAMP WITH TIME ZONE", False, "NOW()", False, False),
        ("tags", "TEXT[]", True, "'{}'::text[]", False, False),
        ("price", "NUMERIC(10, 2)", False, "0.0", False, False),
        ("org_id", "BIGINT", True, None, False, True),
        ("status", "auth.user_status", True, "'it''s'", False, False),
        ("seq", "BIGSERIAL", False, None, False, False),
        ("n", "INT", False, None, False, False),
    ]
    email, org, status = users.columns[1], users.columns[5], users.columns[6]
    assert email.check is not None
    assert email.check.span.text == "\"Email\" ~ '^[a,;)]'"
    assert org.references is not None
    assert org.references.table.span.text == "orgs"
    assert org.references.schema is not None
    assert org.references.schema.value == "org"
    assert texts(org.references.columns) == ["id"]
    assert org.span.text == "org_id BIGINT REFERENCES org.orgs (id) ON DELETE SET NULL"
    assert status.check is not None
    assert status.check.span.text == "status IN ('a', 'b')"


def test_constraints() -> None:
    unique, foreign, check, exclude = table(USERS).constraints
    assert unique.name is not None
    assert (unique.kind, unique.name.span.text, texts(unique.columns)) == ("unique", "users_org_key", ["org_id"])
    assert foreign.references is not None
    assert (foreign.kind, texts(foreign.columns)) == ("foreign key", ["a", "b"])
    assert foreign.references.table.span.text == "x"
    assert texts(foreign.references.columns) == ["c", "d"]
    assert check.expression is not None
    assert (check.kind, check.name, check.expression.span.text) == ("check", None, "a > b")
    assert exclude.kind == "exclude"


def test_mysql() -> None:
    script = read(
        passage(
            "CREATE TABLE `m` (\n"
            " `id` int unsigned NOT NULL AUTO_INCREMENT COMMENT 'it\\'s, x',\n"
            " `ts` datetime(3) DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3), # note;\n"
            " st ENUM('a','b') CHARACTER SET utf8 NOT NULL,\n"
            " `key` VARCHAR(20),\n index VARCHAR(9),\n"
            " PRIMARY KEY (`id`, ts),\n UNIQUE KEY `uk` (`st`(10)),\n UNIQUE u (`key`),\n"
            " KEY `ix` (`ts`) USING BTREE,\n INDEX (st),\n FULLTEXT KEY ft (st)\n"
            ") ENGINE=InnoDB DEFAULT CHARSET=utf8 COMMENT='x;y';"
        )
    )
    assert script.unread == ()
    (m,) = script.tables
    assert [(c.name.value, c.type.value, c.nullable, c.primary_key) for c in m.columns] == [
        ("id", "int unsigned", False, True),
        ("ts", "datetime(3)", False, True),
        ("st", "ENUM('a','b')", False, False),
        ("key", "VARCHAR(20)", True, False),
        ("index", "VARCHAR(9)", True, False),
    ]
    assert [(c.kind, c.name.value if c.name else None, texts(c.columns)) for c in m.constraints] == [
        ("primary key", None, ["id", "ts"]),
        ("unique", "uk", ["st"]),
        ("unique", "u", ["key"]),
    ]
    assert [(i.name.value if i.name else None, texts(i.columns)) for i in script.indexes] == [
        ("ix", ["ts"]),
        (None, ["st"]),
        ("ft", ["st"]),
    ]


def test_sqlite() -> None:
    found = table("CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, body, n DEFAULT (1 + 2), g AS (n * 2) STORED)")
    assert [(c.name.value, c.type.value) for c in found.columns] == [
        ("id", "INTEGER"),
        ("body", ""),
        ("n", ""),
        ("g", ""),
    ]
    assert found.columns[2].default is not None
    assert found.columns[2].default.value == "(1 + 2)"


def test_other_definitions() -> None:
    script = read(
        passage(
            "CREATE TYPE auth.status AS ENUM ('on', 'it''s');\n"
            "CREATE DOMAIN email AS citext;\n"
            "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i1 ON auth.users USING btree"
            " (lower(email), a DESC NULLS LAST, b text_ops) INCLUDE (c) WHERE deleted_at IS NULL;\n"
            "CREATE OR REPLACE FUNCTION touch(a int) RETURNS TRIGGER AS $$\nBEGIN\n  NEW.x = 1; RETURN NEW;\nEND;\n$$"
            " LANGUAGE plpgsql;\n"
            "CREATE TRIGGER tr BEFORE UPDATE OF x ON users FOR EACH ROW EXECUTE FUNCTION touch();\n"
            "CREATE TRIGGER t2 AFTER INSERT ON m FOR EACH ROW BEGIN\n  IF x THEN UPDATE y SET a=1; END IF;\n"
            "  SELECT CASE WHEN 1 THEN 2 END;\nEND;\n"
            "CREATE MATERIALIZED VIEW v AS SELECT 1;\n"
            "CREATE TABLE p1 PARTITION OF users FOR VALUES FROM ('a') TO ('b');\n"
            "ALTER TABLE ONLY auth.users ADD COLUMN IF NOT EXISTS z INT NOT NULL DEFAULT 0,"
            " ADD CONSTRAINT c CHECK (z > 0), DROP COLUMN IF EXISTS y, DROP CONSTRAINT d;\n"
            "COMMENT ON TABLE users IS 'x;y';\nINSERT INTO a VALUES (1);\n\\c auth_db\nGRANT ALL ON a TO b"
        )
    )
    assert script.unread == ()
    status, email = script.types
    assert (status.name.span.text, texts(status.values)) == ("status", ["on", "it''s"])
    assert [one.value for one in status.values] == ["on", "it's"]
    assert email.name.value == "email"
    (index,) = script.indexes
    assert index.name is not None
    assert index.where is not None
    assert index.method is not None
    assert (index.name.span.text, index.table.span.text, index.unique) == ("i1", "users", True)
    assert (texts(index.columns), texts(index.expressions)) == (["a", "b"], ["lower(email)"])
    assert (index.where.span.text, index.method.value) == ("deleted_at IS NULL", "btree")
    (function,) = script.functions
    assert function.returns is not None
    assert (function.name.span.text, function.returns.span.text) == ("touch", "TRIGGER")
    assert [
        (t.name.value, t.table.value if t.table else None, t.function.value if t.function else None)
        for t in script.triggers
    ] == [
        ("tr", "users", "touch"),
        ("t2", "m", None),
    ]
    assert [view.name.value for view in script.views] == ["v"]
    assert script.tables[0].partition_of is not None
    assert script.tables[0].partition_of.span.text == "users"
    (alter,) = script.alters
    assert ([c.name.value for c in alter.columns], texts(alter.dropped)) == (["z"], ["y"])
    assert [c.kind for c in alter.constraints] == ["check"]
    assert [span.text.split()[0] for span in script.other] == ["COMMENT", "INSERT", "GRANT"]


def test_delimiters_of_the_mysql_client() -> None:
    script = read(
        passage(
            "DELIMITER $$\nCREATE TRIGGER t BEFORE INSERT ON m FOR EACH ROW BEGIN SET a = 1; END$$\n"
            "DELIMITER ;\nCREATE TABLE a (b INT);"
        )
    )
    assert [one.name.span.text for one in script.triggers] == ["t"]
    assert [one.name.span.text for one in script.tables] == ["a"]
    assert script.unread == ()


@pytest.mark.parametrize(
    ("text", "tables", "unread"),
    [
        # A missing semicolon.
        ("CREATE TABLE a (x INT)\nCREATE TABLE b (y INT)\nCREATE INDEX i ON a (x)", {"a": ["x"], "b": ["y"]}, []),
        # A missing closing parenthesis.
        ("CREATE TABLE a (\n x INT\n;\nCREATE TABLE b (y INT);", {"a": ["x"], "b": ["y"]}, []),
        ("CREATE TABLE a (\n x INT\nCREATE TABLE b (y INT);", {"a": ["x"], "b": ["y"]}, []),
        # A missing parenthesis inside of the list.
        ("CREATE TABLE a (\n x INT DEFAULT f),\n y VARCHAR(9) NOT NULL,\n z INT\n);", {"a": ["x", "y", "z"]}, []),
        ("CREATE TABLE a (\n x INT DEFAULT f(,\n y VARCHAR(9) NOT NULL,\n z INT\n);", {"a": ["x", "y", "z"]}, []),
        # A missing comma.
        ("CREATE TABLE a (\n x INT NOT NULL\n y VARCHAR(9)\n z TEXT,\n CHECK (x > 1)\n)", {"a": ["x", "y", "z"]}, []),
        ("CREATE TABLE a (\n x INT DEFAULT 1\n  NOT NULL,\n y TIMESTAMP\n  WITH TIME ZONE\n)", {"a": ["x", "y"]}, []),
        # Something that is no SQL.
        ("FOO BAR;\nCREATE TABLE a (x INT)", {"a": ["x"]}, ["FOO BAR;"]),
        ("CREATE TABLE a (x INT, = 5, y INT)", {"a": ["x", "y"]}, ["= 5"]),
        ("CREATE TABLE;\nCREATE TABLE a (x INT)", {"a": ["x"]}, ["CREATE TABLE;"]),
        # Left out.
        ("CREATE TABLE a (x INT, ..., y INT, ...);\n...", {"a": ["x", "y"]}, []),
    ],
)
def test_faults_cost_little(text: str, tables: dict[str, list[str]], unread: list[str]) -> None:
    script = read(passage(text))
    assert {one.name.value: [c.name.value for c in one.columns] for one in script.tables} == tables
    assert [span.text for span in script.unread] == unread


FIRM = True
LOOSE = False


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SELECT * FROM users WHERE id = ?", [("users", "SELECT", FIRM)]),
        ("INSERT INTO users, user_profiles", [("users", "INSERT", FIRM), ("user_profiles", "INSERT", FIRM)]),
        ("INSERT INTO messages (id, body) VALUES (1, 2)", [("messages", "INSERT", FIRM)]),
        ("INSERT users + identities", [("users", "INSERT", LOOSE), ("identities", "INSERT", LOOSE)]),
        ("INSERT message row", [("message", "INSERT", LOOSE)]),
        ("INSERT INTO users + outbox event", [("users", "INSERT", FIRM), ("outbox", "INSERT", LOOSE)]),
        ("INSERT INTO the users table", [("users", "INSERT", LOOSE)]),
        ("INSERT IGNORE INTO t VALUES (1)", [("t", "INSERT", FIRM)]),
        ("INSERT INTO a VALUES (1) ON CONFLICT DO UPDATE SET b = 1", [("a", "INSERT", FIRM)]),
        ("UPDATE users SET x = 1", [("users", "UPDATE", FIRM)]),
        ("UPDATE users.last_login", [("users", "UPDATE", LOOSE)]),
        ("UPDATE a SET x = b.y FROM b WHERE a.id = b.id", [("a", "UPDATE", FIRM), ("b", "SELECT", FIRM)]),
        ("DELETE FROM sessions", [("sessions", "DELETE", FIRM)]),
        ("DELETE sessions", [("sessions", "DELETE", LOOSE)]),
        ("UPSERT devices", [("devices", "UPSERT", LOOSE)]),
        ("SELECT user (by email)", [("user", "SELECT", LOOSE)]),
        ("JOIN b", [("b", "JOIN", LOOSE)]),
        ("LEFT JOIN b", [("b", "JOIN", FIRM)]),
        ("JOIN b ON a.id = b.id", [("b", "JOIN", FIRM)]),
        ("SELECT 1", []),
        ("SELECT COUNT(*)", []),
        ("SELECT * FROM generate_series(1, 2)", []),
        ("SELECT EXTRACT(EPOCH FROM created_at) FROM t", [("t", "SELECT", FIRM)]),
        ("SELECT * FROM users FOR UPDATE", [("users", "SELECT", FIRM)]),
        ('SELECT a FROM (SELECT id FROM x.y) t JOIN "Z" z ON true', [("y", "SELECT", FIRM), ("Z", "JOIN", FIRM)]),
        (
            "WITH a AS (SELECT 1 FROM q), b(c) AS (SELECT 2) SELECT * FROM a, b, c",
            [("q", "SELECT", FIRM), ("c", "SELECT", FIRM)],
        ),
        ("SELECT * FROM users u, sessions AS s WHERE 1", [("users", "SELECT", FIRM), ("sessions", "SELECT", FIRM)]),
        (
            "SELECT * FROM a LEFT JOIN (b JOIN c ON x) ON y, d",
            [
                ("a", "SELECT", FIRM),
                ("b", "JOIN", FIRM),
                ("c", "JOIN", FIRM),
                ("d", "SELECT", FIRM),
            ],
        ),
        ("SELECT * FROM users, then check the password", [("users", "SELECT", FIRM)]),
        ("SELECT * FROM users on a cache miss, return 404", [("users", "SELECT", FIRM)]),
        ("MERGE INTO a USING b ON x", [("a", "MERGE", FIRM), ("b", "SELECT", FIRM)]),
        ("TRUNCATE TABLE a, b", [("a", "TRUNCATE", FIRM), ("b", "TRUNCATE", FIRM)]),
        ("select * from users where id = 1", [("users", "SELECT", FIRM)]),
        ("REFERENCES users(id) ON DELETE CASCADE", [("users", "REFERENCES", FIRM)]),
        ("BEGIN; INSERT INTO a VALUES (1); DELETE FROM b", [("a", "INSERT", FIRM), ("b", "DELETE", FIRM)]),
        ("x IS DISTINCT FROM y", []),
        ("Update the user", []),
        ("Select a plan from the list", []),
        ("DELETE /users/:id", []),
        ("DELETE session:{id}", []),
        ("removes it from users", []),
        ("", []),
    ],
)
def test_mentions(text: str, expected: list[tuple[str, str, bool]]) -> None:
    found = mentions(spanned(text))
    assert [(one.name.span.text, one.verb, one.firm) for one in found] == expected


def test_schema_of_a_mention() -> None:
    (one,) = mentions(spanned("SELECT * FROM auth.`users`"))
    assert one.schema is not None
    assert (one.schema.span.text, one.name.span.text, one.name.value) == ("auth", "users", "users")


def test_places_where_the_cell_has_decoration() -> None:
    (one,) = mentions(spanned("INSERT INTO users", "**INSERT** INTO `users`"))
    assert one.name.span.text == "users"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SELECT * FROM users", True),
        ("SELECT 1", True),
        ("INSERT users + identities", True),
        ("select * from users where id = ?", True),
        ("WITH a AS (SELECT 1) SELECT * FROM a", True),
        ("CREATE TABLE a (b int)", True),
        ("BEGIN", True),
        ("COMMIT;", True),
        ("Update the user", False),
        ("Delete from users", False),
        ("DELETE /users/:id", False),
        ("DELETE session:{id}", False),
        ("SELECT", False),
        ("CREATE an account", False),
        ("UPDATE the user", False),
        ("GET /users", False),
        ("", False),
    ],
)
def test_is_statement(text: str, expected: bool) -> None:
    assert is_statement(text) is expected


def test_deep_nesting() -> None:
    read(passage("CREATE TABLE a (" + "(" * 50_000))
    mentions(spanned("SELECT * FROM (a, " * 20_000))


WORDS = st.lists(
    st.sampled_from(
        "CREATE TABLE INDEX UNIQUE TYPE ENUM AS TRIGGER FUNCTION ON ALTER ADD COLUMN DROP CONSTRAINT PRIMARY KEY"
        " FOREIGN REFERENCES CHECK DEFAULT NOT NULL PARTITION OF SELECT FROM JOIN WITH INSERT INTO UPDATE SET DELETE"
        " WHERE BEGIN END"
        " users id INT VARCHAR(9) ( ) , ; . = * 'x' \"q\" `b` $$ -- /* \n a the + :x {y} ...".split(" ")
    ),
    max_size=60,
).map(" ".join)


@given(st.one_of(st.text(), WORDS))
def test_any_script(text: str) -> None:
    text = text.replace("\r", "")
    body = passage(text)
    check_spans(read(body), body.whole)


@given(st.one_of(st.text(), WORDS))
def test_any_fragment(text: str) -> None:
    cell = spanned(text)
    found = mentions(cell)
    check_spans(found, cell.span)
    assert [one.name.span.start for one in found] == sorted({one.name.span.start for one in found})
    is_statement(text)


@given(st.data())
def test_losing_a_character_costs_little(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(USERS) - 1))
    body = passage(USERS[:at] + USERS[at + 1 :] + "\nCREATE TABLE after (x INT);")
    check_spans(read(body), body.whole)
