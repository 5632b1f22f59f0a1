"""An SQL statement is malformed."""

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.model.entity import Flaw
from backend_spec.rule import rule


@rule(severity=Severity.ERROR, when=lambda flaw, graph: flaw.sort == "sql")
def invalid_sql(flaw: Flaw, graph: Graph) -> Iterator[Finding]:
    """A statement cannot be parsed in any of the dialects: PostgreSQL, MySQL, SQLite.

    Whoever runs the migration gets an error. The verdict is sqlglot's, which takes more than a database does: unknown
    types and tables pass. Statements that it only passes through are counted in the ledger. Statements with `...` or
    `<placeholders>` are not judged, nor the bodies of triggers and functions.

    ````md bad
    <!-- database_schema.md -->
    # Database Schema

    ```sql
    CREATE TABLE users (
      id UUID PRIMARY KEY,
      email VARCHAR(255) NOT NULL
      «name» TEXT
    );
    ```
    ````

    ````md bad
    <!-- database_schema.md -->
    # Database Schema

    ```sql
    CREATE TABLE users (
      id UUID PRIMARY KEY,
      email VARCHAR(255) NOT NULL«,»
    );
    ```
    ````

    ````md trap
    <!-- database_schema.md -->
    # Database Schema

    ```sql
    CREATE EXTENSION IF NOT EXISTS pgcrypto;
    CREATE TABLE users (
      id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
      during TSTZRANGE,
      EXCLUDE USING gist (during WITH &&)
    ) PARTITION BY RANGE (id);
    CREATE TABLE orders (
      id UUID PRIMARY KEY,
      ...
    );
    CREATE FUNCTION touch() RETURNS TRIGGER AS $$
    BEGIN
      NEW.updated_at = NOW();
      RETURN NEW;
    END;
    $$ LANGUAGE plpgsql;
    CREATE TRIGGER t BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION touch();
    SELECT * FROM users WHERE id = $1 FOR UPDATE SKIP LOCKED;
    ```
    ````
    """
    yield Finding(flaw.span, flaw.message, flaw.labels, "correct the statement so that the database takes it")
