"""Would the database take the statement? The verdict of sqlglot for the dialect of the project."""

from __future__ import annotations

import itertools
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from backend_spec.notation.sql import SqlScript
from backend_spec.notation.sql.statements import statements
from backend_spec.notation.sql.tokens import Token, tokenize
from backend_spec.text import Passage, Span
from backend_spec.verdict import UNCHECKED, Fault, Verdict
from backend_spec.verdict.library import installed

DIALECTS = {"postgresql": "postgres", "mysql": "mysql", "sqlite": "sqlite"}
"""The names that a project may give, and sqlglot's."""
TITLES = {"postgresql": "PostgreSQL", "mysql": "MySQL", "sqlite": "SQLite"}

# What stands for something that the author leaves open, and commands of a client rather than of the database.
_OPEN = re.compile(r"\.{3}|…|<[A-Za-z_][\w -]*>|\{\{?\s*\w|\[[A-Za-z_]+ [\w ]+\]|\$\{")
_CLIENT = re.compile(r"\s*(?:\\|\.\w|DELIMITER\b)", re.IGNORECASE)
_TABLE = re.compile(r"\s*(?:CREATE|ALTER)\s+TABLE\b", re.IGNORECASE)
_DEFINES = re.compile(r"\s*(?:CREATE|ALTER)\b", re.IGNORECASE)


def check(body: Passage, script: SqlScript, dialect: str) -> Verdict:
    """Judge the statements in a fence's body; `script` is what our own reader made of them.

    What only the other dialects take is a fault of sort `sql-dialect`. Triggers and functions have bodies in languages
    of their own: where our reader has recognised one, it is enough.
    """
    if not installed("sql"):
        return UNCHECKED
    faults: list[Fault] = []
    unanalysed: list[Span] = []
    routines = {fact.span.start for fact in script.triggers} | {fact.span.start for fact in script.functions}
    known = routines | {fact.span.start for fact in script.tables} | {fact.span.start for fact in script.indexes}
    known |= {fact.span.start for fact in script.types} | {fact.span.start for fact in script.views}
    known |= {fact.span.start for fact in script.alters}
    for tokens in statements(tokenize(body.text)):
        start, end = tokens[0].start, tokens[-1].end
        text = body.text[start:end]
        if _CLIENT.match(text) or _OPEN.search(_bare(text)):
            continue
        span = body.span(start, end)
        answer = _parse(text, dialect)
        if answer is None:
            comma = _comma(tokens)
            if comma:
                place = body.span(comma.start, comma.end)
                faults.append(Fault(place, f"{TITLES[dialect]} does not take a comma before `)`", "sql"))
        elif span.start in routines:
            continue
        elif answer == "command" and not (_TABLE.match(text) and _other(text, dialect)):
            if _DEFINES.match(text) and span.start not in known:
                unanalysed.append(span)
        else:
            place = body.span(start, tokens[0].end) if answer == "command" else _place(body, start, text, answer)
            other = _other(text, dialect)
            if other:
                message = f"this is {TITLES[other]}, and the project's dialect is {TITLES[dialect]}"
                faults.append(
                    Fault(place, message, "sql-dialect", f"write it for {TITLES[dialect]}, or set `dialect: {other}`")
                )
            else:
                faults.append(Fault(place, f"{TITLES[dialect]} does not take this statement: {_said(answer)}", "sql"))
    return Verdict(tuple(faults), unanalysed=tuple(unanalysed))


def _other(text: str, dialect: str) -> str | None:
    """Another dialect that takes the statement."""
    return next((name for name in DIALECTS if name != dialect and _parse(text, name) is None), None)


@lru_cache(maxsize=4096)
def _parse(text: str, dialect: str) -> Any:
    """None for a statement that is fine, `command` for one that sqlglot only passes through, else its error."""
    import sqlglot

    with _quiet():
        try:
            parsed = sqlglot.parse(text, dialect=DIALECTS[dialect])
        except sqlglot.errors.ParseError as error:
            return (error.errors or [{}])[0]
        except (sqlglot.errors.SqlglotError, RecursionError):
            return {}
    return "command" if any(isinstance(one, sqlglot.exp.Command) for one in parsed) else None


@contextmanager
def _quiet() -> Iterator[None]:
    """Without the log: sqlglot writes a warning for each statement that it only passes through."""
    logger = logging.getLogger("sqlglot")
    before = logger.disabled
    logger.disabled = True
    try:
        yield
    finally:
        logger.disabled = before


def _place(body: Passage, start: int, text: str, error: Any) -> Span:
    """The token at which sqlglot gave up; its column is that of the token's last character."""
    line, column, token = int(error.get("line") or 1), int(error.get("col") or 0), str(error.get("highlight") or "")
    at = start
    for _ in range(line - 1):
        at = body.text.find("\n", at) + 1
    end = at + column
    if token and "\n" not in token and body.text[end - len(token) : end] == token:
        return body.span(end - len(token), end)
    high = body.text.find("\n", at)
    written = body.text[at : min(high if high >= 0 else len(body.text), start + len(text))]
    low = at + len(written) - len(written.lstrip())
    return body.span(low, low + len(written.strip()))


def _said(error: Any) -> str:
    description = str(error.get("description") or "it is malformed")
    token = str(error.get("highlight") or "").strip()
    if match := re.match(r"Expecting (\S+)", description):
        return f"`{match[1]}` is missing at `{token}`"
    return f"it breaks off at `{token}`" if token else "it breaks off"


def _bare(text: str) -> str:
    """The statement without strings and comments."""
    return re.sub(r"'(?:[^']|'')*'|--[^\n]*|/\*.*?\*/|\$(\w*)\$.*?\$\1\$", "''", text, flags=re.DOTALL)


def _comma(tokens: list[Token]) -> Token | None:
    """A comma right before a closing parenthesis, which sqlglot takes and no database does."""
    symbols = itertools.pairwise(tokens)
    return next((one for one, after in symbols if (one.kind, one.text, after.text) == ("symbol", ",", ")")), None)
