"""`mkdocs serve` while specifications are edited."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from queue import Queue

import msgspec
import pytest

from backend_spec.adapters.observing import Observing
from backend_spec.adapters.serving import Serving
from backend_spec.config import Config
from backend_spec.live.watch import Change
from backend_spec.project import analyse
from backend_spec.store import Store
from served import PATIENCE, Server, environment, eventually, free_port, interrupted, serving
from specification import API, BROKEN, ERRORS, folder

OPTIONS = """\
site_name: x
theme: material
plugins:
  - backend-spec:
      folder: spec
      rules:
        missing-section: off
        missing-request-body: off
        missing-response-example: off
        missing-sequence-diagram: off
        unlisted-endpoint: off
"""
HOOK = """\
from functools import wraps

from backend_spec import check
from backend_spec.project import rules

before = check.check

def judged(graph, *rest):
    if any("CRASH OF OURS" in one.title.value for one in graph.documents if one.title):
        raise RuntimeError("our own fault")
    return before(graph, *rest)

check.check = judged

[rule] = [one for one in rules() if one.id == "undefined-error"]

@wraps(rule.check)
def crashing(subject, graph, right=rule.check, **options):
    if any("CRASH OF A RULE" in one.title.value for one in graph.documents if one.title):
        raise LookupError("a fault in one rule")
    return right(subject, graph, **options)

object.__setattr__(rule, "check", crashing)

def on_page_markdown(markdown, **_):
    if "CRASH OF OTHERS" in markdown:
        raise KeyError("some plugin")
"""
MEANWHILE = f"""\
from pathlib import Path

done = []

def on_post_build(config):
    if not done:
        done.append(1)
        Path(config.docs_dir, "index.md").write_text("# Home\\n\\nMeanwhile.\\n")

def on_serve(server, config, builder):
    Path(config.docs_dir, "new.md").write_text("# New\\n")
    Path(config.docs_dir, "spec", "api_specification.md").write_text({BROKEN!r})
    return server
