"""A tolerant positional reader of SQL scripts: what they create and alter.

Statements follow the PostgreSQL manual, part VI (https://www.postgresql.org/docs/current/sql-commands.html), the
MySQL 8.4 reference manual, chapter 15, and https://www.sqlite.org/lang.html. A statement that cannot be read is listed
in `SqlScript.unread`; it costs no other statement, and a column that cannot be read costs no other column.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

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
from backend_spec.notation.sql.tokens import Token, tokenize, unquoted
from backend_spec.text import Passage, Span, Spanned

# First words of statements that are SQL but define nothing that is modelled here.
_OTHER = frozenset(
    "ABORT ALTER ANALYZE ATTACH BEGIN CALL CLUSTER COMMENT COMMIT COPY CREATE DEALLOCATE DECLARE DELETE DESCRIBE DETACH"
    " DO DROP END EXECUTE EXPLAIN FETCH FLUSH GRANT INSERT LOCK MERGE NOTIFY OPTIMIZE PRAGMA PREPARE REASSIGN REFRESH"
    " REINDEX RELEASE RENAME REPLACE RESET REVOKE ROLLBACK SAVEPOINT SECURITY SELECT SET SHOW START TABLE TRUNCATE"
    " UPDATE UPSERT USE VACUUM VALUES WITH".split()
)
# Words that end a column's type or default because a constraint or attribute begins.
_COLUMN_WORDS = frozenset(
    "NOT NULL DEFAULT PRIMARY UNIQUE REFERENCES CHECK CONSTRAINT COLLATE GENERATED AUTO_INCREMENT AUTOINCREMENT COMMENT"
    " ON CHARSET STORED VIRTUAL AS IDENTITY KEY DEFERRABLE INITIALLY VISIBLE INVISIBLE STORAGE COMPRESSION FIRST AFTER"
    " EXCLUDE".split()
)
# What may follow CREATE at the beginning of a statement (after OR REPLACE and the like).
_CREATES = frozenset(
    "TABLE INDEX UNIQUE TYPE OR TRIGGER FUNCTION PROCEDURE VIEW MATERIALIZED EXTENSION SCHEMA SEQUENCE DOMAIN TEMP"
    " TEMPORARY UNLOGGED DATABASE POLICY ROLE USER RULE CONSTRAINT FULLTEXT SPATIAL EVENT DEFINER FOREIGN GLOBAL LOCAL"
    " AGGREGATE CAST COLLATION".split()
)
_NOT_NULL_TYPES = frozenset("SERIAL BIGSERIAL SMALLSERIAL SERIAL2 SERIAL4 SERIAL8".split())
# What may stand in place of a table's list: AS query, LIKE (MySQL), INHERITS, USING module (SQLite), OF type.
_NO_LIST = frozenset("AS LIKE INHERITS USING SELECT OF CLONE".split())
_END_OF = frozenset("IF LOOP WHILE REPEAT".split())


def read(body: Passage) -> SqlScript:
    """Read a fence's body."""
    return _Reader(body).read()


class _Unreadable(Exception):
    """The statement at hand does not follow the grammar."""


