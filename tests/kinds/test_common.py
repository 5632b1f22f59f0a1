# ruff: noqa: E501 -- a page is best read in few lines
"""What every document states, whatever its kind; and which kind a document is."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend_spec.kinds import KINDS
from backend_spec.kinds.common import dates, outline
from backend_spec.kinds.common.extract import extract
from backend_spec.kinds.common.recognise import recognise
from backend_spec.markdown import parse
from backend_spec.model.entity import Facts, Flaw, Mention
from backend_spec.model.page import Change, Changelog, Diagram, Feature, ForeignDiagram, Part, SpecDocument
from backend_spec.reading import Collector
from backend_spec.text import Source

T = TypeVar("T")


def facts(text: str, kind: str = "api", path: str = "page.md") -> Facts:
    collector = Collector(parse(Source(path, text)), kind, kinds=tuple(kind.name for kind in KINDS))
    extract(collector)
    return collector.facts()


def every(noun: type[T], text: str, kind: str = "api") -> list[T]:
    return [fact for fact in facts(text, kind).stated if isinstance(fact, noun)]


def flaws(text: str) -> list[tuple[str, str]]:
    return [(flaw.sort, flaw.span.text) for flaw in every(Flaw, text)]


HEAD = "| Date | Description |\n| --- | --- |\n"


class TestHeaderTable:
    def test_as_prescribed(self) -> None:
        text = f"# Title\n\n{HEAD}| 2026-01-05 | FEAT-USER-001: User **sign-up** |\n\n## 1. Overview\n"
        (log,) = every(Changelog, text)
        assert log.span.text == "| Date | Description |"
        (change,) = log.rows
        assert change.date.span.text == "2026-01-05"
        assert change.description.value == "FEAT-USER-001: User sign-up"
        assert [ref.span.text for ref in change.features] == ["FEAT-USER-001"]
        (feature,) = every(Feature, text)
        assert feature.name.span.text == "FEAT-USER-001"
        assert feature.description is not None
        assert feature.description.span.text == "User **sign-up**"
        assert every(SpecDocument, text)[0].changelog is not None

    @pytest.mark.parametrize(
        "table",
        [
            "| Version | Date | Author | Changes |\n|-|-|-|-|\n| 1.0 | `2026-01-05` | mei | FEAT-USER-001: sign-up |\n",
            "| Date | Feature ID | Summary |\n|-|-|-|\n| **2026-01-05** | FEAT-USER-001 | sign-up |\n",
            "| Descripton | Date |\n|-|-|\n| [FEAT-USER-001](prd.md): sign-up | 2026-01-05 |\n",
            "| 日期 | 描述 |\n|-|-|\n| 2026-01-05 | FEAT-USER-001：注册 |\n",
            "| 날짜 | 변경 내용 |\n|-|-|\n| 2026-01-05 | FEAT-USER-001 가입 |\n",
        ],
    )
    @pytest.mark.parametrize(
        "place", ["# Title\n\n{}\n## Overview\n", "{}\n## Overview\n", "# T\n\n## 9. Change Log\n\n{}"]
    )
    def test_authors_vary(self, table: str, place: str) -> None:
        (change,) = every(Change, place.format(table))
        assert change.date.span.text == "2026-01-05"
        assert [feature.name.span.text for feature in every(Feature, place.format(table))] == ["FEAT-USER-001"]

    def test_several_features_in_a_row(self) -> None:
        text = f"# T\n\n{HEAD}| 2026-01-05 | FEAT-USER-001, FEAT-CHAT-010 — both |\n"
        features = every(Feature, text)
        assert [feature.name.span.text for feature in features] == ["FEAT-USER-001", "FEAT-CHAT-010"]
        assert {feature.description and feature.description.value for feature in features} == {"both"}

    def test_other_tables_are_none(self) -> None:
        assert not every(Changelog, "# T\n\n| Field | Value |\n|-|-|\n| Date | 2026 |\n")
        assert not every(Changelog, f"# T\n\n## Deadlines\n\n{HEAD}| 2026-01-05 | x |\n")

    def test_rows_are_read(self) -> None:
        ledger = facts(f"# T\n\n{HEAD}| 2026-01-05 | x |\n\n| a | b |\n|-|-|\n| 1 | 2 |\n").ledger
        assert (ledger.rows, ledger.rows_read) == (2, 1)


class TestDiagrams:
    SEQUENCE = "```mermaid\nsequenceDiagram\n    A->>B: Login\n```\n"

    def owners(self, text: str) -> list[tuple[str, str, str]]:
        return [(d.key, d.owner, d.section) for d in every(Diagram, text)]

    def test_names_and_owners(self) -> None:
        text = (
            "# API\n\n## 11. Endpoints\n\n### 11.1 Auth\n\n#### 11.1.1 Login\n\n`POST /auth/login`\n\n"
            f"##### Sequence Diagram\n\n{self.SEQUENCE}\n#### GET /users/:id\n\n{self.SEQUENCE}\n"
            f"#### Logout\n\n- **Endpoint**: `DELETE` `/auth/sessions`\n\n{self.SEQUENCE}\n## 12. Notes\n\n{self.SEQUENCE}"
        )
        assert self.owners(text) == [
            ("page.md#1", "POST /auth/login", "Endpoints"),
            ("page.md#2", "GET /users/:id", "Endpoints"),
            ("page.md#3", "DELETE /auth/sessions", "Endpoints"),
            ("page.md#4", "Notes", "Notes"),
        ]

    def test_label_headings_and_missing_titles(self) -> None:
        text = f"## Architecture Diagram\n\n{self.SEQUENCE}\n## Flows\n\n### Login Flow\n\n#### Flow Diagram\n\n{self.SEQUENCE}"
        assert self.owners(text) == [
            ("page.md#1", "Architecture Diagram", "Architecture Diagram"),
            ("page.md#2", "Login Flow", "Flows"),
        ]

    @pytest.mark.parametrize("info", ["mermaid", "Mermaid", "{.mermaid}", "mermaid title='x'", "{ .mermaid #a }"])
    def test_info_strings(self, info: str) -> None:
        (diagram,) = every(Diagram, f"# T\n\n```{info}\nerDiagram\n    users {{ int id }}\n```\n")
        assert diagram.content.type == "er"
        assert diagram.name.span.text == "erDiagram"

    def test_ledger_counts_arrows_and_bad_lines(self) -> None:
        ledger = facts(f"# T\n\n{self.SEQUENCE}\n```mermaid\nsequenceDiagram\n  ??? nonsense ->\n```\n").ledger
        assert (ledger.fences, ledger.fences_read) == (2, 1)
        assert (ledger.arrows, ledger.arrows_read) == (2, 1)

    def test_foreign(self) -> None:
        text = "# T\n\n```puml\na\n```\n\n~~~ dot\nb\n~~~\n\n```\n@startuml\n```\n\n```python\nflow\n```\n"
        found = [(diagram.language, diagram.span.text) for diagram in every(ForeignDiagram, text)]
        assert found == [("PlantUML", "```puml"), ("Graphviz", "~~~ dot"), ("PlantUML", "```")]


class TestFlaws:
    def test_unclosed_fence(self) -> None:
        assert flaws("# T\n\n```json\n{}\n") == [("unclosed-fence", "```json")]

    def test_surplus_cells(self) -> None:
        table = "| a | b |\n|-|-|\n| 1 | `x|y` |\n| 1 | 2 | |\n| 1 | `x\\|y` |\n"
        assert [sort for sort, _ in flaws(f"# T\n\n{table}")] == ["surplus-cell"]

    def test_tables_and_lists_without_a_blank_line(self) -> None:
        text = "# T\nText\n| a |\n|-|\n| 1 |\n\nMore\n- one\n- two\n\n1. x\n\n   y\n2. z\n"
        assert flaws(text) == [("unrendered-table", "| a |"), ("unrendered-list", "one")]

    def test_no_flaw(self) -> None:
        assert (
            flaws("# T\n| a |\n|-|\n| 1 |\n\n## L\n- one\n\n> Text\n> - two\n\n- three\n    - four\n\nText - dash\n")
            == []
        )

    def test_lost_characters(self) -> None:
        assert flaws("# T\n\nCaf\ufffd.\n") == [("encoding", "\ufffd")]
        assert flaws("# T\n\nWrite `\ufffd` for them.\n") == []

    def test_unknown_kind(self) -> None:
        text = '---\ntitle: T\nspec: "apis"\n---\n# T\n'
        assert [sort for sort, _ in flaws(text)] == ["unknown-kind"]
        assert flaws(text.replace("apis", "API")) == []


class TestMentions:
    def found(self, text: str) -> list[tuple[str, str, str]]:
        return [(m.where.value, m.text, m.span.text) for m in every(Mention, text)]

    def test_where(self) -> None:
        text = "# The `users` table\n\nSee `POST /auth/login`, GET /users/:id.\n\n- `a:{b}`\n\n| x |\n|-|\n| `y`, DELETE /z |\n"
        assert self.found(text) == [
            ("heading", "users", "users"),
            ("code", "POST /auth/login", "POST /auth/login"),
            ("prose", "GET /users/:id", "GET /users/:id"),
            ("code", "a:{b}", "a:{b}"),
            ("table", "y", "y"),
            ("table", "DELETE /z", "DELETE /z"),
        ]

    def test_one_method_for_several_paths(self) -> None:
        assert self.found("POST /login/google or /login/apple") == [
            ("prose", "POST /login/google", "POST /login/google"),
            ("prose", "POST /login/apple", "/login/apple"),
        ]

    def test_identifiers_and_features(self) -> None:
        text = "auth-service raises INVALID_CREDENTIALS (FEAT-USER-001), writes user_devices, calls AuthService.Login."
        assert [name for _, name, _ in self.found(text)] == [
            "FEAT-USER-001",
            "auth-service",
            "INVALID_CREDENTIALS",
            "user_devices",
            "AuthService.Login",
        ]

    def test_the_header_table_declares(self) -> None:
        assert self.found(f"# T\n\n{HEAD}| 2026-01-05 | FEAT-USER-001: x |\n") == []

    def test_other_documents_are_left_in_peace(self) -> None:
        stated = facts(f"# Notes\n\n{HEAD}| x | `POST /a` |\n\n```dot\n```\n\n```mermaid\npie\n```\n", "other").stated
        assert [type(fact) for fact in stated] == [SpecDocument]


class TestKinds:
    def kind(self, path: str, text: str = "", configured: dict[str, str] | None = None) -> str:
        return recognise(parse(Source(path, text)), KINDS, configured or {})

    @pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
    def test_catalogue(self, kind) -> None:  # type: ignore[no-untyped-def]
        assert self.kind(kind.file) == kind.name
        assert self.kind(f"deep/er/{kind.file}") == kind.name
        assert self.kind(kind.file.replace("_", "-")) == kind.name
        assert self.kind("page.md", f"# {kind.title}") == kind.name
        assert self.kind("page.md", f"---\nspec: {kind.name}\n---\n# Page\n") == kind.name

    @pytest.mark.parametrize(
        ("path", "kind"),
        [
            ("02-api-specification.md", "api"),
            ("API_Spec.md", "api"),
            ("api/users.md", "api"),
            ("api/errors.md", "error"),
            ("grpc/auth_service.md", "grpc"),
            ("database.md", "database"),
            ("cache-strategy.md", "cache"),
            ("error_codes.md", "error"),
            ("README.md", "other"),
            ("api/README.md", "other"),
            ("api/index.md", "other"),
            ("CHANGELOG.md", "other"),
            ("api_specification.zh-CN.md", "other"),
            ("auth/middleware.md", "other"),
            ("events/2026-01-party.md", "other"),
            ("roadmap.md", "other"),
        ],
    )
    def test_files(self, path: str, kind: str) -> None:
        assert self.kind(path) == kind

    @pytest.mark.parametrize(
        ("title", "kind"),
        [
            ("nihao-chat — Database Schema", "database"),
            ("Nihao: Error Handling", "error"),
            ("Backend System Architecture (draft)", "architecture"),
            ("Why we chose our database schema", "other"),
            ("Cache", "other"),
        ],
    )
    def test_titles(self, title: str, kind: str) -> None:
        assert self.kind("page.md", f"# {title}\n") in ({kind, "cache"} if title == "Cache" else {kind})

    def test_ambiguous_folders_need_evidence(self) -> None:
        assert self.kind("auth/login.md", "# Login\n\n## Token Strategy\n") == "auth"
        assert self.kind("auth/login.md", "# Login\n\n## Overview\n") == "other"
        assert self.kind("auth_specification.md", "# Anything\n") == "auth"

    def test_configuration_goes_first(self) -> None:
        configured = {"gateway.md": "api", "v1/**": "grpc", "api_specification.md": "other"}
        assert self.kind("gateway.md", "# Database Schema", configured) == "api"
        assert self.kind("v1/x/auth.md", "", configured) == "grpc"
        assert self.kind("api_specification.md", "", configured) == "other"
        assert self.kind("x.md", "---\nspec: none\n---\n# Database Schema\n") == "other"


class TestOutline:
    OUTLINE = (Part("Overview"), Part("Services", ("Service List",)), Part("CORS Policy"), Part("API", repeated=True))

    def found(self, *headings: str) -> list[tuple[str, str]]:
        text = "\n\n".join(headings)
        collector = Collector(parse(Source("page.md", text)), "api", outline=self.OUTLINE)
        extract(collector)
        (document,) = (fact for fact in collector.facts().stated if isinstance(fact, SpecDocument))
        return [(match.part.title, match.how) for match in outline.match(document)]

    def test_how_titles_match(self) -> None:
        assert self.found("# T", "## 1. overview", "## Service List", "## CORS-Policy") == [
            ("Overview", "exact"),
            ("Services", "synonym"),
            ("CORS Policy", "exact"),
        ]
        assert self.found("# T", "## Overveiw", "## Services & Components", "## X", "### CORS policy") == [
            ("Overview", "near"),
            ("Services", "wider"),
            ("CORS Policy", "deeper"),
        ]

    def test_titles_in_two_languages(self) -> None:
        assert self.found("# T", "## 一、概述（Overview）", "## 第二章 服务（Services）", "## IV. CORS Policy") == [
            ("Overview", "exact"),
            ("Services", "exact"),
            ("CORS Policy", "exact"),
        ]

    @pytest.mark.parametrize("mark", ["#", "##", "###"])
    def test_any_level(self, mark: str) -> None:
        assert [how for _, how in self.found("# Title", f"{mark} Overview", f"{mark} Services")] == ["exact", "exact"]

    def test_each_heading_stands_for_one_part(self) -> None:
        assert self.found("# T", "## Services", "## Services") == [("Services", "exact")]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-01-05", date(2026, 1, 5)),
        ("2026/1/5", date(2026, 1, 5)),
        ("2026年1月5日", date(2026, 1, 5)),
        ("25.12.2026", date(2026, 12, 25)),
        ("12/25/2026", date(2026, 12, 25)),
        ("05/01/2026", None),
        ("Jan 5, 2026", date(2026, 1, 5)),
        ("5th January 2026", date(2026, 1, 5)),
        ("2026-02-30", None),
        ("yesterday", None),
    ],
)
def test_dates(text: str, day: date | None) -> None:
    assert dates.read(text) == day


PIECES = st.sampled_from(
    [
        "# T\n", "## 1. Overview\n", "### 2.1\n", HEAD, "| 2026-01-05 | FEAT-A-1: `x` |\n", "| a | b | c |\n", "```mermaid\n",
        "sequenceDiagram\n", "A->>B: POST /x\n", "```\n", "```dot\n", "- item `x`\n", "\n", "> quote\n", "\t", "  ", "text POST /a\n",
        "---\nspec: x\n---\n", "\ufffd", "|", "`", "\\|", "FEAT-", "\r\n", "**b**", "用户", "🎉", "~~~json\n{", "<details>\n",
    ]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_extraction_never_raises(text: str) -> None:
    for fact in facts(text).stated:
        assert 0 <= fact.span.start <= fact.span.end <= len(text)
    recognise(parse(Source("auth/page.md", text)), KINDS, {})
