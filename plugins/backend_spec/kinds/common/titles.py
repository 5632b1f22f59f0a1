"""Titles of sections, and names at the head of a line: how they are compared and found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from backend_spec.markdown import Document, Inline, Section
from backend_spec.model.page import Introduction, Part, Sign
from backend_spec.reading import normal, says_nothing
from backend_spec.text import Spanned

_ASIDE = re.compile(r"\s*[(（][^()（）]*[)）]")
_PADDING = " \t\r\n*_`~:：.,;–—-"
_PORT = re.compile(r":\d{2,5}$")


def listed(text: str) -> tuple[str, ...]:
    """The titles in a text that separates them by bars."""
    return tuple(part.strip() for part in text.split("|"))


OVERVIEW = Part(
    "Overview",
    listed(
        "Introduction | Purpose | Summary | About | About This Document | About This Page | What This Is | In Short | "
        "At a Glance | Scope | Purpose and Scope | Background | Context | Abstract | TL;DR | 概述 | 概览 | "
        "简介 | 前言 | 功能说明 | 개요 | 소개"
    ),
    holds=(Sign(Introduction),),
)
"""The first section of every kind of document."""


@lru_cache(maxsize=4096)
def form(title: str) -> str:
    """A title as it is compared: without number, case, punctuation and asides, `&` read as "and"."""
    text = normal(_ASIDE.sub(" ", title)) or normal(title)
    return " ".join(text.replace("&", " and ").split())


@lru_cache(maxsize=4096)
def readings(title: str) -> tuple[str, ...]:
    """What a title may be compared as: its form, and that of an aside, which may repeat it in another language."""
    asides = [form(aside[0].strip(" \t()（）")) for aside in _ASIDE.finditer(title)]
    return tuple(dict.fromkeys((form(title), *(aside for aside in asides if aside))))


@lru_cache(maxsize=512)
def forms(part: Part) -> frozenset[str]:
    """All forms of a part's title and its synonyms."""
    return frozenset(form(title) for title in (part.title, *part.synonyms))


def sections(document: Document, titles: Iterable[str]) -> Iterator[Section]:
    """The outermost sections with one of these titles (as `form` gives them), the document's title left out."""
    wanted = frozenset(titles)
    pending = [document.root]
    while pending:
        section = pending.pop()
        named = section.heading and section.heading is not document.title
        if named and not wanted.isdisjoint(readings(section.title)):
            yield section
        else:
            pending += reversed(section.sections)


def part_of(title: str, outline: Iterable[Part], *, like: bool = True) -> Part | None:
    """The part of an outline that a title names: by its title or a synonym, else (`like`) by its pattern."""
    texts = readings(title)
    parts = [part for part in outline if not part.repeated]
    named = next((part for part in parts if not forms(part).isdisjoint(texts)), None)
    if named or not like:
        return named
    return next((part for part in parts if part.like and any(re.search(part.like, text) for text in texts)), None)


def parts(document: Document, outline: Iterable[Part]) -> Iterator[tuple[Section, Part]]:
    """The outermost sections that stand for parts of an outline. Patterns count for a page's main sections only."""
    outline = tuple(outline)
    pending = [(document.root, True)]
    while pending:
        section, main = pending.pop()
        own = section.heading and section.heading is not document.title
        part = part_of(section.title, outline, like=main) if own else None
        if part:
            yield section, part
        else:
            pending += [(inner, main and not own) for inner in reversed(section.sections)]


def name(text: Spanned[str]) -> Spanned[str] | None:
    """A name without the aside, port or punctuation around it: `Auth Service` of `Auth Service (gRPC):`."""
    raw = text.span.text
    aside = _ASIDE.search(raw)
    low, high = 0, aside.start() if aside and raw[: aside.start()].strip(_PADDING) else len(raw)
    if port := _PORT.search(raw[:high]):
        high = port.start()
    while low < high and (raw[low] in _PADDING or not (raw[low].isalnum() or raw[low] in "{<[(&@_")):
        low += 1
    while low < high and raw[high - 1] in _PADDING:
        high -= 1
    if low >= high or says_nothing(raw[low:high]):
        return None
    start = text.span.start
    return Spanned(" ".join(raw[low:high].split()), text.span.source.span(start + low, start + high))


def declared(content: Inline) -> Spanned[str] | None:
    """The name that a cell declares: its first code or link if it has any, else its text without decoration."""
    if says_nothing(content.plain):
        return None
    texts = (*content.codes, *(link.text for link in content.links if link.text.value.strip()))
    return name(texts[0] if texts else content.value)


def leading(content: Inline) -> Spanned[str] | None:
    """The name at the head of a line, in code or bold type: `auth-service` of "**`auth-service`**: signs tokens"."""
    raw = content.raw
    for part in (*content.codes, *content.strong, *(link.text for link in content.links)):
        before = raw[: part.span.start - content.span.start]
        if not before.strip(" *_`["):
            inner = next((code for code in content.codes if part.span.contains(code.span)), part)
            return name(inner)
    return None
