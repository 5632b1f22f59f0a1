"""Nouns of the error registry."""

from __future__ import annotations

from typing import ClassVar

from backend_spec.model.architecture import Service
from backend_spec.model.entity import Entity, Ref, Statement
from backend_spec.text import Span, Spanned


class ErrorCode(Entity, frozen=True):
    """A row of the error code registry. Its name is the code as text, or the error's name where there is no code.

    `category` is the title of the sub-section or table that it stands in.
    """

    kind: ClassVar[str] = "error"

    code: Spanned[str] | None = None
    label: Spanned[str] | None = None
    """The error's name, such as `INVALID_CREDENTIALS`."""
    http: Spanned[str] | None = None
    grpc: Spanned[str] | None = None
    description: Spanned[str] | None = None
    category: Spanned[str] | None = None

    @property
    def number(self) -> int | None:
        """The code as a number, where it is one."""
        return int(self.code.value) if self.code and self.code.value.isascii() and self.code.value.isdigit() else None

    def attributes(self) -> dict[str, object]:
        return {
            "code": self.code and self.code.value,
            "name": self.label and self.label.value,
            "http": self.http and self.http.value,
            "grpc": self.grpc and self.grpc.value,
        }


class ErrorRange(Entity, frozen=True):
    """A row of the code range allocation, named `1000-1999`; both ends belong to it.

    `table` is where its table stands: ranges of one table share it. `owners` are the services that raise its codes,
    as the allocation says, `shared` that it names a group of services ("all services").
    """

    kind: ClassVar[str] = "error-range"

    start: int
    end: int
    category: Spanned[str] | None = None
    table: Span | None = None
    backwards: bool = False
    """It is written with its last code first."""
    owners: tuple[Ref[Service], ...] = ()
    shared: bool = False

    def attributes(self) -> dict[str, object]:
        return {"start": self.start, "end": self.end}


class Propagation(Statement, frozen=True):
    """A row of the gRPC error propagation mapping: a gRPC status and what it becomes."""

    grpc: Spanned[str] | None = None
    http: Spanned[str] | None = None
    errors: tuple[Ref[ErrorCode], ...] = ()
