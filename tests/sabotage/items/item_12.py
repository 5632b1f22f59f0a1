"""Every service-to-service call in a sequence diagram is in the inter-service communication table."""

from sabotage.cut import API, EVENTS, GRPC, Cut, Edit, Place

ROW = "| `message-service`      | `contact-service`      | `ContactService.CheckRelationship`         |"
GROUP = "    GR->>M: MessageService.CreateGroupConversation\n"
ONLINE = "| `notification-service` | `presence-service`     | `PresenceService.GetOnlineUsers`           |"
CALLS = tuple(
    Place("uncharted-call", API, "M->>CT: «ContactService.CheckRelationship»", after)
    for after in ("#### 11.3.1 Open a Direct Conversation", "#### 11.3.4 Send a Message")
)

CUTS = (
    Cut("a row removed", Edit(GRPC, ROW, "", until="| `message-service`      | `media-service`"), also=CALLS),
    Cut(
        "a row of the gateway removed",
        Edit(
            GRPC,
            "| `gateway`              | `media-service`        | `MediaService.DeleteMedia`",
            "",
            until="| `gateway`              | `presence-service`",
        ),
        also=Place("uncharted-call", API, "G->>MD: «MediaService.DeleteMedia»"),
    ),
    Cut(
        "another RPC in the row",
        Edit(GRPC, ROW, ROW.replace("CheckRelationship", "ListContacts")),
        also=CALLS,
    ),
    Cut(
        "another RPC in the row for a call in the event specification",
        Edit(GRPC, ONLINE, ONLINE.replace("GetOnlineUsers", "GetPresence")),
        also=Place("uncharted-call", EVENTS, "N->>P: «PresenceService.GetOnlineUsers»"),
    ),
    Cut(
        "a misspelt RPC in the row",
        Edit(GRPC, ROW, ROW.replace("ContactService.CheckRelationship", "«ContactService.CheckRelation»")),
        "undefined-call-rpc",
    ),
    Cut(
        "the second of two RPCs in the row",
        Edit(GRPC, ROW, ROW.replace("`ContactService.CheckRelationship`", "`CheckRelationship`, `«CheckBlock»`")),
        "undefined-call-rpc",
    ),
    Cut("another caller", Edit(GRPC, ROW, ROW.replace("message-service", "presence-service")), also=CALLS),
    Cut(
        "another callee",
        Edit(
            GRPC,
            ROW,
            "«| `message-service`      | `user-service`         | `ContactService.CheckRelationship`         | "
            "`POST /api/v1/conversations`, `POST /api/v1/conversations/:id/messages`: direct conversations only"
            "                                            |»\n",
            until="| `message-service`      | `media-service`",
        ),
        "uncharted-connection",
        also=(
            Place("undefined-call-rpc", GRPC, "| `user-service`         | `«ContactService.CheckRelationship»`"),
            *CALLS,
        ),
        causes=2,  # the call that the table lacks, and the one that it has too much
    ),
    Cut(
        "a misspelt caller",
        Edit(GRPC, ROW, ROW.replace("message-service", "«mesage-service»")),
        "undefined-call-party",
    ),
    Cut(
        "a misspelt callee",
        Edit(GRPC, ROW, ROW.replace("contact-service", "«conatct-service»")),
        "undefined-call-party",
    ),
    Cut(
        "a call that only a diagram has",
        Edit(API, GROUP, f"    GR->>M: «MessageService.GetConversation»\n{GROUP}"),
        "uncharted-call",
    ),
    Cut(
        "a call to a service by an RPC of another",
        Edit(API, "    G->>MD: MediaService.DeleteMedia\n", "    G->>MD: «MessageService.EditMessage»\n"),
        "uncharted-call",
    ),
)
