"""A tolerant positional reader of SQL scripts: what they create and alter.

Statements follow the PostgreSQL manual, part VI (https://www.postgresql.org/docs/current/sql-commands.html), the
MySQL 8.4 reference manual, chapter 15, and https://www.sqlite.org/lang.html. A statement that cannot be read is listed
in `SqlScript.unread`; it costs no other statement, and a column that cannot be read costs no other column.
"""

from __future__ import annotations

from msgspec.structs import replace

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
from backend_spec.notation.sql.statements import CREATES, NOTHING, Unreadable, Words, statements
from backend_spec.notation.sql.tokens import tokenize
from backend_spec.text import Passage, Span, Spanned

# First words of statements that are SQL but define nothing that is modelled here.
_OTHER = frozenset(
    "ABORT ALTER ANALYZE ATTACH BEGIN CALL CLUSTER COMMENT COMMIT COPY CREATE DEALLOCATE DECLARE DELETE DESCRIBE DETACH"
    " DO DROP END EXECUTE EXPLAIN FETCH FLUSH GRANT INSERT LOAD LOCK MERGE NOTIFY OPTIMIZE PRAGMA"
    " PREPARE REASSIGN REFRESH"
    " REINDEX RELEASE RENAME REPLACE RESET REVOKE ROLLBACK SAVEPOINT SECURITY SELECT SET SHOW START TABLE TRUNCATE"
    " UPDATE UPSERT USE VACUUM VALUES WITH".split()
)
# Words that end a column's type or default because a constraint or attribute begins.
_COLUMN_WORDS = frozenset(
    "NOT NULL DEFAULT PRIMARY UNIQUE REFERENCES CHECK CONSTRAINT COLLATE GENERATED AUTO_INCREMENT AUTOINCREMENT COMMENT"
    " ON CHARSET STORED VIRTUAL AS IDENTITY KEY DEFERRABLE INITIALLY VISIBLE INVISIBLE STORAGE COMPRESSION FIRST AFTER"
    " EXCLUDE".split()
)
# Of these, the ones that cannot follow a table's list.
_GO_ON = frozenset("NOT NULL DEFAULT PRIMARY UNIQUE REFERENCES CHECK".split())
_NOT_NULL_TYPES = frozenset("SERIAL BIGSERIAL SMALLSERIAL SERIAL2 SERIAL4 SERIAL8".split())
# What may stand in place of a table's list: AS query, LIKE (MySQL), INHERITS, USING module (SQLite), OF type.
_NO_LIST = frozenset("AS LIKE INHERITS USING SELECT OF CLONE".split())


def read(body: Passage) -> SqlScript:
    """Read a fence's body."""
    return _Reader(body).read()


