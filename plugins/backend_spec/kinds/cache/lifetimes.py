"""How long a cache key lives, as each place that tells it says: its row, commands, tokens, sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from backend_spec.carried import around
from backend_spec.graph import Graph, names, phrases
from backend_spec.graph.derived import Call
from backend_spec.kinds.common import durations
from backend_spec.kinds.common.agreement import Authority, Claim
from backend_spec.model.auth import Token
from backend_spec.model.cache import CacheKey, CacheOperation
from backend_spec.model.entity import Entity, Ref, Where
from backend_spec.model.page import Diagram
from backend_spec.notation import redis
from backend_spec.text import Span, Spanned

Lifetime = Claim[float]

_SURE = frozenset({"exact", "renamed placeholders", "instance"})
_COMMON = frozenset({"token", "tokens", "key", "jwt", "id", "code", "hash", "user"})
_DENIED = re.compile(r"deny|black|block|revok|used", re.IGNORECASE)
_TIMED = re.compile(r"EX|PX", re.IGNORECASE)
"""What every command has that sets a time to live."""
_OTHERWISE = re.compile(
    r"\b(?:grace|shorten\w*|reduc\w*|shrink\w*|overlap\w*|temporar\w*|remember|premium|early|instead of)\b",
    re.IGNORECASE,
)
"""What the text around a command says where the key lives for another time on purpose."""
_SPOKEN = re.compile(
    r"`?\*{0,2}\s*,?\s*(?:\(\s*(?:TTL\s*[:=]?\s*|expires? (?:in|after)\s+|for\s+|EX\s+)?|"
    r"(?:with )?(?:a )?TTL(?: of| is)?\s*[:=]?\s*|"
    r"(?:which |that )?(?:lives?|expires?|is (?:kept|cached|stored|valid)|live)(?: for| after| in)?\s+|for\s+)"
    rf"(?P<said>{durations.DURATION})(?!\s*(?:window|old|ago|before|later|grace|rolling|cooldown))",
    re.IGNORECASE,
)


def claims(graph: Graph) -> Mapping[int, list[Lifetime]]:
    """What is said of each key's TTL, by the key's identity. A key that is declared twice is left out."""
    found: dict[int, list[Lifetime]] = {}
    for item in graph.all(CacheKey):
        seconds = durations.read(item.ttl.value) if item.ttl else None
        if item.ttl and seconds is not None and len(graph.definitions(CacheKey, item.key)) == 1:
            text = "no TTL" if seconds == durations.NEVER else f"`{item.ttl.value}`"
            found[id(item)] = [Claim(seconds, text, item.ttl.span, "cache table", Authority.TABLE)]
    for key, claim in (*_operations(graph), *_diagrams(graph), *_tokens(graph), *_sentences(graph)):
        if id(key) in found:
            found[id(key)].append(claim)
    return found


def _key(graph: Graph, ref: Ref[Entity]) -> CacheKey | None:
    """The one key that a reference means for certain."""
    targets = graph.targets(ref)
    key = targets[0] if len(targets) == 1 and graph.proof(ref) in _SURE else None
    return key if isinstance(key, CacheKey) else None


def _commands(
    graph: Graph, commands: Iterable[redis.Command], refs: Iterable[Ref[CacheKey]], place: str, authority: Authority
) -> Iterator[tuple[CacheKey, Lifetime]]:
    known = list(refs)
    for command in commands:
        for ref in known:
            key = _key(graph, ref) if command.ttl and command.span.contains(ref.span) else None
            if key and command.ttl and command.ttl.value > 0:
                seconds = float(command.ttl.value)
                text = f"`{durations.shown(seconds)}`"
                yield key, Claim(seconds, text, command.ttl.span, place, authority)


def _operations(graph: Graph) -> Iterator[tuple[CacheKey, Lifetime]]:
    for operation in graph.all(CacheOperation):
        if _OTHERWISE.search(operation.span.text):
            continue
        timed = (text for text in operation.commands if _TIMED.search(text.value))
        commands = [command for text in timed for command in redis.read(text)]
        yield from _commands(graph, commands, operation.keys, "Redis operation", Authority.LIST)


def _diagrams(graph: Graph) -> Iterator[tuple[CacheKey, Lifetime]]:
    for call in graph.all(Call):
        if call.keys and _TIMED.search(call.message.text.value):
            commands = redis.read(call.message.text)
            yield from _commands(graph, commands, call.keys, "sequence diagram", Authority.DIAGRAM)
    for diagram in graph.all(Diagram):
        content = diagram.content
        for text in (*(note.text for note in content.notes), *(node.label for node in content.nodes)):
            if _TIMED.search(text.value) and (commands := redis.read(text)):
                refs = phrases.cache_keys(text, Where.DIAGRAM, firm=True)
                yield from _commands(graph, commands, refs, "diagram", Authority.DIAGRAM)


def _tokens(graph: Graph) -> Iterator[tuple[CacheKey, Lifetime]]:
    """The token types table, where a key is the token's own: it shares a word with the token's name."""
    for token in graph.all(Token):
        seconds = durations.read(token.ttl.value) if token.ttl else None
        for ref in token.keys if token.ttl and seconds is not None else ():
            key = _key(graph, ref)
            words = set(names.words(key.key.split(":")[0])) & set(names.words(token.name.value)) if key else set()
            if key and token.ttl and seconds is not None and words - _COMMON and not _DENIED.search(key.key):
                text = f"`{token.ttl.value}`"
                yield key, Claim(seconds, text, token.ttl.span, "token table", Authority.TABLE)


def _sentences(graph: Graph) -> Iterator[tuple[CacheKey, Lifetime]]:
    """Running text that goes on behind a key with its lifetime: "`lock:{id}` (TTL 15 min)", "... for 30 minutes"."""
    for ref in graph.named(CacheKey):
        if ref.where in (Where.CODE, Where.PROSE, Where.TABLE) and (said := _spoken(ref.span)):
            key = _key(graph, ref)
            if key and not key.span.contains(ref.span):
                ((seconds, _, _),) = durations.find(said.value)
                yield key, Claim(seconds, f"`{said.value}`", said.span, "text", Authority.PROSE)


@around
def _spoken(name: Span) -> Spanned[str] | None:
    """The lifetime that follows a name in the same sentence or cell."""
    text = name.source.text
    match = _SPOKEN.match(text, name.end, min(len(text), name.end + 80))
    if match is None or "\n\n" in match[0] or "|" in match[0]:
        return None
    return Spanned(match["said"], Span(name.source, *match.span("said")))
