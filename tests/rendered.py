"""Builds a site again and again while its project changes, from the render cache and from nothing, and compares.

`python tests/rendered.py HOST SEED STEPS FOLDER COMMAND`, in a process of its own: ProperDocs takes MkDocs' place in
one. With `serve` as the command, one plugin makes all the builds from the cache, as it does while a site is served.
"""

from __future__ import annotations

import logging
import random
import re
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import specification

CONFIGURATION = """\
site_name: {name}
site_url: https://example.org/docs/
repo_url: https://example.org/repository
edit_uri: edit/main/docs/
theme:
  name: {theme}
  custom_dir: overrides
{features}
extra_css: [site.css]
validation:
  links: {{not_found: {level}, anchors: {level}, unrecognized_links: {level}}}
markdown_extensions:
  - admonition
  - attr_list
  - def_list
  - footnotes
  - md_in_html
  - tables
  - toc: {{permalink: {permalink}}}
  - pymdownx.details
  - pymdownx.highlight: {{anchor_linenums: true}}
  - pymdownx.superfences
  - pymdownx.snippets: {{base_path: [parts]}}
  - pymdownx.tabbed: {{alternate_style: true}}
  - pymdownx.tasklist
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
      emoji_generator: !!python/name:material.extensions.emoji.to_svg
      options: {{custom_icons: [overrides/.icons]}}
{extension}
plugins:
  - search
{hooked}
  - backend-spec:
      cache: {cache}
      folder: spec
      rules: {{missing-section: off, missing-request-body: off, missing-response-example: off,
              missing-sequence-diagram: off, unlisted-endpoint: off, undefined-error: warning}}
"""
TEXTS = [
    "Plain words, `code` and *emphasis*.",
    "!!! note\n\n    Be careful. [^1]\n\n[^1]: Said once.",
    "```python\nprint('said')\n```",
    '=== "One"\n\n    First.\n\n=== "Two"\n\n    Second.',
    "- [x] done\n- [ ] open\n\nTerm\n:   What it means.",
    '??? question "Why"\n\n    Because :smile: and :own-star:.',
    '--8<-- "shared.md"',
    '<div markdown="1" id="own">\n\n**Bold** in HTML.\n\n</div>',
    "```mermaid\nflowchart LR\n  a --> b\n```",
    "A picture: ![it](image.png){ width=10 } and POST /api/v1/auth/login, error `1001`.",
]
OVERRIDES = [
    "{% extends 'base.html' %}",
    "{% extends 'base.html' %}{% block extrahead %}<meta name='said' content='{{ page.title if page }}'>{% endblock %}",
    "{% extends 'base.html' %}{% block extrahead %}<meta name='all' content='{% for item in nav.pages %}\
{{ item.content | striptags | length }} {% endfor %}'>{% endblock %}",
    "{% extends 'base.html' %}{% block extrahead %}<meta name='all' content='{% for file in pages %}\
{{ file.page.toc | length }} {{ file.src_uri }} {% endfor %}'>{% endblock %}",
    "{% extends 'base.html' %}{% block extrahead %}{% include 'part.html' %}{% endblock %}",
]
HOOKS = """\
NUMBER = {number}
def on_page_markdown(markdown, page, **rest):
    return markdown + f"\\n\\nEnd {{NUMBER}} of {{page.file.src_uri}}.\\n"
def {event}(context, page, nav, **rest):
    for other in nav.pages:
        other.meta["status"] = "new" if len(page.content) % 2 else "old"
"""


