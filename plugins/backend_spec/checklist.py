"""The consistency checklist: fifteen items (seed 1, "Consistency Checklist"), each served by one or more rules."""

from __future__ import annotations

ITEMS: dict[int, str] = {
    1: "Every endpoint has an error table, and its codes are in the error registry",
    2: "Every gRPC service and method belongs to a service of the architecture",
    3: "Every gRPC service error is in the error registry",
    4: "Every endpoint that is proxied to a service has its RPC",
    5: "Every table that is referenced exists in the schema, with DDL",
    6: "Every table owner is a service of the architecture",
    7: "Cache keys are declared, owned and used by features that exist",
    8: "Auth flows name existing endpoints, errors and cache items",
    9: "Every role that is named is defined",
    10: "Every service and connection is in the architecture diagram and in the communication table",
    11: "Error code ranges do not overlap, and codes are unique and in their range",
    12: "Every call between services is in the inter-service communication table",
    13: "Every topic that is named is in the topic registry",
    14: "Every event producer and consumer is a service of the architecture",
    15: "Every error that event failure scenarios name is registered",
}
"""Item number to its title."""
