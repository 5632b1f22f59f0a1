"""What the README and the guide say is true: examples are run, and what is listed is compared with the code."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import click
import pytest
import yaml

from backend_spec.adapters import cli
from backend_spec.checklist import ITEMS
from backend_spec.config import OPTIONS, Config, Live, Pages
from backend_spec.config import parse as parse_options
from backend_spec.export.graph import graph
from backend_spec.graph.lookup import NOUNS
from backend_spec.kinds import KINDS
from backend_spec.kinds.options import shapes
from backend_spec.model.entity import Entity
from backend_spec.project import Analysis, analyse, rules
from backend_spec.report.rules import explain
from backend_spec.report.text import plain
from backend_spec.verdict.library import LIBRARIES
from graph import specification as hand_made
from specification import API, ERRORS, EXAMPLE, ROOT, folder

README = ROOT / "README.md"
GUIDE = ROOT / "docs" / "guide"
PAGES = (README, ROOT / "CONTRIBUTING.md", ROOT / "docs" / "index.md", *sorted(GUIDE.glob("*.md")))

_FENCE = re.compile(
    r"^(?P<indent> *)(?P<mark>`{3,})(?P<language>[\w-]*)\n(?P<text>.*?)^(?P=indent)(?P=mark)$", re.M | re.S
)


class Fence(NamedTuple):
    """A fenced block, with the text between it and the one before."""

    language: str
    text: str
    before: str


def fences(page: Path) -> list[Fence]:
    found, end = [], 0
    text = page.read_text(encoding="utf-8")
    for match in _FENCE.finditer(text):
        lines = (line.removeprefix(match["indent"]) for line in match["text"].splitlines(keepends=True))
        found.append(Fence(match["language"], "".join(lines), text[end : match.start()].strip()))
        end = match.end()
    return found


def after(page: Path, command: str) -> str:
    """What a page shows that a command prints: the fence after the command's."""
    [shown] = [told.text for told, asked in _next(page) if asked.text == f"{command}\n" and told.language == "text"]
    return shown


def _next(page: Path) -> Iterator[tuple[Fence, Fence]]:
    """Each fence with the one before it."""
    for asked, told in pairwise(fences(page)):
        yield told, asked


def tables(page: Path) -> dict[str, list[list[str]]]:
    """The tables' rows by the tables' heads; cells as they are written."""
    found: dict[str, list[list[str]]] = {}
    head = ""
    for line in _FENCE.sub("", page.read_text(encoding="utf-8")).splitlines():
        if not line.startswith("|"):
            head = ""
        elif not head:
            head = line.strip("| ")
            found.setdefault(head, [])
        elif not set(line) <= set("|-: "):
            found[head].append([cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip()[1:-1])])
    return found


def agree(page: Path, head: str, rows: list[tuple[str, ...]]) -> None:
    """A page's table has these rows. The failure gives the lines to put there."""
    wanted = "\n".join(f"| {' | '.join(row)} |".replace("|  |", "| |") for row in rows)
    told = "\n".join(f"| {' | '.join(row)} |".replace("|  |", "| |") for row in tables(page)[head])
    assert told == wanted, f"the table `{head}` of {page.name} should be\n{wanted}"


def code(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("kept")


class Shell:
    """Runs what the pages show, in a folder of its own."""

    def __init__(self, place: Path, kept: Path):
        self.place = place
        self._environment = {**os.environ, "BACKEND_SPEC_CACHE": str(kept), "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1"}
        self._environment.pop("FORCE_COLOR", None)

    def __call__(self, command: str) -> subprocess.CompletedProcess[str]:
        name, *arguments = command.split()
        module = {"backend-spec": "backend_spec", "mkdocs": "mkdocs"}[name]
        return subprocess.run(
            [sys.executable, "-m", module, *arguments],
            cwd=self.place,
            env=self._environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
        )

    def write(self, path: str, text: str) -> None:
        file = self.place / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())


@pytest.fixture
def shell(tmp_path: Path, kept: Path) -> Shell:
    return Shell(tmp_path, kept)


# The README's first minute.


