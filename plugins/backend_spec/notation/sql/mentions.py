"""Tables that a text names: an SQL statement, or a fragment as people write it on diagram arrows and in cells."""

from __future__ import annotations

import re
from dataclasses import dataclass

from backend_spec.notation.places import Places
from backend_spec.notation.sql.tokens import Token, tokenize, unquoted
from backend_spec.text import Spanned


@dataclass(frozen=True, slots=True)
class TableMention:
    """A table that a text names. `verb` is SELECT, INSERT, UPDATE, DELETE, UPSERT, MERGE, TRUNCATE, JOIN, CREATE,
    ALTER, DROP or REFERENCES: what is done to it (SELECT for everything in FROM, JOIN for what is joined).

    `firm` tells that the grammar leaves no doubt (FROM, INTO, UPDATE x SET, JOIN ... ON); else the name is a guess
    from its place (`INSERT users + identities`), to be taken only if there is such a table.
    """

    name: Spanned[str]
    schema: Spanned[str] | None
    verb: str
    firm: bool


_VERBS = frozenset("SELECT INSERT UPDATE DELETE UPSERT MERGE REPLACE TRUNCATE".split())
_ARTICLES = frozenset("A AN THE THIS THAT ITS ALL ANY EACH NEW OLD EXISTING".split())
# Words that are no table where a table may stand.
_NO_TABLE = frozenset(
    "SELECT INSERT UPDATE DELETE FROM INTO SET WHERE VALUES JOIN LEFT RIGHT INNER OUTER FULL CROSS NATURAL ON USING"
    " GROUP ORDER BY HAVING LIMIT OFFSET UNION INTERSECT EXCEPT RETURNING FOR WITH AS AND OR NOT NULL IS IN LIKE EXISTS"
    " CASE WHEN THEN ELSE END DISTINCT ALL ONLY LATERAL CONFLICT DO NOTHING DEFAULT TABLE INDEX IF BETWEEN TRUE FALSE"
    " UNNEST DUAL TO VIA OF".split()
)
# Words that may follow a table in a statement, so that they are no alias.
_AFTER_TABLE = _NO_TABLE | frozenset(
    "WINDOW FETCH TABLESAMPLE FORCE USE IGNORE CASCADE RESTRICT ADD DROP ALTER".split()
)
_FOLLOW_UP = frozenset("THEN AND OR IF WITH FOR BY IN TO WHERE ON VIA WHEN RETURN RETURNS AFTER BEFORE".split())
_LIST = frozenset({",", "+", "&", "/"})
_NO_FROM = frozenset("EXTRACT SUBSTRING TRIM OVERLAY POSITION".split())
_KEYLIKE = re.compile(r"[:/]")


def mentions(text: Spanned[str]) -> tuple[TableMention, ...]:
    """The tables that a statement or loose fragment names, in order, each place once."""
    return _Reader(text).read()


def is_statement(text: str) -> bool:
    """Whether a text is an SQL statement, or a fragment of one that begins with its verb in upper case.

    `SELECT * FROM users`, `INSERT users + identities`, `select * from users where id = ?` are; `Update the user`,
    `DELETE /users/:id`, `DELETE session:{id}`, `SELECT` alone are not.
    """
    tokens = tokenize(text)
    if tokens and tokens[0].text in ("BEGIN", "COMMIT", "ROLLBACK"):
        return len(tokens) == 1 or tokens[1].text == ";" or tokens[1].word in ("TRANSACTION", "WORK")
    if len(tokens) < 2:
        return False
    first, second = tokens[0], tokens[1]
    if first.word in ("CREATE", "ALTER", "DROP"):
        return second.word in ("TABLE", "INDEX", "UNIQUE", "VIEW", "TYPE", "TRIGGER", "FUNCTION", "OR", "TEMPORARY")
    if first.word == "WITH":
        return any(token.word in _VERBS and token.text.isupper() for token in tokens)
    if first.word not in _VERBS:
        return False
    firm = _grammatical(tokens, 0)
    if not first.text.isupper():
        return firm and _evidence(tokens)
    if firm:
        return True
    named = second.kind in ("word", "name") and second.word not in _ARTICLES
    return (named or second.text in ("*", "(") or second.kind == "number") and not _is_key(text, second)