class _Words:
    """A cursor over the tokens of one statement or of a part of it."""

    __slots__ = ("at", "body", "tokens")

    def __init__(self, body: Passage, tokens: Sequence[Token]) -> None:
        self.body = body
        self.tokens = tokens
        self.at = 0

    def __bool__(self) -> bool:
        return self.at < len(self.tokens)

    def peek(self, ahead: int = 0) -> Token:
        at = self.at + ahead
        return self.tokens[at] if at < len(self.tokens) else _NOTHING

    def take(self, *words: str) -> bool:
        """Pass over these keywords or symbols if they are next, in this order."""
        for ahead, word in enumerate(words):
            token = self.peek(ahead)
            if (token.word or token.text) != word or token.kind not in ("word", "symbol"):
                return False
        self.at += len(words)
        return True

    def need(self, *words: str) -> None:
        if not self.take(*words):
            raise _Unreadable

    def name(self) -> Spanned[str]:
        token = self.peek()
        if token.kind not in ("word", "name", "placeholder"):
            raise _Unreadable
        self.at += 1
        return self.spanned(token)

    def spanned(self, token: Token) -> Spanned[str]:
        value, start, end = unquoted(token)
        return Spanned(value, self.body.span(start, end))

    def qualified(self) -> tuple[Spanned[str] | None, Spanned[str]]:
        """`schema.name`, or `name`; of `database.schema.name` the last two."""
        schema, name = None, self.name()
        while self.peek().text == "." and self.peek(1).kind in ("word", "name", "placeholder"):
            self.at += 1
            schema, name = name, self.name()
        return schema, name

    def group(self) -> _Words:
        """What stands between the parentheses that begin here; to the end where they are not closed."""
        if self.peek().text != "(":
            raise _Unreadable
        depth, begin = 0, self.at + 1
        while self:
            text = self.peek().text if self.peek().kind == "symbol" else ""
            self.at += 1
            depth += (text == "(") - (text == ")")
            if depth == 0:
                return _Words(self.body, self.tokens[begin : self.at - 1])
        return _Words(self.body, self.tokens[begin:])

    def written(self, begin: int, end: int | None = None) -> Spanned[str]:
        """The text of the tokens from index `begin` to before `end` (the cursor)."""
        end = self.at if end is None else end
        if end <= begin:
            at = self.tokens[begin - 1].end if begin else 0
            return self.body.spanned(at, at)
        return self.body.spanned(self.tokens[begin].start, self.tokens[end - 1].end)

    def whole(self) -> Spanned[str]:
        return self.written(0, len(self.tokens))

    def parts(self) -> list[_Words]:
        """The rest, parted at its commas outside of parentheses."""
        found: list[_Words] = []
        depth, begin = 0, self.at
        for index in range(self.at, len(self.tokens)):
            token = self.tokens[index]
            if token.kind != "symbol":
                continue
            depth += (token.text in "([") - (token.text in ")]")
            if token.text == "," and depth <= 0:
                found.append(_Words(self.body, self.tokens[begin:index]))
                begin = index + 1
        found.append(_Words(self.body, self.tokens[begin:]))
        return [part for part in found if part]

    def expression(self, stop: frozenset[str]) -> Spanned[str] | None:
        """Everything up to one of these keywords outside of parentheses; at least one token."""
        begin = self.at
        while self and (self.at == begin or self.peek().word not in stop):
            if self.peek().text == "(" and self.peek().kind == "symbol":
                self.group()
            else:
                self.at += 1
        return self.written(begin) if self.at > begin else None

    def columns(self) -> tuple[Spanned[str], ...]:
        """The names in a parenthesised list, without sort orders and prefix lengths."""
        return tuple(part.name() for part in self.group().parts() if part.peek().kind in ("word", "name"))