@pytest.fixture
def edited(shell: Shell) -> Shell:
    """A copy of the example with the README's edit."""
    shell.write("mkdocs.yml", "site_name: nihao-chat\nplugins:\n  - backend-spec\n")
    for path in EXAMPLE.glob("*.md"):
        shell.write(f"docs/backend/{path.name}", path.read_text(encoding="utf-8"))
    [change] = [fence for fence in fences(README) if fence.language == "diff"]
    name = code(change.before)[-1]
    old, new = change.text.splitlines()
    assert (old[0], new[0]) == ("-", "+")
    text = (shell.place / name).read_text(encoding="utf-8")
    assert text.count(old[1:] + "\n") == 1, f"the README's line is not in {name}, or more than once"
    shell.write(name, text.replace(old[1:], new[1:]))
    return shell


def _told(summary: str) -> str:
    """A summary's words: counts and times change with the example, and lines break elsewhere."""
    return " ".join(re.sub(r"\d[\d,.]*", "N", summary).split())


def test_the_first_minute_of_the_command(edited: Shell) -> None:
    shown = after(README, "backend-spec check")
    told = edited("backend-spec check")
    assert (told.returncode, told.stderr) == (1, "")
    frame, _, summary = shown.partition("\n\n")
    assert told.stdout.partition("\n\n")[0] == frame
    assert _told(told.stdout.partition("\n\n")[2]) == _told(summary)


def test_the_first_minute_of_the_site(edited: Shell) -> None:
    frame = after(README, "backend-spec check").partition("\n\n")[0]
    shown = after(README, "mkdocs build")
    told = edited("mkdocs build")
    assert told.returncode == 1
    assert frame in told.stderr
    assert shown.strip() == told.stderr.partition(frame)[2].strip()
    assert not (edited.place / "site").exists()


# The own project.


def files(page: Path) -> Iterator[tuple[str, str]]:
    """The files that a page shows, each under its path as code and a colon."""
    for fence in fences(page):
        named = re.search(r"(?:^|\n)`([\w./-]+\.(?:md|yml))`:$", fence.before)
        if named:
            yield named[1], fence.text


def test_a_project_from_nothing(shell: Shell) -> None:
    page = GUIDE / "getting-started.md"
    shown = dict(files(page))
    assert set(shown) == {
        "mkdocs.yml",
        "docs/backend/api_specification.md",
        "docs/backend/error_specification.md",
    }
    for path, text in shown.items():
        shell.write(path, text)
    told = shell("backend-spec check --format concise")
    assert (told.returncode, told.stdout) == (1, after(page, "backend-spec check --format concise"))
    assert shell("mkdocs build").returncode == 1
    assert not (shell.place / "site").exists()
    api = "docs/backend/api_specification.md"
    shell.write(api, shown[api].replace("1003", "1002"))
    assert shell("backend-spec check").returncode == 0
    assert shell("mkdocs build").returncode == 0
    assert shell("mkdocs build --strict").returncode == 1, "warnings fail a strict build"
    for name in (
        "backend/api_specification",
        "backend/error_specification",
        "rules",
        "rules/api",
    ):
        assert (shell.place / "site" / name / "index.html").is_file(), name


def _configurations() -> Iterator[object]:
    for page in PAGES:
        for number, fence in enumerate(f for f in fences(page) if f.language == "yaml" and "plugins:" in f.text):
            yield pytest.param(fence.text, id=f"{page.name}-{number}")


@pytest.mark.parametrize("text", list(_configurations()))
def test_each_configuration_works(shell: Shell, text: str) -> None:
    shell.write("mkdocs.yml", text if "site_name:" in text else "site_name: x\n" + text)
    entry = next(p for p in yaml.safe_load(text)["plugins"] if "backend-spec" in p)
    options = entry["backend-spec"] if isinstance(entry, dict) else {}
    config = parse_options(options)
    place = shell.place / "docs" / config.folder
    for kind, name, content in (("api", "api_specification.md", API), ("error", "error_specification.md", ERRORS)):
        named = [file for file in config.documents.get(kind) or () if file.endswith(".md") and "*" not in file]
        folder(place, **{(named or [name])[0].removesuffix(".md"): content})
    for kind, files in config.documents.items():
        for file in () if kind == "other" else files or ():
            example = place / file.replace("*", "a") / ("a.md" if file.endswith("/") else "")
            if not example.is_file():
                example.parent.mkdir(parents=True, exist_ok=True)
                example.write_text("Notes.\n")
    # The plugin and the command read the same options; a build takes seconds.
    builds = "site_name:" in text or "rule_pages:" in text
    told = shell("mkdocs build" if builds else "backend-spec check")
    assert (told.returncode, "Traceback" in told.stderr) == (0, False), told.stderr
    if builds:
        assert (shell.place / "site" / config.folder).is_dir()
        assert (shell.place / "site" / str(config.rule_pages) / "index.html").is_file()


