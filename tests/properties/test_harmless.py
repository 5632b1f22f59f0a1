"""Whatever another author would have written differently in the correct example is no fault there either.

Each rewriting is tried on all documents at once, each alone, then several of them one after the other on some places
of some documents. What is found is a false alarm, or a rewriting that changes what the document says.
"""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend_spec.config import Config
from backend_spec.files import read_folder
from backend_spec.graph.lookup import NOUNS
from backend_spec.kinds import KINDS
from backend_spec.project import Analysis, Project
from properties.budget import FACTOR, budget
from properties.rewriting import SAME, Choice, blocks, joined
from specification import EXAMPLE

PROJECT = Project(Config())
FILES = {path: data.decode() for path, data in read_folder(EXAMPLE).items()}
KINDS_OF = {kind.file: kind.name for kind in KINDS}


Names = Counter[tuple[str, str]]


def judged(texts: dict[str, str]) -> tuple[str, Names]:
    """What is found, and what is declared."""
    analysis = PROJECT.analyse({path: text.encode() for path, text in texts.items()})
    found = [
        f"{d.span.source.path}:{d.span.first.line}: {d.severity.value}[{d.rule}] {d.finding.message}"
        f" | {d.span.source.line(d.span.first.line).strip()}"
        for d in analysis.diagnostics
    ]
    return "\n".join(found[:8]), declared(analysis)


def declared(analysis: Analysis) -> Names:
    """The names of all entities, parameters written alike. Diagrams are named after their files."""
    return Counter(
        (noun.kind, re.sub(r"(?<=/)\{(\w+)\}", r":\1", re.sub(r"^[^\w/*{]+", "", entity.key)))
        for noun in NOUNS
        if noun.exported and noun.kind != "diagram"
        for entity in analysis.graph.all(noun)
    )


@pytest.fixture(scope="module")
def known() -> Names:
    found, names = judged(FILES)
    assert not found
    return names


@pytest.mark.parametrize("name", SAME)
def test_a_rewriting_is_harmless(name: str, known: Names) -> None:
    """On half of the places of all documents, then everywhere when more examples are asked for."""
    for seed, share in ((1, 0.5), (2, 1.0), *((3 + n, 0.3) for n in range(FACTOR)))[: FACTOR if FACTOR > 1 else 1]:
        texts = {path: SAME[name](text, Choice(seed, share)) for path, text in FILES.items()}
        assert texts != FILES
        assert judged(texts) == ("", known)


@st.composite
def rewritten(draw: st.DrawFn) -> tuple[dict[str, str], list[str]]:
    """The example with some documents rewritten several times, and how it was."""
    texts = dict(FILES)
    steps = draw(
        st.lists(
            st.tuples(
                st.sampled_from(sorted(SAME)),
                st.sampled_from(sorted(FILES)),
                st.integers(0, 2**16),
                st.sampled_from([0.1, 0.3, 1.0]),
            ),
            min_size=2,
            max_size=8,
            unique_by=lambda step: step[:2],
        )
    )
    for name, path, seed, share in steps:
        texts[path] = SAME[name](texts[path], Choice(seed, share))
    return texts, [f"{name} on {path}, seed {seed}, share {share}" for name, path, seed, share in steps]


@budget(12)
@given(rewritten())
def test_rewritings_together_are_harmless(made: tuple[dict[str, str], list[str]]) -> None:
    texts, steps = made
    found, _ = judged(texts)
    assert not found, steps


def in_folders(texts: dict[str, str], pattern: str) -> dict[str, str]:
    """The documents below a folder per kind."""
    return {pattern.format(kind=KINDS_OF[path], file=path): text for path, text in texts.items()}


@pytest.mark.parametrize("pattern", ["{kind}/{file}", "{kind}/README.md", "specs/{kind}/index.md", "{kind}.md"])
def test_documents_may_stand_in_a_folder_per_kind(pattern: str, known: Names) -> None:
    texts = in_folders(FILES, pattern)
    assert judged(texts) == ("", known)


def split(text: str, kind: str, at: int) -> tuple[str, str]:
    """A document cut in two before one of its headings of level 2 or 3. The second part has a title, the header table
    and, where it was cut at level 3, the heading of the section that it is in."""
    found = blocks(text)
    places = [n for n, block in enumerate(found) if block.sort == "heading" and re.match(r"###? ", block.lines[0])]
    place = places[1 + at % (len(places) - 1)]
    header = next(n for n, block in enumerate(found) if block.sort == "table") + 1
    above = [b for b in found[:place] if b.sort == "heading" and re.match(r"## ", b.lines[0])][-1:]
    if found[place].lines[0].startswith("## "):
        above = []
    front = f"---\nspec: {kind}\n---\n\n"
    second = f"{front}{joined(found[:header])}\n\n{joined(above)}\n\n{joined(found[place:])}"
    return joined(found[:place]), second


@budget(10)
@given(st.sampled_from(sorted(FILES)), st.integers(0, 1000))
def test_a_document_may_be_split(path: str, at: int) -> None:
    texts = dict(FILES)
    texts[path], texts[f"more/part_{path}"] = split(FILES[path], KINDS_OF[path], at)
    found, _ = judged(texts)
    assert not found
