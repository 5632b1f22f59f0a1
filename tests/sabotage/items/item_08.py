"""Auth flows name endpoints that exist, errors that are registered, and session items that the cache declares."""

from sabotage.cut import AUTH, Cut, Edit

NODE = 'start["POST /auth/logout"]'
PAIR = "401 INVALID_CREDENTIALS (2001)"

CUTS = (
    Cut(
        "an endpoint in a flow's diagram",
        Edit(AUTH, NODE, 'start["«POST /auth/signout»"]'),
        "undefined-flow-endpoint",
    ),
    Cut(
        "an endpoint with another method",
        Edit(AUTH, NODE, 'start["«DELETE /auth/logout»"]'),
        "undefined-flow-endpoint",
    ),
    Cut(
        "the endpoint of a flow",
        Edit(AUTH, "- **Endpoint**: `POST /api/v1/auth/logout`", "- **Endpoint**: `«POST /api/v1/auth/signout»`"),
        "undefined-flow-endpoint",
    ),
    Cut(
        "an endpoint in a flow's text",
        Edit(AUTH, "Ends the session of the access token.", "Ends the session by `«POST /auth/signout»`."),
        "undefined-flow-endpoint",
    ),
    Cut(
        "an endpoint in the session lifecycle",
        Edit(AUTH, "| `POST /api/v1/auth/logout`                |", "| `«POST /api/v1/auth/signout»` |"),
        "undefined-flow-endpoint",
    ),
    Cut(
        "an error's code in a flow's diagram",
        Edit(AUTH, PAIR, "401 INVALID_CREDENTIALS («2091»)"),
        "undefined-flow-error",
    ),
    Cut(
        "an error's name in a flow's diagram",
        Edit(AUTH, PAIR, "401 «WRONG_CREDENTIALS» (2001)"),
        "undefined-flow-error",
    ),
    Cut(
        "an error's name beside its code without a status",
        Edit(AUTH, '"REALTIME_TICKET_INVALID (8001), close', '"«REALTIME_TICKET_EXPIRED» (8001), close'),
        "undefined-flow-error",
    ),
    Cut(
        "an error in a flow's list",
        Edit(AUTH, "- **Errors**: `2005`, `2006`,", "- **Errors**: `«2055»`, `2006`,"),
        "undefined-flow-error",
    ),
    Cut(
        "an error of the password rules",
        Edit(AUTH, "differs from the current one | `2017` |", "differs from the current one | `«2097»` |"),
        "undefined-flow-error",
    ),
    Cut(
        "an error of a mechanism",
        Edit(AUTH, "for 30 min (`2014`)", "for 30 min (`«2094»`)"),
        "undefined-flow-error",
    ),
    Cut(
        "a session item in a flow's diagram",
        Edit(AUTH, 'reset["DEL login_failures:{identifier}"]', 'reset["DEL «login_errors:{identifier}»"]'),
        "undeclared-session-item",
    ),
    Cut(
        "a session item in a question",
        Edit(AUTH, 'lock{"login_lock:{identifier} exists?"}', 'lock{"«login_block:{identifier}» exists?"}'),
        "undeclared-session-item",
    ),
    Cut(
        "a session item in the second line of a node",
        Edit(
            AUTH,
            'SADD user_sessions:{user_id}"]\n    session --> reset',
            'SADD «sessions_of:{user_id}»"]\n    session --> reset',
        ),
        "undeclared-session-item",
    ),
    Cut(
        "a session item in a flow's list",
        Edit(AUTH, "- **Cache keys**: `ws_ticket:{ticket}`", "- **Cache keys**: `«ws_tickets:{ticket}»`"),
        "undeclared-session-item",
    ),
    Cut(
        "where a token is stored",
        Edit(AUTH, "| `ws_ticket:{ticket}` | Opens one", "| `«realtime_ticket:{ticket}»` | Opens one"),
        "undeclared-session-item",
    ),
    Cut(
        "a session item in the lifecycle",
        Edit(AUTH, "goes to `token_denylist:{jti}` for", "goes to `«token_blacklist:{jti}»` for"),
        "undeclared-session-item",
    ),
)