# Commands.


def _commands() -> Iterator[object]:
    for page in PAGES:
        for fence in fences(page):
            if fence.language in ("console", "sh", "bash"):
                for line in fence.text.splitlines():
                    if line.strip() and not line.startswith("#"):
                        yield pytest.param(line, id=f"{page.name}: {line}")


@pytest.mark.parametrize("line", list(_commands()))
def test_each_command_exists(line: str) -> None:
    name, *words = line.split("#")[0].split(">")[0].split()
    if name == "make":
        targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.M)
        assert {word for word in words if "=" not in word} <= set(targets)
    elif name == "backend-spec":
        command = cli.main.commands[words[0]]
        known = {option for parameter in command.params for option in parameter.opts}
        assert {word.split("=")[0] for word in words if word.startswith("-")} <= known
        style = dict(pairwise(words)).get("--format")
        types = {p.name: p.type for p in command.params}
        assert style is None or style in getattr(types["style"], "choices", ())
    else:
        assert name in ("pip", "mkdocs", "git", "cd")


def test_every_command_and_option_is_documented() -> None:
    text = (GUIDE / "command.md").read_text(encoding="utf-8")
    for name, command in cli.main.commands.items():
        assert f"\n## {name}\n" in text
        part = text.split(f"\n## {name}\n")[1].split("\n## ")[0]
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert f"`{parameter.opts[0]}" in part, f"{name} {parameter.opts[0]}"


def test_every_make_target_is_documented() -> None:
    targets = set(re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(), re.M))
    told = {word for row in tables(ROOT / "CONTRIBUTING.md")["command | what it does"] for word in code(row[0])}
    assert {f"make {target}" for target in targets - {"help", "install"}} == told


# Options.


def test_every_option_is_documented() -> None:
    page = GUIDE / "options.md"
    rows = tables(page)["Option | Type | Default | What it says"]
    assert [code(row[0])[0] for row in rows] == list(OPTIONS)
    for row in rows:
        default = getattr(Config(), code(row[0])[0])
        default = default.shown if isinstance(default, Live) else default
        shown = {"none": {}, "`true`": True, "unset": "", "all of them, in `reference`": Pages()}.get(
            row[2], row[2].strip("`")
        )
        assert shown == default
    headings = re.findall(r"^## (\w+)$", page.read_text(encoding="utf-8"), re.M)
    assert headings == list(OPTIONS)


def test_every_option_of_a_rule_is_documented() -> None:
    rows = tables(GUIDE / "options.md")["Rule | Option | Type | Default"]
    told = {(code(row[0])[0], code(row[1])[0], code(row[3])[0]) for row in rows}
    assert told == {(rule.id, name, str(default)) for rule in rules() for name, default in rule.options.items()}


def test_every_table_and_its_columns_are_documented() -> None:
    rows = [
        (f"`{name}`", ", ".join(f"`{column}`" for column in sorted(columns)))
        for name, columns in sorted(shapes().items())
    ]
    agree(GUIDE / "options.md", "Table | Columns", rows)


def test_every_kind_of_entity_with_aliases_is_documented() -> None:
    text = (GUIDE / "options.md").read_text(encoding="utf-8")
    told = set(code(text.split("per kind of entity:")[1].split(".")[0]))
    assert told == {noun.kind for noun in NOUNS} - {"diagram"}


def test_the_readme_names_every_option() -> None:
    assert [code(row[0])[0] for row in tables(README)["Option | What it says"]] == list(OPTIONS)


def test_the_compilers_are_documented() -> None:
    libraries = {"grpc_tools": "grpcio-tools"}
    rows = tables(GUIDE / "writing.md")["Code | Package | Rules"]
    assert {code(row[1])[0] for row in rows} == {libraries.get(name, name) for name in LIBRARIES.values()}


