"""What every document has: title, changelog, sections, numbers, fences, tables."""

from sabotage.cut import API, ARCHITECTURE, AUTH, CACHE, DATABASE, ERRORS, EVENTS, Cut, Edit, Place

MAY = "| 2026-05-11 |"
CUTS = (
    Cut(
        "no title",
        Edit(CACHE, "# Cache Strategy\n", "", until="| Date"),
        also=Place("missing-title", CACHE, "«| Date       | Description |»"),
    ),
    Cut(
        "no header table",
        Edit(ARCHITECTURE, "| Date       | Description |\n", "", until="## 1. Overview"),
        also=Place("missing-changelog", ARCHITECTURE, "# «Backend System Architecture»"),
    ),
    Cut("a day that does not exist", Edit(CACHE, MAY, "| «2026-05-32» |"), "invalid-date"),
    Cut("a date in another order", Edit(CACHE, MAY, "| «11.05.2026» |"), "unusual-date"),
    Cut("a date with slashes", Edit(CACHE, MAY, "| «2026/05/11» |"), "unusual-date"),
    Cut("a changelog that is not newest first", Edit(CACHE, MAY, "| «2026-09-11» |"), "misordered-changelog"),
    Cut(
        "a change without a feature id",
        Edit(CACHE, "| FEAT-MEDIA-001: Media Messages |", "| «Media Messages» |"),
        "missing-feature-id",
    ),
    Cut(
        "a cell too many",
        Edit(CACHE, "| FEAT-MEDIA-001: Media Messages |", "| FEAT-MEDIA-001: Media Messages | «Zoe» |"),
        "surplus-cell",
    ),
    Cut(
        "a section in the middle missing",
        Edit(EVENTS, "## 8. Ordering & Partitioning", "", until="## 9. Observability"),
        also=Place("missing-section", EVENTS, "## 7. «Retry & Dead-Letter»"),
    ),
    Cut(
        "another section in the middle missing",
        Edit(ERRORS, "## 3. gRPC Error Propagation", "", until="## 4. Error Handling"),
        also=Place("missing-section", ERRORS, "## 2. «Error Code Registry»"),
    ),
    Cut(
        "a section with a part of its name",
        Edit(CACHE, "## 4. Eviction & Memory Policy", "## 4. «Eviction Policy»"),
        "misnamed-section",
    ),
    Cut(
        "a section with a misspelt name",
        Edit(CACHE, "## 4. Eviction & Memory Policy", "## 4. «Evicton & Memry Policy»"),
        "misnamed-section",
    ),
    Cut(
        "a section number skipped",
        Edit(CACHE, "## 5. Failure Strategy", "## «6. Failure Strategy»"),
        "misnumbered-section",
    ),
    Cut("a number too high", Edit(CACHE, "### 2.4 Contact", "### «2.5 Contact»"), "misnumbered-section"),
    Cut("a number used twice", Edit(CACHE, "### 2.4 Contact", "### «2.3 Contact»"), "misnumbered-section"),
    Cut(
        "a diagram in PlantUML",
        Edit(API, "```mermaid", "«```plantuml»", "#### 11.1.5 Sign Out"),
        "foreign-diagram",
    ),
    Cut(
        "a flow in PlantUML",
        Edit(AUTH, "```mermaid", "«```plantuml»", "### 4.5 Logout Flow"),
        "foreign-diagram",
    ),
    Cut(
        "the architecture in PlantUML",
        Edit(ARCHITECTURE, "```mermaid\ngraph TB", "«```plantuml»\n@startuml"),
        "foreign-diagram",
    ),
    Cut("an ER diagram in Graphviz", Edit(DATABASE, "```mermaid\nerDiagram", "«```dot»\ndigraph {"), "foreign-diagram"),
    Cut(
        "a table without a blank line before it",
        Edit(
            EVENTS,
            "equals production.\n\n| Setting                      | Development | Staging | Production |",
            "equals production.\n«| Setting                      | Development | Staging | Production |»",
        ),
        "unrendered-table",
    ),
    Cut(
        "a list without a blank line before it",
        Edit(ARCHITECTURE, "shape the system:\n\n- **One database", "shape the system:\n- **One database"),
        also=Place(
            "unrendered-list",
            ARCHITECTURE,
            "- «**One database per service.** No table is shared and no foreign key crosses services. A service can be "
            "changed, scaled or restored without coordinating a schema with others.»",
        ),
    ),
)
