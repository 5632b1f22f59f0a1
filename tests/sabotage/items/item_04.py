"""Every endpoint that is proxied to a service has its RPC."""

from sabotage.cut import API, EVENTS, GRPC, Cut, Edit, Place

CALL = "    G->>MD: MediaService.DeleteMedia\n"
SUMMARY = "| DELETE | `/api/v1/media/:id`                   | Protected        | `media-service`        |"
UNBLOCK = "rpc UnblockUser(UnblockUserRequest) returns (UnblockUserResponse);"
USES = (
    Place("undefined-backend", API, "(`«ContactService.UnblockUser»`)"),
    Place("undefined-rpc", API, "G->>CT: «ContactService.UnblockUser»"),
    Place("undefined-call-rpc", GRPC, "| `«ContactService.UnblockUser»`"),
)

CUTS = (
    Cut(
        "a diagram calls a renamed RPC",
        Edit(API, CALL, "    G->>MD: «MediaService.RemoveMedia»\n"),
        "undefined-rpc",
    ),
    Cut(
        "a diagram calls an RPC by its name alone",
        Edit(API, CALL, "    G->>MD: gRPC «RemoveMedia»\n"),
        "undefined-rpc",
    ),
    Cut(
        "a diagram calls an RPC with arguments",
        Edit(API, CALL, "    G->>MD: «RemoveMedia»(media_id, actor_id)\n"),
        "undefined-rpc",
    ),
    Cut(
        "a diagram calls an RPC under a service of another name",
        Edit(API, CALL, "    G->>MD: «GroupService.DeleteMedia»\n"),
        "undefined-rpc",
    ),
    Cut(
        "a service calls another by a misspelt RPC",
        Edit(
            API,
            "CT: ContactService.CheckRelationship",
            "CT: «ContactService.CheckRelation»",
            "#### 11.3.4 Send a Message",
        ),
        "undefined-rpc",
    ),
    Cut(
        "a diagram of the event specification",
        Edit(EVENTS, "N->>P: PresenceService.GetOnlineUsers", "N->>P: «PresenceService.GetOnline»"),
        "undefined-rpc",
    ),
    Cut(
        "the RPC in an endpoint's section",
        Edit(API, "(`MediaService.DeleteMedia`)", "(`«MediaService.RemoveMedia»`)"),
        "undefined-backend",
    ),
    Cut(
        "the summary promises another service",
        Edit(API, SUMMARY, SUMMARY.replace("`media-service` ", "`«user-service»`")),
        "unproxied-endpoint",
    ),
    Cut(
        "the summary promises a service that is not there",
        Edit(API, SUMMARY, SUMMARY.replace("`media-service` ", "`«file-service»`")),
        "unknown-summary-service",
    ),
    Cut("an RPC removed from the proto file", Edit(GRPC, f"  {UNBLOCK}\n", ""), also=USES),
    Cut("an RPC commented out in the proto file", Edit(GRPC, f"  {UNBLOCK}\n", f"  // {UNBLOCK}\n"), also=USES),
    Cut(
        "an RPC renamed in the proto file",
        (
            Edit(GRPC, UNBLOCK, UNBLOCK.replace("UnblockUser", "LiftBlock")),
            Edit(GRPC, "message UnblockUserRequest {", "message LiftBlockRequest {"),
            Edit(GRPC, "message UnblockUserResponse {", "message LiftBlockResponse {"),
        ),
        also=USES,
    ),
)