def _grammatical(tokens: list[Token], at: int) -> bool:
    """Whether the verb at this index is continued as SQL wants it."""
    word = tokens[at].word
    following = tokens[at + 1].word if at + 1 < len(tokens) else ""
    if word == "INSERT":
        return following == "INTO" or (following == "OR" and any(t.word == "INTO" for t in tokens[at : at + 5]))
    if word in ("MERGE", "UPSERT", "REPLACE"):
        return following == "INTO"
    if word == "DELETE":
        return following == "FROM"
    if word == "TRUNCATE":
        return following == "TABLE"
    if word == "UPDATE":
        return any(token.word == "SET" for token in tokens[at + 2 : at + 8])
    if word == "SELECT":
        return any(token.word == "FROM" for token in tokens[at + 1 :])
    return False


def _evidence(tokens: list[Token]) -> bool:
    """Signs that words in lower case are SQL and not a sentence."""
    return any(
        token.text in ("*", "=", "<", ">", "<=", ">=", "<>") or token.kind == "placeholder" for token in tokens
    ) or (any(token.word == "VALUES" for token in tokens) and any(token.text == "(" for token in tokens))


def _is_key(text: str, token: Token) -> bool:
    """Whether a word goes on as a cache key or path: `session:{id}`, `users/1`."""
    return re.match(r"(?::(?!:)\S|/\w)", text[token.end : token.end + 2]) is not None


