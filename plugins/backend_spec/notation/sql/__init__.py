"""SQL: the definitions in a script (`read`), and the tables that a statement or a loose fragment names (`mentions`)."""

from backend_spec.notation.sql.definitions import (
    AlterTable,
    Column,
    Constraint,
    ConstraintKind,
    CreateIndex,
    CreateTable,
    Function,
    Reference,
    SqlScript,
    Trigger,
    TypeDefinition,
    View,
)
from backend_spec.notation.sql.mentions import TableMention, is_statement, mentions
from backend_spec.notation.sql.script import read

__all__ = [
    "AlterTable",
    "Column",
    "Constraint",
    "ConstraintKind",
    "CreateIndex",
    "CreateTable",
    "Function",
    "Reference",
    "SqlScript",
    "TableMention",
    "Trigger",
    "TypeDefinition",
    "View",
    "is_statement",
    "mentions",
    "read",
]
