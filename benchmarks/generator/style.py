"""How an author writes: everything that may differ between two specifications that say the same."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Style:
    """The habits of one author."""

    variant: int
    """Which of the column titles and orders in `TABLES` are taken."""
    endpoint: str
    """How an endpoint is declared: `code` line, `heading`, `bold` method and code path, list of `labels`, `table`."""
    labels: str = "bold"
    """What stands before a part: `bold`, bold with a `colon`, a `heading`."""
    parameter: str = ":{}"
    yes: str = "Yes"
    no: str = "No"
    dash: str = "-"
    participants: str = "display"
    """Names in diagrams: `display` (Auth Service), `kebab` (auth-service), `proto` (AuthService)."""
    call: str = "{service}.{rpc}"
    publish: str = "Publish {event} to {topic}"
    versioned: bool = True
    """Whether diagrams and flows name paths with their version prefix."""
    numbered: bool = True
    code: bool = True
    """Whether names in tables are inline code."""
    padded: bool = True
    stores: tuple[str, str, str] = ("PostgreSQL", "Redis", "Kafka")
    """What the database, the cache and the broker are called in diagrams."""
    bullet: str = "-"
    fence: str = "```"
    align: str = "---"
    newline: str = "\n"


STYLES = (
    Style(0, "code", versioned=False),
    Style(1, "heading", labels="colon", parameter="{{{}}}", yes="Y", no="N", dash="–", participants="kebab",
          call="{rpc}({arguments})", publish="{topic}: {event}", stores=("postgres", "redis", "kafka"), padded=False,
          bullet="*"),
    Style(2, "bold", labels="heading", yes="✓", no="—", participants="proto", call="gRPC {rpc}", versioned=False,
          stores=("Database", "Cache", "Broker"), align=":--", newline="\r\n"),
    Style(3, "labels", parameter="{{{}}}", yes="YES", no="NO", dash=" – ", call="{rpc}", numbered=False, code=False,
          stores=("PostgreSQL", "Redis Cache", "Message Broker"), fence="~~~"),
    Style(4, "table", labels="colon", yes="true", no="false", participants="kebab", call="gRPC {service}/{rpc}",
          publish="produce {event} to topic {topic}", stores=("db", "redis", "kafka"), align=":-:", padded=False,
          newline="\r\n"),
    Style(5, "code", labels="heading", parameter="{{{}}}", yes="yes", no="no", dash=" - ", participants="proto",
          call="Call {service}.{rpc}", stores=("DB", "Redis", "Kafka"), bullet="+", numbered=False, versioned=False),
)  # fmt: skip


def _table(*orders: str, **titles: str) -> tuple[tuple[tuple[str, ...], ...], dict[str, tuple[str, ...]]]:
    """The orders in which columns may stand, and the titles that each column may have."""
    return tuple(tuple(order.split()) for order in orders), {key: tuple(t.split("|")) for key, t in titles.items()}


TABLES = {
    "changelog": _table("date text", date="Date", text="Description|Change|Changes"),
    "services": _table("name type role", "name role type", name="Service|Service Name|Microservice", type="Type",
                       role="Role|Responsibility|Description"),
    "components": _table("name technology purpose", name="Component|Infrastructure Component",
                         technology="Technology", purpose="Purpose|Used For"),
    "connections": _table("source target protocol auth", "protocol source target auth", source="From|Source",
                          target="To|Target", protocol="Protocol", auth="Auth|Auth/Security|Security"),
    "headers": _table("name value required text", "name required value text", name="Header|HTTP Header",
                      value="Value|Example", required="Required", text="Description"),
    "statuses": _table("status meaning when", status="Status Code|HTTP Status|Status", meaning="Meaning",
                       when="Used When|Usage|When"),
    "roles": _table("role text", role="Role|Role Name", text="Description|Permissions"),
    "settings": _table("name value text", name="Setting|Parameter", value="Value", text="Description|Notes"),
    "limits": _table("subject limit", subject="Endpoint|Scope", limit="Limit|Rate Limit|Requests"),
    "fields": _table("name type required rule text", "name required type rule text", "name type rule text required",
                     name="Field|Name|Parameter", type="Type", required="Required", rule="Validation|Constraints|Rules",
                     text="Description"),
    "errors": _table("http code message", "code http message", "code message http", http="HTTP Status|HTTP|Status",
                     code="Code|Error Code", message="Message|msg|Description"),
    "summary": _table("method path access service idempotency text", "path method service access idempotency text",
                      method="Method|HTTP Method", path="Endpoint|Path", access="Access|Auth", service="Service",
                      idempotency="Idempotency|Idempotent", text="Description|Purpose"),
    "conventions": _table("name value", name="Element|Item", value="Convention|Rule"),
    "grpc errors": _table("status reason detail text", "reason status detail text",
                          status="gRPC Status Code|gRPC Status|gRPC Code", reason="Reason|Error Name|Error",
                          detail="Detail Type", text="Description|When"),
    "calls": _table("caller callee rpc when", "callee rpc caller when", caller="Caller|From", callee="Callee|To",
                    rpc="RPC|Method|RPC Method", when="When|Purpose"),
    "columns": _table("name type null default text", "name type default null text", name="Column|Field|Column Name",
                      type="Type|Data Type", null="Nullable|Null", default="Default", text="Description|Notes"),
    "owners": _table("table owner access", "owner table access", table="Table|Table Name",
                     owner="Primary Service|Owner|Owning Service", access="Access"),
    "tokens": _table("name ttl storage use", name="Token|Token Type", ttl="Lifetime|TTL|Expires In",
                     storage="Storage|Stored In", use="Purpose|Used For"),
    "sessions": _table("event state", event="Event|Action", state="Token State|State"),
    "mechanisms": _table("name how", name="Mechanism|Measure", how="Implementation|Details"),
    "items": _table("key value ttl service purpose", "key service value ttl purpose", key="Key Pattern|Cache Key|Key",
                    value="Value|Data Type", ttl="TTL|Expiry", service="Service|Owner", purpose="Purpose|Description"),
    "operations": _table("step operation", step="Step|#", operation="Redis Operation|Redis Command|Command"),
    "failures": _table("case behaviour", case="Scenario|Failure|Failure Scenario", behaviour="Behavior|Handling"),
    "ranges": _table("range category", "category range", range="Range|Code Range", category="Category|Domain"),
    "registry": _table("code name http grpc text", "name code grpc http text", code="Code|Error Code",
                       name="Name|Error Name|Constant", http="HTTP Status|HTTP", grpc="gRPC Status|gRPC Code",
                       text="Description|Meaning"),
    "mapping": _table("grpc http error", grpc="gRPC Status|gRPC Code", http="HTTP Status|HTTP",
                      error="Error Code|Business Code"),
    "levels": _table("level when", level="Level|Log Level", when="When to Use|Used For|When"),
    "topics": _table("name text partitions retention cleanup", "name partitions retention cleanup text",
                     name="Topic Name|Topic", text="Description|Purpose", partitions="Partition Count|Partitions",
                     retention="Retention", cleanup="Cleanup Policy|Cleanup"),
    "events": _table("topic type producer consumer text", "type topic producer consumer text", topic="Topic",
                     type="Event Type|Event", producer="Producer|Published By", consumer="Consumer|Consumers",
                     text="Description"),
    "payload": _table("name type required text", "name required type text", name="Field|Name", type="Type",
                      required="Required", text="Description"),
    "produced": _table("event topic trigger", "topic event trigger", event="Event Type|Event", topic="Topic",
                       trigger="Trigger Condition|Trigger"),
    "consumed": _table("event topic group processing", "topic event group processing", event="Event Type|Event",
                       topic="Topic", group="Consumer Group|Group", processing="Processing Description|Processing"),
    "retries": _table("topic retries backoff first last", topic="Topic", retries="Max Retries|Retries",
                      backoff="Backoff Strategy|Backoff", first="Initial Delay", last="Max Delay"),
    "failed events": _table("case error action", case="Failure|Scenario", error="Error Code|Code", action="Handling"),
    "keys": _table("topic key guarantee reason", topic="Topic", key="Partition Key|Key",
                   guarantee="Ordering Guarantee|Ordering", reason="Rationale|Reason"),
    "metrics": _table("name type labels text", name="Metric Name|Metric", type="Type", labels="Labels",
                      text="Description"),
}  # fmt: skip
