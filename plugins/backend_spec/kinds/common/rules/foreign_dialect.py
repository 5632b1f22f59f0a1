"""An SQL statement is written for another database."""

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph
from backend_spec.model.entity import Flaw
from backend_spec.rule import rule


def _all(graph: Graph) -> dict[str, list[Flaw]]:
    """The statements in another dialect, by document."""
    found: dict[str, list[Flaw]] = {}
    for flaw in graph.all(Flaw):
        if flaw.sort == "sql-dialect":
            found.setdefault(flaw.span.source.path, []).append(flaw)
    return found


@rule(severity=Severity.INFO, when=lambda flaw, graph: flaw.sort == "sql-dialect")
def foreign_dialect(flaw: Flaw, graph: Graph) -> Iterator[Finding]:
    """A statement parses, but not in the dialect that the project is set to.

    Either it was written for another database, or the option `dialect` (`postgresql` unless it says else) does not tell
    the truth. Reported once for a document. It cannot know which of the two it is. A document that names a single
    database system is read in that one's dialect.

    ````md bad
    <!-- database_schema.md -->
    # Database Schema

    ```sql
    «CREATE» TABLE `users` (
      id BIGINT UNSIGNED PRIMARY KEY,
      state ENUM('a', 'b')
    );
    ALTER TABLE users MODIFY COLUMN id INT UNSIGNED NOT NULL;
    ```
    ````

    ````md good
    <!-- database_schema.md -->
    # Database Schema

    ```mysql
    CREATE TABLE `users` (
      id BIGINT UNSIGNED PRIMARY KEY,
      state ENUM('a', 'b')
    ) ENGINE=InnoDB;
    ```
    ````

    ````md trap
    <!-- database_schema.md -->
    # Database Schema

    One MySQL 8 cluster, time zone UTC.

    ```sql
    CREATE TABLE `users` (
      id BIGINT UNSIGNED PRIMARY KEY,
      state ENUM('a', 'b')
    );
    ```
    ````
    """
    same = graph.view(_all)[flaw.span.source.path]
    if same[0] is flaw:
        labels = tuple(Label(other.span, "here too") for other in same[1:5])
        more = f" ({len(same)} statements in this document)" if len(same) > 1 else ""
        yield Finding(flaw.span, flaw.message + more, labels, flaw.help)
