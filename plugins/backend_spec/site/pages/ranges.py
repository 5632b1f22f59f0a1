"""The code ranges as a picture: a cell for each code in use, the gaps between them, the next free code."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from backend_spec.kinds.error.allocation import allocation
from backend_spec.model.architecture import Service
from backend_spec.model.error import ErrorCode, ErrorRange
from backend_spec.site.html import Html, join, tag
from backend_spec.site.pages.names import link
from backend_spec.site.view import View

_GAP = 6
"""Gaps up to this long are drawn code by code."""


def picture(view: View, rows: dict[int, str]) -> Html:
    """All ranges, one below the other; nothing where there are none. `rows` are the anchors of errors on the page."""
    numbered: dict[int, ErrorCode] = {}
    for error in view.graph.all(ErrorCode):
        if error.number is not None:
            numbered.setdefault(error.number, error)
    used = sorted(numbered)
    shown = []
    for item in sorted(view.graph.all(ErrorRange), key=lambda one: (one.start, -one.end)):
        own = used[bisect_left(used, item.start) : bisect_right(used, item.end)]
        if item.end:  # 0 stands for success
            shown.append(_range(view, item, [numbered[number] for number in own], rows))
    return tag("ul", shown, class_="spec-ranges") if shown else join(None)


def _range(view: View, item: ErrorRange, errors: Sequence[ErrorCode], rows: dict[int, str]) -> Html:
    following = view.graph.view(allocation).free(item.start, item.end)
    size = item.end - item.start + 1
    owners = [found for ref in item.owners if (found := view.graph.resolve(ref))]
    return tag(
        "li",
        tag(
            "p",
            tag("strong", f"{item.start}–{item.end}"),
            " ",
            view.link(item, item.category.value) if item.category else None,
            " ",
            _owned(view, owners, shared=item.shared),
            class_="spec-range",
        ),
        tag("p", _counted(len(errors), size, following), class_="spec-note"),
        tag("div", list(_cells(view, item, errors, rows, following)), class_="spec-codes"),
    )


def _owned(view: View, owners: Sequence[Service], *, shared: bool) -> Html:
    named = join([link(view, owner) for owner in owners], " ")
    return tag("span", "any service" if shared and not owners else named, class_="spec-owner")


def _counted(used: int, size: int, following: int | None) -> Html:
    free = tag("strong", str(following), class_="spec-next") if following is not None else "none"
    return join([f"{used:,} used, {size - used:,} free, next free code: ", free])


def _cells(
    view: View, item: ErrorRange, errors: Sequence[ErrorCode], rows: dict[int, str], following: int | None
) -> Iterator[Html]:
    """The codes in use, and what lies between them. Everything that the picture shows is also said in words."""
    digits = max(2, len(str(item.end - item.start)) - 1)
    expected: int | None = None
    for error in errors:
        number = error.number or 0
        if expected is not None:
            yield from _gap(number - expected)
        expected = number + 1
        label = f"{number} {error.label.value}" if error.label else str(number)
        yield tag(
            "a",
            str(number)[-digits:],
            href=view.page("errors", rows[id(error)]).href,
            aria_label=label,
            class_="spec-code",
            data_spec_class=error.http.value[:1] if error.http else None,
        )
        if number + 1 == following and number + 1 <= item.end:
            yield tag("span", str(following)[-digits:], class_="spec-code spec-free", aria_hidden="true")
            expected = number + 2
    if not errors and following is not None:
        yield tag("span", str(following)[-digits:], class_="spec-code spec-free", aria_hidden="true")


def _gap(length: int) -> Iterator[Html]:
    if 0 < length <= _GAP:
        for _ in range(length):
            yield tag("span", class_="spec-code spec-gap", aria_hidden="true")
    elif length:
        yield tag("span", f"… {length:,} …", class_="spec-code spec-far", aria_hidden="true")
