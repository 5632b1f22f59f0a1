# ruff: noqa: E501 -- table rows are best read on one line
"""The architecture's extraction: services, components, connections, responsibilities, in several authors' styles."""

from __future__ import annotations

from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend_spec.diagnostic import Finding
from backend_spec.kinds.architecture import KIND
from backend_spec.markdown import parse
from backend_spec.model.architecture import Component, Connection, Responsibilities, Service
from backend_spec.model.auth import Mechanism
from backend_spec.model.entity import Facts
from backend_spec.model.http import Endpoint
from backend_spec.project import analyse
from backend_spec.reading import Collector
from backend_spec.text import Source

T = TypeVar("T")

SEED = """# Backend System Architecture

## 1. Overview

A chat backend.

## 2. Services

| Service        | Type    | Role             |
| -------------- | ------- | ---------------- |
| `gateway`      | Gateway | REST entry point |
| `auth-service` | gRPC    | Tokens           |

## 3. Infrastructure

| Component | Technology    | Purpose  |
| --------- | ------------- | -------- |
| Database  | PostgreSQL 16 | Truth    |
| Cache     | Redis 7       | Sessions |

## 4. Architecture Diagram

```mermaid
graph TB
    gateway --> auth-service
```

## 5. Service Responsibilities

### 5.1 Gateway

- routes
- limits

### 5.2 Auth Service (`auth-service`)

- signs tokens

## 6. Communication Patterns

| From    | To           | Protocol | Auth |
| ------- | ------------ | -------- | ---- |
| gateway | auth-service | gRPC     | mTLS |
| all     | Cache        | RESP     | —    |

## 7. Security Considerations

- **TLS** everywhere
- Tokens are signed
"""

LISTS = """# Architecture

## Microservices

- **`gateway`** (REST): entry point
- **auth-service** — tokens

## Data Stores

| Name | Tech |
|-|-|
| **Cache** | Redis |

## Responsibilities

**Gateway**

- routes

**Auth Service**:

- signs

## Service Communication

| Flow | Protocol |
|-|-|
| `gateway` → `auth-service` | gRPC |
| gateway <-> Cache | RESP |
"""

WIDE = """# nihao — System Architecture

## Services

### Edge

| # | Port | Service Name | Description | Protocol |
|-|-|-|-|-|
| 1 | 80 | **API Gateway** (`gateway`) | entry | REST |

### Core

| # | Port | Service Name | Description | Protocol |
|-|-|-|-|-|
| | | **Core** | | |
| 2 | 50051 | [auth-service](#auth):50051 | tokens | gRPC |

| Service | Replicas |
|-|-|
| gateway | 3 |
| auth-service | 2 |

## Service Responsibilities

| Service | Responsibility |
|-|-|
| gateway | routes |
| `auth-service` | tokens |

## Communication

| Protocol | Auth / Security | Caller | Callee |
|-|-|-|-|
| gRPC | mTLS | gateway | `auth-service` |
"""

CHINESE = """# 系统架构

## 服务列表

| 服务名称 | 类型 | 职责 |
|-|-|-|
| gateway | 网关 | 入口 |
| auth-service | gRPC | 令牌 |

## 基础设施

| 组件 | 技术 | 用途 |
|-|-|-|
| Cache | Redis | 会话 |

## 服务职责

### gateway

- 路由

### auth-service

- 签名

## 通信模式

| 来源 | 目标 | 协议 | 认证 |
|-|-|-|-|
| gateway | auth-service | gRPC | mTLS |
"""

RENAMED = """## Big picture

Text.

## Who does what

| Microservice | Responsibility | Type |
|-|-|-|
| gateway | entry | REST |
| auth-service | tokens | gRPC |

## Who calls whom

| Source Service | Target Service | Protocol |
|-|-|-|
| gateway | auth-service | gRPC |
"""

STYLES = {"seed": SEED, "lists": LISTS, "wide": WIDE, "chinese": CHINESE, "renamed": RENAMED}


def facts(text: str) -> Facts:
    collector = Collector(parse(Source("architecture.md", text)), "architecture")
    KIND.extract(collector)
    return collector.facts()


def every(noun: type[T], text: str) -> list[T]:
    return [fact for fact in facts(text).stated if isinstance(fact, noun)]


@pytest.mark.parametrize("style", STYLES)
def test_services(style: str) -> None:
    services = every(Service, STYLES[style])
    assert [service.name.value for service in services] == ["gateway", "auth-service"]
    assert [service.name.span.text for service in services] == ["gateway", "auth-service"]


