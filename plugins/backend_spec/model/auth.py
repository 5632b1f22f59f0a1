"""Nouns of the authentication specification."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from backend_spec.model.cache import CacheKey
from backend_spec.model.entity import Entity, Ref, Statement
from backend_spec.model.error import ErrorCode
from backend_spec.model.http import Endpoint
from backend_spec.text import Spanned


@dataclass(frozen=True, slots=True)
class AuthFlow(Entity):
    """An authentication flow: a sub-section with its diagrams. The name is the heading without its number."""

    kind: ClassVar[str] = "auth-flow"

    diagrams: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Token(Statement):
    """A row of the token types table, with the cache keys that it names."""

    name: Spanned[str]
    ttl: Spanned[str] | None = None
    storage: Spanned[str] | None = None
    keys: tuple[Ref[CacheKey], ...] = ()


@dataclass(frozen=True, slots=True)
class Mechanism(Statement):
    """A row of the security mechanisms table."""

    name: Spanned[str]
    implementation: Spanned[str] | None = None


@dataclass(frozen=True, slots=True)
class JwtPayload(Statement):
    """An example of a token's payload: its claims in order. `section` is the title that it stands under."""

    section: str
    claims: tuple[Spanned[str], ...]
    lifetime: Spanned[int] | None = None
    """The seconds from `iat` to `exp`, at the latter's value."""
    type: str = ""
    """What tells the sort of token: the claim for it (`access`, `refresh`), else the text right above."""


@dataclass(frozen=True, slots=True)
class SessionEvent(Statement):
    """A row of the session lifecycle table: what happens, and the state that tokens are in then."""

    event: Spanned[str]
    state: Spanned[str] | None = None


@dataclass(frozen=True, slots=True)
class FlowEndpoint(Statement):
    """An endpoint that the authentication document names for certain. `flow` is the flow, or the section."""

    flow: str
    endpoint: Ref[Endpoint]

    @property
    def subject(self) -> str:
        return f"auth-flow {self.flow} endpoint {self.endpoint.key}"


@dataclass(frozen=True, slots=True)
class FlowError(Statement):
    """An error that the authentication document names for certain, by code or by name."""

    flow: str
    error: Ref[ErrorCode]

    @property
    def subject(self) -> str:
        return f"auth-flow {self.flow} error {self.error.key}"


@dataclass(frozen=True, slots=True)
class SessionItem(Statement):
    """A cache key that the authentication document names for certain."""

    flow: str
    key: Ref[CacheKey]

    @property
    def subject(self) -> str:
        return f"auth-flow {self.flow} key {self.key.key}"