class _Reader:
    def __init__(self, body: Passage) -> None:
        self.body = body
        self.tables: list[CreateTable] = []
        self.indexes: list[CreateIndex] = []
        self.triggers: list[Trigger] = []
        self.functions: list[Function] = []
        self.types: list[TypeDefinition] = []
        self.views: list[View] = []
        self.alters: list[AlterTable] = []
        self.other: list[Span] = []
        self.unread: list[Span] = []

    def read(self) -> SqlScript:
        for tokens in statements(tokenize(self.body.text)):
            span = self.body.span(tokens[0].start, tokens[-1].end)
            words = Words(self.body, tokens[:-1] if tokens[-1].text == ";" else tokens)
            try:
                self.statement(words, span)
            except Unreadable:
                self.unread.append(span)
        return SqlScript(
            tuple(self.tables),
            tuple(self.indexes),
            tuple(self.triggers),
            tuple(self.functions),
            tuple(self.types),
            tuple(self.views),
            tuple(self.alters),
            tuple(self.other),
            tuple(self.unread),
        )

    def statement(self, words: Words, span: Span) -> None:
        if all(token.kind == "ellipsis" for token in words.tokens):
            return
        while words.peek().kind == "ellipsis":
            words.at += 1
        if words.take("ALTER", "TABLE"):
            self.alter_table(words, span)
        elif words.peek().word == "CREATE":
            self.create(words, span)
        elif words.peek().word in _OTHER:
            self.other.append(span)
        else:
            raise Unreadable

    def create(self, words: Words, span: Span) -> None:
        words.at += 1
        words.take("OR", "REPLACE")
        if words.take("DEFINER", "="):
            # MySQL: DEFINER = `user`@`host`
            while words and words.peek().word not in CREATES:
                words.at += 1
        while words.peek().word in ("GLOBAL", "LOCAL", "TEMP", "TEMPORARY", "UNLOGGED", "FOREIGN", "RECURSIVE"):
            words.at += 1
        if words.take("TABLE"):
            self.table(words, span)
        elif words.take("TYPE") or words.take("DOMAIN"):
            self.type(words, span)
        elif words.take("FUNCTION") or words.take("PROCEDURE"):
            self.function(words, span)
        elif words.take("CONSTRAINT", "TRIGGER") or words.take("TRIGGER"):
            self.trigger(words, span)
        elif words.take("VIEW") or words.take("MATERIALIZED", "VIEW"):
            words.take("IF", "NOT", "EXISTS")
            schema, name = words.qualified()
            self.views.append(View(name, schema, span))
        else:
            begin = words.at
            unique = words.take("UNIQUE")
            _ = words.take("FULLTEXT") or words.take("SPATIAL") or words.take("CLUSTERED") or words.take("NONCLUSTERED")
            if words.take("INDEX"):
                self.index(words, unique, span)
            else:
                words.at = begin
                if not words:
                    raise Unreadable
                self.other.append(span)

    # Tables.

    def table(self, words: Words, span: Span) -> None:
        words.take("IF", "NOT", "EXISTS")
        schema, name = words.qualified()
        partition_of = None
        if words.take("PARTITION", "OF"):
            partition_of = words.qualified()[1]
        columns: list[Column] = []
        constraints: list[Constraint] = []
        if words.peek().text == "(" or _column_begins(words):
            for part in _elements(words):
                self.element(part, name, schema, columns, constraints)
        elif words and partition_of is None and not any(token.word in _NO_LIST for token in words.tokens[words.at :]):
            raise Unreadable
        settled = _settle(columns, constraints)
        self.tables.append(CreateTable(name, schema, settled, tuple(constraints), partition_of, span))

    def element(
        self,
        words: Words,
        table: Spanned[str],
        schema: Spanned[str] | None,
        columns: list[Column],
        constraints: list[Constraint],
    ) -> None:
        """One element of a table's list: constraint, index or column; more than one where a comma is missing."""
        while words:
            begin = words.at
            try:
                if words.peek().kind == "ellipsis":
                    words.at += 1
                elif words.peek().word == "LIKE" or (words.peek().word == "PERIOD" and words.peek(1).word == "FOR"):
                    return
                elif _is_index(words):
                    unique = False
                    _ = words.take("FULLTEXT") or words.take("SPATIAL")
                    _ = words.take("KEY") or words.take("INDEX")
                    self.inner_index(words, table, schema, unique)
                elif (constraint := self.constraint(words)) is not None:
                    constraints.append(constraint)
                else:
                    columns.append(self.column(words, constraints))
            except Unreadable:
                self.unread.append(words.written(begin, len(words.tokens)).span)
                return

    def inner_index(self, words: Words, table: Spanned[str], schema: Spanned[str] | None, unique: bool) -> None:
        begin = words.at - 1
        name = words.name() if words.peek().text != "(" and words.peek().word != "USING" else None
        method = words.name() if words.take("USING") else None
        columns, expressions = _index_parts(words.group())
        method = words.name() if words.take("USING") else method
        words.at = len(words.tokens)
        span = words.written(max(begin, 0)).span
        self.indexes.append(CreateIndex(name, table, schema, columns, expressions, unique, method, None, span))

    def constraint(self, words: Words) -> Constraint | None:
        """A table constraint, or None where a column begins."""
        begin = words.at
        name = None
        named = words.peek().word == "CONSTRAINT"
        if named:
            words.at += 1
            if words.peek().word not in ("PRIMARY", "UNIQUE", "FOREIGN", "CHECK", "EXCLUDE") or words.peek(1).word in (
                "PRIMARY",
                "UNIQUE",
                "FOREIGN",
                "CHECK",
                "EXCLUDE",
            ):
                name = words.name()
        kind: ConstraintKind
        columns: tuple[Spanned[str], ...] = ()
        references, expression = None, None
        if words.take("PRIMARY", "KEY"):
            kind = "primary key"
            columns = _key_columns(words)
        elif words.take("UNIQUE"):
            kind = "unique"
            _ = words.take("KEY") or words.take("INDEX")
            # MySQL: the index's name; PostgreSQL: NULLS [NOT] DISTINCT.
            if words.peek().kind in ("word", "name") and words.peek().word not in ("USING", "NULLS"):
                inner = words.name()
                name = name or inner
            columns = _key_columns(words)
        elif words.take("FOREIGN", "KEY"):
            kind = "foreign key"
            if words.peek().text != "(" and words.peek().kind in ("word", "name"):
                inner = words.name()
                name = name or inner
            columns = words.columns()
            words.need("REFERENCES")
            references = self.reference(words)
        elif words.peek().word == "CHECK" and words.peek(1).text == "(":
            kind = "check"
            words.at += 1
            expression = words.group().whole()
        elif words.peek().word == "EXCLUDE" and (words.peek(1).text == "(" or words.peek(1).word == "USING"):
            kind = "exclude"
            words.at += 1
            start = words.at
            words.at = len(words.tokens)
            expression = words.written(start)
        elif named:
            raise Unreadable
        else:
            return None
        # NOT VALID, DEFERRABLE, ON DELETE ..., USING INDEX ...; a column behind a missing comma ends them.
        while words and not _column_begins(words):
            if words.peek().text == "(":
                words.group()
            else:
                words.at += 1
        return Constraint(kind, name, columns, references, expression, words.written(begin).span)

    def reference(self, words: Words) -> Reference:
        schema, table = words.qualified()
        columns = words.columns() if words.peek().text == "(" else ()
        return Reference(table, columns, schema)

    def column(self, words: Words, constraints: list[Constraint]) -> Column:
        begin = words.at
        name = words.name()
        if words.peek().kind == "symbol" and words.peek().text != "(":
            raise Unreadable
        start = words.at
        while words and not _ends_type(words, start):
            if words.peek().text == "(":
                words.group()
            else:
                words.at += 1
        type_ = words.written(start)
        nullable = type_.value.upper() not in _NOT_NULL_TYPES
        primary, unique = False, False
        default, check, references = None, None, None
        label: Spanned[str] | None = None
        while words and not _column_begins(words):
            if words.take("CONSTRAINT"):
                label = words.name()
                continue
            if words.take("NOT", "NULL"):
                nullable = False
            elif words.take("NULL"):
                pass
            elif words.take("PRIMARY", "KEY"):
                primary, nullable = True, False
            elif words.take("UNIQUE"):
                words.take("KEY")
                unique = True
            elif words.take("KEY"):
                primary, nullable = True, False
            elif words.take("DEFAULT"):
                default = words.expression(_COLUMN_WORDS)
            elif words.take("REFERENCES"):
                references = self.reference(words)
            elif words.peek().word == "CHECK" and words.peek(1).text == "(":
                words.at += 1
                check = words.group().whole()
            elif words.take("GENERATED"):
                _ = words.take("ALWAYS") or words.take("BY", "DEFAULT")
                words.take("ON", "NULL")
                if words.take("AS", "IDENTITY"):
                    nullable = False
            elif words.take("COMMENT") or words.take("COLLATE"):
                if words:
                    words.at += 1
            elif words.take("ON", "UPDATE") or words.take("ON", "DELETE"):
                # An action, or MySQL's ON UPDATE CURRENT_TIMESTAMP(6).
                if not words.take("SET", "NULL") and not words.take("SET", "DEFAULT") and words:
                    words.at += 1
            elif words.peek().text == "(":
                words.group()
            else:
                words.at += 1
            if label is not None:
                label = None
        span = words.written(begin).span
        return Column(name, type_, nullable, default, primary, unique, references, check, span)

    # Other definitions.

    def index(self, words: Words, unique: bool, span: Span) -> None:
        words.take("CONCURRENTLY")
        words.take("IF", "NOT", "EXISTS")
        name = None
        if words.peek().word != "ON" or words.peek(1).word == "ON":
            name = words.qualified()[1]
        method = words.name() if words.take("USING") else None
        words.need("ON")
        words.take("ONLY")
        schema, table = words.qualified()
        method = words.name() if words.take("USING") else method
        columns, expressions = _index_parts(words.group())
        where = None
        while words:
            if words.take("WHERE"):
                where = words.expression(frozenset())
            elif words.take("USING"):
                method = words.name()
            elif words.peek().text == "(":
                words.group()
            else:
                words.at += 1
        self.indexes.append(CreateIndex(name, table, schema, columns, expressions, unique, method, where, span))

    def trigger(self, words: Words, span: Span) -> None:
        words.take("IF", "NOT", "EXISTS")
        name = words.qualified()[1]
        table = function = None
        while words:
            if table is None and words.take("ON"):
                table = words.qualified()[1]
            elif words.take("EXECUTE", "FUNCTION") or words.take("EXECUTE", "PROCEDURE"):
                function = words.qualified()[1]
                break
            elif words.peek().word == "BEGIN":
                break
            else:
                words.at += 1
        self.triggers.append(Trigger(name, table, function, span))

    def function(self, words: Words, span: Span) -> None:
        words.take("IF", "NOT", "EXISTS")
        schema, name = words.qualified()
        returns = None
        if words.peek().text == "(":
            words.group()
        if words.take("RETURNS"):
            stop = "AS LANGUAGE IMMUTABLE STABLE VOLATILE STRICT SECURITY BEGIN RETURN DETERMINISTIC NOT READS CALLED"
            stop += " PARALLEL COST ROWS SET NO MODIFIES CONTAINS SQL COMMENT LEAKPROOF WINDOW SUPPORT"
            returns = words.expression(frozenset(stop.split()))
        self.functions.append(Function(name, schema, returns, span))

    def type(self, words: Words, span: Span) -> None:
        schema, name = words.qualified()
        values: tuple[Spanned[str], ...] = ()
        if words.take("AS", "ENUM"):
            parts = words.group().parts()
            values = tuple(part.spanned(part.peek()) for part in parts if part.peek().kind == "string")
        self.types.append(TypeDefinition(name, schema, values, span))

    def alter_table(self, words: Words, span: Span) -> None:
        words.take("IF", "EXISTS")
        words.take("ONLY")
        schema, table = words.qualified()
        words.take("*")
        columns: list[Column] = []
        constraints: list[Constraint] = []
        dropped: list[Spanned[str]] = []
        for action in words.parts():
            if action.take("ADD"):
                action.take("COLUMN")
                action.take("IF", "NOT", "EXISTS")
                if action.peek().text == "(":
                    for part in action.group().parts():
                        self.element(part, table, schema, columns, constraints)
                else:
                    self.element(action, table, schema, columns, constraints)
            elif action.take("DROP"):
                if action.peek().word in ("CONSTRAINT", "INDEX", "KEY", "PRIMARY", "FOREIGN", "CHECK", "PARTITION"):
                    continue
                action.take("COLUMN")
                action.take("IF", "EXISTS")
                if action:
                    dropped.append(action.name())
        settled = _settle(columns, constraints)
        self.alters.append(AlterTable(table, schema, settled, tuple(constraints), tuple(dropped), span))


