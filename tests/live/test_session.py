"""A session says what a run from scratch says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend_spec.config import Config, ConfigError, RuleSetting
from backend_spec.live.session import Judged, Session
from backend_spec.project import Project
from backend_spec.report.contract import contract
from backend_spec.store import Store
from properties.budget import budget
from properties.documents import encoded
from properties.test_pipeline import histories
from properties.test_pipeline import said as everything
from specification import API, ERRORS

FILES = {"api_specification.md": API.encode(), "error_specification.md": ERRORS.encode()}
OTHER = Config(rules={"undefined-error": RuleSetting("warning")})


def said(judged: Judged) -> str:
    """The report and the graph."""
    assert contract(judged.analysis) == judged.report
    return everything(judged.analysis)


def afresh(files: dict[str, bytes], config: Config) -> str:
    return everything(Project(config).analyse(files))


@budget(40)
@given(histories(), st.lists(st.booleans(), min_size=5, max_size=5), st.booleans())
def test_any_history_ends_as_if_it_were_the_beginning(
    tmp_path_factory: pytest.TempPathFactory, states: list[dict[str, str]], others: list[bool], kept: bool
) -> None:
    """Documents are changed, added, deleted, renamed, restored, and options are changed and changed back."""
    session = Session(Store(tmp_path_factory.mktemp("kept")) if kept else None)
    for state, other in zip([*states, states[0]], [*others, False], strict=False):
        config, files = OTHER if other else Config(), encoded(state)
        assert said(session.judge(files, config)) == afresh(files, config)


def test_nothing_is_judged_twice() -> None:
    session = Session()
    first = session.judge(FILES, Config())
    assert session.judge(dict(FILES), Config()) is first
    assert session.judge(FILES, OTHER) is not first


def test_a_wrong_option_leaves_the_session_as_it_was() -> None:
    session = Session()
    first = session.judge(FILES, Config())
    with pytest.raises(ConfigError, match="there is no rule of this name"):
        session.judge(FILES, Config(rules={"undefined-eror": RuleSetting("off")}))
    assert session.judge(FILES, Config()) is first


def test_saves_leave_nothing_on_disk(tmp_path_factory: pytest.TempPathFactory) -> None:
    root = tmp_path_factory.mktemp("kept")
    session = Session(Store(root))
    session.judge(FILES, Config())
    kept = sorted(root.rglob("*"))
    assert kept
    for number in range(3):
        session.judge({**FILES, "api_specification.md": f"{API}\n{number}\n".encode()}, Config())
    assert sorted(root.rglob("*")) == kept


def test_what_is_declared_elsewhere_changes_what_a_document_says() -> None:
    """The document that names it stays as it is, and so does what is kept of it."""
    session = Session()
    diagram = (
        "\n```mermaid\nsequenceDiagram\n  A->>payments: PaymentService.Pay\n  A->>B: see `1030`\n```\n\nIt is `1030`.\n"
    )
    api = API + diagram
    services = "# Backend System Architecture\n\n## Services\n\n| Service | Type |\n| --- | --- |\n| {} | gRPC |\n"
    for errors in (ERRORS, ERRORS.replace("`1002`", "`1030`"), ERRORS):
        for name in ("auth-service", "payments", "payment-service", "payments-service"):
            files = {
                "api_specification.md": api.encode(),
                "error_specification.md": errors.encode(),
                "architecture.md": services.format(name).encode(),
            }
            assert said(session.judge(files, Config())) == afresh(files, Config())


def test_preparing_changes_nothing() -> None:
    session = Session()
    session.prepare()
    first = session.judge(FILES, Config())
    session.prepare()
    assert session.judge(FILES, Config()) is first
