"""`mkdocs serve` in projects of all sorts: how it begins, what it may be told, and how it ends."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
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
from served import PATIENCE, environment, eventually, free_port, interrupted, serving
from served_project import PAGE, UNRENDERED, calm, is_marked, project, said, save
from specification import API, BROKEN, OPTIONS, folder

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