def _elements(words: Words) -> list[Words]:
    """The elements of a table's list, which ends at the statement's last parenthesis if one is missing in between."""
    begin, count = words.at + (words.peek().text == "("), len(words.tokens)
    depth, last = 1, count
    for index in range(begin, count):
        token = words.tokens[index]
        if token.kind == "symbol" and token.text in ("(", ")"):
            depth += 1 if token.text == "(" else -1
            following = words.tokens[index + 1] if index + 1 < count else NOTHING
            if depth == 0 and (following.text == "," or following.word in _GO_ON):
                depth = 1  # a column goes on: an opening parenthesis is missing before this one
            elif depth == 0 or (token.text == ")" and (token.first or index + 1 == count)):
                last = index
                if depth == 0:
                    break
    words.at = min(last + 1, count)
    return Words(words.body, words.tokens[begin:last]).parts(lines=depth > 0)


def _is_index(words: Words) -> bool:
    """Whether MySQL's `KEY name (columns)` stands here and not a column named `key`."""
    ahead = 1 if words.peek().word in ("FULLTEXT", "SPATIAL") else 0
    if words.peek(ahead).word not in ("KEY", "INDEX"):
        return ahead == 1 and words.peek(1).text == "("
    ahead += 1
    if words.peek(ahead).text == "(" or words.peek(ahead).word == "USING":
        return True
    if words.peek(ahead).kind not in ("word", "name"):
        return False
    if words.peek(ahead + 1).word == "USING":
        return True
    # `key VARCHAR(255)` is a column: a column list holds no number.
    return words.peek(ahead + 1).text == "(" and words.peek(ahead + 2).kind != "number"


