"""What a specification is about, before anybody writes it down: services with all that they offer and use."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.names import Field, pascal, title


@dataclass(frozen=True)
class Error:
    code: int
    name: str
    http: int
    grpc: str
    text: str
    detail: str = "ErrorInfo"


@dataclass(frozen=True)
class Rpc:
    """`returns` names a message of the service, `many` says that a page of them comes back."""

    name: str
    text: str
    request: tuple[Field, ...]
    returns: str = ""
    response: tuple[Field, ...] = ()
    many: bool = False


@dataclass(frozen=True)
class Step:
    """An arrow of a sequence: `kind` is http, rpc, sql, redis, event, mail or reply. `at` is the other end."""

    kind: str
    source: str
    target: str
    text: str


@dataclass(frozen=True)
class Endpoint:
    method: str
    path: str
    title: str
    text: str
    rpc: str
    """The service's RPC that answers."""
    errors: tuple[Error, ...]
    steps: tuple[Step, ...]
    status: str = "200 OK"
    roles: tuple[str, ...] = ()
    """Nobody in particular where it is empty: the endpoint is public."""
    idempotency: str = "Not required"
    parameters: tuple[Field, ...] = ()
    query: tuple[Field, ...] = ()
    body: tuple[Field, ...] = ()


@dataclass(frozen=True)
class Column:
    name: str
    sql: str
    text: str
    null: bool = False
    default: str = ""


@dataclass(frozen=True)
class Table:
    name: str
    text: str
    columns: tuple[Column, ...]
    foreign: tuple[tuple[str, str], ...] = ()
    unique: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    indexes: tuple[str, ...] = ()

    @property
    def updated(self) -> bool:
        return any(column.name == "updated_at" for column in self.columns)


@dataclass(frozen=True)
class CacheItem:
    key: str
    value: str
    ttl: str
    text: str


@dataclass(frozen=True)
class Operations:
    """What a feature does with the cache, step by step."""

    feature: str
    commands: tuple[str, ...]


@dataclass(frozen=True)
class Event:
    name: str
    text: str
    trigger: str
    payload: tuple[Field, ...]


@dataclass(frozen=True)
class Topic:
    name: str
    text: str
    key: str
    events: tuple[Event, ...]


@dataclass(frozen=True)
class Service:
    """`calls` are (callee, RPC, when); `subscribes` are names of topics; `uses` are stores and outside parties."""

    name: str
    type: str
    role: str
    duties: tuple[str, ...]
    uses: tuple[str, ...] = ()
    message: str = ""
    """The message that its RPCs return, with its fields and the values of its status."""
    fields: tuple[Field, ...] = ()
    states: tuple[str, ...] = ()
    rpcs: tuple[Rpc, ...] = ()
    endpoints: tuple[Endpoint, ...] = ()
    errors: tuple[Error, ...] = ()
    first: int = 0
    """The first and the last code of the errors' range."""
    last: int = 0
    tables: tuple[Table, ...] = ()
    cache: tuple[CacheItem, ...] = ()
    operations: tuple[Operations, ...] = ()
    topics: tuple[Topic, ...] = ()
    subscribes: tuple[str, ...] = ()
    calls: tuple[tuple[str, str, str], ...] = ()

    @property
    def kebab(self) -> str:
        return self.name.removesuffix("-service")

    @property
    def proto(self) -> str:
        return f"{pascal(self.kebab)}Service"

    @property
    def display(self) -> str:
        return title(self.name)

    @property
    def package(self) -> str:
        return f"ledger.{self.kebab.replace('-', '.')}.v1"

    @property
    def file(self) -> str:
        return f"{self.kebab.replace('-', '/')}/v1/{self.kebab.replace('-', '_')}.proto"


@dataclass(frozen=True)
class Flow:
    """An authentication flow: what happens in turn; a step with an error may fail with it."""

    title: str
    text: str
    steps: tuple[tuple[str, Error | None], ...]


@dataclass(frozen=True)
class Part:
    """What belongs together and may fill files of its own: the platform, or an area."""

    name: str
    feature: str
    date: str
    text: str
    services: tuple[Service, ...]
    flows: tuple[Flow, ...] = field(default=())

    @property
    def title(self) -> str:
        return title(self.name)

    @property
    def change(self) -> tuple[str, str]:
        return self.date, f"{self.feature}: {self.text}"


def example(fields: tuple[Field, ...]) -> dict[str, str | int | bool]:
    """A JSON object with the fields' examples."""
    return {one.name: one.example for one in fields}
