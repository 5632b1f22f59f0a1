"""Nouns of the authentication specification."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from backend_spec.model.cache import CacheKey
from backend_spec.model.entity import Entity, Ref, Statement
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