def _index_parts(words: Words) -> tuple[tuple[Spanned[str], ...], tuple[Spanned[str], ...]]:
    """An index's columns and its expressions."""
    columns: list[Spanned[str]] = []
    expressions: list[Spanned[str]] = []
    for part in words.parts():
        plain = part.peek().kind in ("word", "name") and (
            part.peek(1).kind in ("end", "word", "name")
            # MySQL indexes a prefix: `body(20)`.
            or (part.peek(1).text == "(" and part.peek(2).kind == "number" and part.peek(3).text == ")")
        )
        if plain:
            columns.append(part.name())
        elif part.peek().kind != "ellipsis":
            expressions.append(part.whole())
    return tuple(columns), tuple(expressions)


def _key_columns(words: Words) -> tuple[Spanned[str], ...]:
    """A key's columns, behind NULLS NOT DISTINCT or USING BTREE; none for a key made from an index."""
    while words and words.peek().text != "(":
        if words.take("USING", "INDEX"):
            return ()
        words.at += 1
    return words.columns()


def _ends_type(words: Words, start: int) -> bool:
    token = words.peek()
    if token.kind in ("string", "number") or (token.kind == "symbol" and token.text not in "()[].%"):
        return True
    if token.word == "CHARACTER" and words.at > start:
        return words.peek(1).word == "SET"
    if token.word in _COLUMN_WORDS:
        return True
    # A column behind a missing comma.
    return words.at > start and _column_begins(words)