# The checklist.


def test_the_checklist_names_every_rule_that_serves_it() -> None:
    serving = {
        item: ", ".join(f"[`{r.id}`](../rules/{r.kind}.md#{r.id})" for r in rules() if r.checklist == item)
        for item in ITEMS
    }
    rows = [(str(n), ITEMS[n], serving[n]) for n in ITEMS]
    agree(GUIDE / "checklist.md", "Item | What must hold | Rules", rows)


def test_the_readme_has_the_fifteen_items() -> None:
    agree(README, "# | What must hold", [(str(number), title) for number, title in ITEMS.items()])


# The documents.


def test_the_kinds_of_documents_are_documented() -> None:
    rows = [(f"`{kind.name}`", f"`{kind.file}`", kind.title) for kind in KINDS]
    agree(GUIDE / "writing.md", "Kind | File | Title", rows)


def test_the_outlines_are_documented() -> None:
    rows = [(f"`{kind.name}`", " · ".join(part.title for part in kind.outline)) for kind in KINDS]
    agree(GUIDE / "writing.md", "Kind | Sections", rows)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("api.md", "api"),
        ("REST-API.md", "api"),
        ("03-error-codes.md", "error"),
        ("system_design.md", "architecture"),
        ("redis_keys.md", "cache"),
        ("db-schema.md", "database"),
        ("api/users.md", "api"),
        ("database/users.md", "database"),
        ("events.md", "other"),
        ("auth.md", "other"),
        ("architecture.zh-CN.md", "other"),
        ("notes.md", "other"),
    ],
)
def test_file_names_are_recognised_as_the_guide_says(name: str, kind: str) -> None:
    if kind != "other" or name != "notes.md":
        assert Path(name).name in (GUIDE / "writing.md").read_text(encoding="utf-8") or "/" in name
    assert graph(analyse({name: b"# Notes\n\nText.\n"}))["documents"][0]["kind"] == kind


@pytest.mark.parametrize(
    ("title", "kind"), [("REST API", "api"), ("Shop: Database Schema", "database"), ("数据库设计", "database")]
)
def test_titles_are_recognised_as_the_guide_says(title: str, kind: str) -> None:
    assert f"`# {title}`" in (GUIDE / "writing.md").read_text(encoding="utf-8")
    assert graph(analyse({"notes.md": f"# {title}\n".encode()}))["documents"][0]["kind"] == kind


def said_of(analysis: Analysis) -> str:
    """What a document declares and names, as the guide shows it."""
    report = graph(analysis)
    lines = []
    for entity in report["entities"]:
        attributes = [f"{key} {_value(value)}" for key, value in entity["attributes"].items() if value]
        lines.append(f"declares {entity['kind']} " + " · ".join([entity["name"], *attributes]))
    for reference in report["references"]:
        target = reference["target"]
        meant = f" = {target['name']}" if target and target["name"] != reference["text"] else ""
        lines.append(f"names {reference['kind']} {reference['text']}{meant}")
    return "\n".join(dict.fromkeys(lines)) + "\n"


