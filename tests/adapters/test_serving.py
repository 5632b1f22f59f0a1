"""`mkdocs serve` while specifications are edited: one server for all tests of a host."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from served import Server, eventually, serving
from served_project import PAGE, UNRENDERED, calm, is_marked, project, said, save
from specification import API, BROKEN, ERRORS, OPTIONS, folder


@pytest.fixture(scope="module", params=["mkdocs", "properdocs"])
def running(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(project(tmp_path_factory.mktemp("served")), host=request.param) as server:
        yield server


@pytest.fixture
def server(running: Server) -> Iterator[Server]:
    """The server, with the project as it was."""
    calm(running)
    yield running
    project(running.root)
    shutil.rmtree(running.root / "docs" / "more", ignore_errors=True)
    calm(running)


def test_a_finding_comes_and_goes(server: Server) -> None:
    printed = len(server.printed)
    assert is_marked(server)
    save(server, BROKEN)
    eventually(lambda: server.rules() == ["undefined-error"])
    [found] = server.state()["findings"]
    assert (found["path"], found["line"], found["column"]) == ("spec/api_specification.md", 23, 18)
    assert (found["url"], found["text"], found["rule_url"]) == (PAGE, "1030", "rules/#undefined-error")
    assert found["editor"].endswith("docs/spec/api_specification.md:23:18")
    assert any("^^^^" in line for line in found["frame"])
    assert server.state()["documents"] == [
        {"path": "spec/api_specification.md", "title": "Gateway REST API Specification", "url": PAGE}
    ]
    pages = PAGE, "reference/checklist/"
    eventually(lambda: all("1030" in server.get(page)[1] for page in pages))
    save(server, API)
    calm(server)
    eventually(lambda: not any("1030" in server.get(page)[1] for page in pages))
    told = server.printed[printed:]
    assert told.count("error[undefined-error]: ") == 1
    assert "\n1 error  (+1)  " in told
    assert told.count("fixed  error[undefined-error]") == 1
    assert "✓ no findings  (−1)  " in told
    assert "Traceback" not in told


def test_a_fix_is_applied(server: Server) -> None:
    save(server, UNRENDERED)
    eventually(lambda: server.rules() == ["unrendered-table"])
    [found] = server.state()["findings"]
    assert found["fix"] == {"title": "put a blank line before it", "edits": 1}
    assert server.post({"id": "other"})[0] == 409
    assert server.post({"id": found["id"], "version": server.state()["version"]}) == (200, {"ok": True})
    assert (server.root / "docs" / "spec" / "api_specification.md").read_text() == API
    calm(server)


def test_an_unreadable_configuration_leaves_the_site(server: Server) -> None:
    printed = len(server.printed)
    (server.root / "mkdocs.yml").write_text(OPTIONS + "nav: [\n")
    failure = eventually(lambda: server.state()["failure"])
    assert failure["title"] == "The configuration is wrong"
    assert failure["path"] == "mkdocs.yml"
    assert failure["editor"] == f"vscode://file{server.root}/mkdocs.yml:{failure['line']}:1"
    assert failure["line"] >= OPTIONS.count("\n")
    assert server.get(PAGE)[0] == 200
    save(server, BROKEN)
    eventually(lambda: server.rules() == ["undefined-error"])
    eventually(lambda: not server.state()["building"])
    assert server.state()["failure"]
    (server.root / "mkdocs.yml").write_text(OPTIONS)
    eventually(lambda: not server.state()["failure"] and "1030" in server.get(PAGE)[1])
    assert "Traceback" not in server.printed[printed:]
    assert "The configuration is wrong: mkdocs.yml:" in server.printed[printed:]


@pytest.mark.parametrize(
    ("right", "wrong", "line"),
    [
        ("site_name: x", "site_name: x\nnav: 3", 2),
        ("theme: material", "theme: nowhere", 2),
        ("plugins:\n", "plugins:\n  - nowhere\n", 3),
    ],
)
def test_a_wrong_configuration_is_told_with_its_place(server: Server, right: str, wrong: str, line: int) -> None:
    (server.root / "mkdocs.yml").write_text(OPTIONS.replace(right, wrong))

    def told() -> dict[str, Any] | None:
        failure: dict[str, Any] | None = server.state()["failure"]
        return failure if failure and wrong.split()[-1] in failure["text"].partition(": ")[2] else None

    failure = eventually(told, lambda: str(server.state()["failure"]))
    assert failure
    assert (failure["path"], failure["line"]) == ("mkdocs.yml", line)
    assert server.get(PAGE)[0] == 200


def test_with_wrong_options_the_last_right_ones_stay(server: Server) -> None:
    (server.root / "mkdocs.yml").write_text(OPTIONS + "      colour: red\n")
    failure = eventually(lambda: server.state()["failure"])
    assert "`colour` is not an option of backend-spec" in failure["text"]
    save(server, BROKEN)
    eventually(lambda: server.rules() == ["undefined-error"])
    eventually(lambda: "1030" in server.get(PAGE)[1])
    (server.root / "mkdocs.yml").write_text(OPTIONS + "        undefined-eror: off\n")
    eventually(lambda: "there is no rule of this name" in (server.state()["failure"] or {}).get("text", ""))
    save(server, UNRENDERED)
    eventually(lambda: server.rules() == ["unrendered-table"])
    save(server, BROKEN)
    eventually(lambda: server.rules() == ["undefined-error"])
    (server.root / "mkdocs.yml").write_text(OPTIONS + "        undefined-error: off\n")
    calm(server)


def test_a_page_that_cannot_be_rendered_says_why(server: Server) -> None:
    save(server, API + "\nCRASH OF OTHERS\n")
    failure = eventually(lambda: server.state()["failure"])
    assert failure["path"] == "spec/api_specification.md", failure
    assert failure["editor"].endswith("/docs/spec/api_specification.md:1:1")
    status, text = server.get("")
    assert status == 503
    assert "KeyError" in text
    assert "some plugin" in text
    assert "live.js" in text
    save(server, API)
    calm(server)
    assert server.get(PAGE)[0] == 200


def test_a_fault_of_ours_is_told(server: Server) -> None:
    save(server, API.replace("# Gateway REST API", "# CRASH OF OURS"))
    failure = eventually(lambda: server.state()["failure"])
    assert "our own fault (a fault of backend-spec; please report it)" in failure["text"]
    assert server.get(PAGE)[0] == 200
    save(server, BROKEN)
    eventually(lambda: server.rules() == ["undefined-error"])
    eventually(lambda: not server.state()["failure"])


def test_a_rule_that_crashes_is_told_and_the_others_go_on(server: Server) -> None:
    printed = len(server.printed)
    wrong = BROKEN.replace("2026-03-02", "2026-13-02")
    save(server, wrong.replace("# Gateway REST API", "# CRASH OF A RULE"))
    eventually(lambda: sorted(server.rules()) == ["internal-error", "invalid-date"])
    [crash] = [one for one in server.state()["findings"] if one["rule"] == "internal-error"]
    assert crash["message"] == "the rule `undefined-error` failed here: LookupError: a fault in one rule"
    assert "a fault of backend-spec, not of the document" in crash["help"]
    assert (crash["path"], crash["url"], crash["rule_url"]) == ("spec/api_specification.md", PAGE, None)
    eventually(lambda: crash["anchor"] in server.get(PAGE)[1])
    assert server.state()["failure"] is None
    save(server, wrong)
    eventually(lambda: sorted(server.rules()) == ["invalid-date", "undefined-error"])
    told = server.printed[printed:]
    assert "error[internal-error]: the rule `undefined-error` failed here" in told
    assert "Traceback" not in told


def test_a_folder_that_is_gone_for_a_while(server: Server) -> None:
    spec = server.root / "docs" / "spec"
    spec.rename(server.root / "away")
    eventually(lambda: "there is no folder" in (server.state()["failure"] or {}).get("text", ""))
    (server.root / "away").rename(spec)
    calm(server)
    assert server.get(PAGE)[0] == 200


def test_whatever_is_saved_the_state_is_that_of_a_check(server: Server) -> None:
    spec = server.root / "docs" / "spec"

    def agrees() -> None:
        wanted = said(server)
        eventually(lambda: {one["id"] for one in server.state()["findings"]} == wanted)
        eventually(lambda: not server.state()["building"])

    for number in range(12):  # saves in quick succession
        (spec / "api_specification.md").write_text(API.replace("`1002`", f"`{1030 + number}`"))
    agrees()
    assert [one["text"] for one in server.state()["findings"]] == ["1041"]
    (spec / "api_specification.md").write_bytes(API.encode()[: len(API) // 2])  # half-written
    agrees()
    (spec / "error_specification.md").unlink()
    agrees()
    (spec / "error_specification.md").write_text(ERRORS)
    (spec / "api_specification.md").write_text(API)
    agrees()
    for number in range(30):  # another branch
        folder(server.root / "docs", **{f"more__{number}": f"# Page {number}\n"})
    folder(spec, more__error_specification=ERRORS.replace("100", "200"), api_specification=BROKEN)
    (server.root / "mkdocs.yml").write_text(OPTIONS + "        duplicate-error: warning\n")
    agrees()
    assert server.state()["findings"]
    eventually(lambda: server.get("more/7/")[0] == 200)
    shutil.rmtree(spec / "more")
    agrees()
