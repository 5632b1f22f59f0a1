"""A group of findings as one diagnostic: where it points, what it says, what would remove the cause."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from backend_spec.cause.group import Group
from backend_spec.diagnostic import Diagnostic, Finding, Fix, Label
from backend_spec.model.entity import Entity
from backend_spec.model.error import ErrorCode
from backend_spec.text import Edit, Spanned

_NOUNS = {
    "service": ("service", "the architecture"),
    "endpoint": ("endpoint", "the API specification"),
    "role": ("role", "the role definitions"),
    "grpc-service": ("proto service", "the gRPC specification"),
    "rpc": ("RPC", "the gRPC specification"),
    "message": ("message", "the gRPC specification"),
    "error": ("error", "the error registry"),
    "table": ("table", "the database schema"),
    "cache-key": ("cache key", "the cache specification"),
    "topic": ("topic", "the topic registry"),
    "event": ("event", "the event catalog"),
}
"""What people call a kind of entity, and where it is declared."""

_LABELS = 3


def told(found: Sequence[Diagnostic], group: Group) -> Diagnostic:
    """The one diagnostic. It has the rule, the severity and the checklist item of its worst finding, the first of
    several; what follows from unread text those of the finding that says so."""
    places = tuple(found[at] for at in group.members)
    worst = min(places, key=lambda one: (one.severity.rank, one.checklist is None, one.order))
    lead = worst if group.origin is None else found[group.origin]
    naming = [found[at] for at in group.members if at not in group.lacking]
    if group.origin is not None:
        finding, subject = _unread(lead, places), f"{lead.subject} {lead.span.source.path}"
    elif group.moved:
        finding, subject = _moved(group, lead, naming), f"moved prefix {group.moved[0]} {group.moved[1]}"
    elif group.kind not in _NOUNS:
        finding, subject = _alike(lead, places), f"{group.kind} {group.name}"
    else:
        finding, subject = _undeclared(group, lead, naming), f"undeclared {group.kind} {group.name}"
    return Diagnostic(lead.rule, worst.severity, finding, subject, lead.checklist, places=places)


def _unread(lead: Diagnostic, places: Sequence[Diagnostic]) -> Finding:
    more = _counted(len(places) - 1, "more finding")
    verb = "follows" if len(places) == 2 else "follow"
    message = f"{lead.finding.message}; {more} {verb} from that"
    return Finding(lead.span, message, lead.finding.labels, lead.finding.help, lead.finding.fix, lead.finding.roots)


def _moved(group: Group, lead: Diagnostic, naming: Sequence[Diagnostic]) -> Finding:
    assert group.moved
    assert group.renamed
    old, new = group.moved
    name = group.renamed.name.span
    return Finding(
        lead.span,
        f"{_counted(len(group.names), 'path')} with the prefix `{old}`, in {_places(naming)}, "
        f"would be right with `{new}`: the API specification declares them so",
        (Label(name, "declared here, for one"),),
        f"write `{new}` for `{old}` in those places, or declare the endpoints under `{old}`",
        _fix(f"write `{new}` for `{old}`", old, new, naming),
    )


def _alike(lead: Diagnostic, places: Sequence[Diagnostic]) -> Finding:
    finding, more = lead.finding, len(places) - 1
    if all(one.finding.message == finding.message for one in places):
        said = f"so too in {_counted(more, 'more place')}"
    else:
        said = f"{_counted(more, 'more finding')} {'has' if more == 1 else 'have'} the same cause"
    return Finding(lead.span, f"{finding.message}; {said}", finding.labels, finding.help)


def _undeclared(group: Group, lead: Diagnostic, naming: Sequence[Diagnostic]) -> Finding:
    noun, home = _NOUNS[group.kind]
    name, entity = group.name, group.renamed
    counted = f"is named in {_places(naming)}"
    if entity is None or not group.sure:
        labels = [label for one in naming for label in one.finding.labels][: 50 * _LABELS]
        if entity:
            labels = [Label(entity.name.span, "nothing refers to this one: was it renamed?")]
        distinct = {(label.span.order, label.text): label for label in labels}
        message = f"the {noun} `{name}` {counted}, and declared nowhere"
        return Finding(lead.span, message, tuple(distinct.values())[:_LABELS], lead.finding.help)
    written = _written(entity, name)
    if isinstance(entity, ErrorCode) and written is not entity.name:
        said = f"{home} has `{entity.key}` under the name `{written.value}`"
    elif isinstance(entity, ErrorCode) and entity.label:
        said = f"{home} has `{entity.label.value}` as `{written.value}`"
    else:
        others = {"": ", which nothing refers to", "here": ", which no other document refers to"}.get(group.uses, "")
        said = f"{home} declares `{written.value}`{others}"
    return Finding(
        written.span,
        f"`{name}` {counted}, but {said}: was it renamed?",
        (),
        f"write `{written.value}` in those places, or give the declaration its old name back",
        _fix(f"write `{written.value}` for `{name}`", name, written.value, naming),
    )


def _written(entity: Entity, name: str) -> Spanned[str]:
    """The part of a declaration that a name should agree with: of an error the code or the name."""
    if isinstance(entity, ErrorCode):
        return (entity.code if name.isdigit() else entity.label) or entity.name
    return entity.name


def _fix(title: str, old: str, new: str, naming: Iterable[Diagnostic]) -> Fix | None:
    """Edits at all places, if all write the name alike. That the name is the one that is meant is a guess."""
    edits = {}
    for one in naming:
        if one.span.text.count(old) != 1:
            return None
        start = one.span.start + one.span.text.index(old)
        edits[one.span.order] = Edit(one.span.source.span(start, start + len(old)), new)
    return Fix(f"{title} in {_counted(len(edits), 'place')}", tuple(edits.values()), safe=False)


def _places(diagnostics: Iterable[Diagnostic]) -> str:
    return _counted(len({one.span.order for one in diagnostics}), "place")


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
