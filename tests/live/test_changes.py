"""What a save changed, and what the terminal tells of it."""

from __future__ import annotations

import io

import pytest

from backend_spec.config import Config, RuleSetting
from backend_spec.live.changes import Changes, changes
from backend_spec.live.session import Judged, Session
from backend_spec.live.terminal import Terminal
from backend_spec.project import rules
from specification import API, ERRORS

# One rule alone, so that the tests stay as they are when others come.
ALONE = Config(rules={rule.id: RuleSetting("off") for rule in rules() if rule.id != "undefined-error"})


class Told:
    """A session and what its terminal shows."""

    def __init__(self) -> None:
        self.session = Session()
        self.out = io.StringIO()
        self.terminal = Terminal(self.out, "docs/")

    def __call__(self, api: str = API, errors: str = ERRORS) -> str:
        files = {"api_specification.md": api.encode(), "error_specification.md": errors.encode()}
        self.terminal.tell(self.session.judge(files, ALONE), 0.038)
        text = self.out.getvalue()
        self.out.seek(0)
        self.out.truncate()
        return text


def judged(api: str) -> Judged:
    files = {"api_specification.md": api.encode(), "error_specification.md": ERRORS.encode()}
    return Session().judge(files, ALONE)


def between(before: str, after: str) -> Changes:
    return changes(judged(before).report, judged(after).report)


ONE = API.replace("`1002`", "`1030`")
OTHER = API.replace("`1001`", "`1031`")
BOTH = ONE.replace("`1001`", "`1031`")
TWICE = ONE.replace("`1001`", "`1030`")


def test_the_example_holds_what_the_tests_replace() -> None:
    assert len({API, ONE, OTHER, BOTH, TWICE}) == 5
    assert [len(judged(text).report["diagnostics"]) for text in (API, ONE, OTHER, BOTH, TWICE)] == [0, 1, 1, 2, 1]


def test_the_first_verdict_is_all_new() -> None:
    found = changes(None, judged(BOTH).report)
    assert (len(found.new), len(found.gone), found.plus) == (2, 0, 2)


def test_what_has_only_moved_is_silent() -> None:
    moved = ONE.replace("# Gateway REST API Specification\n", "# Gateway REST API Specification\n\nMore.\n")
    assert between(ONE, moved) == Changes([], [], 0, 0)


def test_one_comes_and_one_goes() -> None:
    found = between(ONE, OTHER)
    assert ["1031" in one["message"] for one in found.new] == [True]
    assert ["1030" in one["message"] for one in found.gone] == [True]
    assert (found.plus, found.minus) == (1, 1)


def test_a_finding_that_gets_company_is_not_fixed() -> None:
    assert judged(TWICE).report["diagnostics"][0]["places"]
    found = between(ONE, TWICE)
    assert (len(found.new), found.gone) == (1, [])
    back = between(TWICE, ONE)
    assert (back.new, len(back.gone)) == ([], 1)


def test_another_severity_is_told() -> None:
    files = judged(ONE).files
    lowered = Config(rules={**ALONE.rules, "undefined-error": RuleSetting("warning")})
    found = changes(judged(ONE).report, Session().judge(files, lowered).report)
    assert (len(found.new), found.gone, found.plus, found.minus) == (1, [], 0, 0)


def test_the_terminal_tells_what_changed() -> None:
    told = Told()
    assert told() == "✓ no findings  38 ms\n"
    text = told(ONE)
    assert text.startswith("error[undefined-error]: ")
    assert "  --> docs/api_specification.md:23:18\n" in text
    assert text.endswith("\n\n1 error  (+1)  38 ms\n")
    assert told(ONE + "\nMore.\n") == "1 error  38 ms\n"
    text = told(OTHER)
    assert "`1031`" in text
    assert "fixed  error[undefined-error] docs/api_specification.md:23 `POST /api/v1/auth/login` returns" in text
    assert text.endswith("1 error  (+1 −1)  38 ms\n")
    assert told().endswith("✓ no findings  (−1)  38 ms\n")


def test_many_that_are_gone_are_counted() -> None:
    rows = "".join(f"| 400         | `{code}` | x |\n" for code in range(5001, 5031))
    line = next(line for line in API.splitlines(keepends=True) if "`1002`" in line)
    told = Told()
    told(API.replace(line, line + rows))
    text = told()
    assert text.count("fixed  ") == 11
    assert "fixed  and 20 more" in text
    assert text.endswith("✓ no findings  (−30)  38 ms\n")


def test_a_specification_that_is_none_is_never_clean() -> None:
    told = io.StringIO()
    Terminal(told).tell(Session().judge({"notes.md": b"# Notes\n"}, Config()), 0.001)
    assert told.getvalue() == "no specification document was found  1 ms\n"


@pytest.mark.parametrize(("forced", "refused", "coloured"), [("1", "", True), ("1", "1", False), ("", "", False)])
def test_colours(monkeypatch: pytest.MonkeyPatch, forced: str, refused: str, coloured: bool) -> None:
    monkeypatch.setenv("FORCE_COLOR", forced)
    monkeypatch.setenv("NO_COLOR", refused)
    assert ("\x1b[" in Told()(ONE)) == coloured


def test_a_terminal_that_is_gone_ends_nothing() -> None:
    told = Told()
    told.out.close()
    told.terminal.tell(told.session.judge({"notes.md": b""}, Config()), 0.001)
    told.terminal.complain("nobody hears it")
