"""The generated pages about services, roles, features, the checklist, the explorer, and the system at a glance."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from collections import Counter
from functools import cache
from html import unescape

import pytest

from backend_spec.config import Config, parse
from backend_spec.files import read_folder
from backend_spec.model.architecture import Service
from backend_spec.model.http import Endpoint
from backend_spec.project import analyse, rules
from backend_spec.site.anchors import entities
from backend_spec.site.beside import filled
from backend_spec.site.html import Html
from backend_spec.site.page import Page
from backend_spec.site.pages import (
    access,
    checklist,
    context,
    explorer,
    features,
    named,
    network,
    origin,
    overview,
    pages,
    roles,
    services,
)
from backend_spec.site.view import View
from markup import RUNS, Read
from specification import API, BROKEN, ERRORS, EXAMPLE


def look(config: Config | None = None, **files: str) -> View:
    named = {f"{name}.md": text.encode() for name, text in files.items()}
    return View(analyse(named, config or Config()))


@cache
def example() -> View:
    return View(analyse(read_folder(EXAMPLE)))


@cache
def made() -> dict[str, Page]:
    return {page.path: page for page in pages(example())}


def html(page: Page | None) -> str:
    assert page is not None
    return "".join(f'<h2 id="{section.id}">{section.title}</h2>{section.body}' for section in page.sections)


def text(page: Page | None) -> str:
    return " ".join(Read(html(page)).text.split())


OURS = ("checklist", "services", "roles", "features", "explorer")


def test_the_example_has_every_page() -> None:
    names = {page.name for page in made().values()}
    assert {*OURS, "services/gateway", "services/auth-service"} <= names
    assert all(page.path.startswith("reference/") for page in made().values())


def test_every_link_leads_to_a_page_and_an_anchor_that_are_there() -> None:
    view = example()
    known: dict[str, set[str]] = {view.anchors.page(path): {""} for path in view.analysis.sources}
    for entity in entities(view.graph):
        place = view.anchors[entity]
        known[place.path].add(place.anchor)
    for path, page in made().items():
        known[path] = {"", *Read(html(page)).ids}
    for rule in rules():
        known.setdefault(f"rules/{rule.kind}.md", {""}).add(rule.id)
    shown = {path: html(page) for path, page in made().items() if page.name.partition("/")[0] in OURS}
    shown["index.md"] = str(overview.block(view))
    links = 0
    for path, content in shown.items():
        for href in Read(content).hrefs:
            target, _, anchor = href.partition("#")
            assert not target or target.startswith("spec:/"), href
            assert anchor in known[target.removeprefix("spec:/") or path], (path, href)
            links += 1
    assert links > 4000


@pytest.mark.parametrize("name", OURS)
def test_ids_are_unique_and_nothing_runs(name: str) -> None:
    for page in made().values():
        if page.name.partition("/")[0] == name:
            read = Read(html(page))
            ids = Counter(id for id in read.ids if id)
            assert not [id for id, count in ids.items() if count > 1]
            assert all(script["type"] == "application/json" for script in read.scripts)
            assert not read.handlers
            assert set(page.anchors) <= set(ids)


HOSTILE = "<script>alert(1)</script>"
ARCHITECTURE = """\
# Backend System Architecture

| Date | Description |
| --- | --- |
| 2026-03-02 | FEAT-<script>-001: <img src=x onerror=alert(1)> |
| 2026-03-03 | FEAT-USER-001: <script>alert(1)</script> "quoted" </script> |

## Services

| Service | Type | Role |
| --- | --- | --- |
| `<script>alert(1)</script>` | gRPC | Says "<img src=x onerror=alert(1)>" `</script>` |
| `a"]; click self "javascript:alert(1)"` | gRPC | [x](javascript:alert(1)) |
| `Index` | gRPC | Not the list |
| `index!` | gRPC | Nor this |

## Communication Patterns