WIKI = """# Architecture

## Pieces

* **edge** - REST in, gRPC out
* **members** - accounts

## Stuff we run on

* Postgres 15 - truth
* Redis 7 - sessions

## Map

```mermaid
graph LR
  edge --> members
  members --> pg[(Postgres)]
```

## Wires

| who | whom | why |
|---|---|---|
| edge | members | sign-in |

## Habits

* **Friday** - no deployments
* **Monday** - planning

## Who does what

### edge

- checks tokens

### members

- keeps accounts

## Probes

| Path | Purpose |
|---|---|
| `/healthz` | liveness |
"""


def test_a_wiki() -> None:
    assert [service.name.span.text for service in every(Service, WIKI)] == ["edge", "members"]
    assert [component.name.span.text for component in every(Component, WIKI)] == ["Postgres 15", "Redis 7"]
    assert [one.source.value for one in every(Connection, WIKI)] == ["edge"]
    assert [one.service.key for one in every(Responsibilities, WIKI)] == ["edge", "members"]
    (probe,) = every(Endpoint, WIKI)
    assert (probe.key, probe.path.span.text, probe.operational) == ("GET /healthz", "/healthz", True)


@pytest.mark.parametrize("style", STYLES)
def test_connections(style: str) -> None:
    first = every(Connection, STYLES[style])[0]
    assert (first.source.span.text.strip("`"), first.target.span.text.strip("`")) == ("gateway", "auth-service")
    assert first.protocol is not None
    assert first.protocol.span.text == "gRPC"
    named = [ref.key for ref in facts(STYLES[style]).references if ref.target is Service]
    assert {"gateway", "auth-service"} <= set(named)


@pytest.mark.parametrize("style", ["seed", "lists", "wide", "chinese"])
def test_responsibilities(style: str) -> None:
    given = every(Responsibilities, STYLES[style])
    assert [one.service.key.casefold().replace(" ", "-") for one in given] == ["gateway", "auth-service"]
    assert all(one.items for one in given)


def test_values_of_the_seed() -> None:
    gateway, auth = every(Service, SEED)
    assert gateway.type is not None
    assert gateway.role is not None
    assert (gateway.type.span.text, gateway.role.span.text) == ("Gateway", "REST entry point")
    assert auth.attributes() == {"type": "gRPC", "role": "Tokens"}
    database, _ = every(Component, SEED)
    assert (database.key, database.technology and database.technology.value) == ("Database", "PostgreSQL 16")
    assert [one.items for one in every(Responsibilities, SEED)] == [2, 1]
    assert [one.service.span.text for one in every(Responsibilities, SEED)] == ["Gateway", "auth-service"]
    assert [mechanism.name.span.text for mechanism in every(Mechanism, SEED)] == ["TLS", "Tokens are signed"]
    assert every(Connection, SEED)[1].auth is None


def test_ledger() -> None:
    ledger = facts(SEED).ledger
    assert ledger.rows == ledger.rows_read == 6
    other = facts("# A\n\n| Risk | Weight |\n|-|-|\n| x | 1 |\n").ledger
    assert (other.rows, other.rows_read) == (1, 0)


def test_an_arrow_both_ways_is_two_connections() -> None:
    ends = [(one.source.value, one.target.value) for one in every(Connection, LISTS)]
    assert ends == [("gateway", "auth-service"), ("gateway", "Cache"), ("Cache", "gateway")]


def test_declared_twice() -> None:
    text = SEED.replace("| `auth-service` | gRPC    | Tokens           |", "| gateway | gRPC | x |")
    assert [service.key for service in every(Service, text)] == ["gateway", "gateway"]


def test_infrastructure_among_the_services() -> None:
    text = SEED.replace("## 3. Infrastructure\n", "")
    assert [service.key for service in every(Service, text)] == ["gateway", "auth-service"]
    assert [component.key for component in every(Component, text)] == ["Database", "Cache"]


def test_a_table_of_states_is_no_connection() -> None:
    assert every(Connection, "# A\n\n## States\n\n| From | To | Trigger |\n|-|-|-|\n| a | b | c |\n") == []


def test_several_services_in_one_heading() -> None:
    (given_,) = every(Responsibilities, "# A\n\n## Service Responsibilities\n\n### 5.1 Media & Auth Services\n\n- x\n")
    assert given_.service.span.text == "Media & Auth Services"
    assert [ref.span.text for ref in given_.parts] == ["Media", "Auth Services"]


def findings(text: str, *more: tuple[str, str]) -> list[tuple[str, Finding]]:
    files = {"architecture.md": text, **dict(more)}
    analysis = analyse({path: content.encode() for path, content in files.items()})
    return [(d.rule, d.finding) for d in analysis.diagnostics if d.checklist == 10 or d.severity == "error"]


def api(*arrows: str) -> tuple[str, str]:
    diagram = "\n".join(("```mermaid", "sequenceDiagram", *arrows, "```"))
    return "api_specification.md", f"# Gateway REST API Specification\n\n{diagram}\n"


