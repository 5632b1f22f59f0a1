"""SQL: what sqlglot says for each dialect, where, and what it leaves open."""

from __future__ import annotations

import logging

import pytest

from backend_spec.notation import sql as reader
from backend_spec.text import Passage, Source
from backend_spec.verdict import Verdict, sql

VALID = {
    "postgresql": """\
CREATE EXTENSION IF NOT EXISTS pgcrypto;
CREATE TYPE state AS ENUM ('a', 'b');
CREATE TABLE users (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tags TEXT[] NOT NULL DEFAULT '{}',
  data JSONB NOT NULL DEFAULT '{}'::jsonb,
  during TSTZRANGE,
  state state NOT NULL,
  EXCLUDE USING gist (during WITH &&)
) PARTITION BY RANGE (id);
CREATE TABLE users_1 PARTITION OF users FOR VALUES FROM (1) TO (9);
CREATE UNIQUE INDEX CONCURRENTLY i ON users USING btree (lower(state)) INCLUDE (id) WHERE data IS NOT NULL;
ALTER TABLE users ADD COLUMN n INT, DROP COLUMN tags;
CREATE OR REPLACE FUNCTION touch() RETURNS TRIGGER AS $$
BEGIN
  NEW.updated_at = NOW();
  RETURN NEW;
END;
$$ LANGUAGE plpgsql;
CREATE TRIGGER t BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION touch();
INSERT INTO users (id) VALUES ($1) ON CONFLICT (id) DO UPDATE SET n = EXCLUDED.n RETURNING id;
SELECT * FROM users WHERE id = :id FOR UPDATE SKIP LOCKED;
COMMENT ON TABLE users IS 'x, )';
""",
    "mysql": """\
CREATE TABLE `users` (
  `id` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  `state` ENUM('a', 'b') NOT NULL DEFAULT 'a',
  `at` DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
  PRIMARY KEY (`id`),
  UNIQUE KEY `u` (`state`),
  KEY `k` (`at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
ALTER TABLE users MODIFY COLUMN state VARCHAR(8);
DELIMITER //
CREATE TRIGGER t BEFORE UPDATE ON users FOR EACH ROW
BEGIN
  SET NEW.at = NOW();
END//
DELIMITER ;
""",
    "sqlite": """\
CREATE TABLE users (id INTEGER PRIMARY KEY AUTOINCREMENT, email TEXT UNIQUE COLLATE NOCASE);
CREATE INDEX i ON users (email);
CREATE TRIGGER t AFTER UPDATE ON users BEGIN UPDATE users SET email = lower(email); END;
PRAGMA foreign_keys = ON;
""",
}


def judge(text: str, dialect: str = "postgresql") -> Verdict:
    body = Passage.of(Source("x.md", text).span(0, len(text)))
    return sql.check(body, reader.read(body), dialect)


@pytest.mark.parametrize("dialect", VALID)
def test_valid(dialect: str, caplog: pytest.LogCaptureFixture) -> None:
    assert judge(VALID[dialect], dialect).faults == ()
    assert not caplog.records


def test_the_log_of_others_is_left_alone() -> None:
    judge("CREATE POLICY p ON users USING (true);")
    assert not logging.getLogger("sqlglot").disabled


@pytest.mark.parametrize("dialect", VALID)
@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("CREATE TABLE a (\n  id INT NOT NULL,\n  name TEXT\n  more TEXT\n);", "more"),
        ("SELECT 1;\n\nCREATE TABLE a (id INT, name TEXT,);", ","),
        ("CREAT TABLE a (id INT);", "a"),
        ("UPDATE a SET b = WHERE c = 1;", "WHERE"),
    ],
)
def test_malformed(dialect: str, text: str, marked: str) -> None:
    (fault,) = judge(text, dialect).faults
    assert fault.sort == "sql"
    assert fault.span.text == marked


def test_one_fault_costs_no_other_statement() -> None:
    faults = judge("CREATE TABLE a (id INT name TEXT);\nSELECT 1;\nCREATE TABLE b (id INT DEFAULT);").faults
    assert [fault.span.first.line for fault in faults] == [1, 3]


def test_another_dialect() -> None:
    (fault,) = judge("CREATE TABLE `a` (id INT);").faults
    assert fault.sort == "sql-dialect"
    assert "MySQL" in fault.message


def test_not_analysed() -> None:
    verdict = judge("CREATE POLICY p ON users USING (true);\nCREATE STATISTICS s ON a FROM b;")
    assert [span.first.line for span in verdict.unanalysed] == [1, 2]


@pytest.mark.parametrize(
    "text", ["CREATE TABLE a (id INT, ...);", "SELECT * FROM <table>;", "\\dt", "SELECT {columns} FROM a x y z"]
)
def test_open(text: str) -> None:
    assert judge(text).faults == ()
