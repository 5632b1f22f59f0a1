"""Whether a document is written in the language that the project names."""

from __future__ import annotations

import re

from backend_spec.config import LANGUAGES
from backend_spec.markdown import Item, Paragraph
from backend_spec.model.entity import Flaw
from backend_spec.reading import Collector

_SCRIPTS = {
    "zh": re.compile(r"[\u4e00-\u9fff]"),
    "ja": re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]"),
    "ko": re.compile(r"[\uac00-\ud7af]"),
    "ru": re.compile(r"[\u0400-\u04ff]"),
}
_OTHER = re.compile(r"[\u0400-\u04ff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
_LATIN = re.compile(r"[a-zà-öø-ÿ]")
_WORD = re.compile(r"[a-zà-öø-ÿ]+")
_CODE = re.compile(r"`[^`]*`")
_COMMON = {
    "en": frozenset("the of and to in is that for it with as are by be this from or an not which when if".split()),
    "de": frozenset("der die das und ist nicht ein eine mit von für auf den dem im wird werden sich als bei".split()),
    "fr": frozenset("le la les des est une dans pour que qui par sur avec pas sont du au aux ce cette".split()),
    "es": frozenset("el la los las del que una por con para es se su no como más son está este esta".split()),
    "it": frozenset("il lo gli della che una per con non è sono del nel alla dei delle questo come viene si".split()),
    "pt": frozenset("o os da do das dos que uma por com para é não se como são em no na ao".split()),
    "nl": frozenset("de het een van en is dat niet met voor op zijn wordt die aan door bij ook worden naar".split()),
}
"""Words that make up a good part of any text in a language."""
_LEAST = 3
"""So many common words, or paragraphs, are no accident."""


def state(collector: Collector) -> None:
    """State one flaw where a third of a document's paragraphs are in another language than the project's.

    A document may name its own (`lang` in its front matter).
    """
    named = str(collector.document.front_matter.get("lang") or collector.language).casefold().partition("-")[0]
    wanted = {language.casefold(): code for code, language in LANGUAGES.items()}.get(named, named)
    if wanted not in LANGUAGES:
        return
    blocks = [block for block in collector.document.root.every() if isinstance(block, Paragraph | Item)]
    judged = [(block, _is_in(_CODE.sub(" ", block.span.text), wanted)) for block in blocks]
    judged = [(block, found) for block, found in judged if found is not None]
    foreign = [block for block, found in judged if not found]
    if len(foreign) < _LEAST or 3 * len(foreign) < len(judged):
        return
    name = LANGUAGES[wanted]
    collector.state(
        Flaw(
            foreign[0].span,
            "foreign-language",
            f"{len(foreign)} of this document's {len(judged)} paragraphs are not in {name}",
            f"write the document in {name}, which the option `language` names, or name another language there",
        )
    )


def _is_in(text: str, wanted: str) -> bool | None:
    """Whether a paragraph is in a language; None where it is too short to tell."""
    text = text.casefold()
    other, latin = len(_OTHER.findall(text)), len(_LATIN.findall(text))
    if wanted in _SCRIPTS:
        return None if other + latin < 20 else 4 * len(_SCRIPTS[wanted].findall(text)) >= other + latin // 4
    if other >= 10 and 3 * other > latin:
        return False
    words = _WORD.findall(text)
    counts = {code: sum(word in common for word in words) for code, common in _COMMON.items()}
    most = max(counts.values())
    return None if most < _LEAST else 2 * counts[wanted] >= most
