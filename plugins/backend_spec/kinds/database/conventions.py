"""How database schemas are laid out and what authors call the columns of their tables (seed 1, section 4)."""

from __future__ import annotations

import re

from backend_spec.kind import Part, Sign
from backend_spec.kinds.common.titles import OVERVIEW
from backend_spec.model.database import Ownership, Table, Trigger
from backend_spec.model.page import Diagram
from backend_spec.reading import Shape

TITLES = (
    "Database Schema",
    "Database Design",
    "Database Specification",
    "Data Model",
    "Database Schema Specification",
    "Schema",
    "Database",
    "数据库设计",
    "数据库表结构",
    "数据模型",
    "데이터베이스 스키마",
    "데이터 모델",
)

FILES = (
    "database_schema.md",
    "database-schema.md",
    "database_specification.md",
    "database_design.md",
    "database.md",
    "db_schema.md",
    "schema.md",
    "data_model.md",
    "data-model.md",
)

OUTLINE = (
    OVERVIEW,
    Part(
        "ER Diagram",
        ("Entity Relationship Diagram", "Entity-Relationship Diagram", "ERD", "Entity Relationships",
         "Database Schema Diagram", "ER 图", "ER图", "ER 다이어그램"),
        like=r"\bdiagram\b|\bentit|\brelationships?\b|\ber\b|\berd\b",
        holds=(Sign(Diagram, "content.type", "er"),),
    ),
    Part(
        "Table Definitions",
        ("Tables", "Table Definition", "Schema Definitions", "Table Schemas", "Schema", "Table Specifications",
         "表定义", "数据表", "테이블 정의", "테이블"),
        holds=(Sign(Table),),
    ),
    Part(
        "Service Ownership",
        ("Table Ownership", "Ownership", "Data Ownership", "Service Table Ownership", "Who Owns What",
         "服务归属", "表归属", "테이블 소유권"),
        like=r"\bown(?:s|ers?|ership)?\b",
        holds=(Sign(Ownership),),
    ),
    Part(
        "Auto-Updated Timestamps",
        ("Auto Updated Timestamps", "Automatic Timestamps", "Timestamp Triggers", "Triggers", "Auto-Update Timestamps",
         "Automatically Updated Timestamps", "Updated At Trigger", "updated_at Trigger", "Timestamps",
         "触发器", "트리거"),
        like=r"\btimestamps?\b|\btriggers?\b",
        holds=(Sign(Trigger),),
        words=r"\bON UPDATE CURRENT_TIMESTAMP\b|\btriggers?\b|\A(?!.*\b(?:updated|modified)_at\b)",
    ),
)  # fmt: skip

_DESCRIPTION = ("Description", "Comment", "Comments", "Notes", "Note", "Remarks", "Purpose", "Meaning", "Details",
                "说明", "描述", "备注", "설명", "비고")  # fmt: skip

COLUMNS = Shape(
    "database.columns",
    {
        "name": ("Column", "Column Name", "Field", "Field Name", "Name", "Attribute", "列", "列名", "字段", "字段名",
                 "컬럼", "컬럼명", "필드"),
        "type": ("Type", "Data Type", "SQL Type", "Column Type", "DB Type", "Datatype", "PostgreSQL Type", "MySQL Type",
                 "类型", "数据类型", "字段类型", "타입", "자료형", "데이터 타입"),
        "nullable": ("Nullable", "Null", "Nullable?", "Null?", "Is Nullable", "Allow Null", "Allows Null", "Nulls",
                     "可空", "允许空", "是否可空", "널 허용"),
        "filled": ("Not Null", "NN", "非空"),
        "required": ("Required", "Mandatory", "必填", "필수"),
        "default": ("Default", "Default Value", "Defaults", "默认值", "默认", "기본값"),
        "constraints": ("Constraints", "Constraint", "Key", "Keys", "Attributes", "Modifiers", "约束", "键",
                        "제약조건"),
        "text": _DESCRIPTION,
    },
    ("name", "type"),
)  # fmt: skip

