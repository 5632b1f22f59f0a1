"""TTLs of cache keys and lifetimes of tokens."""

from sabotage.cut import AUTH, CACHE, EVENTS, Cut, Edit

CUTS = (
    Cut(
        "another TTL in the cache table",
        Edit(
            CACHE,
            "| `login_lock:{identifier}`        | String (`1`) | 30 min |",
            "| `login_lock:{identifier}`        | String (`1`) | «60 min» |",
        ),
        "contradicted-ttl",
    ),
    Cut(
        "other seconds in an operation",
        Edit(CACHE, "`SET login_lock:{identifier} 1 EX 1800`", "`SET login_lock:{identifier} 1 EX «180»`"),
        "contradicted-ttl",
    ),
    Cut(
        "other seconds in EXPIRE",
        Edit(
            CACHE,
            "| Extend the session by 30 days | `EXPIRE session:{user_id}:{session_id} 2592000` |",
            "| Extend the session by 30 days | `EXPIRE session:{user_id}:{session_id} «259200»` |",
        ),
        "contradicted-ttl",
    ),
    Cut(
        "other seconds in a diagram",
        Edit(
            EVENTS,
            "SET push_collapse:{user_id}:{conversation_id} 1 NX EX 30",
            "SET push_collapse:{user_id}:{conversation_id} 1 NX EX «60»",
        ),
        "contradicted-ttl",
    ),
    Cut(
        "another lifetime of a token",
        Edit(
            AUTH,
            "| Realtime ticket      | 32 random bytes, base64url (43 characters) | 30 s   |",
            "| Realtime ticket      | 32 random bytes, base64url (43 characters) | «5 min»   |",
        ),
        "contradicted-ttl",
    ),
    Cut(
        "a payload that expires later",
        Edit(AUTH, '"exp": 1774254630', '"exp": «1774257330»'),
        "contradicted-token-lifetime",
    ),
)