class Project:
    """A project in a folder that is changed at random."""

    def __init__(self, root: Path, seed: int, themes: list[str]):
        self.root = root
        self.themes = themes
        self.chance = random.Random(seed)
        self.options = {
            "name": "One", "theme": "material", "features": "  features: [navigation.indexes]", "level": "warn",
            "permalink": "true", "extension": "", "hooked": "",
        }  # fmt: skip
        self.reverted: dict[Path, bytes] = {}
        specification.folder(root / "docs", spec__api_specification=specification.API)
        specification.folder(root / "docs", spec__error_specification=specification.ERRORS)
        self.write("overrides/main.html", OVERRIDES[0])
        self.write("overrides/part.html", "<meta name='part' content='1'>")
        self.write("overrides/.icons/own/star.svg", "<svg><path d='M0 0'/></svg>")
        self.write("parts/shared.md", "Shared words.")
        self.write("docs/site.css", "/* 1 */")
        self.write("docs/image.png", "image")
        self.write("docs/index.md", "# Home\n\nSee [one](a/one.md#second).\n")
        for name in ("a/one", "a/two", "three", "a/index"):
            self.page(f"docs/{name}.md")

    def write(self, path: str, text: str) -> None:
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")

    def pages(self) -> list[Path]:
        return sorted(path for path in (self.root / "docs").rglob("*.md") if "spec" not in path.parts)

    def page(self, path: str) -> None:
        pick = self.chance.choice
        meta = pick(
            ["", "---\ntitle: Titled\n---\n", "---\nicon: material/home\nstatus: new\n---\n", "---\nhide: [toc]\n---\n"]
        )
        targets = [str(page.relative_to(self.root / "docs")) for page in self.pages()] + ["gone.md", "a/gone"]
        up = "../" * (path.count("/") - 1)
        links = "\n".join(f"[to]({up}{pick(targets)}{pick(['', '#second', '#nowhere'])})" for _ in range(3))
        texts = "\n\n".join(self.chance.sample(TEXTS, 3))
        number = self.chance.randrange(3)
        self.write(path, f"---\n{meta}\n---\n# Page {number}\n\n{texts}\n\n{links}\n\n## Second\n\nMore.\n")

    def change(self) -> str:
        step = self.chance.choice([
            self.edit, self.edit, self.edit, self.retitle, self.rename, self.delete, self.add, self.keep, self.revert,
            self.configure, self.configure, self.override, self.hook, self.specify, self.media,
        ])  # fmt: skip
        step()
        return step.__name__

    def edit(self) -> None:
        self.page(str(self.chance.choice(self.pages()).relative_to(self.root)))

    def retitle(self) -> None:
        page = self.chance.choice(self.pages())
        page.write_text(re.sub("(?m)^# .*", f"# Called {self.chance.randrange(9)}", page.read_text(encoding="utf-8")))

    def rename(self) -> None:
        page = self.chance.choice([page for page in self.pages() if page.name != "index.md"] or self.pages())
        page.rename(page.with_name(f"renamed-{self.chance.randrange(9)}.md"))

    def delete(self) -> None:
        pages = [page for page in self.pages() if page.name != "index.md"]
        if len(pages) > 2:
            self.chance.choice(pages).unlink()

    def add(self) -> None:
        self.page(f"docs/{self.chance.choice(['', 'a/', 'b/'])}added{self.chance.randrange(9)}.md")

    def keep(self) -> None:
        self.reverted = {path: path.read_bytes() for path in (self.root / "docs").rglob("*") if path.is_file()}

    def revert(self) -> None:
        for path in self.pages():
            if self.reverted and path not in self.reverted:
                path.unlink()
        for path, data in self.reverted.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)

    def configure(self) -> None:
        name, values = self.chance.choice([
            ("name", ["One", "Two"]),
            ("theme", self.themes),
            ("features", ["  features: [navigation.indexes]", "  features: [navigation.tabs, navigation.prune]"]),
            ("level", ["warn", "info", "ignore"]),
            ("permalink", ["true", "false"]),
            ("extension", ["", "  - abbr", "  - smarty"]),
        ])  # fmt: skip
        self.options[name] = self.chance.choice(values)

    def override(self) -> None:
        self.write("overrides/main.html", self.chance.choice(OVERRIDES))
        self.write("overrides/part.html", f"<meta name='part' content='{self.chance.randrange(9)}'>")

    def hook(self) -> None:
        self.options["hooked"] = self.chance.choice(["", "hooks: [hooks.py]"])
        event = self.chance.choice(["on_page_context", "unused"])
        self.write("hooks.py", HOOKS.format(number=self.chance.randrange(9), event=event))

    def specify(self) -> None:
        for name, text in (("api", specification.API), ("error", specification.ERRORS)):
            changed = text.replace("Log In", self.chance.choice(["Log In", "Sign In"]))
            self.write(
                f"docs/spec/{name}_specification.md", changed.replace("1002", self.chance.choice(["1002", "1003"]))
            )

    def media(self) -> None:
        self.write("parts/shared.md", f"Shared {self.chance.randrange(9)}.")
        self.write("docs/image.png", f"image {self.chance.randrange(9)}")
        self.write("overrides/.icons/own/star.svg", f"<svg><path d='M{self.chance.randrange(9)} 0'/></svg>")

    def configuration(self, *, cache: bool) -> Path:
        options = {**self.options, "cache": str(cache).lower()}
        hooked = options.pop("hooked")
        text = CONFIGURATION.format(**options, hooked="") + hooked + "\n"
        self.write("mkdocs.yml", text)
        return self.root / "mkdocs.yml"