OWNERSHIP = Shape(
    "database.ownership",
    {
        "table": ("Table", "Tables", "Table Name", "Table(s)", "Owned Tables", "Tables Owned", "Table Names", "Entity",
                  "数据表", "表", "表名", "테이블", "테이블명"),
        "owner": ("Primary Service", "Owner", "Owner Service", "Owning Service", "Primary Owner", "Service", "Owned By",
                  "Service Owner", "Services", "Owners", "Service(s)", "Primary Service(s)", "Service Name",
                  "主服务", "所属服务", "服务", "소유 서비스", "서비스"),
        "others": ("Secondary Service", "Secondary Services", "Readers", "Other Services", "Reader Services",
                   "Secondary Access", "Consumers", "Read By", "Used By"),
        "access": ("Access", "Access Type", "Access Mode", "Access Level", "Permissions", "Access Pattern",
                   "Privileges", "Operations", "访问", "访问权限", "접근", "권한"),
    },
    ("table", "owner"),
)  # fmt: skip

TRIGGERS = Shape(
    "database.triggers",
    {
        "name": ("Trigger", "Trigger Name", "触发器", "트리거"),
        "table": ("Table", "Table Name", "On Table", "On", "表", "테이블"),
    },
    ("name", "table"),
)  # fmt: skip

SETTINGS = Shape(
    "database.settings",
    {
        "name": ("Setting", "Parameter", "Property", "Convention", "Rule", "Aspect", "Item", "Enum", "Enum Type",
                 "Type",
                 "Value", "Topic", "Policy", "Database", "Schema", "Element", "Object", "Name", "Relationship",
                 "Extension", "Function", "View", "Option", "Concern", "Data", "Storage", "Migration", "Version",
                 "Metric", "Category", "设置", "约定", "규칙", "항목"),
    },
    ("name",),
)  # fmt: skip
"""Values by name: conventions, enumerations, databases, relationships."""

LISTING = re.compile(r"^(?:index|indexes|indices|constraints?|foreign keys?|fk|索引|约束|인덱스|제약)\b", re.IGNORECASE)
"""The first column's title of a table that lists indexes or constraints."""

NO_TABLE = re.compile(
    r"\b(?:common|shared|base|standard|audit|generic|default|conventions?|data types?|naming|enums?|enumerations?|"
    r"types?|glossary|overview|legend|ownership|er diagram|relationships?|summary|json|jsonb|payload|example|"
    r"structure)\b"
    r"|公共|通用|공통",
    re.IGNORECASE,
)
"""Words in the title of a section that describes columns of no table in particular."""

DEFINES = re.compile(r"\btables?\b|\bschemas?\b|\bentities\b|\bdefinitions?\b|数据表|表定义|테이블", re.IGNORECASE)
"""What the title of a section says whose sub-sections are tables."""

PARTS: dict[str, frozenset[str]] = {
    "description": frozenset({"description", "purpose", "summary", "描述", "说明", "설명"}),
    "columns": frozenset(
        {"columns", "column table", "fields", "column definitions", "schema", "structure", "table structure",
         "columns table", "attributes", "列", "字段", "컬럼", "필드"}
    ),
    "constraints": frozenset(
        {"constraints", "constraint", "table constraints", "constraints list", "keys", "keys & constraints",
         "constraints & keys", "keys and constraints", "primary key", "primary keys", "foreign keys", "foreign key",
         "unique constraints", "check constraints", "约束", "제약조건", "제약 조건"}
    ),
    "indexes": frozenset({"indexes", "indices", "index", "indexes if any", "索引", "인덱스"}),
    "ddl": frozenset(
        {"ddl", "sql", "sql ddl", "create table", "ddl sql", "definition", "ddl statement", "sql definition",
         "建表语句"}
    ),
    "owner": frozenset(
        {"ownership", "owner", "service", "primary service", "owned by", "owning service", "owner service"}
    ),
    "other": frozenset(
        {"relationships", "relations", "relationship", "triggers", "trigger", "notes", "note",
         "access patterns", "queries", "common queries", "partitioning", "retention", "example", "examples",
         "sample data",
         "seed data", "enum", "enums", "json structure", "metadata", "database", "关系"}
    ),
}  # fmt: skip
"""The parts of a table's section and the labels that authors give them."""

SQL_LANGUAGES = frozenset(
    "sql postgresql postgres pgsql plpgsql psql mysql mariadb sqlite sqlite3 ddl tsql plsql".split()
)
SCHEMAS = frozenset({"public", "dbo", "main"})
"""Schemas that a name without one means (PostgreSQL, SQL Server, SQLite)."""
