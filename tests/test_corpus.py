"""Real specifications that other people wrote, in `../shared/corpus` beside the repository, where that folder is.

What the tables below expect was counted by hand in the files. The corpus itself is not part of the repository.
"""

from __future__ import annotations

import time
from collections import Counter
from functools import cache

import pytest

from backend_spec.config import Config
from backend_spec.files import read_folder
from backend_spec.graph.lookup import NOUNS
from backend_spec.kinds import KINDS
from backend_spec.project import Analysis, Project
from backend_spec.report.contract import contract
from specification import ROOT

CORPUS = ROOT.parent / "shared" / "corpus"
HERE = CORPUS.is_dir()

pytestmark = pytest.mark.skipif(not HERE, reason="the corpus is not here: ../shared/corpus beside the repository")

BITSENTRY = "bitsentry-ai__bitsentry-skills"
CSI = "container-storage-interface__spec"
IAM = "marmotedu__iam"
OCI = "opencontainers__distribution-spec"
OSB = "openservicebrokerapi__servicebroker"
COUP = "wovlf02__CoUp"

RECOGNISED = {
    BITSENTRY: {"other": 10},  # documents about one application each: no kind of the catalogue
    CSI: {"other": 1},  # `spec.md`
    IAM: {"api": 8, "error": 1, "other": 2},  # README.md and CHANGELOG.md beside
    OCI: {"other": 4},
    OSB: {"other": 2},
    COUP: {"api": 7, "database": 1, "error": 3, "other": 1},  # middleware.md beside
}
"""How many files of each kind there are, found without any configuration."""

NATURAL = {
    IAM: {
        "authentication.md": {"endpoint": 3},
        "error_code_generated.md": {"error": 27},
        "policy.md": {"endpoint": 6},
        "secret.md": {"endpoint": 5},
        "user.md": {"endpoint": 7},
    },
    COUP: {
        "02-auth/api-reference.md": {"endpoint": 9},
        "02-auth/error-handling.md": {"error": 20},
        "03-dashboard/api-reference.md": {"endpoint": 5},  # two more in its list have no section
        "04-studies/api-reference.md": {"endpoint": 12},  # 11 sections, and `GET .../files` of its list
        "04-studies/error-handling.md": {"error": 9},
        "05-my-studies/api-reference.md": {"endpoint": 15},
        "06-tasks/api-reference.md": {"endpoint": 12},
        "07-notifications/api-reference.md": {"endpoint": 8},
        "08-chat/api-reference.md": {"endpoint": 6},
    },
}
"""What the documents declare, by the end of their paths; files that are not listed declare nothing."""

CONFIGURED = {
    (CSI, "grpc"): {"grpc-service": 5, "rpc": 32, "message": 94, "enum": 8},
    (OSB, "api"): {"endpoint": 11},  # one of them twice
    (OCI, "api"): {"endpoint": 17},  # 19 rows, two of which have two methods, less four at `<blob-push-location>`
    (BITSENTRY, "api"): {"endpoint": 52, "diagram": 67},
    (BITSENTRY, "database"): {"table": 64, "diagram": 67},  # 61 in DBML, 3 in SQL alone
}
"""What all files of a folder declare when the configuration says what kind they are."""

READ = {
    (IAM, "natural"): {"rows": (146, 155), "fences": (24, 49)},
    (COUP, "natural"): {"rows": (280, 283), "fences": (138, 282)},
    (CSI, "grpc"): {"rows": (76, 84), "fences": (36, 47)},
    (OSB, "api"): {"rows": (190, 227)},
    (BITSENTRY, "api"): {"rows": (120, 183), "fences": (140, 177), "arrows": (936, 936)},
}
"""How much is understood, and how much there is."""


@cache
def judged(folder: str, kind: str = "natural") -> Analysis:
    """A folder's analysis, where `kind` says so with every file as that kind."""
    config = Config() if kind == "natural" else Config(documents={kind: ("*.md", "**/*.md")})
    return Project(config).analyse(read_folder(CORPUS / folder))


def declared(analysis: Analysis) -> dict[str, Counter[str]]:
    """By path, how many entities of each kind."""
    found: dict[str, Counter[str]] = {}
    for noun in NOUNS:
        for entity in analysis.graph.all(noun) if noun.exported else ():
            found.setdefault(entity.name.span.source.path, Counter())[noun.kind] += 1
    return found


def test_it_is_read_whole_in_time() -> None:
    folders = sorted(folder.name for folder in CORPUS.iterdir() if folder.is_dir())
    assert folders == sorted(RECOGNISED)
    started = time.process_time()
    for folder in folders:
        Project(Config()).analyse(read_folder(CORPUS / folder))
    assert time.process_time() - started < 20


@pytest.mark.parametrize("kind", ["natural", *(kind.name for kind in KINDS)])
@pytest.mark.parametrize("folder", RECOGNISED)
def test_nothing_crashes(folder: str, kind: str) -> None:
    """Whatever kind the documents are taken for."""
    analysis = judged(folder, kind)
    assert [d.finding.message for d in analysis.diagnostics if d.rule == "internal-error"] == []
    for entry in contract(analysis)["ledger"]:
        assert all(entry[f"{sort}_read"] <= entry[sort] for sort in ("rows", "fences", "arrows"))


@pytest.mark.parametrize("folder", RECOGNISED)
def test_documents_are_recognised(folder: str) -> None:
    assert dict(Counter(document.kind for document in judged(folder).graph.documents)) == RECOGNISED[folder]


@pytest.mark.parametrize("folder", NATURAL)
def test_what_documents_declare(folder: str) -> None:
    found = declared(judged(folder))
    wanted = NATURAL[folder]
    assert {end: dict(next(v for k, v in found.items() if k.endswith(end))) for end in wanted} == wanted
    assert len(found) == len(wanted)


@pytest.mark.parametrize(("folder", "kind"), CONFIGURED)
def test_what_configured_documents_declare(folder: str, kind: str) -> None:
    found = sum(declared(judged(folder, kind)).values(), Counter())
    assert dict(found) == CONFIGURED[folder, kind]


@pytest.mark.parametrize(("folder", "kind"), READ)
def test_how_much_is_understood(folder: str, kind: str) -> None:
    """At least as much as when this was written, of exactly as much."""
    entries = contract(judged(folder, kind))["ledger"]
    for sort, (read, there) in READ[folder, kind].items():
        assert sum(entry[sort] for entry in entries) == there
        assert sum(entry[f"{sort}_read"] for entry in entries) >= read