def _column_begins(words: Words) -> bool:
    """Whether a line begins here like a column or constraint of its own, though no comma stands before it."""
    token, following = words.peek(), words.peek(1)
    if not token.first or words.at == 0:
        return False
    if token.word == "CONSTRAINT":
        # Behind a column it may be that column's own.
        return (
            words.peek(2).word in ("PRIMARY", "FOREIGN", "UNIQUE", "CHECK")
            and (words.peek(3).text == "(" or words.peek(4).text == "(")
            and words.peek(2).word != "CHECK"
        )
    if token.word == "FOREIGN":
        return following.word == "KEY"
    if token.word == "PRIMARY":
        return words.peek(2).text == "("
    if token.kind == "name":
        return following.kind == "word" and following.word not in _COLUMN_WORDS
    return (
        token.kind == "word"
        and token.word not in _COLUMN_WORDS
        and token.word not in _CONTINUE
        and following.kind == "word"
        and following.word not in _COLUMN_WORDS
        and following.word not in _CONTINUE
    )


# Words of types and constraints that may begin a line within a column.
_CONTINUE = frozenset(
    "WITH WITHOUT TIME ZONE PRECISION VARYING UNSIGNED ZEROFILL MATCH CASCADE RESTRICT SET NO ACTION USING ALWAYS BY"
    " NULLS VALID ENFORCED INHERIT INCLUDE WHERE AND OR IN IS LIKE BETWEEN UPDATE DELETE TABLESPACE IMMEDIATE DEFERRED"
    " CHARACTER OPTIONS".split()
)


def _settle(columns: list[Column], constraints: list[Constraint]) -> tuple[Column, ...]:
    """The columns with what table constraints say about them."""
    primary = {name.value.lower() for one in constraints if one.kind == "primary key" for name in one.columns}
    unique = {one.columns[0].value.lower() for one in constraints if one.kind == "unique" and len(one.columns) == 1}
    return tuple(
        replace(
            column,
            primary_key=column.primary_key or column.name.value.lower() in primary,
            nullable=column.nullable and column.name.value.lower() not in primary,
            unique=column.unique or column.name.value.lower() in unique,
        )
        for column in columns
    )