THREE = """# Backend System Architecture

## 2. Services

| Service | Type | Role |
|-|-|-|
| gateway | REST | x |
| auth-service | gRPC | y |
| user-service | gRPC | z |

## 3. Infrastructure

| Component | Technology | Purpose |
|-|-|-|
| Cache | Redis | sessions |
| Mail | SendGrid | e-mail |

## 4. Architecture Diagram

```mermaid
graph TB
    GW[Gateway] --> AS[Auth Service]
    GW --> US[User Service]
    AS --> US
    AS --> R[(Redis)]
    US --> SG[SendGrid API]
```

## 6. Communication Patterns

| From | To | Protocol | Auth |
|-|-|-|-|
| gateway | auth-service, user-service | gRPC | mTLS |
| auth-service | user-service | gRPC | mTLS |
| auth-service | Redis | RESP | ACL |
| user-service | SendGrid | HTTPS | key |
"""


class TestItemTen:
    """Services and connections against the diagram and the table."""

    def test_all_is_there(self) -> None:
        arrows = ("Client->>Gateway: x", "Gateway->>AuthService: Login", "AuthService->>UserService: Get",
                  "AuthService->>Cache: GET a:{b}", "UserService->>SendGrid: send", "AuthService-->>Gateway: ok")  # fmt: skip
        assert findings(THREE, api(*arrows)) == []

    def test_neither_row_nor_line_is_one_finding(self) -> None:
        ((rule, finding),) = findings(THREE, api("UserService->>AuthService: Check"))
        assert rule == "uncharted-connection"
        assert finding.span.text == "Check"

    def test_no_line(self) -> None:
        ((rule, finding),) = findings(THREE.replace("    AS --> US\n", ""), api("AuthService->>UserService: Get"))
        assert (rule, finding.span.text) == ("undrawn-connection", "Get")

    def test_a_line_that_points_the_other_way(self) -> None:
        text = THREE.replace("    AS --> US\n", "    US --> AS\n")
        assert [rule for rule, _ in findings(text, api("AuthService->>UserService: Get"))] == ["undrawn-connection"]
        assert (
            findings(THREE.replace("    AS --> US\n", "    US --- AS\n"), api("AuthService->>UserService: Get")) == []
        )

    def test_both_ways_to_a_store_are_one_finding(self) -> None:
        found = findings(THREE, api("UserService->>Redis: GET a:{b}", "Redis->>UserService: expired a:{b}"))
        assert [rule for rule, _ in found] == ["uncharted-connection"]

    def test_no_row_for_a_store(self) -> None:
        ((rule, finding),) = findings(THREE, api("UserService->>Redis: GET a:{b}"))
        assert (rule, finding.span.text) == ("uncharted-connection", "GET a:{b}")

    def test_a_store_that_is_nowhere_is_one_finding(self) -> None:
        found = findings(THREE, api("UserService->>Kafka: publish", "AuthService->>Kafka: publish too"))
        assert [rule for rule, _ in found] == ["uncharted-connection"]
        assert "1 more" in found[0][1].message

    def test_an_actor_that_the_architecture_does_not_know(self) -> None:
        assert findings(THREE, api("UserService->>Rule Engine: ask", "Scheduler->>UserService: tick")) == []

    def test_outside_parties(self) -> None:
        ((rule, _),) = findings(THREE, api("AuthService->>SendGrid: send"))
        assert rule == "uncharted-connection"

    def test_removed_row(self) -> None:
        rules = [
            rule for rule, _ in findings(THREE.replace("| gateway | auth-service, user-service | gRPC | mTLS |\n", ""))
        ]
        assert rules == ["missing-from-communication"]

    def test_service_without_node(self) -> None:
        text = (
            THREE.replace("    GW --> US[User Service]\n", "")
            .replace("    AS --> US\n", "")
            .replace("    US --> SG[SendGrid API]\n", "")
        )
        assert [rule for rule, _ in findings(text, api("AuthService->>UserService: Get"))] == ["missing-from-diagram"]


PIECES = st.sampled_from(
    [
        *SEED.splitlines(True),
        *WIDE.splitlines(True),
        *LISTS.splitlines(True),
        "|",
        "`",
        "→",
        "**",
        "\n",
        "\\|",
        "（",
        "<br>",
        "🎉 ",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_extraction_never_raises(text: str) -> None:
    found = facts(text)
    for fact in (*found.stated, *found.references):
        assert 0 <= fact.span.start <= fact.span.end <= len(text)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, len(SEED)), st.integers(0, 40), st.sampled_from(["", "|", "`", "\n\n", "#", "```", "用"]))
def test_mutated_documents(at: int, length: int, text: str) -> None:
    facts(SEED[:at] + text + SEED[at + length :])
