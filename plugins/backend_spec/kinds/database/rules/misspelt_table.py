"""Rule: misspelt-table."""

from __future__ import annotations

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph, Misspelling
from backend_spec.kinds.common import slip
from backend_spec.model.database import Table
from backend_spec.rule import rule


@rule(severity=Severity.WARNING, checklist=5, when=lambda found, graph: isinstance(found.meant, Table))
def misspelt_table(found: Misspelling, graph: Graph) -> Iterator[Finding]:
    """Text or a diagram names a table by a misspelt name.

    A name counts as misspelt where one letter is missing, doubled, wrong or exchanged with its neighbour, the name
    means nothing else and is written hardly anywhere else. Short words and plurals are left in peace.

    ````md bad
    <!-- database_schema.md -->
    # Database Schema

    ## 3. Table Definitions

    ### 3.1 user_credentials

    ```sql
    CREATE TABLE user_credentials (user_id UUID PRIMARY KEY, password_hash TEXT NOT NULL);
    ```

    ### 3.2 sessions

    ```sql
    CREATE TABLE sessions (id UUID PRIMARY KEY, user_id UUID NOT NULL);
    ```
    <!-- auth_specification.md -->
    # Authentication Flow

    The claim `sid` is `«sesions».id`. The hash is kept in `«user_credentils»`.
    ````

    ````md bad
    <!-- database_schema.md -->
    # Database Schema

    ## 3. Table Definitions

    ### 3.1 user_credentials

    ```sql
    CREATE TABLE user_credentials (user_id UUID PRIMARY KEY, password_hash TEXT NOT NULL);
    ```

    ### 3.2 sessions

    ```sql
    CREATE TABLE sessions (id UUID PRIMARY KEY, user_id UUID NOT NULL);
    ```
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ### POST /api/v1/auth/login

    ```mermaid
    sequenceDiagram
        AuthService->>DB: lookup of «user_credntials»
    ```
    ````

    ````md trap
    <!-- database_schema.md -->
    # Database Schema

    ## 3. Table Definitions

    ### 3.1 user_credentials

    ```sql
    CREATE TABLE user_credentials (user_id UUID PRIMARY KEY, password_hash TEXT NOT NULL);
    ```

    ### 3.2 sessions

    ```sql
    CREATE TABLE sessions (id UUID PRIMARY KEY, user_id UUID NOT NULL);
    ```
    <!-- auth_specification.md -->
    # Authentication Flow

    A `session` begins with the login and ends with `user_credential` or `passions`.
    ````
    """
    yield slip.finding(found, "table")
