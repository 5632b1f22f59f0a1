"""Cells that hold names: one, several, or words that stand for a group."""

from __future__ import annotations

import re

from backend_spec.markdown import Inline
from backend_spec.reading.words import says_nothing
from backend_spec.text import Spanned

_CODE = re.compile(r"(`+)(?!`)(.*?)(?<!`)\1(?!`)", re.DOTALL)
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
_BETWEEN = re.compile(
    r"<br\s*/?>|[,;，；、]|\s+/\s+|(?<=[`*)])/(?=[`*\[])|\s+(?:and|or|&|\+|→|->)\s+|\s+(?:和|与|及|或)\s+",
    re.IGNORECASE,
)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_REMARK = re.compile(r"\s*[(（][^()（）]*[)）]\s*")


def names(cell: Inline, *, slash: bool = False) -> tuple[Spanned[str], ...]:
    """The names in a cell that may hold several: "`a`, `b`", "a / b", "a and b", "a<br>b"; none where it says nothing.

    Each comes with exactly its place, without backticks, emphasis or a remark in parentheses. Of a part with code in
    it ("`Login` on retry") the code is the name. Nothing is split inside parentheses, brackets or braces, and at a
    slash without spaces ("admin/member") only where `slash` says that no name holds one.
    """
    if says_nothing(cell.plain):
        return ()
    text, source, base = cell.raw, cell.span.source, cell.span.start
    open_ = _LINK.sub(lambda m: m.group(1).center(len(m.group()), "\0"), text)  # a link's target separates nothing
    shield = re.sub(r"[(（\[{][^()（）\[\]{}]*[)）\]}]", lambda m: "\0" * len(m.group()), open_)
    shield = _CODE.sub(lambda m: re.sub(r"[^,`*]|,(?!\s)", "\0", m.group()), shield)
    if slash:
        shield = re.sub(r"(?<=[\w`*])/(?=[\w`*\[])", ",", shield)
    found: list[Spanned[str]] = []
    start = 0
    for end, after in (*((m.start(), m.end()) for m in _BETWEEN.finditer(shield)), (len(text), len(text))):
        codes = [code for code in cell.codes if base + start <= code.span.start and code.span.end <= base + end]
        if codes:
            found += [code for code in codes if not says_nothing(code.value)]
        else:
            part = text[start:end]
            link = _LINK.search(part)
            low, high = (link.start(1), link.end(1)) if link else (0, len(part))
            remark = None if link else _REMARK.search(part)
            if remark and part[: remark.start()].strip():
                high = remark.start()
            while low < high and part[low] in " \t\n*_`\"'~":
                low += 1
            while low < high and part[high - 1] in " \t\n*_`\"'~.":
                high -= 1
            if high > low and not says_nothing(part[low:high]):
                place = source.span(base + start + low, base + start + high)
                found.append(Spanned(_ESCAPE.sub(r"\1", part[low:high]), place))
        start = after
    return tuple(found)


_EVERYBODY = re.compile(
    r"(?:all|any|each|every|other|others|multiple|various|several|many|shared|common|global|internal|external|both|tbd|"
    r"todo|system|infra(?:structure)?|platform|ops|operators?|everyone|everybody|self|same|future)\b.*"
    r"|(?:micro)?services|\*|各.*|所有.*|全部.*|多个.*|모든.*|전체.*|공통.*",
    re.IGNORECASE | re.DOTALL,
)


def is_group(text: str) -> bool:
    """Whether a name in a cell stands for several services or for nobody in particular: `All services`, `*`, `TBD`."""
    return _EVERYBODY.fullmatch(text.strip().strip("*_`").strip()) is not None
