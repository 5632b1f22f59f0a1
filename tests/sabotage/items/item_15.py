"""Every error code that an event failure scenario names is registered."""

from sabotage.cut import ERRORS, EVENTS, GRPC, Cut, Edit, Place

CUTS = (
    Cut(
        "a code of the failure scenarios",
        Edit(EVENTS, "| `7010`     |", "| `«7099»`     |"),
        "unregistered-event-error",
    ),
    Cut(
        "a code without code style",
        Edit(EVENTS, "| `7010`     |", "| «7099»       |"),
        "unregistered-event-error",
    ),
    Cut(
        "a name of the failure scenarios",
        Edit(EVENTS, "| `MEDIA_PROCESSING_FAILED`       |", "| `«MEDIA_PROCESSING_BROKEN»`       |"),
        "unregistered-event-error",
    ),
    Cut(
        "code and name of one error that is not registered",
        Edit(EVENTS, "| `7010`     | `MEDIA_PROCESSING_FAILED`       |", "| `«7099»`     | `«THUMBNAIL_FAILED»` |"),
        "unregistered-event-error",
    ),
    Cut(
        "a code in the text on retries",
        Edit(EVENTS, "an invalid schema (`10007`)", "an invalid schema (`«10077»`)"),
        "unregistered-event-error",
    ),
    Cut(
        "a code in a dead letter's header",
        Edit(EVENTS, "| `x-error-code`         | `10008` after", "| `x-error-code`         | `«10088»` after"),
        "unregistered-event-error",
    ),
    Cut(
        "an error withdrawn from the registry",
        Edit(ERRORS, "| `9007` |", "", until="| `9008`"),
        also=(
            Place("unregistered-event-error", EVENTS, "| `«9007»`     | `«SMS_PROVIDER_UNAVAILABLE»`"),
            Place("unregistered-service-error", GRPC, "| `«9007»`  |"),
        ),
    ),
)
