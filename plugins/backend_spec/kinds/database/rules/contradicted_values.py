"""Rule: contradicted-values."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.common.agreement import disagreement
from backend_spec.kinds.database import statements, values
from backend_spec.model.database import Table
from backend_spec.rule import rule


def _applies(table: Table, graph: Graph) -> bool:
    return any(len(claims) > 1 for claims in graph.view(values.of_tables).get(id(table), {}).values())


@rule(severity=Severity.WARNING, when=_applies)
def contradicted_values(table: Table, graph: Graph) -> Iterator[Finding]:
    """The values that a column may have differ between the DDL, its description and a proto enum.

    A value that the code knows and the CHECK does not is an insert that fails in production only.

    Compared are CHECK constraints and enumeration types of the DDL, the constraints list, lists of values in the
    column's description, and a proto enum that is named after table and column (`UserStatus` for `users.status`;
    prefix, letter case and the value for "unknown" do not count). A list that does not open the description, and one
    with "such as" or an ellipsis, may leave values out.

    ````md bad
    <!-- database_schema.md -->
    # Database Schema

    ## Table Definitions

    ### users

    | Column | Type        | Description                                   |
    | ------ | ----------- | --------------------------------------------- |
    | id     | UUID        | Primary key                                   |
    | status | VARCHAR(20) | «`active`, `locked` or `deleted`»; never null |
    | kind   | VARCHAR(20) | «human or bot»                                |

    **Constraints**

    - `ck_status`: `CHECK (status IN ('active', 'locked'))`

    ```sql
    CREATE TABLE users (
      id UUID PRIMARY KEY,
      status VARCHAR(20) NOT NULL,
      kind VARCHAR(20) CHECK (kind IN ('human', 'bot', 'service')),
      CONSTRAINT ck_status CHECK (status IN ('active', 'locked'))
    );
    ```
    ````

    ````md good
    <!-- database_schema.md -->
    # Database Schema

    ## Table Definitions

    ### users

    | Column | Type        | Description                                                      |
    | ------ | ----------- | ---------------------------------------------------------------- |
    | id     | UUID        | Primary key                                                      |
    | status | user_status | `active` until an operator sets it to `locked`                   |
    | kind   | VARCHAR(20) | Sort of account, such as `human` or `bot`                        |
    | source | VARCHAR(20) | Where it comes from; `web` and `app` need `email` or `phone` too |

    ```sql
    CREATE TYPE user_status AS ENUM ('active', 'locked', 'deleted');
    CREATE TABLE users (
      id UUID PRIMARY KEY,
      status user_status NOT NULL,
      kind VARCHAR(20) CHECK (kind IN ('human', 'bot', 'service')),
      source VARCHAR(20) CHECK (source IS NULL OR source IN ('web', 'app', 'import'))
    );
    ```

    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## Common Types

    ```proto
    enum UserStatus {
      USER_STATUS_UNKNOWN = 0;
      USER_STATUS_ACTIVE = 1;
      USER_STATUS_LOCKED = 2;
      USER_STATUS_DELETED = 3;
    }
    ```
    ````
    """
    for column, claims in graph.view(values.of_tables)[id(table)].items():
        known = statements.of(table, graph)
        name = known.ddl[column].name.value if known and known.ddl and column in known.ddl else column
        finding = disagreement(f"the set of values of `{table.key}.{name}`", claims, values.agree)
        if finding:
            yield finding
