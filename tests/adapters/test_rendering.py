"""The render cache: what is kept is what would have been made, and nothing that is known is made again."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jinja2
import pytest
from material.plugins.search.plugin import Parser
from mkdocs.config import load_config
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

import markdown
import rendered
from backend_spec.adapters.rendering import compiled
from backend_spec.adapters.rendering.kept import Kept
from backend_spec.adapters.rendering.whole import Whole

HOSTS = ["mkdocs", "properdocs"]


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BACKEND_SPEC_CACHE", str(tmp_path / ".kept"))
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    return tmp_path / ".kept"


@pytest.mark.slow
@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize(("seed", "command"), [(1, "build"), (2, "serve")])
def test_a_site_is_what_it_is_without_a_cache(tmp_path: Path, host: str, seed: int, command: str) -> None:
    arguments = [sys.executable, rendered.__file__, host, str(seed), "10", str(tmp_path), command]
    result = subprocess.run(arguments, capture_output=True, text=True, encoding="utf-8", timeout=600)
    assert result.returncode == 0, result.stdout + result.stderr


class Counts(dict[str, int]):
    def of(self, monkeypatch: pytest.MonkeyPatch, owner: type, name: str) -> None:
        original: Callable[..., Any] = getattr(owner, name)

        def counted(*arguments: Any, **named: Any) -> Any:
            self[name] = self.get(name, 0) + 1
            return original(*arguments, **named)

        monkeypatch.setattr(owner, name, counted)


@pytest.fixture
def counts(monkeypatch: pytest.MonkeyPatch) -> Counts:
    """How often Markdown was converted, pages were parsed for the search, and templates were rendered."""
    counts = Counts()
    counts.of(monkeypatch, markdown.Markdown, "convert")
    counts.of(monkeypatch, Parser, "feed")
    counts.of(monkeypatch, jinja2.Template, "render")
    return counts


def made(counts: Counts, project: rendered.Project, site: Path) -> tuple[int, int, int]:
    counts.clear()
    rendered.built("mkdocs", project.configuration(cache=True), site)
    return counts.get("convert", 0), counts.get("feed", 0), counts.get("render", 0)


def plain(root: Path) -> rendered.Project:
    project = rendered.Project(root, 1, ["material"])
    for page in project.pages():
        page.write_text(f"# {page.stem}\n\nText, and [a link](/a/one.md).\n\n## Second\n\nMore.\n")
    project.write("docs/three.md", "# Three\n\n[There](a/one.md#second), ![a picture](image.png).\n")
    return project


def test_pages_that_did_not_change_are_not_made_again(tmp_path: Path, counts: Counts) -> None:
    project, site = plain(tmp_path / "project"), tmp_path / "site"
    first = made(counts, project, site)
    assert min(first) > 5
    nothing = made(counts, project, site)
    assert nothing[:2] == (0, 0)
    project.write("docs/a/two.md", "# two\n\nOther text.\n")
    assert made(counts, project, site) == (1, 1, nothing[2] + 1)
    project.write("docs/a/two.md", "# Another title\n\nOther text.\n")
    again = made(counts, project, site)
    assert again[:2] == (1, 1)
    assert again[2] == first[2], "its title is in every page's navigation"


def test_what_a_page_links_to_is_part_of_what_it_is_made_of(tmp_path: Path, counts: Counts) -> None:
    project, site = plain(tmp_path / "project"), tmp_path / "site"
    made(counts, project, site)
    (tmp_path / "project" / "docs" / "image.png").unlink()
    assert made(counts, project, site)[0] == 1
    project.write("docs/b/added.md", "# Added\n")
    assert made(counts, project, site)[0] == 1, "others do not link there"


def test_warnings_are_given_again(tmp_path: Path) -> None:
    project, site = plain(tmp_path / "project"), tmp_path / "site"
    project.write("docs/a/two.md", "# two\n\n[Gone](gone.md), [here](one.md#nowhere).\n")
    first = rendered.built("mkdocs", project.configuration(cache=True), site)
    assert [line for line in first if "gone.md" in line]
    assert [line for line in first if "#nowhere" in line]
    assert rendered.built("mkdocs", project.configuration(cache=True), site) == first


def test_without_a_cache_everything_is_made_again(tmp_path: Path, counts: Counts, store: Path) -> None:
    project, site = plain(tmp_path / "project"), tmp_path / "site"
    first = made(counts, project, site)
    project.configuration(cache=False)
    counts.clear()
    rendered.built("mkdocs", project.configuration(cache=False), site)
    assert (counts["feed"], counts["render"]) == first[1:]


def test_another_plugin_s_words_in_a_page_are_not_kept(tmp_path: Path, counts: Counts) -> None:
    """A hook that changes the context of pages may say anything at any time."""
    project, site = plain(tmp_path / "project"), tmp_path / "site"
    project.options["hooked"] = "hooks: [hooks.py]"
    project.write("hooks.py", rendered.HOOKS.format(number=1, event="on_page_context"))
    first = made(counts, project, site)
    assert made(counts, project, site)[2] == first[2]


@pytest.mark.parametrize("damage", ["garbage", "foreign", "empty"])
def test_a_damaged_or_foreign_cache_is_ignored(tmp_path: Path, store: Path, damage: str) -> None:
    project, site = plain(tmp_path / "project"), tmp_path / "site"
    first = rendered.built("mkdocs", project.configuration(cache=True), site)
    before = rendered.files(site)
    kept = sorted(path for path in store.rglob("*") if path.is_file())
    contents = [path.read_bytes() for path in kept]
    assert len(kept) > 20
    for number, path in enumerate(kept):
        path.write_bytes({"garbage": b"x" * 99, "foreign": contents[number - 1], "empty": b""}[damage])
    assert rendered.built("mkdocs", project.configuration(cache=True), site) == first
    assert rendered.files(site) == before


def test_two_builds_at_once_on_one_cache(tmp_path: Path) -> None:
    project = plain(tmp_path / "project")
    configuration = project.configuration(cache=True)
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(configuration), "-d"]
    running = [subprocess.Popen([*command, str(tmp_path / name)], stderr=subprocess.PIPE) for name in ("one", "two")]
    for process in running:
        _, said = process.communicate(timeout=300)
        assert process.returncode == 0, said.decode()
    rendered.built("mkdocs", project.configuration(cache=False), tmp_path / "fresh")
    fresh = rendered.dateless(rendered.files(tmp_path / "fresh"))
    for name in ("one", "two"):
        assert rendered.dateless(rendered.files(tmp_path / name)) == fresh


def edits(project: rendered.Project) -> None:
    """What makes a site's folder other than it was: pages that go, that take the place of folders, and new ones."""
    root = project.root / "docs"
    (root / "three.md").unlink()
    (root / "a" / "two.md").rename(root / "a" / "moved.md")
    project.write("docs/b/c.md", "# C\n")
    project.write("docs/data/x", "a folder of data")


