"""Redis commands as data: where the keys are, and which words make or end a command.

From the Redis command reference (https://redis.io/docs/latest/commands/): each command's key specifications and group.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

ValueType = Literal["string", "hash", "list", "set", "zset", "stream", "any"]


class Shape(NamedTuple):
    """Where a command's keys are among its arguments, counted from 0, and the type of value it works on.

    `last` is the last key's index; -1 means that all arguments are keys, -2 all but the last. `step` is the distance
    between keys. `first` is -1 for a command without keys. `counted` means that a number of keys stands at `first`
    and the keys follow it.
    """

    first: int
    last: int
    step: int
    type: ValueType
    counted: bool = False


_ONE, _TWO, _ALL, _NONE = (0, 0, 1), (0, 1, 1), (0, -1, 1), (-1, -1, 1)
_BUT_LAST, _SECOND, _PAIRS = (0, -2, 1), (1, 1, 1), (0, -1, 2)
_GROUPS: tuple[tuple[ValueType, tuple[int, int, int], str], ...] = (
    ("string", _ONE, "APPEND BITCOUNT BITFIELD BITFIELD_RO BITPOS DECR DECRBY GET GETBIT GETDEL GETEX GETRANGE GETSET"),
    ("string", _ONE, "INCR INCRBY INCRBYFLOAT PFADD PSETEX SET SETBIT SETEX SETNX SETRANGE STRLEN SUBSTR"),
    ("string", _ALL, "MGET PFCOUNT PFMERGE"),
    ("string", _PAIRS, "MSET MSETNX"),
    ("string", (1, -1, 1), "BITOP"),
    ("hash", _ONE, "HDEL HEXISTS HEXPIRE HGET HGETALL HGETDEL HGETEX HINCRBY HINCRBYFLOAT HKEYS HLEN HMGET HMSET"),
    ("hash", _ONE, "HPERSIST HPEXPIRE HPTTL HRANDFIELD HSCAN HSET HSETEX HSETNX HSTRLEN HTTL HVALS"),
    ("list", _ONE, "LINDEX LINSERT LLEN LPOP LPOS LPUSH LPUSHX LRANGE LREM LSET LTRIM RPOP RPUSH RPUSHX"),
    ("list", _TWO, "BLMOVE BRPOPLPUSH LMOVE RPOPLPUSH"),
    ("list", _BUT_LAST, "BLPOP BRPOP"),
    ("set", _ONE, "SADD SCARD SISMEMBER SMEMBERS SMISMEMBER SPOP SRANDMEMBER SREM SSCAN"),
    ("set", _ALL, "SDIFF SDIFFSTORE SINTER SINTERSTORE SUNION SUNIONSTORE"),
    ("set", _TWO, "SMOVE"),
    ("zset", _ONE, "GEOADD GEODIST GEOHASH GEOPOS GEORADIUS GEORADIUSBYMEMBER GEOSEARCH ZADD ZCARD ZCOUNT ZINCRBY"),
    ("zset", _ONE, "ZLEXCOUNT ZMSCORE ZPOPMAX ZPOPMIN ZRANDMEMBER ZRANGE ZRANGEBYLEX ZRANGEBYSCORE ZRANK ZREM ZSCAN"),
    (
        "zset",
        _ONE,
        "ZREMRANGEBYLEX ZREMRANGEBYRANK ZREMRANGEBYSCORE ZREVRANGE ZREVRANGEBYLEX ZREVRANGEBYSCORE ZREVRANK",
    ),
    ("zset", _ONE, "ZSCORE"),
    ("zset", _TWO, "GEOSEARCHSTORE ZRANGESTORE"),
    ("zset", _BUT_LAST, "BZPOPMAX BZPOPMIN"),
    ("stream", _ONE, "XACK XADD XAUTOCLAIM XCLAIM XDEL XLEN XPENDING XRANGE XREVRANGE XTRIM"),
    ("stream", _SECOND, "XGROUP XINFO"),
    ("stream", _NONE, "XREAD XREADGROUP"),  # behind STREAMS, see _key_indices
    ("any", _ONE, "DUMP EXPIRE EXPIREAT EXPIRETIME KEYS MOVE PERSIST PEXPIRE PEXPIREAT PEXPIRETIME PTTL RESTORE SORT"),
    ("any", _ONE, "SORT_RO TTL TYPE"),
    ("any", _ALL, "DEL EXISTS TOUCH UNLINK WATCH"),
    ("any", _TWO, "COPY RENAME RENAMENX"),
    ("any", _SECOND, "OBJECT"),
    ("any", _NONE, "SCAN"),  # behind MATCH
    ("any", _NONE, "DISCARD EXEC FLUSHALL FLUSHDB MULTI UNWATCH"),
    ("any", _NONE, "PSUBSCRIBE PUBLISH SPUBLISH SSUBSCRIBE SUBSCRIBE"),
)
_COUNTED: tuple[tuple[ValueType, int, str], ...] = (
    ("set", 0, "SINTERCARD"),
    ("zset", 0, "ZDIFF ZINTER ZINTERCARD ZUNION"),
    ("any", 1, "EVAL EVALSHA FCALL"),
)
COMMANDS = {name: Shape(*places, kind) for kind, places, names in _GROUPS for name in names.split()} | {
    name: Shape(first, -1, 1, kind, counted=True) for kind, first, names in _COUNTED for name in names.split()
}
"""Every command that works on keys, transactions and publishing, by name."""

# Commands that stand alone.
BARE = frozenset({"DISCARD", "EXEC", "MULTI", "UNWATCH", "FLUSHALL", "FLUSHDB"})
# Commands that are everyday words in capitals too (SQL, headings): only a key behind them makes them commands.
WORDS = frozenset(
    "APPEND COPY DUMP EXISTS KEYS MOVE OBJECT PERSIST PUBLISH RENAME RESTORE SCAN SORT SUBSCRIBE TOUCH TYPE"
    " WATCH".split()
)
# Commands that take one argument: what follows it is a remark.
UNARY = frozenset(
    "DECR DUMP GET GETDEL HGETALL HKEYS HLEN HVALS INCR KEYS LLEN PERSIST PTTL SCARD SMEMBERS STRLEN TTL TYPE XLEN"
    " ZCARD".split()
)
# Words that begin a remark behind a command, when more follows: `DEL session:{id} on logout`.
REMARK = frozenset("after as because before for from if in on per returns so to unless until when where which".split())
# Commands in which `+` and `-` are arguments: the ends of a range.
RANGES = frozenset("XRANGE XREVRANGE XPENDING ZRANGEBYLEX ZREVRANGEBYLEX ZLEXCOUNT ZREMRANGEBYLEX ZRANGE".split())
STORES_TTL = {"EXPIRE": (1, 1), "SETEX": (1, 1), "PEXPIRE": (1, 1000), "PSETEX": (1, 1000)}
ENGLISH = frozenset(
    "a all an and any as by call clause each endpoint every for from it its method new not null of on operation or"
    " request requests response route statement the this to verb with".split()
)
