"""Options: what they become, and what a wrong one says."""

from __future__ import annotations

from pathlib import Path

import pytest

from backend_spec.config import Config, ConfigError, RuleSetting, parse
from backend_spec.site_file import find, load


def test_nothing_given_is_the_defaults() -> None:
    assert parse({}) == Config()


def test_every_option_is_read() -> None:
    config = parse(
        {
            "folder": "spec/",
            "documents": {"api": "gateway.md", "event": ["events/*.md"], "error": None},
            "rules": {"a": "off", "b": False, "c": {"severity": "info", "limit": 3}},
            "aliases": {"service": {"Identity": "auth-service", "Auth": None}},
            "columns": {"api.errors": {"code": ["Fehlercode"]}},
            "outlines": {"cache": ["Overview", "Items"]},
            "rule_pages": "reference/rules",
            "cache": False,
        }
    )
    assert config == Config(
        folder="spec",
        documents={"api": ("gateway.md",), "event": ("events/*.md",), "error": None},
        rules={
            "a": RuleSetting("off"),
            "b": RuleSetting("off"),
            "c": RuleSetting("info", {"limit": 3}),
        },
        aliases={"service": {"Identity": "auth-service", "Auth": None}},
        columns={"api.errors": {"code": ("Fehlercode",)}},
        outlines={"cache": ("Overview", "Items")},
        rule_pages="reference/rules",
        cache=False,
    )


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"fold": "x"}, "`fold` is not an option of backend-spec; did you mean `folder`?"),
        ({"folder": 3}, "`folder` must be a text, not 3"),
        ({"rules": ["a"]}, "`rules` must be a mapping with names as keys, not ['a']"),
        ({"rules": {"a": "fatal"}}, "`rules.a` must be error, warning, info or off, not 'fatal'"),
        ({"rules": {"a": {"severity": 1}}}, "`rules.a.severity` must be error, warning, info or off, not 1"),
        ({"aliases": {"service": "x"}}, "`aliases.service` must be a mapping with names as keys, not 'x'"),
        ({"documents": {"api": 1}}, "`documents.api` must be a text or a list of texts, not 1"),
        ({"cache": "yes"}, "`cache` must be true or false, not 'yes'"),
        ({"live": "yes"}, "`live` must be a mapping with names as keys, not 'yes'"),
        ({"live": {"editr": "x"}}, "`live.editr` is not an option; did you mean `editor`?"),
        ({"live": {"editor": "vim"}}, "`live.editor` must be an address with `{path}` in it, not 'vim'"),
        (
            {"live": {"editor": "javascript:x('{path}')"}},
            "`live.editor` must be an editor's address, not \"javascript:x('{path}')\"",
        ),
    ],
)
def test_wrong_options_are_named(options: dict[str, object], message: str) -> None:
    with pytest.raises(ConfigError) as error:
        parse(options)
    assert str(error.value) == message


def written(folder: Path, text: str, name: str = "mkdocs.yml") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    "plugins",
    [
        "plugins:\n  - search\n  - backend-spec:\n      folder: spec\n",
        "plugins:\n  search: {}\n  backend-spec:\n    folder: spec\n",
    ],
)
def test_both_forms_of_plugins(tmp_path: Path, plugins: str) -> None:
    site = load(written(tmp_path, f"site_name: x\nsite_url: https://example.org/docs/\n{plugins}"))
    assert site.config == Config(folder="spec", site_url="https://example.org/docs/")
    assert site.docs == tmp_path / "docs"


def test_without_the_plugin_the_defaults_hold(tmp_path: Path) -> None:
    assert load(written(tmp_path, "site_name: x\n")).config == Config()


def test_tags_of_other_plugins_run_nothing(tmp_path: Path) -> None:
    text = (
        "markdown_extensions:\n"
        "  - pymdownx.superfences:\n"
        "      custom_fences:\n"
        "        - name: mermaid\n"
        "          format: !!python/name:pymdownx.superfences.fence_code_format\n"
        "extra: !relative $docs_dir\n"
        "plugins:\n  - backend-spec:\n      folder: spec\n"
    )
    assert load(written(tmp_path, text)).config.folder == "spec"


def test_environment_and_inheritance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPEC_FOLDER", "from-env")
    written(tmp_path, "docs_dir: pages\nplugins:\n  backend-spec:\n    cache: false\n", "base.yml")
    text = "INHERIT: base.yml\nplugins:\n  backend-spec:\n    folder: !ENV [NOT_SET_AT_ALL, SPEC_FOLDER, spec]\n"
    site = load(written(tmp_path, text))
    assert (site.config.folder, site.config.cache, site.docs) == ("from-env", False, tmp_path / "pages")


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("plugins: [", "while parsing"),
        ("- a\n", "a mapping is expected"),
        ("plugins:\n  - backend-spec:\n      x: 1\n", "plugins: backend-spec: `x` is not an option"),
        ("docs_dir: 3\n", "`docs_dir` and `site_url` must be texts"),
        ("INHERIT: missing.yml\n", "missing.yml"),
    ],
)
def test_what_cannot_be_read_names_the_file(tmp_path: Path, text: str, part: str) -> None:
    file = written(tmp_path, text)
    with pytest.raises(ConfigError) as error:
        load(file)
    assert part in str(error.value)
    assert str(tmp_path) in str(error.value)


def test_the_nearest_configuration_is_found(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    outer = written(tmp_path, "site_name: x\n")
    assert find(inner) == outer
    nearer = written(tmp_path / "a", "site_name: y\n", "properdocs.yml")
    assert find(inner) == nearer
