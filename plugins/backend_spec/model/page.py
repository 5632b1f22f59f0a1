"""Nouns that every kind of document has: the document itself, its outline, its header table, its diagrams."""

from __future__ import annotations

from typing import ClassVar

from msgspec import Struct

from backend_spec.model.entity import Entity, Ref, Statement
from backend_spec.notation import mermaid
from backend_spec.text import Spanned


class Sign(Struct, frozen=True):
    """Facts that show that a document has a part's content: those of the class, or of them those whose attribute
    (`content.type`) has the value. `anywhere` tells that other kinds of documents may state them too."""

    noun: type
    attribute: str = ""
    value: object = True
    anywhere: bool = False


class Part(Struct, frozen=True):
    """A section that a kind of document has at level 2. `synonyms` are further titles authors give it.

    `optional` parts may be missing. `repeated` stands for any number of sections between its neighbours (the
    per-service sections of the gRPC document). Where authors go their own ways, `like` (a pattern for a title in the
    form that is compared) finds the section, `holds` tells it by its content, and `words` (a pattern) is what a
    document says that speaks of it somewhere. `asked` are facts in whose presence a rule of the kind's own asks for the
    part. `beside` is the kind of document without which there is no such matter.
    """

    title: str
    synonyms: tuple[str, ...] = ()
    optional: bool = False
    repeated: bool = False
    like: str = ""
    holds: tuple[Sign, ...] = ()
    words: str = ""
    asked: tuple[Sign, ...] = ()
    beside: str = ""


class Title(Struct, frozen=True):
    """A heading in a document's outline. `number` is its section number as written, such as `3.1`."""

    level: int
    number: str | None
    text: Spanned[str]


class SpecDocument(Statement, frozen=True):
    """One document of the specification. `span` is its title, or its first line where it has none.

    `kind` is one of the slices' names, or `other` for a file that is no specification document. `titles` are all
    its headings in order, the title included; `outline` are the sections that its kind prescribes.
    """

    path: str
    kind: str
    title: Spanned[str] | None
    titles: tuple[Title, ...]
    changelog: Changelog | None = None
    outline: tuple[Part, ...] = ()

    @property
    def subject(self) -> str:
        return f"document {self.path}"


class Introduction(Statement, frozen=True):
    """A document's first words: a paragraph under its title, or else in its first section."""


class Changelog(Statement, frozen=True):
    """The header table under a document's title. `span` is its head row."""

    rows: tuple[Change, ...]


class Change(Statement, frozen=True):
    """A row of the header table: the date as written, what changed, the features that it names."""

    date: Spanned[str]
    description: Spanned[str]
    features: tuple[Ref[Feature], ...]


class Feature(Entity, frozen=True):
    """A feature, known by the id that a changelog or a requirement document gives it: `FEAT-USER-001`."""

    kind: ClassVar[str] = "feature"

    description: Spanned[str] | None = None


class Diagram(Entity, frozen=True):
    """A Mermaid diagram. Its name is `<path>#<n>`, counted from 1 within the page; `owner` is the name of the
    endpoint, flow or section that it illustrates, `section` the title of the level-2 section that it stands in."""

    kind: ClassVar[str] = "diagram"

    content: mermaid.Diagram
    owner: str = ""
    section: str = ""

    def attributes(self) -> dict[str, object]:
        return {"type": self.content.type}


class Block(Statement, frozen=True):
    """A fenced code block. `origins` are the places in the source where its lines begin, without the indentation and
    the marks of what it stands in."""

    language: str
    origins: tuple[int, ...]


class ForeignDiagram(Statement, frozen=True):
    """A diagram in a language other than Mermaid (PlantUML, Graphviz, D2, ...)."""

    language: str


class Setting(Statement, frozen=True):
    """A row of a table that gives names and values: a configuration, a policy, log levels. `section` is the title of
    the section that it stands in."""

    name: Spanned[str]
    value: Spanned[str] | None = None
    section: str = ""
