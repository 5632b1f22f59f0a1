"""Is it a Redis command? Our own verdict, from the command reference."""

from __future__ import annotations

import re
from difflib import get_close_matches

from backend_spec.notation.redis import looks_like_key
from backend_spec.notation.redis.commands import BARE, COMMANDS, ValueType
from backend_spec.text import Span, Spanned
from backend_spec.verdict import Fault

# Commands that exist and that our reader finds no keys in: servers, connections, scripts, newer ones.
_OTHERS = frozenset(
    "ACL ASKING AUTH BGREWRITEAOF BGSAVE BITFIELD_RO BLMPOP BZMPOP CLIENT CLUSTER COMMAND CONFIG DBSIZE DEBUG ECHO"
    " EVALSHA_RO EVAL_RO FAILOVER FCALL_RO FUNCTION GEORADIUSBYMEMBER_RO GEORADIUS_RO HELLO HEXPIREAT HEXPIRETIME"
    " HPEXPIREAT HPEXPIRETIME INFO LASTSAVE LATENCY LCS LMPOP LOLWUT MEMORY MIGRATE MODULE MONITOR PFDEBUG PING PSYNC"
    " PUBSUB PUNSUBSCRIBE QUIT RANDOMKEY READONLY READWRITE REPLICAOF RESET ROLE SAVE SCRIPT SELECT SHUTDOWN SLAVEOF"
    " SLOWLOG SUNSUBSCRIBE SWAPDB SYNC TIME UNSUBSCRIBE VADD VCARD VDIM VEMB VGETATTR VINFO VLINKS VRANDMEMBER VREM"
    " VSETATTR VSIM WAIT WAITAOF XACKDEL XDELEX XSETID ZDIFFSTORE ZINTERSTORE ZMPOP ZUNIONSTORE".split()
)
# Keywords of SQL and others in such cells that are no attempt at Redis.
_FOREIGN = frozenset(
    "ALTER BEGIN CREATE DELETE FROM HTTP INSERT JSON JWT LUA PATCH POST PUT SQL TTL UPDATE UUID".split()
)
_WORD = re.compile(r"[A-Z][A-Z0-9]{1,20}(?:_RO)?")


def check(code: Spanned[str], keyed: bool) -> Fault | None:
    """A piece of code in which our reader found no command. `keyed` tells that keys have a column of their own."""
    name, _, rest = code.value.strip().partition(" ")
    if not _WORD.fullmatch(name) or name in _OTHERS or name in BARE:
        return None
    start = code.span.start + len(code.value) - len(code.value.lstrip())
    place = Span(code.span.source, start, start + len(name))
    if name in COMMANDS:
        if rest or keyed or COMMANDS[name].first != 0:
            return None
        return Fault(place, f"`{name}` names no key", "redis-key", "write the key behind the command")
    words = rest.split()
    if name in _FOREIGN or not words or not looks_like_key(words[0].strip("\"'")):
        return None
    close = get_close_matches(name, [*COMMANDS, *_OTHERS], 1, 0.7)
    advice = f"did you mean `{close[0]}`?" if close else "write the command that the service sends"
    return Fault(place, f"`{name}` is no Redis command", "redis-command", advice)


_TYPES: dict[str, ValueType] = {
    "string": "string", "hash": "hash", "hashmap": "hash", "hashes": "hash", "list": "list", "set": "set",
    "sorted set": "zset", "sortedset": "zset", "sorted-set": "zset", "zset": "zset", "stream": "stream",
    "bitmap": "string", "hyperloglog": "string",
}  # fmt: skip
_TYPE = re.compile(
    r"(?:redis )?(?P<type>sorted[ -]?set|zset|string|hash(?:map|es)?|list|set|stream|bitmap|hyperloglog)"
    r"(?P<rest>\s*(?:$|[(（:,;.{=—–-].*)|\s+of\s.*)",
    re.IGNORECASE | re.DOTALL,
)
_OF = frozenset({"set", "zset", "stream"})
"""`Hash of the token` and `List of ids as JSON` may be strings; a set or stream of something is none."""
_MORE = re.compile(r"\b(?:json|serial\w*|encoded|string|hash|list|zset|stream)\b", re.IGNORECASE)


def declared(value: str) -> ValueType | None:
    """The type of value that a cache item declares; None where the words leave it open."""
    match = _TYPE.fullmatch(value.strip().strip("`*"))
    if match is None:
        return None
    kind = _TYPES[match["type"].lower()]
    rest = match["rest"].strip()
    if rest.startswith("of ") and (kind not in _OF or _MORE.search(rest)):
        return None
    if kind != "string" and re.match(r"[(（][^)）]*\b(?:json|string|serialized|encoded)\b", rest, re.IGNORECASE):
        return None
    return kind
