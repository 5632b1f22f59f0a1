"""An SQL script parted into statements, and a cursor over the tokens of one."""

from __future__ import annotations

from collections.abc import Sequence

from backend_spec.notation.sql.tokens import Token, unquoted
from backend_spec.text import Passage, Spanned

# What may follow CREATE at the beginning of a statement (after OR REPLACE and the like).
CREATES = frozenset(
    "TABLE INDEX UNIQUE TYPE OR TRIGGER FUNCTION PROCEDURE VIEW MATERIALIZED EXTENSION SCHEMA SEQUENCE DOMAIN TEMP"
    " TEMPORARY UNLOGGED DATABASE POLICY ROLE USER RULE CONSTRAINT FULLTEXT SPATIAL EVENT DEFINER FOREIGN GLOBAL LOCAL"
    " AGGREGATE CAST COLLATION".split()
)
_END_OF = frozenset("IF LOOP WHILE REPEAT".split())


class Unreadable(Exception):
    """The statement at hand does not follow the grammar."""


class Words:
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
        return self.tokens[at] if at < len(self.tokens) else NOTHING

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
            raise Unreadable

    def name(self) -> Spanned[str]:
        token = self.peek()
        if token.kind not in ("word", "name", "placeholder"):
            raise Unreadable
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

    def group(self) -> Words:
        """What stands between the parentheses that begin here; to the end where they are not closed."""
        if self.peek().text != "(":
            raise Unreadable
        depth, begin = 0, self.at + 1
        while self:
            text = self.peek().text if self.peek().kind == "symbol" else ""
            self.at += 1
            depth += (text == "(") - (text == ")")
            if depth == 0:
                return Words(self.body, self.tokens[begin : self.at - 1])
        return Words(self.body, self.tokens[begin:])

    def written(self, begin: int, end: int | None = None) -> Spanned[str]:
        """The text of the tokens from index `begin` to before `end` (the cursor)."""
        end = self.at if end is None else end
        if end <= begin:
            at = self.tokens[begin - 1].end if begin else 0
            return self.body.spanned(at, at)
        return self.body.spanned(self.tokens[begin].start, self.tokens[end - 1].end)

    def whole(self) -> Spanned[str]:
        return self.written(0, len(self.tokens))

    def parts(self, lines: bool = False) -> list[Words]:
        """The rest, parted at its commas outside of parentheses.

        With `lines`, because a parenthesis is never closed, also at commas that end a line.
        """
        found: list[Words] = []
        depth, begin = 0, self.at
        for index in range(self.at, len(self.tokens)):
            token = self.tokens[index]
            if token.kind != "symbol":
                continue
            depth += (token.text in "([") - (token.text in ")]")
            ends_line = lines and index + 1 < len(self.tokens) and self.tokens[index + 1].first
            if token.text == "," and (depth <= 0 or ends_line):
                depth = 0
                found.append(Words(self.body, self.tokens[begin:index]))
                begin = index + 1
        found.append(Words(self.body, self.tokens[begin:]))
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


NOTHING = Token("end", "", "", 0, 0, False)


def statements(tokens: list[Token]) -> list[list[Token]]:
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
        return following in CREATES and current[0].word != "EXPLAIN"
    if word == "ALTER":
        return following in ("TABLE", "TYPE")
    if word == "COMMENT":
        return following == "ON"
    if word == "DROP":
        return following in ("TABLE", "TYPE", "TRIGGER", "FUNCTION", "VIEW")
    if word == "INSERT":
        return following == "INTO" and current[0].word in ("CREATE", "ALTER") and depth > 0
    return False
