"""Words that authors write in titles and cells: what is compared, what says nothing, what says yes or no."""

from __future__ import annotations

import re
from functools import lru_cache

NOTHING = frozenset({"", "-", "--", "---", "–", "—", "―", "n/a", "na", "none", "nil", "null", "/", "無", "无", "없음"})
"""What authors write in a cell that says nothing."""

_YES = frozenset({"yes", "y", "true", "✓", "✔", "✅", "☑", "x", "required", "必填", "是", "필수", "○", "1"})
_NO = frozenset({"no", "n", "false", "✗", "✘", "❌", "☒", "✖", "optional", "可选", "否", "선택", "×", "0", *NOTHING})


# `3.1 `, `A. `, `IV. `, `三、`, `第三章 `.
_NUMBER = re.compile(
    r"^\s*(?:(?:\d+(?:\.\d+)*[.)]?|[A-Z]\.|[IVX]{2,4}[.)])\s+|[一二三四五六七八九十]{1,3}[、.．]\s*|第[一二三四五六七八九十\d]{1,3}[章节部篇]\s*)"
)


@lru_cache(maxsize=4096)
def normal(title: str) -> str:
    """A title as it is compared: lower case, no markup, numbers, emoji or punctuation, single spaces."""
    text = _NUMBER.sub("", title)
    text = re.sub(r"[^\w\s/&+#-]", " ", text.casefold().replace("_", " "))
    return " ".join(text.replace("-", " ").split())


def says_nothing(text: str) -> bool:
    """Whether a cell's text stands for "none"."""
    return text.strip().strip("()*`").strip().casefold() in NOTHING


def truth(text: str) -> bool | None:
    """What a yes-or-no cell says: `Yes`, `Y`, `true`, `✓`, `Required` ... None when it is neither."""
    word = text.strip().strip("*`").casefold()
    first = re.split(r"[\s(,;.]", word, maxsplit=1)[0]
    if word in _YES or (first in _YES and len(first) > 1) or first in {"✓", "✔", "✅", "☑"}:
        return True
    if word in _NO or first in _NO:
        return False
    return None
