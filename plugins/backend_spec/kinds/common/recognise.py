"""Which kind of specification a document is, or that it is none.

A wrong guess makes false alarms, so every step wants a full match: the configuration, the front matter, the file's
name, its folder, its title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import PurePosixPath

from backend_spec.kind import Kind
from backend_spec.kinds.common.titles import forms, readings
from backend_spec.markdown import Document
from backend_spec.reading import normal

OTHER = "other"

# Words of file names and titles that say what sort of text it is, not what it is about.
_FORM = frozenset(
    "backend design doc docs document documentation reference schema server service spec specification specifications "
    "specs strategy system".split()
)
_LEAVES = frozenset({"readme", "index", "changelog", "license", "contributing", "summary", "toc", "glossary"})
# A file `auth.md` or a folder `events` may be a feature's as well as a kind's: the text has to show which.
_AMBIGUOUS = frozenset({"auth", "event"})
_TRANSLATION = re.compile(r"[._-](?:[a-z]{2}(?:[_-](?:[a-z]{2}|hans|hant))?)$")
_LANGUAGES = frozenset(
    "ar cs da de el en es fa fi fr he hi hu id it ja jp ko kr nl no pl pt ro ru sv th tr uk vi zh cn tw".split()
)
_NUMBER = re.compile(r"^\d{1,3}[._\s-]+")


def recognise(document: Document, kinds: tuple[Kind, ...], configured: Mapping[str, str]) -> str:
    """The name of the document's kind, or `other`.

    `configured` maps paths, file names or globs to kinds or `other`; an exact path or name goes before a glob.
    """
    path = PurePosixPath(document.path)
    given = _configured(path, configured)
    if given:
        return given
    asked = document.front_matter.get("spec")
    if asked is not None:
        name = str(asked).strip().casefold() if isinstance(asked, str) else OTHER
        return name if name in {kind.name for kind in kinds} else OTHER
    stem = _stem(path.stem)
    if _translated(path.stem):
        return OTHER
    names, titles = _names(kinds), _titles(kinds)
    title = document.title.title.value if document.title else ""
    by_title = next((titles[part] for part in _title_parts(title) if part in titles), None)
    shown = {kind.name for kind in kinds if kind.name not in _AMBIGUOUS or _evidence(document, kind)}
    if stem in names and (names[stem] in shown or _core(stem) != stem):
        return names[stem]
    if stem in _LEAVES:
        return next((kind.name for kind in kinds if _plain(title) == _plain(kind.title)), OTHER)
    # The nearest folder decides; a document in it that says by its title that it is another kind is that one.
    for folder in reversed(path.parts[:-1]):
        kind = _folders(kinds).get(_words(folder))
        if kind and (by_title or kind in shown):
            return by_title or kind
    return by_title or OTHER


def _evidence(document: Document, kind: Kind) -> bool:
    """Whether the title, or a section other than the overview, is one of the kind's."""
    titles = {_plain(title) for title in (kind.title, *kind.titles)}
    if document.title and any(part in titles for part in _title_parts(document.title.title.value)):
        return True
    known = frozenset().union(*(forms(part) for part in kind.outline[1:]))
    return any(not known.isdisjoint(readings(section.title)) for section in document.root.walk() if section.heading)


def _configured(path: PurePosixPath, configured: Mapping[str, str]) -> str | None:
    for key in (str(path), path.name, path.stem):
        if key in configured:
            return configured[key]
    return next((kind for pattern, kind in configured.items() if matches(path, pattern)), None)


def matches(path: PurePosixPath, pattern: str) -> bool:
    """Whether a path, file name or glob of the configuration means a file."""
    if any(mark in pattern for mark in "*?[") and (
        fnmatchcase(str(path), pattern)
        or fnmatchcase(str(path), pattern.replace("**/", ""))
        or ("/" not in pattern and fnmatchcase(path.name, pattern))
    ):
        return True
    return pattern in (str(path), path.name, path.stem) or (pattern.endswith("/") and str(path).startswith(pattern))


def _words(name: str) -> str:
    """A file or folder name as it is compared: lower case, underscores, each word in the singular."""
    one = re.sub(r"\b(?:gRPC|OAuth|MySQL|NoSQL)\b", lambda match: match[0].lower(), name)
    text = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", one).casefold()
    return "_".join(_singular(word) for word in re.split(r"[\s._-]+", text) if word)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _stem(stem: str) -> str:
    return _words(_NUMBER.sub("", stem))


def _translated(stem: str) -> bool:
    """Whether a file name ends in a language (`api_specification.zh-CN`): the original is read, not its translation."""
    match = _TRANSLATION.search(stem.casefold())
    return bool(match) and re.split(r"[._-]", match[0].strip("._-"))[0] in _LANGUAGES if match else False


def _core(stem: str) -> str:
    """A name without the words that say only what sort of text it is."""
    return "_".join(word for word in stem.split("_") if word not in _FORM)


@lru_cache(maxsize=8)
def _names(kinds: tuple[Kind, ...]) -> Mapping[str, str]:
    """File names by which kinds are known: as listed, and with another word for the sort of text, or none."""
    found: dict[str, str] = {}
    for kind in kinds:
        for file in (kind.file, *kind.files):
            found.setdefault(_stem(PurePosixPath(file).stem), kind.name)
    for kind in kinds:
        core = _core(_stem(PurePosixPath(kind.file).stem)) or kind.name
        for word in dict.fromkeys((core, kind.name)):
            for variant in (word, f"backend_{word}", *(f"{word}_{sort}" for sort in _VARIANTS)):
                found.setdefault(_words(variant), kind.name)
    return found


_VARIANTS = ("spec", "specification", "design", "doc", "reference", "schema", "strategy", "documentation")


@lru_cache(maxsize=8)
def _folders(kinds: tuple[Kind, ...]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for kind in kinds:
        core = _core(_stem(PurePosixPath(kind.file).stem)) or kind.name
        for word in (kind.name, core, f"{core}_specification", f"{core}_spec", _stem(PurePosixPath(kind.file).stem)):
            found.setdefault(_words(word), kind.name)
    return found


@lru_cache(maxsize=8)
def _titles(kinds: tuple[Kind, ...]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for kind in kinds:
        for title in (kind.title, *kind.titles):
            found.setdefault(_plain(title), kind.name)
    return found


def _plain(title: str) -> str:
    return normal(re.sub(r"[(（][^()（）]*[)）]", " ", title)).replace("&", "and")


def _title_parts(title: str) -> Iterator[str]:
    """The title, what stands in parentheses, then its parts around a colon or dash: `nihao-chat — Database Schema`."""
    yield _plain(title)
    yield from (_plain(aside) for aside in re.findall(r"[(（]([^()（）]+)[)）]", title))
    parts = [part for part in re.split(r"\s*[:：|]\s+|\s+[–—-]\s+", title) if part.strip()]
    if len(parts) == 2:
        yield from map(_plain, parts)