class _Said(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        line = re.sub(r"in [\d.]+ seconds|directory: .*", "", record.getMessage())
        self.lines.append(f"{record.levelname} {record.name} {line}")


def built(
    host: str, configuration: Path, site: Path, *, dirty: bool = False, startup: str | None = "build"
) -> list[str]:
    """Build a site; what was said meanwhile. Without a `startup` it is built again by the same plugins."""
    load: Callable[..., Any] = import_module(f"{host}.config").load_config
    build: Callable[..., Any] = import_module(f"{host}.commands.build").build
    said = _Said()
    logger = logging.getLogger(host)
    logger.addHandler(said)
    logger.setLevel(logging.INFO)
    logging.getLogger("mkdocs").setLevel(logging.NOTSET if host != "mkdocs" else logging.INFO)
    try:
        config = load(str(configuration), site_dir=str(site))
        if startup:
            config.plugins.on_startup(command=startup, dirty=dirty)
        build(config, dirty=dirty)
    except SystemExit as error:  # which says nothing when it ends a process
        raise AssertionError("\n".join([*said.lines, str(error)])) from error
    finally:
        logger.removeHandler(said)
    return said.lines


def plugins(host: str) -> dict[str, Any]:
    """The plugins that stay from one build to the next."""
    found: dict[str, Any] = import_module(f"{host}.config.defaults").MkDocsConfig.plugins.plugin_cache
    return found


def files(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def dateless(found: dict[str, bytes]) -> dict[str, bytes]:
    """Files without the time of the build, which MkDocs writes into its own themes' home page, and gzip."""
    return {
        path: re.sub(rb"Build Date UTC : [^\n]*", b"", data) for path, data in found.items() if not path.endswith(".gz")
    }


def main() -> None:
    host, seed, steps, folder, command = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]), sys.argv[5]
    if host != "mkdocs":
        import_module(f"{host}.replacement")
    # ProperDocs has no themes of its own.
    themes = ["material", "mkdocs", "readthedocs", "material"] if host == "mkdocs" else ["material"]
    project = Project(folder / "project", seed, themes)
    done: list[str] = []
    staying, own = plugins(host), dict[str, Any]()
    for _ in range(steps):
        staying.clear()
        staying.update(own)
        said = built(host, project.configuration(cache=True), folder / "kept", startup=None if own else command)
        own = dict(staying) if command == "serve" else {}
        staying.clear()
        fresh = built(host, project.configuration(cache=False), folder / "fresh", startup=command)
        kept, made = dateless(files(folder / "kept")), dateless(files(folder / "fresh"))
        wrong = sorted(path for path in {*kept, *made} if kept.get(path) != made.get(path))
        if wrong or said != fresh:
            print(f"seed {seed}, after {done}: {wrong}", *sorted({*said} ^ {*fresh}), sep="\n")  # noqa: T201
            sys.exit(1)
        done.append(project.change())
    print("same", *done)  # noqa: T201


if __name__ == "__main__":
    main()
