"""Inline code and cells that name an entity, tried against everything that is declared."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_spec.graph import phrases
from backend_spec.graph.lookup import Lookup
from backend_spec.model.architecture import Service
from backend_spec.model.cache import CacheKey
from backend_spec.model.database import Table
from backend_spec.model.entity import Entity, Mention, Ref, Where
from backend_spec.model.error import ErrorCode
from backend_spec.model.event import Event, Topic
from backend_spec.model.grpc import Enum, GrpcService, Message, Rpc
from backend_spec.model.http import Role
from backend_spec.model.page import Feature
from backend_spec.notation import redis, sql
from backend_spec.text import Spanned

_FEATURE = re.compile(r"\bFEAT-[A-Z0-9]+(?:-[A-Z0-9]+)*-\d+\b")
_RPC = re.compile(r"(?:[a-z]\w*\.)*(?P<service>[A-Z]\w*)[./](?P<method>[A-Z]\w*)(?:\(.*\))?")
_TABLE_BEHIND = re.compile(r"`?\**\s+(?:database\s+)?tables?\b", re.IGNORECASE)
_TABLE_BEFORE = re.compile(
    r"(?<!hash )(?<!lookup )(?<!routing )(?<!mapping )(?<!following )\b(?:database )?tables?\b\**\s*[:：]?\**\s*"
    r"(?:`[^`\n]+`\s*(?:,|and|&|,\s*and)\s*)*`$",
    re.IGNORECASE,
)
_ROWS_BEFORE = re.compile(
    r"\b(?:rows?|columns)\s+(?:\w+\s+){0,2}(?:of|from|in|into)\s+(?:the\s+)?`$",
    re.IGNORECASE,
)
_IN_ANOTHER = re.compile(r"`?\**\s+(?:in|of|from|on|to)\s+(?:the\s+)?`")
"""What stands behind a column: "new columns in `payments`, `cancel_reason` in `shipments`"."""
_LOWER = re.compile(r"[a-z]\w*")
_WORD = re.compile(r"(?!FEAT-)[\w.-]+")
_NAME = re.compile(r"[\w.{}<>:/*\[\]$-]+")

_WHOLE: tuple[tuple[type[Entity], re.Pattern[str]], ...] = (
    (ErrorCode, re.compile(r"[A-Z][A-Z0-9_]{3,}|\d{4,6}|[A-Z]+[_-]?\d{2,6}")),
    (CacheKey, re.compile(r"[^\s:]+(?::[^\s:]+)+")),
    (Topic, re.compile(r"[\w-]+(?:[.-][\w-]+)+")),
    (Event, re.compile(r"[\w-]+(?:[._-][\w-]+)+|[A-Z][a-z]+(?:[A-Z][a-z]+)+")),
    (GrpcService, re.compile(r"(?:[a-z]\w*\.)*[A-Z]\w*Service")),
    (Message, re.compile(r"[A-Z][a-z0-9]+(?:[A-Z.][A-Za-z0-9]*)+")),
    (Enum, re.compile(r"[A-Z][a-z0-9]+(?:[A-Z.][A-Za-z0-9]*)*")),
    (Table, re.compile(r"[a-z]\w*(?:\.[a-z]\w*)?")),
    (Service, re.compile(r"[A-Za-z][\w-]*(?:[ -]?[Ss]ervice|[ -]?[Gg]ateway)|[a-z][a-z0-9]*(?:-[a-z0-9]+)*")),
    (Role, re.compile(r"[a-z][a-z_-]+")),
)
"""What a piece of inline code may be as a whole, the most telling form first."""

_SURE = frozenset(
    {
        "alias", "exact", "case", "name", "schema", "simple name", "environment prefix", "dead letter of",
        "renamed placeholders", "instance", "wildcard",
    }
)  # fmt: skip
"""The rules of unification that inline code may be understood by; `user_profile` is not the topic `user.profile`."""

_SURE_OF_SERVICES = frozenset({"case and separators"})


def references(mention: Mention, lookup: Lookup) -> Iterator[Ref[Entity]]:
    """What a mention names. Firm only where its form leaves no doubt."""
    text = Spanned(mention.text, mention.span)
    where = mention.where
    if _WORD.fullmatch(mention.text):  # most mentions by far: no statement, no path
        yield from _name(mention.text, text, mention, lookup)
        return
    found = False
    for match in _FEATURE.finditer(mention.text):
        found = True
        yield Ref(Feature, match[0], phrases.part(text, *match.span()), where, False)
    for endpoint in phrases.endpoints(text, where, firm=True):
        found = True
        yield endpoint
    if found or len(mention.text) > 200:
        return
    if sql.is_statement(mention.text):
        yield from phrases.tables(text, where, loose=False)
        return
    commands = redis.read(text)
    if commands:
        for command in commands:
            for key in command.keys:
                firm = where is not Where.FENCE and phrases.is_pattern(key.value)
                yield Ref(CacheKey, key.value, key.span, where, firm)
        return
    whole = mention.text.strip()
    if not _NAME.fullmatch(whole.rstrip("()")):
        yield from phrases.errors(text, where, lookup)
        return
    yield from _name(whole, text, mention, lookup)


_IN_CODE: frozenset[type[Entity]] = frozenset({ErrorCode, Event, Topic})
"""What a value in a JSON example may name; other words of that form are values of their own."""


def _name(whole: str, text: Spanned[str], mention: Mention, lookup: Lookup) -> Iterator[Ref[Entity]]:
    # A specification has many mentions of few names: each name is tried once.
    known: dict[str, tuple[bool, bool, type[Entity] | None, bool]] = lookup.by_names.setdefault("nouns", {})
    if whole not in known:
        known[whole] = (*_rpc(whole, lookup), _noun(whole, lookup), _LOWER.fullmatch(whole) is not None)
    is_rpc, firm, noun, may_be_table = known[whole]
    may_be_table = may_be_table and _is_table(whole, mention)
    if not (is_rpc or noun or may_be_table):
        return
    start = mention.text.index(whole)
    place = phrases.part(text, start, start + len(whole))
    if mention.where is Where.FENCE and (is_rpc or noun not in _IN_CODE):
        return
    if is_rpc:
        yield Ref(Rpc, whole, place, mention.where, firm)
    elif may_be_table:
        yield Ref(Table, whole, place, mention.where, True)
    elif noun:
        yield Ref(noun, whole, place, mention.where, False)


def _rpc(name: str, lookup: Lookup) -> tuple[bool, bool]:
    """Whether a name is an RPC's, and whether it can be nothing else."""
    match = _RPC.fullmatch(name)
    known = match is not None and lookup.known(GrpcService, match["service"])
    return match is not None and (known or lookup.known(Rpc, name)), known


def _noun(name: str, lookup: Lookup) -> type[Entity] | None:
    """What a piece of inline code that is one name means."""
    for noun, form in _WHOLE:
        if form.fullmatch(name):
            found = lookup.find(noun, name)
            if found and (found.proof in _SURE or (noun is Service and found.proof in _SURE_OF_SERVICES)):
                return noun
    return None


def _is_table(name: str, mention: Mention) -> bool:
    """Whether the text around inline code says that it is a table ("the `users` table", "**Tables**: `users`"), or,
    of a name that is hardly anything else, that it has rows ("a row in `user_devices`")."""
    text = mention.span.source.text
    if _TABLE_BEHIND.match(text[mention.span.end : mention.span.end + 24]):
        return True
    if text[mention.span.start - 1 : mention.span.start] != "`":
        return False
    before = text[max(0, mention.span.start - 240) : mention.span.start].rpartition("\n")[2]
    if _TABLE_BEFORE.search(before):
        return True
    behind = text[mention.span.end : mention.span.end + 24]
    return "_" in name and _ROWS_BEFORE.search(before) is not None and not _IN_ANOTHER.match(behind)
