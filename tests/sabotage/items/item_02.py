"""Every gRPC service and method belongs to a service of the architecture."""

from sabotage.cut import API, ARCHITECTURE, EVENTS, GRPC, Cut, Edit, Place

BILLING = """\
## 16. Billing Service

Counts what users owe.

### 16.1 Service Definition

- **File**: `billing/v1/billing_service.proto`
- **Package**: `nihao.billing.v1`

```proto
syntax = "proto3";

package nihao.billing.v1;

service «BillingService» {
  rpc GetBill(GetBillRequest) returns (GetBillResponse);
}
```

### 16.2 Message Definitions

```proto
message GetBillRequest {
  string user_id = 1;
}

message GetBillResponse {
  int64 amount = 1;
}
```

### 16.3 Error Codes

| gRPC Status Code | Reason           | Code    | Detail Type | Description            |
| ---------------- | ---------------- | ------- | ----------- | ---------------------- |
| `INTERNAL`       | `INTERNAL_ERROR` | `10000` | `ErrorInfo` | An unexpected failure. |

## 17. Inter-Service Communication
"""

MAIL = (
    Edit(
        ARCHITECTURE,
        "\n`notification-service` does most of its work",
        "| `mail-service`         | gRPC                  | Delivery of e-mails | — |\n"
        "\n`notification-service` does most of its work",
    ),
    Edit(
        ARCHITECTURE,
        '        notification["notification-service"]\n',
        '        notification["notification-service"]\n        mail["mail-service"]\n',
    ),
    Edit(ARCHITECTURE, "    notification --> email\n", "    notification --> email\n    notification --> mail\n"),
    Edit(ARCHITECTURE, "## 6. Communication", "### 5.10 mail-service\n\n- Sends e-mails.\n\n## 6. Communication"),
    Edit(
        ARCHITECTURE,
        "| `notification-service` | SMS Provider           |",
        "| `notification-service` | `mail-service` | gRPC | mTLS | Synchronous calls |\n"
        "| `notification-service` | SMS Provider           |",
    ),
)

CUTS = (
    Cut(
        "a proto service that the architecture does not have",
        Edit(GRPC, "## 16. Inter-Service Communication\n", BILLING),
        "unowned-grpc-service",
    ),
    Cut(
        "a service of type gRPC without a proto service",
        MAIL,
        also=Place("missing-grpc-service", GRPC, "# «gRPC Service Specification»"),
    ),
    Cut(
        "a section without the service definition",
        (
            *MAIL,
            Edit(
                GRPC,
                "## 16. Inter-Service Communication\n",
                BILLING.replace("Billing", "Mail")
                .replace("## 16. Mail Service", "## «16. Mail Service»", 1)
                .replace("service «MailService» {\n  rpc GetBill(GetBillRequest) returns (GetBillResponse);\n}\n", ""),
            ),
        ),
        "missing-grpc-service",
    ),
    Cut(
        "a proto service with a misspelt name",
        (
            *MAIL,
            Edit(
                GRPC,
                "## 16. Inter-Service Communication\n",
                BILLING.replace("Billing Service", "Mail Service").replace("«BillingService»", "«MialService»"),
            ),
        ),
        "unowned-grpc-service",
    ),
    Cut(
        "the service block of a service removed",
        Edit(GRPC, "service PresenceService {", "", until="```"),
        also=(
            Place("missing-grpc-service", GRPC, "## «14. Presence Service»"),
            Place("undefined-backend", API, "(`«PresenceService.IssueRealtimeTicket»`)"),
            Place("undefined-rpc", API, "G->>P: «PresenceService.IssueRealtimeTicket»"),
            Place("undefined-backend", API, "(`«PresenceService.GetPresence»`)"),
            Place("undefined-rpc", API, "G->>P: «PresenceService.GetPresence»"),
            Place("undefined-rpc", EVENTS, "N->>P: «PresenceService.GetOnlineUsers»"),
        ),
    ),
)
