"""Nouns of the cache specification."""

from __future__ import annotations

from typing import ClassVar

from backend_spec.model.architecture import Service
from backend_spec.model.entity import Entity, Ref, Statement
from backend_spec.notation import redis
from backend_spec.text import Span, Spanned


class CacheKey(Entity, frozen=True):
    """A cache item: a key pattern such as `session:{user_id}:{token_id}`."""

    kind: ClassVar[str] = "cache-key"

    value: Spanned[str] | None = None
    ttl: Spanned[str] | None = None
    services: tuple[Ref[Service], ...] = ()
    purpose: Spanned[str] | None = None
    ttl_place: Span | None = None
    """The cell for the TTL, where the item's table has such a column."""

    def attributes(self) -> dict[str, object]:
        return {
            "ttl": self.ttl and self.ttl.value,
            "service": ", ".join(service.key for service in self.services) or None,
        }


class OperationGroup(Statement, frozen=True):
    """A sub-section of the operations: `title` names the feature or flow that its steps belong to."""

    title: Spanned[str]


class CacheOperation(Statement, frozen=True):
    """A step: a row with one or more Redis commands, and the keys that they touch."""

    group: str
    commands: tuple[Spanned[str], ...]
    keys: tuple[Ref[CacheKey], ...]
    parsed: tuple[redis.Command, ...] = ()
    """The commands as they were understood, in the same order."""