class _Reader:
    def __init__(self, text: Spanned[str]) -> None:
        self.text = text.value
        self.places = Places.of(text)
        self.tokens = tokenize(text.value)
        self.found: dict[int, TableMention] = {}
        self.closings = self.parentheses()
        self.openings = {closing: opening for opening, closing in self.closings.items()}
        self.ctes = self.common_tables()
        self.with_from = self.selects_with_from()

    def read(self) -> tuple[TableMention, ...]:
        tokens = self.tokens
        # A statement in lower case counts only with signs that it is one; elsewhere keywords are upper case.
        lower = bool(tokens) and tokens[0].word in _VERBS | {"WITH"} and not tokens[0].text.isupper()
        lower = lower and _evidence(tokens)
        select = False
        openings: list[int] = []
        for index, token in enumerate(tokens):
            if token.text == "(" and token.kind == "symbol":
                openings.append(index)
            elif token.text == ")" and token.kind == "symbol" and openings:
                openings.pop()
            word = token.word
            if not word or not (token.text.isupper() or lower):
                continue
            before = self.word(index - 1)
            if word == "SELECT":
                select = True
                if index not in self.with_from:
                    self.loose(index, "SELECT")
            elif word == "FROM":
                function = self.word(openings[-1] - 1) if openings else ""
                if function in _NO_FROM or (before == "DISTINCT" and self.word(index - 2) in ("IS", "NOT")):
                    continue
                verb = "DELETE" if before == "DELETE" else "SELECT"
                self.sources(index + 1, verb, select or before == "DELETE")
            elif word == "JOIN":
                self.join(index, select)
            elif word == "INTO" and before in ("INSERT", "MERGE", "UPSERT", "REPLACE", "IGNORE", "ABORT", "ROLLBACK"):
                verb = before if before in ("MERGE", "UPSERT") else "INSERT"
                self.names(index + 1, verb, True)
            elif word in ("INSERT", "UPSERT", "MERGE", "REPLACE") and self.word(index + 1) not in (
                "INTO",
                "OR",
                "IGNORE",
            ):
                if word == "INSERT" or not index:
                    self.loose(index, "INSERT" if word == "REPLACE" else word)
            elif word == "UPDATE":
                if before not in ("ON", "DO", "FOR", "KEY", "BEFORE", "AFTER", "OR", "OF"):
                    self.update(index)
            elif word == "DELETE" and self.word(index + 1) != "FROM" and before not in ("ON", "BEFORE", "AFTER", "OR"):
                self.loose(index, "DELETE")
            elif word == "TRUNCATE":
                table = self.word(index + 1) == "TABLE"
                self.names(index + 1 + table, "TRUNCATE", table)
            elif word == "TABLE" and before in ("CREATE", "ALTER", "DROP", "TEMPORARY", "TEMP"):
                at = index + 1
                while self.word(at) in ("IF", "NOT", "EXISTS", "ONLY"):
                    at += 1
                self.name(at, before if before in ("ALTER", "DROP") else "CREATE", True)
            elif word == "REFERENCES":
                self.name(index + 1, "REFERENCES", True)
            elif word == "USING" and tokens[0].word == "MERGE":
                self.name(index + 1, "SELECT", True)
        return tuple(self.found[at] for at in sorted(self.found))

    # Tokens.

    def word(self, at: int) -> str:
        return self.tokens[at].word if 0 <= at < len(self.tokens) else ""

    def symbol(self, at: int) -> str:
        return self.tokens[at].text if 0 <= at < len(self.tokens) and self.tokens[at].kind == "symbol" else ""

    def article(self, at: int) -> bool:
        """Whether an English article or the like stands here, before a noun; `a` alone may be a table."""
        following = self.word(at + 1)
        return self.word(at) in _ARTICLES and bool(following) and following not in _AFTER_TABLE

    def common_tables(self) -> frozenset[str]:
        """The names that WITH gives to queries: `name [(columns)] AS [NOT MATERIALIZED] (`."""
        names: set[str] = set()
        if not any(token.word == "WITH" for token in self.tokens):
            return frozenset()
        for index, token in enumerate(self.tokens):
            if token.word != "AS" or not index:
                continue
            at = index + 1
            while self.word(at) in ("NOT", "MATERIALIZED"):
                at += 1
            if self.symbol(at) != "(":
                continue
            at = index - 1
            if self.symbol(at) == ")":
                at = self.openings.get(at, 0) - 1
            if at > 0 and (self.word(at - 1) in ("WITH", "RECURSIVE") or self.symbol(at - 1) == ","):
                names.add(unquoted(self.tokens[at])[0].lower())
        return frozenset(names)

    def parentheses(self) -> dict[int, int]:
        """For the index of each opening parenthesis the index of the closing one."""
        found: dict[int, int] = {}
        opened: list[int] = []
        for index in range(len(self.tokens)):
            if self.symbol(index) == "(":
                opened.append(index)
            elif self.symbol(index) == ")" and opened:
                found[opened.pop()] = index
        return found

    def selects_with_from(self) -> frozenset[int]:
        """The indices of the SELECTs that have a FROM of their own, at the same depth of parentheses."""
        found: set[int] = set()
        pending: list[int] = [-1]
        for index, token in enumerate(self.tokens):
            if self.symbol(index) == "(":
                pending.append(-1)
            elif self.symbol(index) == ")" and len(pending) > 1:
                pending.pop()
            elif token.text == ";":
                pending[-1] = -1
            elif token.word == "SELECT":
                pending[-1] = index
            elif token.word == "FROM":
                found.add(pending[-1])
        return frozenset(found)

    # Names.

    def name(self, at: int, verb: str, firm: bool) -> int:
        """Take the table at this index, if there is one; the index behind it, or 0."""
        if at >= len(self.tokens):
            return 0
        token = self.tokens[at]
        if token.kind not in ("word", "name") or token.word in _NO_TABLE:
            return 0
        parts = [token]
        at += 1
        while self.symbol(at) == "." and at + 1 < len(self.tokens) and self.tokens[at + 1].kind in ("word", "name"):
            if self.tokens[at].start != parts[-1].end or self.tokens[at + 1].start != self.tokens[at].end:
                break
            parts.append(self.tokens[at + 1])
            at += 2
        last = parts[-1]
        if _is_key(self.text, last) or (self.tokens[at].text[:1] == ":" if at < len(self.tokens) else False):
            return 0
        # In loose writing `users.email` is a column, in a statement `auth.users` a table with its schema.
        index = -1 if firm else 0
        chosen = parts[index]
        schema = parts[-2] if firm and len(parts) > 1 else None
        value, start, end = unquoted(chosen)
        if not value:
            return 0
        if value.lower() in self.ctes and schema is None:
            return at
        if chosen.start not in self.found:
            spanned = Spanned(value, self.places.span(start, end))
            self.found[chosen.start] = TableMention(spanned, self.spanned(schema), verb, firm)
        return at

    def spanned(self, token: Token | None) -> Spanned[str] | None:
        if token is None:
            return None
        value, start, end = unquoted(token)
        return Spanned(value, self.places.span(start, end))

    def names(self, at: int, verb: str, firm: bool) -> None:
        """A list of tables: `users, user_profiles`, `users + identities`."""
        while True:
            if self.article(at):
                # `INSERT INTO the users table` is English.
                at, firm = at + 1, False
            after = self.name(at, verb, firm)
            if not after:
                return
            at = after
            if self.symbol(at) == "(":
                at = self.behind_group(at)
            if self.symbol(at) not in _LIST and self.tokens[at : at + 1] and self.tokens[at].text != "and":
                return
            at += 1
            # `INSERT INTO users, return token`: a sentence goes on.
            ends = self.word(at + 1)
            if self.word(at) in _FOLLOW_UP or (ends and ends not in _AFTER_TABLE and self.symbol(at + 1) == ""):
                firm = False
            if firm and self.symbol(at + 1) not in ("", "(", ";", ".", *_LIST) and at + 1 < len(self.tokens):
                firm = False
            if at >= len(self.tokens):
                return

    def behind_group(self, at: int) -> int:
        """The index behind the parentheses that open at this one; the end where they are not closed."""
        return self.closings.get(at, len(self.tokens)) + 1

    def sources(self, at: int, verb: str, firm: bool) -> None:
        """What follows FROM: tables with aliases, parted by commas. Subselects are met by the main loop."""
        more = False
        while at < len(self.tokens):
            while self.word(at) in ("ONLY", "LATERAL"):
                at += 1
            if self.article(at):
                at, firm = at + 1, False
            if self.symbol(at) == "(":
                at = self.behind_group(at)
            elif self.function(at) and verb != "DELETE":
                at = self.behind_group(at + 1)
            else:
                sure = firm and not (more and self.sentence(at))
                after = self.name(at, verb, sure)
                if not after:
                    return
                at = after
            if self.word(at) == "AS":
                at += 1
            if at < len(self.tokens) and self.tokens[at].kind in ("word", "name"):
                if self.word(at) in _AFTER_TABLE:
                    return
                at += 1
                if self.symbol(at) == "(":
                    at = self.behind_group(at)
            if self.symbol(at) != ",":
                return
            at += 1
            more = True

    def function(self, at: int) -> bool:
        """Whether `name(` stands here: a function in FROM."""
        return (
            at + 1 < len(self.tokens)
            and self.tokens[at].kind == "word"
            and self.symbol(at + 1) == "("
            and self.tokens[at].end == self.tokens[at + 1].start
        )

    def sentence(self, at: int) -> bool:
        """Whether two or more plain words follow that are neither an alias nor a clause: `, verify password hash`."""
        words = [self.word(at), self.word(at + 1), self.word(at + 2)]
        if words[0] in _FOLLOW_UP:
            return True
        return (
            bool(words[1])
            and words[1] not in _AFTER_TABLE
            and (len(words[1]) > 3 or (bool(words[2]) and words[2] not in _AFTER_TABLE))
        )

    def join(self, index: int, select: bool) -> None:
        before = self.word(index - 1)
        sure = select or before in ("LEFT", "RIGHT", "INNER", "OUTER", "CROSS", "FULL", "NATURAL")
        sure = sure or any(self.word(at) in ("ON", "USING") for at in range(index + 2, index + 6))
        if self.function(index + 1) or self.symbol(index + 1) == "(":
            return
        at = index + 1 + (self.word(index + 1) == "LATERAL")
        self.name(at, "JOIN", sure)

    def update(self, index: int) -> None:
        at = index + 1 + (self.word(index + 1) == "ONLY")
        # UPDATE table [[AS] alias] [, ...] SET: SET is near, and stands before any other clause.
        firm = False
        for ahead in range(at + 1, min(at + 40, len(self.tokens))):
            if self.word(ahead) == "SET":
                firm = True
                break
            if self.word(ahead) in ("WHERE", "SELECT", "FROM") or self.symbol(ahead) in (";", ":"):
                break
            if self.symbol(ahead) in ("(", "=") and "JOIN" not in {self.word(i) for i in range(at, ahead)}:
                break
        if firm:
            if self.article(at):
                self.name(at + 1, "UPDATE", False)
            else:
                self.sources(at, "UPDATE", True)
        else:
            self.loose(index, "UPDATE")

    def loose(self, index: int, verb: str) -> None:
        """Words behind a verb without its grammar, `INSERT users + identities`: guesses."""
        at = index + 1
        while self.article(at) or self.word(at) == "DISTINCT":
            at += 1
        if verb == "SELECT" and self.function(at):
            return
        if at < len(self.tokens) and self.tokens[at].start - self.tokens[index].end > 1 + 20:
            return
        self.names(at, verb, False)