def more_edits(project: rendered.Project) -> None:
    root = project.root / "docs"
    (root / "data" / "x").unlink()
    (root / "data").rmdir()
    (root / "b" / "c.md").unlink()
    project.write("docs/data", "a file where a folder was")
    project.write("docs/a/moved", "a file where a page's folder was")
    (root / "a" / "moved.md").unlink()


@pytest.mark.parametrize("dirty", [False, True])
def test_the_site_s_folder_is_what_it_would_be_had_it_been_emptied(tmp_path: Path, dirty: bool) -> None:
    project, site = plain(tmp_path / "project"), tmp_path / "site"
    # A plugin that writes to the site itself, first in one build, then no more.
    hook = "def on_post_build(config):\n    open(config.site_dir + '/own-{0}.txt', 'w').write('{0}')\n"
    project.options["hooked"] = "hooks: [hooks.py]"
    for number, change in enumerate((lambda _: None, edits, more_edits, lambda _: None)):
        change(project)
        project.write("hooks.py", hook.format(min(number, 2)))
        (site / ".hidden").mkdir(parents=True, exist_ok=True)
        rendered.built("mkdocs", project.configuration(cache=True), site, dirty=dirty)
        rendered.built("mkdocs", project.configuration(cache=False), tmp_path / "fresh")
        kept, fresh = rendered.files(site), rendered.files(tmp_path / "fresh")
        assert rendered.dateless(kept) == rendered.dateless(fresh)
        assert [path for path in site.rglob("*") if path.is_dir() and not any(path.iterdir())] == [site / ".hidden"]


