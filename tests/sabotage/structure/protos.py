"""Messages, fields, enums and names of the gRPC specification."""

from sabotage.cut import GRPC, Cut, Edit, Place

LOGOUT = "  rpc Logout(LogoutRequest) returns (LogoutResponse);\n"
STATUS = "  USER_STATUS_UNKNOWN = 0;\n  USER_STATUS_ACTIVE = 1;\n  USER_STATUS_SUSPENDED = 2;\n"
FIELD = "  string session_id = 2;\n  string access_jti = 3;"
ROW = "| `UNAUTHENTICATED`     | `INVALID_CREDENTIALS`            | `2001`  |"

CUTS = (
    Cut(
        "a request shared by two RPCs",
        Edit(GRPC, LOGOUT, LOGOUT.replace("LogoutRequest", "«LoginRequest»")),
        "shared-message",
    ),
    Cut(
        "a response shared by two RPCs",
        Edit(GRPC, LOGOUT, LOGOUT.replace("LogoutResponse", "«LoginResponse»")),
        "shared-message",
    ),
    Cut(
        "a borrowed response",
        Edit(GRPC, LOGOUT, LOGOUT.replace("LogoutResponse", "«google.protobuf.Empty»")),
        "borrowed-message",
    ),
    Cut(
        "a request that is declared nowhere",
        Edit(GRPC, "message LogoutRequest {", "message LogoutReq {"),
        also=Place("undefined-message", GRPC, "rpc Logout(«LogoutRequest»)"),
    ),
    Cut("an RPC declared twice", Edit(GRPC, LOGOUT, LOGOUT + LOGOUT.replace("Logout(", "«Logout»(")), "duplicate-rpc"),
    Cut(
        "a message declared twice",
        Edit(
            GRPC,
            "message LogoutResponse {",
            "message «LogoutRequest» {\n  string user_id = 1;\n}\n\nmessage LogoutResponse {",
        ),
        "duplicate-message",
    ),
    Cut("a field number used twice", Edit(GRPC, FIELD, FIELD.replace("= 2;", "= «1»;")), "duplicate-field-number"),
    Cut(
        "a field name used twice", Edit(GRPC, FIELD, FIELD.replace("session_id", "«actor_id»")), "duplicate-field-name"
    ),
    Cut("a field number that is none", Edit(GRPC, FIELD, FIELD.replace("= 2;", "= «0»;")), "bad-field-number"),
    Cut("a field in camel case", Edit(GRPC, FIELD, FIELD.replace("session_id", "«sessionId»")), "field-case"),
    Cut(
        "a field of an unknown type",
        Edit(GRPC, FIELD, FIELD.replace("string session_id", "«SessionRef» session_id")),
        "undefined-field-type",
    ),
    Cut(
        "a reserved number in use",
        Edit(GRPC, "message LogoutRequest {\n", "message LogoutRequest {\n  reserved 2;\n"),
        also=Place("reserved-field", GRPC, "string session_id = «2»;", "message LogoutRequest {"),
    ),
    Cut(
        "an enum that begins with one",
        Edit(
            GRPC,
            STATUS,
            "  «USER_STATUS_UNKNOWN» = 1;\n  USER_STATUS_ACTIVE = 2;\n  USER_STATUS_SUSPENDED = 3;\n",
        ),
        "enum-zero",
    ),
    Cut(
        "an enum whose zero is not unknown",
        Edit(GRPC, STATUS, STATUS.replace("USER_STATUS_UNKNOWN", "«USER_STATUS_NONE»")),
        "enum-unknown",
    ),
    Cut(
        "an enum value in Pascal case",
        Edit(GRPC, STATUS, STATUS.replace("USER_STATUS_SUSPENDED", "«UserStatusSuspended»")),
        "enum-value-case",
    ),
    Cut(
        "an enum number used twice",
        Edit(GRPC, STATUS, STATUS.replace("SUSPENDED = 2", "SUSPENDED = «1»")),
        "duplicate-enum-value",
    ),
    Cut(
        "a message in snake case",
        (
            Edit(GRPC, "message SigningKey {", "message «signing_key» {"),
            Edit(GRPC, "repeated SigningKey ", "repeated signing_key "),
        ),
        "message-case",
    ),
    Cut("an RPC in lower case", Edit(GRPC, LOGOUT, LOGOUT.replace("Logout(", "«logout»(")), "rpc-case"),
    Cut(
        "a package without a version",
        Edit(GRPC, "package nihao.media.v1;", "package «nihao.media»;"),
        "package-case",
    ),
    Cut(
        "a proto file in Pascal case",
        Edit(GRPC, "`media/v1/media_service.proto`\n", "`«media/v1/MediaService.proto»`\n", "### 13.1 Service Def"),
        "proto-file-case",
    ),
    Cut(
        "a service section without error codes",
        Edit(GRPC, "### 14.3 Error Codes", "", until="## 15."),
        also=Place("incomplete-grpc-service", GRPC, "## «14. Presence Service»"),
    ),
    Cut(
        "a status that gRPC does not have",
        Edit(GRPC, ROW, ROW.replace("UNAUTHENTICATED", "«UNAUTHENTICATE»")),
        "unknown-service-status",
    ),
    Cut(
        "another status than the registry",
        Edit(GRPC, ROW, ROW.replace("UNAUTHENTICATED", "«NOT_FOUND»")),
        "contradicted-service-error",
    ),
    Cut(
        "the name of another error",
        Edit(GRPC, ROW, ROW.replace("INVALID_CREDENTIALS", "«ACCOUNT_LOCKED»")),
        "contradicted-service-error",
    ),
)
