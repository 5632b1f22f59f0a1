"""Small pieces that several generated pages show: text with inline code, badges, figures, folded lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from backend_spec.site.html import Content, Html, join, tag

_CODE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_LINK = re.compile(r"!?\[([^\]\n]*)\]\([^)\n]*\)")


def prose(text: str) -> Html:
    """A sentence with its inline code as code. Everything else is text: links and emphasis lose their marks."""
    flat = _LINK.sub(r"\1", " ".join(text.split())).replace("**", "").replace("\\|", "|")
    pieces = _CODE.split(flat)
    return join([tag("code", piece) if index % 2 else piece for index, piece in enumerate(pieces)])


def badge(text: str, sort: str) -> Html:
    """A word set apart: a verdict, a severity. `sort` chooses its colour: good, bad, warn, hint or dim."""
    return tag("span", text, class_=f"spec-badge spec-{sort}")


def figures(pairs: Iterable[tuple[Content, str]]) -> Html:
    """Numbers with what they count, as a row of tiles."""
    tiles = (tag("li", tag("strong", number), " ", tag("span", words)) for number, words in pairs)
    return tag("ul", *tiles, class_="spec-figures spec-laid")


def folded(items: Sequence[Content], shown: int = 5) -> Html:
    """A list of which the first are shown and the others folded; an em dash for none."""
    if not items:
        return tag("span", "—", class_="spec-none")
    if len(items) <= shown + 1:  # a fold for one item takes as much room as the item
        shown = len(items)
    rest = items[shown:]
    return join(
        [
            tag("ul", *(tag("li", item) for item in items[:shown]), class_="spec-list"),
            fold(f"{len(rest):,} more", tag("ul", *(tag("li", item) for item in rest), class_="spec-list"))
            if rest
            else None,
        ]
    )


def fold(summary: Content, *content: Content, open_: bool = False) -> Html:
    """Something that is shown when its summary is clicked."""
    return tag("details", tag("summary", summary), *content, class_="spec-fold", open=open_)


def grid(caption: str, heads: Sequence[str], rows: Iterable[Sequence[Content]]) -> Html:
    """A table whose rows begin with what they are about; on a phone a card for each row. `caption` names it for those
    who do not see it."""
    body = (
        tag(
            "tr",
            tag("th", first, scope="row"),
            *(tag("td", tag("div", cell), data_label=head) for head, cell in zip(heads[1:], cells, strict=True)),
        )
        for first, *cells in rows
    )
    table = tag(
        "table",
        tag("caption", caption, class_="spec-hidden"),
        tag("thead", tag("tr", *(tag("th", head, scope="col") for head in heads))),
        tag("tbody", *body),
        class_="spec-plain spec-cards",
    )
    return tag("div", table, class_="spec-table", tabindex=0, role="region", aria_label=caption)