def _value(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(one["name"] if isinstance(one, dict) else str(one) for one in value)
    return str(value)


def _examples() -> Iterator[object]:
    for told, example in _next(GUIDE / "writing.md"):
        if example.language == "markdown":
            title = example.before.split("\n## ")[-1].splitlines()[0]
            yield pytest.param(example.text, told.text if told.before == "Read as:" else "", id=title)


@pytest.mark.parametrize(("text", "told"), list(_examples()))
def test_each_example_is_read_as_the_guide_says(text: str, told: str) -> None:
    analysis = analyse({"page.md": text.encode()})
    [ledger] = analysis.ledgers.values()
    assert not ledger.unread
    assert said_of(analysis) == told
    assert not [diagnostic for diagnostic in analysis.diagnostics if diagnostic.severity == "error"]


# How names unify.

_MAKERS = {
    "service": hand_made.service,
    "grpc-service": hand_made.grpc_service,
    "table": hand_made.table,
    "cache-key": hand_made.cache_key,
    "topic": hand_made.topic,
    "event": hand_made.event,
    "role": hand_made.role,
}


def _entity(kind: str, name: str) -> Entity:
    if kind == "endpoint":
        return hand_made.endpoint(*name.split(" "))
    if kind == "rpc":
        return hand_made.rpc(*name.split("."))
    if kind == "error":
        return hand_made.error(*name.split(" "))
    return _MAKERS[kind](name)


def _unifications() -> Iterator[object]:
    page = GUIDE / "how-names-unify.md"
    for kind, declared, written, proof in tables(page)["Kind | Declared | Written | Proof"]:
        for spelling in code(written):
            yield pytest.param(code(kind)[0], code(declared)[0], spelling, proof, id=f"{code(kind)[0]}: {spelling}")


@pytest.mark.parametrize(("kind", "declared", "written", "proof"), list(_unifications()))
def test_names_unify_as_the_guide_says(kind: str, declared: str, written: str, proof: str) -> None:
    entity = _entity(kind, declared)
    others = [hand_made.grpc_service(declared.split(".")[0])] if kind == "rpc" else []
    found = hand_made.lookup(entity, *others).find(type(entity), written)
    assert (found.proof if found and found.targets else "none") == proof


# Data formats.


def _documented(page: Path, head: str) -> set[str]:
    return {code(row[0])[0] for row in tables(page)[head]}


def _fields(data: object, before: str = "") -> set[str]:
    """The fields of JSON data, those of lists and mappings with their path."""
    if isinstance(data, list):
        return {name for one in data for name in _fields(one, before)}
    if not isinstance(data, dict):
        return set()
    names = set()
    for key, value in data.items():
        names |= {before + key} | _fields(value, f"{before}{key}.")
    return names


def test_the_fields_of_the_report_are_documented(edited: Shell) -> None:
    report = json.loads(edited("backend-spec check --format json").stdout)
    told = _documented(GUIDE / "command.md", "Field | What it says")
    assert _fields(report) <= told
    # No rule has a fix yet, and labels do not occur in every report.
    assert told - _fields(report) <= {f"diagnostics.fix.{name}" for name in ("title", "safe", "edits")}


def test_the_fields_of_the_graph_are_documented(shell: Shell) -> None:
    told = _documented(GUIDE / "command.md", "Field of the graph | What it says")
    shown = shell(f"backend-spec graph {EXAMPLE}")
    assert shown.returncode == 0
    report = json.loads(shown.stdout)
    for entity in report["entities"]:
        entity["attributes"] = {}
    assert _fields(report) == told


def test_the_kinds_of_entities_and_their_attributes_are_documented(shell: Shell) -> None:
    rows = tables(GUIDE / "command.md")["Kind of entity | Name | Attributes"]
    told = {code(row[0])[0]: set(code(row[2].split("(")[0])) for row in rows}
    assert set(told) == {noun.kind for noun in NOUNS if noun.exported}
    found: dict[str, set[str]] = {}
    for entity in json.loads(shell(f"backend-spec graph {EXAMPLE}").stdout)["entities"]:
        found.setdefault(entity["kind"], set()).update(entity["attributes"])
    assert found == told


def test_the_fields_of_explained_rules_are_documented() -> None:
    [text] = explain(None, "json", plain)
    assert _fields([{**rule, "options": {}} for rule in json.loads(text)]) == _documented(
        GUIDE / "command.md", "Field of a rule | What it says"
    )


@pytest.mark.parametrize(
    ("page", "output"),
    [(README, "1001 is used in 1 place(s)"), (GUIDE / "how-names-unify.md", "")],
    ids=["README", "guide"],
)
def test_examples_of_the_library_run(shell: Shell, page: Path, output: str) -> None:
    [example] = [fence.text for fence in fences(page) if fence.language == "python"]
    folder(shell.place / "docs" / "backend", api_specification=API, error_specification=ERRORS)
    told = subprocess.run(
        [sys.executable, "-c", example], cwd=shell.place, capture_output=True, text=True, encoding="utf-8", timeout=60
    )
    assert told.returncode == 0, told.stderr
    assert output in told.stdout


def test_links_of_the_readme_lead_somewhere() -> None:
    for page in (README, ROOT / "CONTRIBUTING.md"):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (ROOT / target).exists(), target
