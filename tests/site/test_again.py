"""What is published again and again is what is published once."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend_spec.config import Config
from backend_spec.project import Analysis, Project
from backend_spec.site.again import Again
from backend_spec.site.diagrams import markup
from backend_spec.site.publication import publication
from backend_spec.store import Store
from generate import generate
from properties.budget import budget
from properties.documents import encoded
from properties.test_pipeline import histories

CONFIG = Config()
OTHER = replace(CONFIG, folder="spec")


def published(files: dict[str, bytes], config: Config, analysis: Analysis, again: Again | None = None) -> bytes:
    return msgspec.msgpack.encode(publication(files, config, Store(None), analysis, again))


class Editing:
    """A specification that somebody edits, published after every save."""

    def __init__(self) -> None:
        self._again = Again()
        self._projects = {id(config): Project(config, remembering=True) for config in (CONFIG, OTHER)}

    def save(self, files: dict[str, bytes], config: Config = CONFIG) -> None:
        analysis = self._projects[id(config)].analyse(files)
        once = published(files, config, Project(config).analyse(files))
        assert published(files, config, analysis, self._again) == once


@budget(15)
@given(histories(), st.lists(st.booleans(), min_size=5, max_size=5))
def test_any_history_ends_as_if_it_were_the_beginning(states: list[dict[str, str]], others: list[bool]) -> None:
    """Documents are changed, added, deleted, renamed, restored; an option changes all addresses."""
    editing = Editing()
    for state, other in zip([*states, states[0]], [*others, False], strict=False):
        editing.save(encoded(state), OTHER if other else CONFIG)


@pytest.mark.parametrize("seed", [1, 2])
def test_edits_of_a_whole_specification(seed: int) -> None:
    """Lines are changed, deleted, moved and said twice, in documents that refer to each other; all is taken back."""
    chance = random.Random(seed)
    texts = generate(1)
    editing = Editing()
    editing.save(encoded(texts))
    for edit in chance.choices([words, number, gone, twice, moved, renamed], k=8):
        changed = dict(texts)
        path = chance.choice(sorted(texts))
        lines = texts[path].split("\n")
        edit(lines, chance)
        changed[path] = "\n".join(lines)
        if edit is renamed:
            changed[f"more/{path}"] = changed.pop(path)
        editing.save(encoded(changed))
        texts = chance.choice([texts, changed])
    editing.save(encoded(texts))


def words(lines: list[str], chance: random.Random) -> None:
    lines.insert(chance.randrange(len(lines)), "Some more words, and `users` among them.")


def number(lines: list[str], chance: random.Random) -> None:
    at = chance.choice([at for at, line in enumerate(lines) if "1" in line] or [0])
    lines[at] = lines[at].replace("1", "2", 1)


def gone(lines: list[str], chance: random.Random) -> None:
    del lines[chance.randrange(len(lines))]


def twice(lines: list[str], chance: random.Random) -> None:
    at = chance.randrange(len(lines))
    lines[at:at] = lines[at : at + chance.choice([1, 20])]


def moved(lines: list[str], chance: random.Random) -> None:
    lines.insert(chance.randrange(len(lines)), lines.pop(chance.randrange(len(lines))))


def renamed(lines: list[str], chance: random.Random) -> None:
    words(lines, chance)


def test_pieces_that_are_made_of_the_same_are_not_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    draw: Callable[..., object] = markup.draw
    monkeypatch.setattr(markup, "draw", lambda source, *rest: drawn.append(source) or draw(source, *rest))
    files, again = encoded(generate(1)), Again()
    project = Project(CONFIG, remembering=True)
    publication(files, CONFIG, Store(None), project.analyse(files), again)
    every = len(drawn)
    drawn.clear()
    publication(files, CONFIG, Store(None), project.analyse(files), again)
    assert (every > 10, len(drawn)) == (True, 0)


def test_only_what_the_last_version_had_is_kept() -> None:
    again = Again()
    again("a", lambda: "first")
    again.begin()
    again("b", lambda: "other")
    again.begin()
    assert again("b", lambda: "second") == "other"
    assert again("a", lambda: "second") == "second"