| From | To | Protocol |
| --- | --- | --- |
| `<script>alert(1)</script>` | `a"]; click self "javascript:alert(1)"` | gRPC |
"""


def test_names_are_text_whatever_stands_in_them() -> None:
    view = look(
        architecture=ARCHITECTURE,
        api_specification=API.replace("Log In", HOSTILE).replace("- **Access**: Public", f"- **Access**: {HOSTILE}")
        + f"\n## Roles\n\n| Role | Description |\n| --- | --- |\n| `</script><i>` | {HOSTILE} |\n| `admin` | x |\n",
        error_specification=ERRORS.replace("INVALID_CREDENTIALS", HOSTILE).replace("Wrong password", HOSTILE),
    )
    shown = [html(page) for page in pages(view) if page.name.partition("/")[0] in OURS]
    for content in (*shown, str(overview.block(view))):
        read = Read(content)
        assert not read.handlers
        assert not [tag for tag in read.tags if tag in RUNS - {"script"}]
        assert all(script["type"] == "application/json" for script in read.scripts)
        assert not [href for href in read.hrefs if not href.startswith(("spec:/", "#"))]
    assert any(HOSTILE in Read(content).text for content in shown)


def test_services_have_addresses_of_their_own() -> None:
    found = look(architecture=ARCHITECTURE).graph.view(named.services)
    slugs = [slug for _, slug in found.values()]
    assert len(slugs) == len(set(slugs)) == 4
    assert "index" not in slugs
    assert all(re.fullmatch(r"[\w-]+", slug) for slug in slugs)


def test_a_diagram_takes_any_name() -> None:
    view = look(architecture=ARCHITECTURE)
    first = view.graph.all(Service)[0]
    drawn = str(context.figure_of(view, first, entry=True))
    source = Read(drawn).text.partition("class self own")[0]
    assert "click self" not in re.sub(r'"[^"\n]*"', "", source)
    assert 'self["#60;script#62;alert' in source


def test_without_anything_to_show_there_are_no_pages() -> None:
    view = look(notes="# Notes\n\nNothing.\n")
    assert pages(view) == ()
    assert not overview.block(view)
    view = look(error_specification=ERRORS)
    assert services.pages(view) == ()
    assert roles.page(view) is None
    assert features.page(look(error_specification="# Errors\n\n## 2. Error Code Registry\n")) is None
    assert explorer.page(look(error_specification="# Errors\n\n## 2. Error Code Registry\n")) is None


def test_pages_that_are_not_wanted_are_not_linked() -> None:
    view = look(parse({"pages": False, "rule_pages": False}), error_specification=ERRORS, api_specification=API)
    assert pages(view) == ()
    hrefs = Read(str(overview.block(view))).hrefs
    assert hrefs
    assert not [href for href in hrefs if "reference/" in href]
    assert not [href for href in Read(html(checklist.page(view))).hrefs if "rules/" in href]
    view = look(parse({"pages": {"services": False}}), architecture=ARCHITECTURE)
    assert named.place(view, view.graph.all(Service)[0]).path == "backend/architecture.md"


# The checklist


def test_the_checklist_tells_what_was_examined() -> None:
    told = text(made()["reference/checklist.md"])
    assert "15 of 15 items pass" in told
    assert "8 documents read" in told
    assert "Every endpoint has an error table, and its codes are in the error registry" in told
    assert "undefined-error error, " in told
    item = next(item for item in example().analysis.checklist if item.number == 1)
    assert f"✓ Pass {item.examined:,} examined".replace(" ", "") in told.replace(" ", "")
    assert "api_specification.md" in told


def test_a_finding_leads_to_what_is_declared_before_it() -> None:
    view = look(api_specification=BROKEN, error_specification=ERRORS)
    page = checklist.page(view)
    told = text(page)
    assert "✗ Fail" in told
    assert "POST /api/v1/auth/login returns error 1030, which is not in the error registry" in told
    body = next(str(section.body) for section in page.sections if section.id == "findings") if page else ""
    [place] = re.findall(
        r'<a href="([^"]*)">(api_specification.md:\d+:\d+)</a> in <q>Log In</q> · [^·]*undefined-error', body
    )
    assert place == ("spec:/backend/api_specification.md#endpoint:POST/api/v1/auth/login", "api_specification.md:23:18")
    assert 'href="spec:/rules/api.md#undefined-error"' in body


def test_places_of_one_cause_are_folded() -> None:
    many = ERRORS + "\n".join(f"| `{code}` | `E{code}` | 400 | `ABORTED` | x |" for code in range(9))
    view = look(
        api_specification=BROKEN + BROKEN.replace("/login", "/logout").split("\n", 9)[9], error_specification=many
    )
    causes = [diagnostic for diagnostic in view.analysis.diagnostics if diagnostic.places]
    assert causes
    assert f"{len(causes[0].places)} places" in text(checklist.page(view))


# Roles

MATRIX = (
    API.replace("- **Access**: Public", "- **Access**: Protected\n- **Roles**: `member`, `admin`")
    + """
## Roles