_NOTHING = Token("end", "", "", 0, 0, False)


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
        for tokens in _statements(tokenize(self.body.text)):
            span = self.body.span(tokens[0].start, tokens[-1].end)
            words = _Words(self.body, tokens[:-1] if tokens[-1].text == ";" else tokens)
            try:
                self.statement(words, span)
            except _Unreadable:
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

    def statement(self, words: _Words, span: Span) -> None:
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
            raise _Unreadable

    def create(self, words: _Words, span: Span) -> None:
        words.at += 1
        words.take("OR", "REPLACE")
        if words.take("DEFINER", "="):
            # MySQL: DEFINER = `user`@`host`
            while words and words.peek().word not in _CREATES:
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
                    raise _Unreadable
                self.other.append(span)

    # Tables.

    def table(self, words: _Words, span: Span) -> None:
        words.take("IF", "NOT", "EXISTS")
        schema, name = words.qualified()
        partition_of = None
        if words.take("PARTITION", "OF"):
            partition_of = words.qualified()[1]
        columns: list[Column] = []
        constraints: list[Constraint] = []
        if words.peek().text == "(":
            for part in words.group().parts():
                self.element(part, name, schema, columns, constraints)
        elif words and partition_of is None and words.peek().word not in _NO_LIST:
            raise _Unreadable
        settled = _settle(columns, constraints)
        self.tables.append(CreateTable(name, schema, settled, tuple(constraints), partition_of, span))

    def element(
        self,
        words: _Words,
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
                elif words.peek().word in ("LIKE", "PERIOD") and words.peek(1).kind in ("word", "name"):
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
            except _Unreadable:
                self.unread.append(words.written(begin, len(words.tokens)).span)
                return

    def inner_index(self, words: _Words, table: Spanned[str], schema: Spanned[str] | None, unique: bool) -> None:
        begin = words.at - 1
        name = words.name() if words.peek().text != "(" else None
        method = words.name() if words.take("USING") else None
        columns, expressions = _index_parts(words.group())
        method = words.name() if words.take("USING") else method
        words.at = len(words.tokens)
        span = words.written(max(begin, 0)).span
        self.indexes.append(CreateIndex(name, table, schema, columns, expressions, unique, method, None, span))

    def constraint(self, words: _Words) -> Constraint | None:
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
            _skip_to_group(words)
            columns = words.columns()
        elif words.peek().word == "UNIQUE" and (
            words.peek(1).text == "(" or words.peek(1).word in ("KEY", "INDEX", "NULLS")
        ):
            kind = "unique"
            words.at += 1
            keyed = words.take("KEY") or words.take("INDEX")
            if keyed and words.peek().kind in ("word", "name") and words.peek().word != "USING":
                inner = words.name()
                name = name or inner
            _skip_to_group(words)
            columns = words.columns()
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
            raise _Unreadable
        else:
            return None
        # NOT VALID, DEFERRABLE, ON DELETE ..., USING INDEX ...; a column behind a missing comma ends them.
        while words and not _column_begins(words):
            if words.peek().text == "(":
                words.group()
            else:
                words.at += 1
        return Constraint(kind, name, columns, references, expression, words.written(begin).span)

    def reference(self, words: _Words) -> Reference:
        schema, table = words.qualified()
        columns = words.columns() if words.peek().text == "(" else ()
        return Reference(table, columns, schema)

    def column(self, words: _Words, constraints: list[Constraint]) -> Column:
        begin = words.at
        name = words.name()
        if words.peek().kind == "symbol" and words.peek().text != "(":
            raise _Unreadable
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

    def index(self, words: _Words, unique: bool, span: Span) -> None:
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

    def trigger(self, words: _Words, span: Span) -> None:
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

    def function(self, words: _Words, span: Span) -> None:
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

    def type(self, words: _Words, span: Span) -> None:
        schema, name = words.qualified()
        values: tuple[Spanned[str], ...] = ()
        if words.take("AS", "ENUM"):
            parts = words.group().parts()
            values = tuple(part.spanned(part.peek()) for part in parts if part.peek().kind == "string")
        self.types.append(TypeDefinition(name, schema, values, span))

    def alter_table(self, words: _Words, span: Span) -> None:
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


def _statements(tokens: list[Token]) -> list[list[Token]]:
    """Part a script into statements, each with its semicolon.

    A semicolon ends a statement even inside of parentheses (one of them is missing then), but not between BEGIN and
    END of a routine's body. A statement without one ends where a line begins like a new definition.
    """
    found: list[list[Token]] = []
    current: list[Token] = []
    routine, blocks, depth = False, 0, 0
    for index, token in enumerate(tokens):
        if current and token.first and token.kind == "word" and _begins(tokens, index, current, depth):
            found.append(current)
            current, routine, blocks, depth = [], False, 0, 0
        current.append(token)
        if token.kind == "word":
            if token.word in ("TRIGGER", "PROCEDURE", "FUNCTION", "EVENT") and current[0].word == "CREATE":
                routine = routine or len(current) < 12
            elif routine and token.word in ("BEGIN", "CASE") and current[-2].word != "END":
                blocks += 1
            elif routine and token.word == "END":
                following = tokens[index + 1].word if index + 1 < len(tokens) else ""
                blocks -= following not in _END_OF
        elif token.text == ";" and token.kind == "symbol" and blocks <= 0:
            if len(current) > 1:
                found.append(current)
            current, routine, blocks, depth = [], False, 0, 0
        elif token.kind == "symbol":
            depth += (token.text == "(") - (token.text == ")")
    if current:
        found.append(current)
    return found


def _begins(tokens: list[Token], index: int, current: list[Token], depth: int) -> bool:
    """Whether a new statement begins with this first word of a line, though the last one has no semicolon."""
    word = tokens[index].word
    following = tokens[index + 1].word if index + 1 < len(tokens) else ""
    if word == "CREATE":
        # CREATE SCHEMA takes definitions as its elements; they are statements all the same.
        return following in _CREATES and current[0].word != "EXPLAIN"
    if word == "ALTER":
        return following in ("TABLE", "TYPE")
    if word == "COMMENT":
        return following == "ON"
    if word == "DROP":
        return following in ("TABLE", "TYPE", "TRIGGER", "FUNCTION", "VIEW")
    if word == "INSERT":
        return following == "INTO" and current[0].word in ("CREATE", "ALTER") and depth > 0
    return False


def _is_index(words: _Words) -> bool:
    """Whether MySQL's `KEY name (columns)` stands here and not a column named `key`."""
    ahead = 1 if words.peek().word in ("FULLTEXT", "SPATIAL") else 0
    if words.peek(ahead).word not in ("KEY", "INDEX"):
        return ahead == 1 and words.peek(1).text == "("
    ahead += 1
    if words.peek(ahead).text == "(":
        return True
    if words.peek(ahead).kind not in ("word", "name"):
        return False
    if words.peek(ahead + 1).word == "USING":
        return True
    # `key VARCHAR(255)` is a column: a column list holds no number.
    return words.peek(ahead + 1).text == "(" and words.peek(ahead + 2).kind != "number"


def _index_parts(words: _Words) -> tuple[tuple[Spanned[str], ...], tuple[Spanned[str], ...]]:
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


def _skip_to_group(words: _Words) -> None:
    while words and words.peek().text != "(":
        words.at += 1


def _ends_type(words: _Words, start: int) -> bool:
    token = words.peek()
    if token.kind in ("string", "number") or (token.kind == "symbol" and token.text not in "()[].%"):
        return True
    if token.word == "CHARACTER" and words.at > start:
        return words.peek(1).word == "SET"
    if token.word in _COLUMN_WORDS:
        return True
    # A column behind a missing comma.
    return words.at > start and _column_begins(words)


def _column_begins(words: _Words) -> bool:
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
