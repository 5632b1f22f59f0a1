"""What a rule says (`Finding`) and what people see of it (`Diagnostic`)."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from backend_spec.text import Edit, Span


class Severity(StrEnum):
    """How bad a diagnostic is. Only errors make a check fail."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return list(Severity).index(self)


class Label(Struct, frozen=True):
    """A second place that explains a finding: "registered here"."""

    span: Span
    text: str


class Fix(Struct, frozen=True):
    """Edits that remove a finding's cause. A safe fix never changes what the document means."""

    title: str
    edits: tuple[Edit, ...]
    safe: bool = True


class Root(Struct, frozen=True):
    """An entity that a finding comes down to: one that is named and declared nowhere, or a `declared` one that some
    place lacks. Findings with one root have one cause."""

    kind: str
    name: str
    declared: bool = False


class Finding(Struct, frozen=True):
    """One fault as a rule reports it. Its rule, severity and identity are not its own to choose.

    `roots` are the entities that it may come down to, the most likely first.
    """

    span: Span
    message: str
    labels: tuple[Label, ...] = ()
    help: str | None = None
    fix: Fix | None = None
    roots: tuple[Root, ...] = ()


class Diagnostic(Struct, frozen=True):
    """A finding under the name of its rule and at the severity that the project gives it.

    `subject` is the fact that the rule was called for (`endpoint POST /api/v1/auth/login`), the stable half of the
    fingerprint; `checklist` the item of the consistency checklist that the rule belongs to, or None. `places` are the
    findings that it stands for, by file and place, when several have one cause; else it has none.
    """

    rule: str
    severity: Severity
    finding: Finding
    subject: str
    checklist: int | None = None
    fingerprint: str = ""
    places: tuple[Diagnostic, ...] = ()

    @property
    def span(self) -> Span:
        return self.finding.span

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """The findings that it stands for: itself when it is a single one."""
        return self.places or (self,)

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Diagnostics are shown by file and place, then by rule and message."""
        return (*self.span.order, self.rule, self.finding.message)
