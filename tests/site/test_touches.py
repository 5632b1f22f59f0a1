"""What touches what: on the example specification, and on small ones for what it does not show."""

from __future__ import annotations

from functools import cache

from backend_spec.config import Config
from backend_spec.files import read_folder
from backend_spec.graph import Graph
from backend_spec.model.architecture import Service
from backend_spec.model.cache import CacheKey
from backend_spec.model.database import Table
from backend_spec.model.entity import Entity
from backend_spec.model.error import ErrorCode
from backend_spec.model.event import Event, Topic
from backend_spec.model.grpc import Message, Rpc
from backend_spec.model.http import Endpoint, Role
from backend_spec.project import analyse
from backend_spec.site.touches import Touches, Verb, touches
from specification import API, ERRORS, EXAMPLE


@cache
def example() -> Graph:
    return analyse(read_folder(EXAMPLE), Config()).graph


def known() -> Touches:
    return example().view(touches)


def one(noun: type[Entity], key: str) -> Entity:
    return example().definitions(noun, key)[0]


def keys(found: tuple[Entity, ...]) -> list[str]:
    return [entity.key for entity in found]


def test_an_endpoint_touches_what_its_section_and_diagram_show() -> None:
    login = one(Endpoint, "POST /api/v1/auth/login")
    assert keys(known().targets(login, Service, Verb.SERVED)) == ["auth-service"]
    assert keys(known().targets(login, Service, Verb.CALLS)) == ["auth-service", "user-service"]
    assert keys(known().targets(login, Rpc)) == ["AuthService.Login", "UserService.GetUserStatus"]
    assert keys(known().targets(login, Table, Verb.READS)) == ["user_credentials"]
    assert keys(known().targets(login, Table, Verb.WRITES)) == ["sessions", "refresh_tokens"]
    assert "2001" in keys(known().targets(login, ErrorCode, Verb.RETURNS))
    assert "session:{user_id}:{session_id}" in keys(known().targets(login, CacheKey, Verb.WRITES))
    assert keys(known().targets(login, Role)) == ["guest", "member", "moderator", "admin"]


def test_an_rpc_does_what_its_service_does_until_the_next_call() -> None:
    login = one(Rpc, "AuthService.Login")
    assert keys(known().targets(login, Table)) == ["user_credentials", "sessions", "refresh_tokens"]
    assert keys(known().targets(login, Rpc, Verb.CALLS)) == ["UserService.GetUserStatus"]
    assert keys(known().targets(login, Message)) == ["LoginRequest", "LoginResponse"]
    assert keys(known().sources(login, Endpoint)) == ["POST /api/v1/auth/login"]


def test_both_ends_tell_the_same() -> None:
    found = known()
    entities = [entity for noun in example().facts for entity in example().all(noun) if isinstance(entity, Entity)]
    there = {(id(t.source), t.verb, id(t.target)) for entity in entities for t in found.of(entity)}
    back = {(id(t.source), t.verb, id(t.target)) for entity in entities for t in found.on(entity)}
    assert there == back
    assert len(there) > 2000


def test_a_table_knows_its_owner_and_who_writes_it() -> None:
    sessions = one(Table, "sessions")
    assert keys(known().sources(sessions, Service, Verb.OWNS)) == ["auth-service"]
    assert "POST /api/v1/auth/login" in keys(known().sources(sessions, Endpoint, Verb.WRITES))


def test_an_event_knows_topic_producer_and_consumer() -> None:
    event = one(Event, "verification_code.email")
    assert keys(known().sources(event, Topic, Verb.CARRIES)) == ["notification.email"]
    assert keys(known().sources(event, Service, Verb.PUBLISHES)) == ["auth-service"]
    assert keys(known().sources(event, Service, Verb.CONSUMES)) == ["notification-service"]


def test_diagrams_know_what_they_illustrate() -> None:
    error = one(ErrorCode, "2001")
    owners = [known().owner(diagram) for diagram in known().diagrams(error)]
    assert "POST /api/v1/auth/login" in [owner.key for owner in owners if owner]


def test_nothing_is_only_mentioned_that_is_known_better() -> None:
    for endpoint in example().all(Endpoint):
        told = {id(t.target) for t in known().of(endpoint) if t.verb is not Verb.MENTIONS}
        assert not told & {id(t.target) for t in known().of(endpoint) if t.verb is Verb.MENTIONS}


def test_little_specifications() -> None:
    assert analyse({"notes.md": b"# Notes\n"}, Config()).graph.view(touches).of(one(Role, "admin")) == ()
    graph = analyse({"errors.md": ERRORS.encode(), "api.md": API.encode()}, Config()).graph
    errors = graph.all(ErrorCode)
    assert errors
    assert any(graph.view(touches).sources(error, Endpoint, Verb.RETURNS) for error in errors)