"""
UNRENDERED = API.replace("**Error Responses**\n\n|", "**Error Responses**\n|")
PAGE = "spec/api_specification/"


def project(root: Path) -> Path:
    (root / "hook.py").write_text(HOOK)
    (root / "mkdocs.yml").write_text(OPTIONS + "hooks: [hook.py]\n")
    return folder(
        root, docs__index="# Home\n", docs__spec__api_specification=API, docs__spec__error_specification=ERRORS
    )


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


def calm(server: Server) -> None:
    """Wait until all is well and nothing is built."""

    def well() -> bool:
        state = server.state()
        return not (state["building"] or state["failure"] or state["findings"])

    eventually(well)


def save(server: Server, text: str) -> None:
    """Save as most editors do: whole, by renaming."""
    file = server.root / "docs" / "spec" / "api_specification.md"
    (file.parent / ".saved").write_bytes(text.encode())
    (file.parent / ".saved").replace(file)


def is_marked(server: Server) -> bool:
    return "live.js" in server.get(PAGE)[1]


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
    failure = eventually(lambda: server.state()["failure"])
    assert wrong.split()[-1] in failure["text"].partition(": ")[2]
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
    eventually(lambda: server.state()["failure"])
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


def said(server: Server) -> set[str]:
    """What a check from scratch says, as the ids of its findings."""
    told = subprocess.run(
        [sys.executable, "-m", "backend_spec", "check", "--format", "json", "--no-cache"],
        cwd=server.root,
        env=environment(server.root),
        capture_output=True,
        check=False,
        timeout=120,
    )
    return {one["fingerprint"] for one in json.loads(told.stdout)["diagnostics"]}


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


def test_it_ends_at_once_though_browsers_wait(tmp_path: Path) -> None:
    with serving(project(tmp_path)) as server:
        version = server.state()["version"]
        waiting = threading.Thread(target=server.get, args=(f"__backend-spec__/state?after={version}",), daemon=True)
        waiting.start()
        time.sleep(0.2)
        started = time.monotonic()
        assert interrupted(server.process) in (0, 1)
        assert time.monotonic() - started < 15
        assert "Traceback" not in server.printed


def test_a_save_is_built_once(tmp_path: Path) -> None:
    with serving(project(tmp_path)) as server:
        for number in range(1, 4):
            save(server, f"{API}\nNumber {number}.\n")
            eventually(lambda number=number: f"Number {number}." in server.get(PAGE)[1])
            eventually(lambda number=number: server.printed.count("Reloading browsers") >= number)
            calm(server)
        assert server.printed.count("Reloading browsers") == 3


def git(root: Path, *arguments: str) -> None:
    command = ["git", "-c", "user.name=x", "-c", "user.email=x@example.com", *arguments]
    subprocess.run(command, cwd=root, check=True, capture_output=True, timeout=60)


def test_another_branch_is_checked_out(tmp_path: Path) -> None:
    """Many files change, one is gone, one is renamed, and so do the options."""
    project(tmp_path)
    (tmp_path / ".gitignore").write_text(".kept\n.serve-*\n")
    git(tmp_path, "init", "-b", "main")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-m", "Good")
    git(tmp_path, "switch", "-c", "other")
    spec = tmp_path / "docs" / "spec"
    git(tmp_path, "mv", "docs/spec/error_specification.md", "docs/spec/errors.md")
    (tmp_path / "docs" / "index.md").write_text("# Another home\n")
    folder(spec, api_specification=BROKEN, **{f"more__page_{number}": f"# Page {number}\n" for number in range(60)})
    (tmp_path / "mkdocs.yml").write_text(OPTIONS + "        undefined-error: warning\n")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-m", "Other")
    git(tmp_path, "switch", "main")
    with serving(tmp_path) as server:
        calm(server)
        for _ in range(2):
            git(tmp_path, "switch", "other")
            eventually(lambda: [one["severity"] for one in server.state()["findings"]] == ["warning"])
            eventually(lambda: "Another home" in server.get()[1] and server.get("spec/more/page_59/")[0] == 200)
            assert {one["id"] for one in server.state()["findings"]} == said(server)
            git(tmp_path, "switch", "main")
            calm(server)
            eventually(lambda: "Another home" not in server.get()[1] and server.get("spec/more/page_59/")[0] == 404)
        assert "Traceback" not in server.printed


def test_two_servers_on_one_checkout(tmp_path: Path) -> None:
    with serving(project(tmp_path)) as one, serving(tmp_path, host="properdocs") as other:
        assert one.state()["session"] != other.state()["session"]
        save(one, UNRENDERED)
        for server in (one, other):
            eventually(lambda server=server: server.rules() == ["unrendered-table"])
        [found] = other.state()["findings"]
        assert other.post({"id": found["id"]})[0] == 200
        for server in (one, other):
            calm(server)


def test_a_site_below_a_path(tmp_path: Path) -> None:
    project(tmp_path)
    (tmp_path / "mkdocs.yml").write_text("site_url: https://example.com/handbook/\n" + OPTIONS)
    with serving(tmp_path, path="handbook/") as server:
        assert 'src="/handbook/__backend-spec__/live.js"' in server.get(PAGE)[1]
        save(server, BROKEN)
        eventually(lambda: server.rules() == ["undefined-error"])
        assert server.get(server.state()["findings"][0]["url"])[0] == 200


def test_a_project_may_want_nothing_in_the_browser(tmp_path: Path) -> None:
    project(tmp_path)
    (tmp_path / "mkdocs.yml").write_text(OPTIONS + "      live: false\n")
    with serving(tmp_path) as server:
        assert "__backend-spec__" not in server.get(PAGE)[1]
        assert server.get("__backend-spec__/state")[0] == 404
        save(server, BROKEN)
        eventually(lambda: "\n1 error  (+1)  " in server.printed)


def test_nothing_of_it_is_in_what_is_built(tmp_path: Path) -> None:
    project(tmp_path)
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q"],
        cwd=tmp_path,
        env=environment(tmp_path),
        check=True,
        timeout=120,
    )
    for file in (tmp_path / "site").rglob("*"):
        assert "__backend-spec__" not in os.fspath(file)
        if file.suffix in (".html", ".js", ".css", ".json"):
            assert "__backend-spec__" not in file.read_text(encoding="utf-8"), file


@pytest.mark.parametrize("host", ["mkdocs", "properdocs"])
def test_without_builds_there_are_verdicts(tmp_path: Path, host: str) -> None:
    """MkDocs watches nothing with `--no-livereload`."""
    with serving(project(tmp_path), "--no-livereload", host=host) as server:
        assert is_marked(server)
        assert not server.state()["follows"]
        save(server, BROKEN)
        eventually(lambda: server.rules() == ["undefined-error"])
        eventually(lambda: "\n1 error  (+1)  " in server.printed)
        assert "1030" not in server.get(PAGE)[1]
        (tmp_path / "docs" / "index.md").write_text("# Home\n\nMore.\n")
        save(server, UNRENDERED)
        eventually(lambda: server.rules() == ["unrendered-table"])
        assert server.post({"id": server.state()["findings"][0]["id"]})[0] == 200
        calm(server)
        assert server.printed.count("Building documentation") == 1
        assert interrupted(server.process) in (0, 1)
        assert "Traceback" not in server.printed


def test_serving_begins_before_there_is_a_specification(tmp_path: Path) -> None:
    project(tmp_path)
    spec = tmp_path / "docs" / "spec"
    spec.rename(tmp_path / "away")
    with serving(tmp_path) as server:
        assert "there is no folder" in server.state()["failure"]["text"]
        (tmp_path / "away").rename(spec)
        calm(server)
        eventually(lambda: server.get(PAGE)[0] == 200)
        save(server, BROKEN)
        eventually(lambda: server.rules() == ["undefined-error"])


def test_a_first_build_that_fails_says_why(tmp_path: Path) -> None:
    folder(project(tmp_path) / "docs", index="# Home\n\nCRASH OF OTHERS\n")
    log = tmp_path / "serve.log"
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{free_port()}"]
    with log.open("wb") as out:
        process = subprocess.run(
            command, cwd=tmp_path, env=environment(tmp_path), stdout=out, stderr=out, timeout=PATIENCE, check=False
        )
    assert process.returncode
    assert "KeyError: 'some plugin'" in log.read_text()


def test_what_is_saved_during_the_first_build_is_built(tmp_path: Path) -> None:
    project(tmp_path)
    (tmp_path / "hook.py").write_text(MEANWHILE)
    (tmp_path / "more").mkdir()
    (tmp_path / "mkdocs.yml").write_text(OPTIONS + "hooks: [hook.py]\nwatch: [more]\n")
    with serving(tmp_path) as server:
        eventually(lambda: server.rules() == ["undefined-error"])
        eventually(lambda: "1030" in server.get(PAGE)[1])
        eventually(lambda: "Meanwhile." in server.get()[1])
        eventually(lambda: server.get("new/")[0] == 200)


def test_saves_fill_no_disk(tmp_path: Path) -> None:
    """What the example's site gets is four megabytes."""
    serving, keep = Serving(Store(None)), Store(tmp_path)
    made = []
    for text in (API, BROKEN, API):
        files = {"api_specification.md": text.encode()}
        analysis = analyse(files)
        made.append(serving.publication(files, Config(), keep, analysis))
        assert serving.publication(files, Config(), keep, analysis) is made[-1]
    assert len(list(tmp_path.glob("??/*"))) == 1
    assert msgspec.msgpack.encode(made[0]) == msgspec.msgpack.encode(made[2])


def test_a_server_that_observes_by_itself_is_left_alone(tmp_path: Path) -> None:
    """One of a MkDocs that is made otherwise inside."""
    server, (docs, told) = object(), (tmp_path / "docs", Queue[Change]())
    docs.mkdir()

    def first(change: Change, newer: object) -> Change:
        told.put(change)
        return change

    observing = Observing(first)
    observing.take_over(server, str(docs))
    try:
        (docs / "a.md").write_text("a")
        assert told.get(timeout=60).paths == {str(docs / "a.md")}
    finally:
        observing.stop()
