"""The generated page of roles: who may call which endpoint, by the endpoints themselves and by the access matrix."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from backend_spec.model.http import AccessRow, Endpoint, Role
from backend_spec.report.text import counted
from backend_spec.site.html import Content, Html, join, tag
from backend_spec.site.page import Page, Section
from backend_spec.site.pages.access import Access, Cell, accesses, areas, columns
from backend_spec.site.pages.names import link
from backend_spec.site.pages.nearby import sections
from backend_spec.site.pages.parts import badge, prose
from backend_spec.site.view import View, plain

_SHOWN = {
    Cell.YES: ("✓", "yes", "spec-yes"),
    Cell.NO: ("—", "no", "spec-no"),
    Cell.UNKNOWN: ("?", "not said", "spec-no"),
    Cell.ALONE: ("✓", "yes, by the endpoint; the matrix has no row for it", "spec-alone"),
    Cell.UNSAID: ("✓", "yes, by the matrix; the endpoint names no roles", "spec-alone"),
    Cell.ENDPOINT: ("✓ ≠ —", "differs: the endpoint says yes, the matrix no", "spec-differs"),
    Cell.MATRIX: ("— ≠ ✓", "differs: the endpoint says no, the matrix yes", "spec-differs"),
}


def page(view: View) -> Page | None:
    """The page; None where no role is named."""
    names = columns(view.graph)
    if not names:
        return None
    every = accesses(view.graph, names)
    made = [Section("Roles", "roles", _roles(view, every))]
    if every:
        made.append(Section("Who may call what", "matrix", join([_legend(every), _matrix(view, names, every)])))
    if rows := areas(view.graph):
        made.append(Section("Permissions and areas", "areas", _areas(view, rows)))
    return Page(
        "roles",
        view.page("roles").path,
        "Roles",
        "Who may call what: what the endpoints say and what the access matrix says, in one table.",
        tuple(made),
    )


def _roles(view: View, every: Sequence[Access]) -> Html:
    reach: dict[str, int] = {}
    for access in every:
        for name in access.allowed:
            reach[name] = reach.get(name, 0) + 1
    rows = [
        tag(
            "li",
            tag("span", view.link(role), class_="spec-term"),
            tag("span", prose(plain(role.description.span)) if role.description else None),
            tag("small", f"{counted(reach.get(role.key, 0), 'endpoint')} of {len(every):,}") if every else None,
        )
        for role in view.graph.all(Role)
    ]
    return (
        tag("ul", *rows, class_="spec-terms spec-laid")
        if rows
        else tag("p", "No document defines the roles that are named.")
    )


def _legend(every: Sequence[Access]) -> Html:
    kinds = {cell for access in every for cell in access.cells}
    differing = sum(access.differs for access in every)
    written = any(access.written for access in every)
    told = "Each mark is what the endpoint's own section says"
    told += "; where the access matrix says otherwise, both are shown." if written else "; there is no access matrix."
    listed = [
        tag("li", tag("span", sign, class_=style), " ", words)
        for cell, (sign, words, style) in _SHOWN.items()
        if cell in kinds
    ]
    counts = badge(f"✗ {counted(differing, 'difference')}", "bad") if differing else badge("✓ No differences", "good")
    return join(
        [tag("p", told, [" ", counts] if written else None), tag("ul", *listed, class_="spec-legend spec-laid")]
    )


def _matrix(view: View, names: Sequence[str], every: Sequence[Access]) -> Html:
    groups: dict[str, list[Access]] = {}
    for access in every:
        groups.setdefault(_group(view, access.endpoint), []).append(access)
    known = {role.key: role for role in reversed(view.graph.all(Role))}
    heads: list[Content] = [view.link(known[name], name) if name in known else name for name in names]
    caption = "Roles by endpoint"
    head = tag("tr", *(tag("th", text, scope="col") for text in ("Endpoint", "Access", *heads)))
    table = tag(
        "table",
        tag("caption", caption, class_="spec-hidden"),
        tag("thead", head),
        *(tag("tbody", *_rows(view, title, own, len(names) + 2, names)) for title, own in groups.items()),
        class_="spec-plain",
    )
    return tag("div", table, class_="spec-table spec-tall spec-matrix", tabindex=0, role="region", aria_label=caption)


def _group(view: View, endpoint: Endpoint) -> str:
    """The section that an endpoint's own section lies in."""
    found = view.graph.view(sections).get(endpoint.span.source.path)
    own = endpoint.extent or endpoint.span
    around = found.around(endpoint.name.span) if found else ()
    return next((title.text.value for title in around if title.level > 1 and not own.contains(title.text.span)), "")


def _rows(view: View, title: str, own: Sequence[Access], width: int, names: Sequence[str]) -> Iterator[Html]:
    if title:
        yield tag("tr", tag("th", prose(title), colspan=width, scope="rowgroup"), class_="spec-group")
    for access in own:
        endpoint = access.endpoint
        said = endpoint.access.value if endpoint.access else ""
        differs = tag("span", " ≠ matrix", class_="spec-differs") if access.contradicted else None
        yield tag(
            "tr",
            tag("th", link(view, endpoint), scope="row"),
            tag("td", prose(said) if said else tag("span", "—", class_="spec-none"), differs),
            *(
                tag("td", _cell(cell, access.remarks.get(name, "")))
                for name, cell in zip(names, access.cells, strict=True)
            ),
            class_="spec-differing" if access.differs else None,
        )


def _cell(cell: Cell, remark: str) -> Html:
    sign, words, style = _SHOWN[cell]
    if remark and cell in (Cell.YES, Cell.UNSAID):
        return tag("span", remark, class_=style)
    shown = tag("span", sign, aria_hidden="true")
    return tag(
        "span",
        shown,
        tag("span", words, class_="spec-hidden"),
        class_=style,
        title=words if style != "spec-no" else None,
    )


def _areas(view: View, rows: Sequence[tuple[AccessRow, str, str]]) -> Html:
    told = "What the documents grant to roles beside single endpoints, as it is written."
    listed = [
        tag(
            "li",
            tag("a", prose(name), href=view.place(row.span).href, class_="spec-term"),
            tag("span", prose(text) if text else None),
            tag("small", join([tag("span", view.refer(role)) for role in row.roles], ", ")),
        )
        for row, name, text in rows
    ]
    return join([tag("p", told), tag("ul", *listed, class_="spec-terms spec-laid")])
