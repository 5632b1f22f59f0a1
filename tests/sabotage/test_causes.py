"""One cause, one diagnostic: every kind of entity renamed in the example; two independent faults stay two."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest
from msgspec.structs import replace

from backend_spec import check
from backend_spec.cause import grouped
from backend_spec.config import Config, RuleSetting
from backend_spec.diagnostic import Diagnostic, Finding, Root, Severity
from backend_spec.project import Analysis, analyse
from backend_spec.report.concise import concise
from backend_spec.report.contract import contract
from backend_spec.report.frame import split
from backend_spec.report.text import diagnostics, plain, summary
from backend_spec.text import Source
from sabotage import workshop
from sabotage.causes.renames import CAUSES, Cause, opened, within
from sabotage.cut import API, ARCHITECTURE, ERRORS, GRPC

BY_NAME = {cause.name: cause for cause in CAUSES}


def after(*causes: Cause) -> Analysis:
    texts = dict(workshop.texts())
    for cause in causes:
        cause.change(texts)
    return workshop.analyse({path: text.encode() for path, text in texts.items()})


def places(found: tuple[Diagnostic, ...]) -> list[tuple[object, ...]]:
    return sorted((d.rule, d.severity, *d.span.order, d.subject, d.finding.message, d.fingerprint) for d in found)


@pytest.mark.parametrize("cause", CAUSES, ids=lambda cause: cause.name.replace(" ", "-"))
def test_one_cause_is_one_diagnostic(cause: Cause, monkeypatch: pytest.MonkeyPatch) -> None:
    analysis = after(cause)
    [diagnostic] = analysis.diagnostics
    assert (diagnostic.span.source.path, diagnostic.span.text) == (cause.path, cause.text)
    assert diagnostic.finding.message.startswith(cause.message)
    assert diagnostic.finding.help
    assert diagnostic.severity == min((one.severity for one in diagnostic.places), key=lambda one: one.rank)
    if cause.places:
        found: dict[str, Counter[str]] = {}
        for one in diagnostic.findings:
            found.setdefault(one.span.source.path, Counter())[one.rule] += 1
        assert found == cause.places
        assert {one.span.text for one in diagnostic.findings} - {cause.text} == cause.texts
    monkeypatch.setattr(check, "grouped", lambda diagnostics, graph, crashes: [*crashes, *diagnostics])
    apart = after(cause)
    assert places(analysis.findings) == places(apart.diagnostics)
    assert len(apart.diagnostics) == len(diagnostic.findings)
    assert analysis.checklist == apart.checklist


APART = [name for name in BY_NAME if "fence" not in name]
PAIRS = [pair for step in (1, 5) for pair in zip(APART, APART[step:], strict=False)]
SHARED = {  # two changes of one name, or to one name
    ("a service in the Services table", "a proto service"),
    ("a service in the Services table", "a service in the whole architecture"),
    ("an RPC", "a proto service"),
    ("the path of an endpoint", "a prefix of paths in one document"),
    ("an error's name", "an error's code"),
    ("a table", "a table in the whole schema"),
}


@pytest.mark.parametrize(("one", "other"), [pair for pair in PAIRS if pair not in SHARED])
def test_two_causes_are_two_diagnostics(one: str, other: str) -> None:
    analysis = after(BY_NAME[one], BY_NAME[other])
    assert len(analysis.diagnostics) == 2, [d.finding.message for d in analysis.diagnostics]
    told = sorted(len(after(BY_NAME[name]).findings) for name in (one, other))
    assert sorted(len(diagnostic.findings) for diagnostic in analysis.diagnostics) == told


def test_two_services_renamed_at_once_are_told_apart_by_their_names() -> None:
    services = (("user-service", "account-service"), ("media-service", "media-store"))
    changes = [within(ARCHITECTURE, "## 2. Services", "## 3.", f"`{old}`", f"`{new}`") for old, new in services]
    texts = dict(workshop.texts())
    for change in changes:
        change(texts)
    analysis = workshop.analyse({path: text.encode() for path, text in texts.items()})
    assert [d.span.text for d in analysis.diagnostics] == ["account-service", "media-store"]


def test_an_unclosed_fence_hides_no_independent_fault() -> None:
    texts = dict(workshop.texts())
    opened(GRPC, "### 14.3 Error Codes", "```proto")(texts)
    within(ERRORS, "### 2.3 ", "### 2.4", "| `2001` |", "| `2099` |")(texts)
    analysis = workshop.analyse({path: text.encode() for path, text in texts.items()})
    assert [d.span.text for d in analysis.diagnostics] == ["2099", "~~~proto"]


# The stage by itself.


def finding(source: Source, name: str, at: int, *roots: Root, rule: str = "undefined") -> Diagnostic:
    start = [index for index in range(len(source.text)) if source.text.startswith(name, index)][at]
    span = source.span(start, start + len(name))
    return Diagnostic(rule, Severity.ERROR, Finding(span, f"`{name}` is missing", roots=roots), f"use {at}")


def sizes(found: list[Diagnostic]) -> list[int]:
    return [len(diagnostic.findings) for diagnostic in grouped(found, analyse({}).graph)]


def test_one_name_of_two_kinds_is_two_causes() -> None:
    source = Source("x.md", "admin admin admin admin")
    role, table = Root("role", "admin"), Root("table", "admin")
    assert sizes([finding(source, "admin", at, role if at < 2 else table) for at in range(4)]) == [2, 2]


def test_two_names_are_two_causes_and_one_finding_stays_alone() -> None:
    source = Source("x.md", "orders orders payments payments refunds")
    found = [finding(source, "orders", at, Root("table", "orders")) for at in (0, 1)]
    found += [finding(source, "payments", at, Root("table", "payments")) for at in (0, 1)]
    found += [finding(source, "refunds", 0, Root("table", "refunds"))]
    assert sizes(found) == [1, 2, 2]
    assert [one for one in grouped(found, analyse({}).graph) if not one.places] == found[-1:]


@pytest.mark.parametrize(
    ("kind", "spellings"),
    [
        ("service", ["auth-service", "Auth Service", "AuthService"]),
        ("endpoint", ["POST /api/v1/users/:id", "POST /users/{user_id}", "post /v1/users/<id>"]),
        ("cache-key", ["session:{user_id}:{token}", "session:{uid}:web"]),
        ("topic", ["user.created", "user.created.dlq", "USER_CREATED"]),
        ("table", ["users", "auth.users", "user"]),
        ("rpc", ["AuthService.Login", "nihao.auth.v1.AuthService/Login", "Auth Service.GetUser"]),
    ],
)
def test_spellings_of_one_name_are_one_cause(kind: str, spellings: list[str]) -> None:
    source = Source("x.md", "\n".join(spellings))
    found = [finding(source, spelling, 0, Root(kind, spelling)) for spelling in spellings]
    [diagnostic] = grouped(found, analyse({}).graph)
    assert len(diagnostic.places) == len(spellings)


@pytest.mark.parametrize(
    ("text", "together"),
    [
        ("401 `2001` (`NO_SUCH_USER`)\n2001\nNO_SUCH_USER", True),
        ("| `NO_SUCH_USER` | `2001` | no user |\n2001\nNO_SUCH_USER", True),
        ("`2001`, `NO_SUCH_USER`\n2001\nNO_SUCH_USER", False),
        ("`2001` / `NO_SUCH_USER`\n2001\nNO_SUCH_USER", False),
    ],
)
def test_a_code_and_a_name_side_by_side_are_one_error(text: str, together: bool) -> None:
    # A third missing error in the file, so that the two are not simply what is left over.
    source = Source("x.md", text + "\nLOCKED_OUT LOCKED_OUT")
    named = [("2001", at) for at in (0, 1)] + [("NO_SUCH_USER", at) for at in (0, 1)]
    named += [("LOCKED_OUT", at) for at in (0, 1)]
    found = [finding(source, name, at, Root("error", name)) for name, at in named]
    assert sorted(sizes(found)) == ([2, 4] if together else [2, 2, 2])


def test_a_section_missing_in_two_documents_is_two_causes() -> None:
    sources = [Source("x.md", "# X"), Source("y.md", "# Y")]
    assert sizes([finding(one, "#", 0, Root("section", "Overview")) for one in sources]) == [1, 1]


def test_the_order_of_findings_makes_no_difference() -> None:
    apart = [replace(one, fingerprint="") for one in after(BY_NAME["a table"], BY_NAME["a topic"]).findings]
    graph = after(BY_NAME["a table"], BY_NAME["a topic"]).graph
    assert grouped(apart, graph) == grouped(apart[::-1], graph)


# What people see of it.


def test_severities_are_set_before() -> None:
    texts = dict(workshop.texts())
    BY_NAME["a topic"].change(texts)
    files = {path: text.encode() for path, text in texts.items()}
    rules = {"undefined-topic": RuleSetting("info"), "unused-topic": RuleSetting("off")}
    [diagnostic] = analyse(files, Config(rules=rules)).diagnostics
    assert Counter(one.rule for one in diagnostic.places) == {"undefined-topic": 11, "missing-dead-letter-topic": 1}
    assert (diagnostic.rule, diagnostic.severity) == ("missing-dead-letter-topic", Severity.WARNING)


def test_the_reports_show_every_place() -> None:
    analysis = after(BY_NAME["a table"])
    report = contract(analysis)
    [diagnostic] = report["diagnostics"]
    assert report["summary"]["error"] == 1
    assert len(diagnostic["places"]) == 16
    assert len(concise_lines := list(concise(report))) == 1, concise_lines
    assert [item["findings"] for item in report["checklist"] if item["findings"]] == [14]
    lines = {path: split(source.text) for path, source in analysis.sources.items()}
    shown = "\n".join(diagnostics(report, lines.__getitem__, plain))
    listed = " ".join(line.strip() for line in shown.split("= rules")[0].splitlines())
    for place in diagnostic["places"]:
        assert f"{place['line']}" in listed
    assert "= rules: undefined-table 14, undrawn-table 1, unowned-table 1" in shown
    told = list(summary(report, {"entities": {}, "other": 0, "seconds": "0 s"}, plain))
    assert told[-1] == "Found 1 error, 16 findings in all.  (0 s)"


def test_a_fix_edits_every_place_that_has_the_name() -> None:
    [diagnostic] = after(BY_NAME["a role"]).diagnostics
    assert diagnostic.finding.fix is None, "that it was renamed is hardly more than possible"
    assert [label.span.text for label in diagnostic.finding.labels] == ["curator"]
    analysis = after(BY_NAME["a cache key"])
    [diagnostic] = analysis.diagnostics
    assert diagnostic.finding.fix
    assert not diagnostic.finding.fix.safe
    files = {path: source.text for path, source in analysis.sources.items()}
    for edit in sorted(diagnostic.finding.fix.edits, key=lambda edit: edit.span.order, reverse=True):
        text = files[edit.span.source.path]
        files[edit.span.source.path] = text[: edit.span.start] + edit.text + text[edit.span.end :]
    fixed = workshop.analyse({path: text.encode() for path, text in files.items()})
    assert fixed.diagnostics == ()


def test_a_fingerprint_stays_when_a_place_is_mended() -> None:
    texts = dict(workshop.texts())
    BY_NAME["a role"].change(texts)
    known = workshop.analyse({path: text.encode() for path, text in texts.items()})
    within(API, "#### 11.1.5 Sign Out", "#### 11.1.6", "moderator", "curator")(texts)
    mended = workshop.analyse({path: text.encode() for path, text in texts.items()})
    assert len(mended.findings) < len(known.findings)
    assert [d.fingerprint for d in mended.diagnostics] == [d.fingerprint for d in known.diagnostics]


def test_pairs_cover_every_cause() -> None:
    assert {name for pair in PAIRS if pair not in SHARED for name in pair} == set(APART)
    assert all(pair in list(combinations(APART, 2)) for pair in SHARED)