def test_what_is_the_same_is_not_written_again(tmp_path: Path) -> None:
    project, site = plain(tmp_path / "project"), tmp_path / "site"
    rendered.built("mkdocs", project.configuration(cache=True), site)
    before = {path: path.stat().st_mtime_ns for path in site.rglob("*.html")}
    project.write("docs/a/two.md", "# two\n\nOther text.\n")
    rendered.built("mkdocs", project.configuration(cache=True), site)
    written = [path.relative_to(site).as_posix() for path, time in before.items() if path.stat().st_mtime_ns != time]
    assert written == ["a/two/index.html"]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Callable[[], dict[str, int]]]:
    """Builds a site as it is built while it is served. What was written, with the times at which that was."""
    staying = rendered.plugins("mkdocs")
    staying.clear()
    project, site = plain(tmp_path / "project"), tmp_path / "site"

    def build() -> dict[str, int]:
        startup = None if staying else "serve"
        rendered.built("mkdocs", project.configuration(cache=True), site, startup=startup)
        return {path: (site / path).stat().st_ctime_ns for path in rendered.files(site)}

    yield build
    staying.clear()


def test_pages_that_stand_there_already_are_not_even_looked_at(
    tmp_path: Path, served: Callable[[], dict[str, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = served()
    decoded: list[type] = []
    get = Kept.get
    monkeypatch.setattr(Kept, "get", lambda kept, name, kind: decoded.append(kind) or get(kept, name, kind))
    again = served()
    assert decoded.count(Whole) == 1  # of addresses that lead nowhere, which is no page
    assert not [path for path in first if first[path] != again[path] and path.endswith(".html")]


def test_a_page_that_somebody_else_wrote_or_deleted_is_written_again(
    tmp_path: Path, served: Callable[[], dict[str, int]]
) -> None:
    served()
    site = tmp_path / "site"
    before = rendered.files(site)
    page = site / "a" / "two" / "index.html"
    page.write_text(page.read_text().replace("Text", "Else"))
    (site / "three" / "index.html").unlink()
    (site / "site.css").write_text("else")
    served()
    assert rendered.dateless(rendered.files(site)) == rendered.dateless(before)


def test_after_a_build_that_failed_everything_is_what_it_is_called(
    tmp_path: Path, served: Callable[[], dict[str, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    served()
    site, page = tmp_path / "site", tmp_path / "project" / "docs" / "a" / "one.md"
    before, text = rendered.files(site), page.read_text()
    page.write_text(text + "\nAnd more.\n")
    with monkeypatch.context() as broken:
        broken.setattr(Page, "validate_anchor_links", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            served()
    assert b"And more." in (site / "a" / "one" / "index.html").read_bytes()
    page.write_text(text)
    served()
    assert rendered.dateless(rendered.files(site)) == rendered.dateless(before)


@pytest.mark.parametrize("theme", ["material", "mkdocs", "readthedocs"])
def test_a_theme_s_files_are_those_that_mkdocs_finds(tmp_path: Path, theme: str) -> None:
    project = plain(tmp_path)
    for path in ("assets/own.js", "assets/.hidden/no.js", ".no/no.js", "read/me/readme.txt", "a b/ü.css", ".no.css"):
        project.write(f"overrides/{path}", "")
    project.options["theme"] = theme
    config = load_config(str(project.configuration(cache=True)))
    found = Files([]), Files([])
    found[0].add_files_from_theme(config.theme.get_env(), config)
    compiled.spare(config.theme)
    env = config.theme.get_env()
    found[1].add_files_from_theme(env, config)
    assert list(found[0].src_uris) == list(found[1].src_uris)
    assert {"assets/own.js", "a b/ü.css"} <= set(found[1].src_uris)
    assert ".no/no.js" in env.list_templates()  # to others it lists everything


def test_a_site_with_links_to_elsewhere_is_emptied(tmp_path: Path) -> None:
    project, site = plain(tmp_path / "project"), tmp_path / "site"
    rendered.built("mkdocs", project.configuration(cache=True), site)
    project.write("elsewhere/kept.txt", "kept")
    (site / "a" / "link").symlink_to(tmp_path / "project" / "elsewhere")
    rendered.built("mkdocs", project.configuration(cache=True), site)
    assert not (site / "a" / "link").exists()
    assert (tmp_path / "project" / "elsewhere" / "kept.txt").exists()


def test_mkdocs_has_its_functions_back_after_an_error(tmp_path: Path) -> None:
    from mkdocs import utils

    before = utils.clean_directory, utils.write_file
    project, site = plain(tmp_path / "project"), tmp_path / "site"
    project.write("overrides/main.html", "{{ 1 // 0 }}")
    with pytest.raises(ZeroDivisionError):
        rendered.built("mkdocs", project.configuration(cache=True), site)
    assert (utils.clean_directory, utils.write_file) == before
