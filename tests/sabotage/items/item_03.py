"""Every row of a gRPC service's error table is in the registry."""

from sabotage.cut import API, AUTH, ERRORS, GRPC, Cut, Edit, Place

ROW = "| `UNAUTHENTICATED`     | `INVALID_CREDENTIALS`            | `2001`  |"

CUTS = (
    Cut(
        "a misspelt reason",
        Edit(GRPC, ROW, "| `UNAUTHENTICATED` | `«INVALID_CREDENTIAL»` | `2001` |"),
        "unregistered-service-error",
    ),
    Cut(
        "a wrong code beside the right reason",
        Edit(GRPC, ROW, "| `UNAUTHENTICATED` | `INVALID_CREDENTIALS` | `«2091»` |"),
        "unregistered-service-error",
    ),
    Cut(
        "code and reason of one error that is not registered",
        Edit(GRPC, ROW, f"| `DATA_LOSS` | `SESSION_LOST` | `«2099»` | `ErrorInfo` | Lost. |\n{ROW}"),
        "unregistered-service-error",
    ),
    Cut(
        "a reason without a code",
        Edit(GRPC, ROW, "| `UNAUTHENTICATED` | `«INVALID_CREDENTIAL»` | — |"),
        "unregistered-service-error",
    ),
    Cut(
        "a code in plain text",
        Edit(GRPC, ROW, "| `UNAUTHENTICATED` | `INVALID_CREDENTIALS` | «2091» |"),
        "unregistered-service-error",
    ),
    Cut(
        "an error withdrawn from the registry",
        Edit(ERRORS, "| `8004` |", "", until="\n\n"),
        also=Place("unregistered-service-error", GRPC, "| `CONNECTION_NOT_FOUND`     | `«8004»`  |"),
    ),
    Cut(
        "an error renamed in the registry",
        Edit(ERRORS, "`CURRENT_PASSWORD_INCORRECT`", "`CURRENT_PASSWORD_WRONG`"),
        also=(
            Place("unregistered-service-error", GRPC, "| `«CURRENT_PASSWORD_INCORRECT»`"),
            Place("undefined-flow-error", AUTH, "403 «CURRENT_PASSWORD_INCORRECT»"),
            Place("misdrawn-error", API, "403 «CURRENT_PASSWORD_INCORRECT»"),
        ),
    ),
)
