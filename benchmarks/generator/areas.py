"""An area of business: three services that each keep one sort of thing, all built alike from `names`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from generator import names
from generator.names import SQL_TYPES, Field, Noun
from generator.platform import ALWAYS, AT, BY_NAME, CHANGED, CREATED, ID, ROLES, UPDATED, UUID, errors
from generator.world import (
    CacheItem,
    Column,
    Endpoint,
    Error,
    Event,
    Flow,
    Operations,
    Part,
    Rpc,
    Service,
    Step,
    Table,
    Topic,
)

STATES = ("open", "confirmed", "cancelled")
STATE = Field("state", "text", "open", "Where it stands: open, confirmed or cancelled", "open, confirmed or cancelled")
SIZE = Field("page_size", "number", 20, "Length of a page", "1-100, default 20", False)
TOKEN = Field("page_token", "text", "eyJhZnRlciI6NDJ9", "Cursor of the previous page", "Opaque", False)
REASON = Field("reason", "text", "Entered twice", "Why it is cancelled", "3-200 characters")


def area(number: int) -> Part:
    """The part of a specification that deals with one area."""
    name = names.area(number)
    services: list[Service] = []
    for index, noun in enumerate(names.nouns(number)):
        services.append(_service(name, noun, 10000 + 1000 * number + 100 * index, services))
    day = date(2026, 2, 2) + timedelta(days=number)
    label = names.title(name)
    flow = Flow(f"{label} Step-Up Flow", f"A supervisor is about to cancel something in {label}.",
                (("POST /api/v1/auth/step-up", None), ("Password is right", BY_NAME["CREDENTIALS_WRONG"]),
                 ("SET step_up:{account_id}:{area} 1 EX 300", None),
                 *((f"POST {service.endpoints[-1].path}", None) for service in services[:1]),
                 ("Confirmed in the last five minutes", BY_NAME["STEP_UP_REQUIRED"]), ("Cancelled", None)))  # fmt: skip
    feature = f"FEAT-{name.upper()}-001"
    return Part(name, feature, day.isoformat(), f"{label} Records", tuple(services), (flow,))


def _optional(noun: Noun) -> tuple[Field, ...]:
    return tuple(replace(field, required=False) for field in noun.fields)


def _errors(first: int, prefix: str, label: str) -> tuple[Error, ...]:
    return (
        Error(first + 1, f"{prefix}_MISSING", 404, "NOT_FOUND", f"There is no such {label}", "ResourceInfo"),
        Error(first + 2, f"{prefix}_CLOSED", 409, "FAILED_PRECONDITION", f"The {label} is cancelled and stays so",
              "PreconditionFailure"),
        Error(first + 3, f"{prefix}_QUOTA_REACHED", 429, "RESOURCE_EXHAUSTED", f"No more {label} records today",
              "QuotaFailure"),
        Error(first + 4, f"{prefix}_ORIGIN_INVALID", 422, "INVALID_ARGUMENT", "What it refers to does not allow it",
              "BadRequest"),
        Error(first + 5, f"{prefix}_CHANGED", 409, "ABORTED", f"Somebody else changed the {label}; read it again"),
    )  # fmt: skip


def _service(area_: str, noun: Noun, first: int, before: list[Service]) -> Service:
    kebab = f"{area_}-{noun.name}"
    entity, label, message = names.snake(kebab), names.title(kebab), names.pascal(kebab)
    service, topic = f"{kebab}-service", f"{names.snake(area_)}.{noun.name}"
    failures = _errors(first, entity.upper(), label.lower())
    id_ = Field(f"{entity}_id", "id", UUID, f"The {label.lower()}", "UUID")
    origin = before[-1] if before else None
    # The first service of an area asks who the account is, each other one for what the record before refers to.
    callee, asked, asked_id = ("auth-service", "GetAccount", "account_id") if origin is None else (
        origin.name, f"Get{origin.message}", f"{names.snake(origin.kebab)}_id")  # fmt: skip
    reference = Field(asked_id, "id", "0197a1c4-5b7e-7c21-8d3f-000000000009", "What it refers to", "UUID")
    fields = (id_, reference, *noun.fields, STATE, CHANGED)
    table, log = f"{entity}s", f"{entity}_changes"
    key, quota = f"{entity}:{{{entity}_id}}", f"{entity}_quota:{{account_id}}"
    events = tuple(Event(f"{entity}.{verb}", f"A {label.lower()} was {verb}", f"The {label.lower()} was {verb}",
                         (id_, reference, AT)) for verb in ("created", "cancelled"))  # fmt: skip
    return Service(
        name=service,
        type="gRPC",
        role=f"{label} records: each {noun.text}",
        duties=(f"Keep every {label.lower()} and its history", f"Check what a {label.lower()} refers to",
                f"Announce new and cancelled {noun.plural}"),
        uses=("PostgreSQL", "Redis", "Kafka"),
        message=message,
        fields=fields,
        states=STATES,
        rpcs=(
            Rpc(f"Create{message}", f"Stores a {label.lower()}.", (reference, *noun.fields), returns=message),
            Rpc(f"Get{message}", f"Returns a {label.lower()}.", (id_,), returns=message),
            Rpc(f"List{message}s", "Returns a page, newest first.", (SIZE, TOKEN), returns=message, many=True),
            Rpc(f"Update{message}", f"Changes a {label.lower()}.", (id_, *_optional(noun), CHANGED), returns=message),
            Rpc(f"Cancel{message}", f"Cancels a {label.lower()} for good.", (id_, REASON), returns=message),
        ),
        endpoints=_endpoints(area_, noun, service, label, message, failures, (callee, asked), topic, key, quota,
                             reference),
        errors=failures,
        first=first,
        last=first + 99,
        tables=_tables(noun, table, log, reference, label),
        cache=(CacheItem(key, "JSON", "10 minutes", f"A {label.lower()} that was read"),
               CacheItem(quota, "Integer", "24 hours", f"{label} records of an account today")),
        operations=(Operations(f"Create a {label}", (f"INCR {quota}", f"EXPIRE {quota} 86400 NX")),
                    Operations(f"Get a {label}", (f"GET {key}", f"SET {key} {{json}} EX 600")),
                    Operations(f"Cancel a {label}", (f"DEL {key}",))),
        topics=(Topic(topic, f"What becomes of each {label.lower()}", f"{entity}_id", events),),
        subscribes=(origin.topics[0].name,) if origin else (),
        calls=((callee, asked, f"Before a {label.lower()} is stored"),),
    )  # fmt: skip


def _tables(noun: Noun, table: str, log: str, reference: Field, label: str) -> tuple[Table, ...]:
    own = tuple(Column(field.name, SQL_TYPES[field.kind], field.text) for field in noun.fields)
    states = ", ".join(f"'{state}'" for state in STATES)
    main = Table(
        table,
        f"One row for each {label.lower()}.",
        (ID, Column(reference.name, "UUID", "What it refers to, kept by another service"), *own,
         Column("state", "VARCHAR(16)", "Where it stands", default="'open'"), CREATED, UPDATED),
        checks=(f"state IN ({states})",), indexes=(reference.name, "created_at"))  # fmt: skip
    parent = f"{table.removesuffix('s')}_id"
    history = Table(
        log,
        f"What happened to each {label.lower()}, for as long as it is kept.",
        (ID, Column(parent, "UUID", "What was changed"), Column("state", "VARCHAR(16)", "State after the change"),
         Column("note", "TEXT", "Reason that was given", null=True), CREATED),
        foreign=((parent, table),), indexes=(parent,))  # fmt: skip
    return main, history


def _endpoints(
    area_: str,
    noun: Noun,
    service: str,
    label: str,
    message: str,
    failures: tuple[Error, ...],
    asked: tuple[str, str],
    topic: str,
    key: str,
    quota: str,
    reference: Field,
) -> tuple[Endpoint, ...]:
    entity, low = topic.replace(".", "_"), label.lower()
    missing, closed, full, invalid, changed = failures
    path = f"/api/v1/{area_}/{noun.plural}"
    one = Field("id", "id", UUID, f"Which {low}", "UUID")
    columns = ", ".join(field.name for field in noun.fields)
    log = f"INSERT INTO {entity}_changes (id, {entity}_id, state, note) VALUES ($1, $2, $3, $4)"
    read, write, drastic = tuple(ROLES), tuple(ROLES)[1:], tuple(ROLES)[2:]

    def make(method: str, tail: str, title: str, text: str, rpc: str, own: tuple[Error, ...], roles: tuple[str, ...],
             *steps: tuple[str, str], status: str = "200 OK", before: tuple[str, ...] = (), idempotency: str = "Safe",
             query: tuple[Field, ...] = (), body: tuple[Field, ...] = ()) -> Endpoint:  # fmt: skip
        ends = {"sql": "PostgreSQL", "redis": "Redis", "event": "Kafka", "rpc": asked[0]}
        sequence = [Step("http", "client", "gateway", f"{method} {path}{tail}"),
                    *(Step("redis", "gateway", "Redis", command) for command in before),
                    Step("rpc", "gateway", service, rpc)]  # fmt: skip
        for kind, text_ in steps:
            sequence.append(Step(kind, service, ends[kind], text_))
            if kind == "rpc":
                sequence.append(Step("reply", ends[kind], service, f"{text_}Response"))
        sequence.append(Step("reply", service, "gateway", f"{rpc}Response"))
        sequence.append(Step("reply", "gateway", "client", status))
        listed = (BY_NAME["VALIDATION_FAILED"], *errors(*ALWAYS), *own)
        return Endpoint(method, path + tail, title, text, rpc, listed, tuple(sequence), status, roles, idempotency,
                        (one,) if "{id}" in tail else (), query, body)  # fmt: skip

    deny = "EXISTS token_denylist:{token_id}"
    once = "SET idempotency:{account_id}:{request_key} {json} NX EX 86400"
    return (
        make("POST", "", f"Create a {label}", f"Stores a {low}, which {noun.text}. What it refers to has to exist.",
             f"Create{message}", (full, invalid), write, ("redis", f"INCR {quota}"), ("rpc", asked[1]),
             ("sql", f"INSERT INTO {entity}s (id, {reference.name}, {columns}) VALUES ($1, $2, $3, $4, $5)"),
             ("sql", log), ("event", f"{entity}.created {topic}"), status="201 Created", before=(deny, once),
             idempotency="Required", body=(reference, *noun.fields)),
        make("GET", "/{id}", f"Get a {label}", f"Returns one {low}, from the cache if it was read a moment ago.",
             f"Get{message}", (missing,), read, ("redis", f"GET {key}"),
             ("sql", f"SELECT * FROM {entity}s WHERE id = $1"), ("redis", f"SET {key} {{json}} EX 600"),
             before=(deny,)),
        make("GET", "", f"List {label} Records", "Returns the records of the caller's organisation, newest first.",
             f"List{message}s", (BY_NAME["PAGE_TOKEN_INVALID"],), read,
             ("sql", f"SELECT * FROM {entity}s WHERE created_at < $1 ORDER BY created_at DESC LIMIT $2"),
             before=(deny,), query=(SIZE, TOKEN)),
        make("PATCH", "/{id}", f"Update a {label}", f"Changes the given fields, unless the {low} is cancelled.",
             f"Update{message}", (missing, closed, changed), write,
             ("sql", f"UPDATE {entity}s SET {noun.fields[0].name} = $2 WHERE id = $1 AND updated_at = $3"),
             ("sql", log), ("redis", f"DEL {key}"), before=(deny,), idempotency="Recommended",
             body=(*_optional(noun), CHANGED)),
        make("POST", "/{id}/cancellation", f"Cancel a {label}", f"Cancels a {low} for good, with a confirmed password.",
             f"Cancel{message}", (missing, closed, BY_NAME["STEP_UP_REQUIRED"]), drastic,
             ("sql", f"UPDATE {entity}s SET state = 'cancelled' WHERE id = $1"), ("sql", log), ("redis", f"DEL {key}"),
             ("event", f"{entity}.cancelled {topic}"), before=(deny, "EXISTS step_up:{account_id}:{area}"),
             idempotency="Required", body=(REASON,)),
    )  # fmt: skip
