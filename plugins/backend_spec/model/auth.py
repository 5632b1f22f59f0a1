"""Nouns of the authentication specification."""

from __future__ import annotations

from typing import ClassVar

from backend_spec.model.cache import CacheKey
from backend_spec.model.entity import Entity, Ref, Statement
from backend_spec.model.error import ErrorCode
from backend_spec.model.http import Endpoint
from backend_spec.text import Spanned


class AuthFlow(Entity, frozen=True):
    """An authentication flow: a sub-section with its diagrams. The name is the heading without its number."""

    kind: ClassVar[str] = "auth-flow"

    diagrams: tuple[str, ...] = ()


class Token(Statement, frozen=True):
    """A row of the token types table, with the cache keys that it names."""

    name: Spanned[str]
    ttl: Spanned[str] | None = None
    storage: Spanned[str] | None = None
    keys: tuple[Ref[CacheKey], ...] = ()


class Mechanism(Statement, frozen=True):
    """A row of the security mechanisms table."""

    name: Spanned[str]
    implementation: Spanned[str] | None = None


class JwtPayload(Statement, frozen=True):
    """An example of a token's payload: its claims in order. `section` is the title that it stands under."""

    section: str
    claims: tuple[Spanned[str], ...]
    lifetime: Spanned[int] | None = None
    """The seconds from `iat` to `exp`, at the latter's value."""
    type: str = ""
    """What tells the sort of token: the claim for it (`access`, `refresh`), else the text right above."""


class SessionEvent(Statement, frozen=True):
    """A row of the session lifecycle table: what happens, and the state that tokens are in then."""

    event: Spanned[str]
    state: Spanned[str] | None = None


class FlowEndpoint(Statement, frozen=True):
    """An endpoint that the authentication document names for certain. `flow` is the flow, or the section."""

    flow: str
    endpoint: Ref[Endpoint]

    @property
    def subject(self) -> str:
        return f"auth-flow {self.flow} endpoint {self.endpoint.key}"


class FlowError(Statement, frozen=True):
    """An error that the authentication document names for certain, by code or by name."""

    flow: str
    error: Ref[ErrorCode]

    @property
    def subject(self) -> str:
        return f"auth-flow {self.flow} error {self.error.key}"


class SessionItem(Statement, frozen=True):
    """A cache key that the authentication document names for certain."""

    flow: str
    key: Ref[CacheKey]

    @property
    def subject(self) -> str:
        return f"auth-flow {self.flow} key {self.key.key}"
