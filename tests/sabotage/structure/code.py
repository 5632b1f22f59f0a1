"""Code in fences that its compilers refuse, examples that fit neither table nor schema, Redis commands, paths."""

from sabotage.cut import API, AUTH, CACHE, DATABASE, EVENTS, GRPC, Cut, Edit

SIGN_IN = "#### 11.1.3 Sign In"
BY_MAIL = "### 5.1 verification_code.email"

NODE = 'e2(["409 IDENTIFIER_ALREADY_REGISTERED (2013)"])'
USER = "  user_id UUID NOT NULL,\n  identifier VARCHAR"
LOGOUT = "message LogoutRequest {"
SESSION = "  string session_id = 2;"
FIRST = '  "identifier": "alice@example.com",\n'
SECRET = '  "password": "t3a-and-trains",\n'

CUTS = (
    Cut(
        "a node called end",
        Edit(AUTH, NODE, f"{NODE} --> «end»"),
        "invalid-diagram",
    ),
    Cut(
        "a missing comma in an example",
        Edit(API, FIRST, '  "identifier": "alice@example.com"«»\n', SIGN_IN),
        "invalid-json",
    ),
    Cut(
        "a missing comma in DDL",
        Edit(DATABASE, USER, "  user_id UUID NOT NULL\n  «identifier» VARCHAR", "CREATE TABLE user_credentials"),
        "invalid-sql",
    ),
    Cut(
        "a missing semicolon in a message",
        Edit(GRPC, SESSION, "  «string session_id = 2»", LOGOUT),
        "invalid-proto",
    ),
    Cut(
        "a label on a map",
        Edit(GRPC, SESSION, "  repeated map«<»string, string> session_id = 2;", LOGOUT),
        "invalid-proto",
    ),
    Cut(
        "a schema with a type that there is not",
        Edit(EVENTS, '"locale": {"type": "string",', '"locale": {"type": «"text"»,', BY_MAIL),
        "invalid-schema",
    ),
    Cut(
        "an event's example without a required field",
        Edit(EVENTS, '{\n  "recipient": "alice@example.com",\n', "«{»\n", BY_MAIL),
        "invalid-example",
    ),
    Cut(
        "an event's example with a number for a text",
        Edit(EVENTS, '"locale": "en"', '"locale": «3»', BY_MAIL),
        "invalid-example",
    ),
    Cut(
        "a request without a required field",
        Edit(API, "{\n" + FIRST, "«{»\n", SIGN_IN),
        "invalid-example",
    ),
    Cut(
        "a request with a number for a text",
        Edit(API, '"password": "t3a-and-trains"', '"password": «12345678»', SIGN_IN),
        "invalid-example",
    ),
    Cut(
        "a member twice",
        Edit(API, SECRET, SECRET + '  "«password»": "again",\n', SIGN_IN),
        "duplicate-member",
    ),
    Cut(
        "GET on a hash",
        Edit(CACHE, "`HGETALL verify:{identifier}:{purpose}`", "`GET «verify:{identifier}:{purpose}»`"),
        "wrong-redis-type",
    ),
    Cut(
        "a misspelt Redis command",
        Edit(CACHE, "`HGETALL verify:{identifier}:{purpose}`", "`«HGETAL» verify:{identifier}:{purpose}`"),
        "unknown-redis-command",
    ),
)  # fmt: skip