| Role | Description |
| --- | --- |
| `member` | Signed in |
| `admin` | Runs it |
| `auditor` | Reads |

## Access Matrix

| Endpoint | member | admin | auditor |
| --- | --- | --- | --- |
| `POST /api/v1/auth/login` | CELLS |
| Reports | ✓ | ✓ | ✓ |
"""
)


def seen(cells: str) -> access.Access:
    graph = look(api_specification=MATRIX.replace("CELLS", cells), error_specification=ERRORS).graph
    [found] = access.accesses(graph, access.columns(graph))
    return found


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ("✓ | ✓ | —", "yes yes no"),
        ("own | ✓ | —", "yes yes no"),
    ],
)
def test_endpoint_and_matrix_agree(cells: str, expected: str) -> None:
    found = seen(cells)
    assert " ".join(cell.value for cell in found.cells) == expected
    assert not found.differs
    assert found.remarks == ({"member": "own"} if "own" in cells else {})


def test_differences_are_those_that_a_rule_reports() -> None:
    found = seen("— | — | ✓")
    assert [cell.value for cell in found.cells] == [
        "endpoint against matrix",
        "endpoint against matrix",
        "matrix against endpoint",
    ]
    view = look(api_specification=MATRIX.replace("CELLS", "— | — | ✓"), error_specification=ERRORS)
    assert "contradicted-roles" in {diagnostic.rule for diagnostic in view.analysis.findings}
    told = text(roles.page(view))
    assert "✗ 1 difference" in told
    assert "differs: the endpoint says yes, the matrix no" in told


def test_the_example_has_no_differences() -> None:
    view = example()
    found = access.accesses(view.graph, access.columns(view.graph))
    assert len(found) == sum(not endpoint.operational for endpoint in view.graph.all(Endpoint))
    assert not [one for one in found if one.differs]
    told = text(made()["reference/roles.md"])
    assert "✓ No differences" in told
    assert "guestA caller without an access token6 endpoints of 51" in told
    assert "auth.register" in told


def test_what_no_place_says_is_not_made_up() -> None:
    said = API.replace("- **Access**: Public", "- **Access**: Protected") + "\n## Roles\n\n- `member`: Signed in\n"
    graph = look(api_specification=said, error_specification=ERRORS).graph
    [found] = access.accesses(graph, access.columns(graph))
    assert [cell.value for cell in found.cells] == ["unknown"]


# Features


def test_a_feature_has_what_its_sections_declare() -> None:
    graph = example().graph
    brought = graph.view(origin.brought)
    found = {noun.kind: [entity.key for entity in own] for noun, own in brought["FEAT-NOTIF-001"].items()}
    assert "POST /api/v1/notifications/devices" in found["endpoint"]
    assert "NotificationService.RegisterPushDevice" in found["rpc"]
    assert "push_targets:{user_id}" in found["cache-key"]
    assert not [key for key in found["endpoint"] if "/auth/" in key]


def test_features_come_with_their_changes_the_latest_first() -> None:
    page = made()["reference/features.md"]
    titles = [section.title for section in page.sections]
    assert (titles[0], titles[-1]) == ("FEAT-NOTIF-001", "FEAT-USER-001")
    told = Read(str(page.sections[0].body)).text
    assert "Push Notifications" in told
    assert "2026-08-17" in told
    assert "in api_specification.md" in told


def test_requirement_documents_are_known_by_their_path() -> None:
    slotted = str(made()["reference/features.md"].sections[-1].body)
    paths = ["z/FEAT-USER-001.md", "requirements/feat-user-001/prd.md", "feat-user-0012.md", "xfeat-user-001.md"]
    shown = Read(filled(slotted, paths)).text
    assert "Required by requirements/feat-user-001/prd.md, z/FEAT-USER-001.md." in shown
    assert "Required" not in filled(slotted, ["index.md"])
    assert "beside" not in filled(slotted, [])


def test_dates_are_compared_however_they_are_written() -> None:
    log = "| 5 January 2027 | FEAT-B-002: Later |\n| 2026-03-02 | FEAT-USER-001: Accounts    |"
    view = look(error_specification=ERRORS.replace("| 2026-03-02 | FEAT-USER-001: Accounts    |", log))
    assert list(features.first(view)) == ["FEAT-B-002", "FEAT-USER-001"]
    assert text_of(overview.block(view)).index("Later") < text_of(overview.block(view)).index("Accounts")


def text_of(content: Html) -> str:
    return " ".join(Read(str(content)).text.split())


# Services


def test_a_service_page_tells_what_it_has() -> None:
    page = made()["reference/services/message-service.md"]
    told = {section.title: Read(str(section.body)).text for section in page.sections}
    assert {"Context", "Exposes", "Calls", "Called by", "Owns", "Publishes and consumes", "Raises"} <= set(told)
    assert "SendMessage" in told["Exposes"]
    assert "POST /api/v1/conversations/:id/messages" in told["Exposes"]
    assert "contact-service" in told["Calls"]
    assert "gateway" in told["Called by"]
    assert "conversations" in told["Owns"]
    assert "5000-5999" in told["Owns"]
    assert "notification-service" in told["Publishes and consumes"]
    assert "5001 CONVERSATION_NOT_FOUND" in told["Raises"]
    assert "Clients call it" in text(made()["reference/services/gateway.md"])


def test_the_context_links_to_the_pages_of_others() -> None:
    page = made()["reference/services/message-service.md"]
    drawn = next(str(section.body) for section in page.sections if section.id == "context")
    hrefs = dict(re.findall(r'"([\w.-]+)","(spec:[^"]*)"', unescape(drawn)))
    assert hrefs["contact-service"] == "spec:/reference/services/contact-service.md"
    assert hrefs["message.sent"].startswith("spec:/backend/event_specification.md#topic:")
    assert "Called by gateway" in " ".join(Read(drawn).text.split())


# The explorer


def test_the_network_reads_the_same_from_both_ends() -> None:
    known = example().graph.view(network.network)
    ahead = {(near, verb, far) for near, own in enumerate(known.out) for verb, far in own}
    back = {(near, verb, far) for far, own in enumerate(known.into) for verb, near in own}
    assert ahead == back
    assert len(ahead) > 2000
    assert {verb for _, verb, _ in ahead} <= set(range(len(network.VERBS)))


def test_everything_declared_stands_in_the_explorer() -> None:
    view = example()
    page = made()["reference/explorer.md"]
    anchors = {view.anchors[entity].anchor for entity in entities(view.graph) if entity.kind != "diagram"}
    assert anchors == set(page.anchors)
    data = json.loads(unescape(re.findall(r'data-spec-explorer="(.*?)"', html(page))[0]))
    assert sum(count for _, count in data["kinds"]) == len(data["edges"]) == html(page).count('<p id="spec-')


def test_the_explorer_of_a_thousand_entities_stays_small() -> None:
    names = [f"`{code}` | `A_FAILURE_OF_SORT_{code}` | 401 | `UNAUTHENTICATED` | Why |" for code in range(1000, 1900)]
    registry = ERRORS.replace(
        "| `1001` | `INVALID_CREDENTIALS` | 401", "| " + "\n| ".join(names) + "\n| `1990` | `X` | 401"
    )
    endpoint = API.split("### 11.1")[1].replace("/login", "/sessions/of/a/kind/NUMBER")
    rows = "\n".join(f"| 401 | `{code}` | x |" for code in range(1000, 1040))
    more = "".join(f"\n### 11.{n}{endpoint.replace('NUMBER', str(n))}{rows}\n" for n in range(2, 102))
    page = explorer.page(look(api_specification=API + more, error_specification=registry))
    assert html(page).count('<p id="spec-') > 1000
    assert len(html(page).encode()) < 400_000


# At a glance


def test_the_system_at_a_glance() -> None:
    told = text_of(overview.block(example()))
    assert told.startswith("✓ All 15 checks pass 8 documents read, ")
    assert "54 endpoints" in told
    assert "auth-service gRPC" in told.replace("auth-servicegRPC", "auth-service gRPC")
    assert "2026-08-17" in told
    assert "✗ 1 of" in text_of(overview.block(look(api_specification=BROKEN, error_specification=ERRORS)))


PROGRAM = """
import hashlib, sys
from pathlib import Path
from backend_spec.files import read_folder
from backend_spec.project import analyse
from backend_spec.site.pages import at_a_glance, pages
from backend_spec.site.view import View
view = View(analyse(read_folder(Path(sys.argv[1]))))
print(hashlib.sha256((repr(pages(view)) + at_a_glance(view)).encode()).hexdigest())
"""


def test_pages_are_the_same_whatever_the_hash_seed() -> None:
    view = example()
    digests = {hashlib.sha256((repr(tuple(made().values())) + str(overview.block(view))).encode()).hexdigest()}
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, str(EXAMPLE)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        )
        digests.add(done.stdout.strip())
    assert len(digests) == 1
