"""What a project makes of findings: severities, rules turned off, options; and each finding's lasting identity."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

from msgspec.structs import replace

from backend_spec.config import Config, ConfigError, RuleSetting
from backend_spec.diagnostic import Diagnostic, Severity
from backend_spec.rule import Rule

_UNSET = RuleSetting()


def severities(rules: Sequence[Rule], config: Config) -> Mapping[str, Severity]:
    """The severity of each rule that is on. Raises ConfigError for a rule or a rule's option that does not exist."""
    known = {rule.id: rule for rule in rules}
    for id, setting in config.rules.items():
        if id not in known:
            close = get_close_matches(id, known, 1)
            hint = f"; did you mean `{close[0]}`?" if close else ""
            raise ConfigError(f"`rules.{id}`: there is no rule of this name{hint}")
        for option in setting.options:
            if option not in known[id].options:
                names = ", ".join(known[id].options) or "none"
                raise ConfigError(f"`rules.{id}.{option}`: the rule has no such option (options: {names})")
    chosen = {}
    for rule in rules:
        severity = config.rules.get(rule.id, _UNSET).severity or str(rule.severity)
        if severity != "off":
            chosen[rule.id] = Severity(severity)
    return chosen


def identified(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The diagnostics in the order in which they are shown, each with its fingerprint.

    A fingerprint is made of the rule, the fact it is about and the text it points at, never of a line number; equal
    ones are told apart by counting.
    """
    counts: dict[str, int] = {}

    def named(diagnostic: Diagnostic) -> Diagnostic:
        parts = (diagnostic.rule, diagnostic.span.source.path, diagnostic.subject, diagnostic.span.text[:200])
        if diagnostic.places:
            parts = ("cause", "", diagnostic.subject, "")  # the same when one of the places is gone
        identity = "\0".join(" ".join(part.split()) for part in parts)
        counts[identity] = counts.get(identity, 0) + 1
        digest = hashlib.sha256(f"{identity}\0{counts[identity]}".encode(errors="replace")).hexdigest()[:16]
        return replace(diagnostic, fingerprint=digest)

    ordered = sorted(diagnostics, key=lambda diagnostic: diagnostic.order)
    every = sorted((one for diagnostic in ordered for one in diagnostic.findings), key=lambda one: one.order)
    single = {id(one): named(one) for one in every}
    return tuple(
        named(replace(diagnostic, places=tuple(single[id(one)] for one in diagnostic.places)))
        if diagnostic.places
        else single[id(diagnostic)]
        for diagnostic in ordered
    )
