"""Tables that a text names: an SQL statement, or a fragment as people write it on diagram arrows and in cells."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from backend_spec.carried import once
from backend_spec.notation.places import Places
from backend_spec.notation.sql.tokens import Token, tokenize, unquoted
from backend_spec.text import Spanned


class TableMention(Struct, frozen=True):
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
_OPENINGS = _VERBS | frozenset("BEGIN COMMIT ROLLBACK CREATE ALTER DROP WITH".split())
_FIRST_WORD = re.compile(r"\s*(?:--[^\n]*\n\s*|/\*(?s:.*?)\*/\s*)*([A-Za-z]+)")
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
_INTO = frozenset("INSERT MERGE UPSERT REPLACE IGNORE".split())
_ENDS_FROM = frozenset(
    "WHERE GROUP ORDER HAVING LIMIT OFFSET UNION INTERSECT EXCEPT RETURNING SET VALUES SELECT WINDOW FETCH FOR"
    " INSERT UPDATE DELETE".split()
)


@once
def mentions(text: Spanned[str]) -> tuple[TableMention, ...]:
    """The tables that a statement or loose fragment names, in order, each place once."""
    return _Reader(text).read()


@lru_cache(maxsize=8192)
def is_statement(text: str) -> bool:
    """Whether a text is an SQL statement, or a fragment of one that begins with its verb in upper case.

    `SELECT * FROM users`, `INSERT users + identities`, `select * from users where id = ?` are; `Update the user`,
    `DELETE /users/:id`, `DELETE session:{id}`, `SELECT` alone are not.
    """
    # Most texts that are asked about are no SQL: their first word tells, without reading the rest.
    word = _FIRST_WORD.match(text)
    if word is None or word[1].upper() not in _OPENINGS:
        return False
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


class _From:
    """A FROM clause that is being read. `next` is where a comma would go on with its list; behind a JOIN's condition
    that can be anywhere (`joined`).
    """

    __slots__ = ("firm", "joined", "next", "verb")

    def __init__(self, verb: str, firm: bool) -> None:
        self.verb = verb
        self.firm = firm
        self.next = -1
        self.joined = False


class _Reader:
    def __init__(self, text: Spanned[str]) -> None:
        self.text = text.value
        self.places = Places.of(text)
        self.tokens = tokenize(text.value)
        self.found: dict[int, TableMention] = {}
        self.closings = self.parentheses()
        self.openings = {closing: opening for opening, closing in self.closings.items()}
        self.ctes = self.common_tables()
        self.own_from: set[int] = set()
        self.with_from = self.selects_with_from()
        self.statement = ""
        # Per open parenthesis: its index, and the FROM clause that is being read in it.
        self.openings_now = [0]
        self.clauses: list[_From | None] = [None]
        # The parentheses that stand where a table may.
        self.groups: dict[int, _From] = {}

    def read(self) -> tuple[TableMention, ...]:
        tokens = self.tokens
        # A statement in lower case counts only with signs that it is one; elsewhere keywords are upper case.
        lower = bool(tokens) and tokens[0].word in _VERBS | {"WITH"} and not tokens[0].text.isupper()
        lower = lower and _evidence(tokens)
        for index, token in enumerate(tokens):
            if token.kind == "symbol":
                self.mark(index, token.text)
            elif token.word and (token.text.isupper() or lower or index in self.own_from):
                self.keyword(index, token.word)
            elif token.text == "and":
                self.listed(index, False)
        return tuple(self.found[at] for at in sorted(self.found))

    def mark(self, index: int, text: str) -> None:
        if text == "(":
            clause = self.groups.pop(index, None)
            self.clauses.append(clause)
            self.openings_now.append(index)
            # Tables joined in parentheses; a subselect's own FROM follows.
            if clause and self.word(index + 1) not in ("SELECT", "WITH", "VALUES"):
                self.source(index + 1, clause, clause.firm)
        elif text == ")":
            if len(self.clauses) > 1:
                self.clauses.pop()
                self.openings_now.pop()
        elif text == ";":
            self.clauses[-1] = None
        elif text in (",", "+", "&"):
            self.listed(index, text == ",")

    def listed(self, index: int, comma: bool) -> None:
        """A further table of FROM's list, `FROM users, sessions` or loosely `FROM users + sessions`."""
        clause = self.clauses[-1]
        if clause is None or not (clause.joined or index == clause.next):
            return
        if self.word(index + 1) in _FOLLOW_UP:
            self.clauses[-1] = None
        else:
            self.source(index + 1, clause, clause.firm and comma and not self.sentence(index + 1))

    def keyword(self, index: int, word: str) -> None:
        before, after = self.word(index - 1), self.word(index + 1)
        if word in _VERBS and (word != "REPLACE" or after == "INTO"):
            self.statement = word
        if word in _ENDS_FROM:
            self.clauses[-1] = None
        if word == "SELECT":
            if index not in self.with_from:
                self.loose(index, "SELECT")
        elif word == "FROM":
            opening = self.openings_now[-1]
            if (opening and self.word(opening - 1) in _NO_FROM) or before == "ROWS":
                return
            if before == "DISTINCT" and self.word(index - 2) in ("IS", "NOT"):
                return
            firm = self.statement in ("SELECT", "UPDATE", "DELETE")
            self.open(index + 1, "DELETE" if before == "DELETE" else "SELECT", firm)
        elif word == "JOIN":
            self.join(index)
        elif word == "INTO" and (before in _INTO or self.word(index - 2) == "OR"):
            self.names(index + 1, before if before in ("MERGE", "UPSERT") else "INSERT", True)
        elif word in ("INSERT", "UPSERT", "MERGE", "REPLACE"):
            if after not in ("INTO", "OR", "IGNORE") and (word == "INSERT" or not index):
                self.loose(index, "INSERT" if word == "REPLACE" else word)
        elif word == "UPDATE":
            if before not in ("ON", "DO", "FOR", "KEY", "BEFORE", "AFTER", "OR", "OF"):
                self.update(index)
        elif word == "DELETE":
            if after != "FROM" and before not in ("ON", "BEFORE", "AFTER", "OR"):
                self.loose(index, "DELETE")
        elif word == "TRUNCATE":
            self.names(index + 1 + (after == "TABLE"), "TRUNCATE", after == "TABLE")
        elif word == "TABLE" and before in ("CREATE", "ALTER", "DROP", "TEMPORARY", "TEMP"):
            at = index + 1
            while self.word(at) in ("IF", "NOT", "EXISTS", "ONLY"):
                at += 1
            self.name(at, before if before in ("ALTER", "DROP") else "CREATE", True)
        elif word == "REFERENCES":
            self.name(index + 1, "REFERENCES", True)
        elif word == "USING" and self.statement in ("MERGE", "DELETE") and self.symbol(index + 1) != "(":
            self.open(index + 1, "SELECT", True)

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
            elif token.word == "FROM" and pending[-1] >= 0:
                if pending[-1] not in found and (token.text.isupper() or self.tokens[pending[-1]].text.isupper()):
                    self.own_from.add(index)
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
        if token.word == "ROWS" and self.word(at + 1) == "FROM":
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

    def open(self, at: int, verb: str, firm: bool) -> None:
        """A list of tables begins here: FROM, USING, UPDATE."""
        clause = _From(verb, firm)
        self.clauses[-1] = clause
        self.source(at, clause, firm)

    def source(self, at: int, clause: _From, firm: bool) -> None:
        """One table of the list: a name, a function's call, or parentheses that are read when they are met."""
        while self.word(at) in ("ONLY", "LATERAL"):
            at += 1
        if self.article(at):
            at, firm = at + 1, False
        if self.symbol(at) == "(":
            self.groups[at] = _From(clause.verb, firm)
            at = self.behind_group(at)
        elif (opening := self.function(at)) and clause.verb != "DELETE":
            at = self.behind_group(opening)
        else:
            at = self.name(at, clause.verb, firm)
        clause.next = self.behind_alias(at) if at else -1

    def behind_alias(self, at: int) -> int:
        """The index behind `[AS] alias [(columns)]`, if it stands here."""
        at += self.word(at) == "AS"
        if at < len(self.tokens) and self.tokens[at].kind in ("word", "name") and self.word(at) not in _AFTER_TABLE:
            at += 1
            if self.symbol(at) == "(":
                at = self.behind_group(at)
        return at

    def function(self, at: int) -> int:
        """The index of the parenthesis if a function's call stands here, `name(` or `schema.name(`, else 0."""
        while at + 2 < len(self.tokens) and self.symbol(at + 1) == ".":
            at += 2
        called = (
            at + 1 < len(self.tokens)
            and self.tokens[at].kind == "word"
            and self.symbol(at + 1) == "("
            and self.tokens[at].end == self.tokens[at + 1].start
        )
        return at + 1 if called else 0

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

    def join(self, index: int) -> None:
        before = self.word(index - 1)
        sure = bool(self.statement) or before in ("LEFT", "RIGHT", "INNER", "OUTER", "CROSS", "FULL", "NATURAL")
        sure = sure or any(self.word(at) in ("ON", "USING") for at in range(index + 2, index + 6))
        outer = self.clauses[-1]
        self.source(index + 1, _From("JOIN", sure), sure)
        if outer is not None:
            outer.joined = True

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
                self.open(at, "UPDATE", True)
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
