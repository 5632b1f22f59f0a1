"""How authors write what all documents share: the header table, diagrams in other languages, plain section names."""

from __future__ import annotations

import re

from backend_spec.reading import Shape

CHANGELOG = Shape(
    "common.changelog",
    {
        "date": (
            "Date",
            "Change Date",
            "Revision Date",
            "Release Date",
            "Updated",
            "Last Updated",
            "Updated At",
            "Modified",
            "When",
            "日期",
            "更新日期",
            "修改日期",
            "날짜",
            "일자",
            "변경일",
            "수정일",
        ),
        "description": (
            "Description",
            "Change Description",
            "Description of Change",
            "Changes",
            "Change",
            "Change Summary",
            "Summary",
            "What Changed",
            "Details",
            "Notes",
            "Note",
            "Comment",
            "Comments",
            "Feature",
            "Feature Description",
            "Update",
            "Updates",
            "Revision",
            "描述",
            "说明",
            "内容",
            "变更内容",
            "修改内容",
            "설명",
            "내용",
            "변경 내용",
            "변경 사항",
            "변경사항",
        ),
        "feature": ("Feature", "Feature ID", "Features", "Feature IDs", "FEAT", "PRD", "Requirement", "Ticket", "ID"),
    },
    ("date", "description"),
)
"""The common header table (seed 1, Common Header)."""

HISTORY = frozenset(
    {
        "changelog",
        "change log",
        "change history",
        "changes",
        "document history",
        "document changelog",
        "history",
        "revision history",
        "revisions",
        "update history",
        "version history",
        "review table",
        "变更记录",
        "变更历史",
        "修订历史",
        "更新日志",
        "修订记录",
        "변경 이력",
        "변경이력",
        "수정 이력",
        "개정 이력",
    }
)
"""Titles, as `reading.normal` gives them, of a section that holds the header table instead of the page's top."""

FEATURE_ID = re.compile(r"(?<![\w-])FEAT-[A-Z0-9]+(?:-[A-Z0-9]+)*-\d+(?![\w-])")
"""A feature id: `FEAT-USER-001` (seed 1, Workflow step 1)."""

FOREIGN_LANGUAGES = {
    "plantuml": "PlantUML",
    "puml": "PlantUML",
    "uml": "PlantUML",
    "dot": "Graphviz",
    "graphviz": "Graphviz",
    "gv": "Graphviz",
    "d2": "D2",
    "ditaa": "ditaa",
    "nomnoml": "nomnoml",
    "blockdiag": "blockdiag",
    "seqdiag": "seqdiag",
    "actdiag": "actdiag",
    "nwdiag": "nwdiag",
    "structurizr": "Structurizr DSL",
    "wavedrom": "WaveDrom",
    "bytefield": "bytefield",
    "erd": "erd",
    "pikchr": "Pikchr",
    "svgbob": "Svgbob",
    "umlet": "UMLet",
    "tikz": "TikZ",
    "vega-lite": "Vega-Lite",
    "websequencediagrams": "WebSequenceDiagrams",
    "js-sequence-diagrams": "js-sequence-diagrams",
    "excalidraw": "Excalidraw",
}
"""Fence languages that draw diagrams and are not Mermaid: those that Kroki and common Markdown viewers know."""

JSON_LANGUAGES = frozenset({"json", "jsonc", "json5"})

DIAGRAM_TITLE = re.compile(
    r"(?:(?:mermaid|sequence|flow|process|activity|state|interaction|call|request|visual)\s*)*"
    r"(?:diagrams?|flow\s?charts?|charts?|flows?|sequences?)|时序图|流程图|序列图|시퀀스 다이어그램|다이어그램|흐름도"
)
"""A title, as `reading.normal` gives it, that only says that a diagram follows: its owner is the section above."""

SQL_DIALECTS = {
    "sql": None, "ddl": None, "postgresql": "postgresql", "postgres": "postgresql", "pgsql": "postgresql",
    "plpgsql": "postgresql", "psql": "postgresql", "mysql": "mysql", "mariadb": "mysql", "sqlite": "sqlite",
    "sqlite3": "sqlite",
}  # fmt: skip
"""Languages of fences that hold SQL, and the dialect that they name; None leaves it to the project."""

DATABASES = {
    "postgresql": re.compile(r"\b(?:PostgreSQL|Postgres)\b", re.IGNORECASE),
    "mysql": re.compile(r"\b(?:MySQL|MariaDB|InnoDB)\b", re.IGNORECASE),
    "sqlite": re.compile(r"\bSQLite\b", re.IGNORECASE),
}
"""Database systems as a document names them, by dialect."""

PROTO_LANGUAGES = frozenset({"proto", "proto2", "proto3", "protobuf", "protobuf3"})

WRONG_LABEL = re.compile(
    r"^\W*(?:❌|✗|(?:bad|wrong|incorrect|invalid|malformed|don'?t|do not|avoid|anti-?pattern|not like this)"
    r"\b.{0,60}:?$)",
    re.IGNORECASE,
)
"""A line that tells that the fence below it shows how not to do it."""

WRONG_CODE = re.compile(
    r"(?://|/\*|#|--|%%)\s*(?:❌|✗|(?:bad|wrong|incorrect|invalid|don'?t|avoid)\b\s*(?:[:(.—–-]|example|$))",
    re.IGNORECASE | re.MULTILINE,
)
"""A comment in a fence that tells the same."""
