"""Tables about many endpoints: the API summary, lists that declare endpoints, the access matrix, limits, settings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from backend_spec.kinds.api import access, backends, conventions
from backend_spec.kinds.api.listing import Named, is_listing, listed, mentions, of_path
from backend_spec.kinds.api.listing import tails as tails_of
from backend_spec.kinds.api.stream import Stream, plain_title
from backend_spec.markdown import Section, Table
from backend_spec.model.architecture import Service
from backend_spec.model.entity import Ref, Where
from backend_spec.model.http import AccessRow, Endpoint, EndpointUse, Role, RoleUse, SummaryRow
from backend_spec.model.page import Setting
from backend_spec.notation import http
from backend_spec.reading import Collector, Record, names
from backend_spec.text import Span, Spanned


class Overview:
    """Reads the tables outside of endpoints' sections, once the endpoints with sections are known."""

    def __init__(self, collector: Collector, stream: Stream, detailed: Sequence[Endpoint], roles: set[str]) -> None:
        self._collector = collector
        self._stream = stream
        self._business = any(not endpoint.operational for endpoint in detailed)
        self._whole: dict[str, list[Endpoint]] = defaultdict(list)
        self._tails: dict[str, list[Endpoint]] = defaultdict(list)
        for endpoint in detailed:
            tails = [f"{endpoint.method.value} {tail}" for tail in tails_of(endpoint.path.value)]
            self._whole[tails[0]].append(endpoint)
            for tail in tails:
                self._tails[tail].append(endpoint)
        self._defined = roles
        self._listed: set[str] = set()

    def table(self, section: Section, table: Table) -> bool:
        """Read a table; False if it is none of those about endpoints."""
        titles = [plain_title(one.title) for one in self._stream.up(section)]
        roles = access.matrix(table, titles, self._defined)
        if roles:
            self._matrix(table, roles)
        elif conventions.LIMITS.match(table) and not self._has_method_and_more(table):
            self._limits(table, titles)
        elif is_listing(table):
            self._listing(table, titles)
        elif found := of_path(self._collector, section, table):
            self._operations(found)
        elif any(t in conventions.OPERATIONAL_TITLES for t in titles) and conventions.LISTING.match(table):
            self._listing(table, titles)
        elif self._is_roles_by_area(table):
            self._areas(table)
        elif any(title in conventions.POLICY_TITLES for title in titles):
            self._policy(table, titles)
        else:
            return False
        return True

    def _policy(self, table: Table, titles: list[str]) -> None:
        """A table of a policy such as idempotency: what it says of which endpoints."""
        for row in table.rows:
            self._collector.read(row.span)
            for cell in row.cells:
                for named in mentions(cell):
                    self._use(named, f"table under {titles[0]}")
            name, value = row.cells[0].value, row.cells[1].value if len(row.cells) > 1 else None
            if name.value:
                self._collector.state(Setting(row.span, name, value, titles[0]))

    # -- lists of endpoints

    def _listing(self, table: Table, titles: list[str]) -> None:
        operational = any(title in conventions.OPERATIONAL_TITLES for title in titles)
        foreign = [title for title in titles if title in conventions.FOREIGN_TITLES - conventions.SUMMARY_TITLES]
        records = self._collector.rows(table, conventions.LISTING)
        found = [(record, named) for record in records for named in listed(record, "GET" if operational else "")]
        with_section = sum(self._has_section(named) for _, named in found)
        summary = self._business and any(title in conventions.SUMMARY_TITLES for title in titles)
        summary = summary or (not operational and with_section * 2 >= len(found) > 0)
        known = set(self._listed)
        for record in records if foreign else ():
            first = record.row.cells[0]
            leads = first.value if first and 0 not in (record.columns["path"], record.columns.get("method")) else None
            if level := record.value("idempotency") or leads:
                self._collector.state(Setting(record.span, level, None, foreign[0]))
        for record, named in found:
            if foreign:  # a policy's table names endpoints, one about migrations or conventions may give examples
                self._use(named, f"table under {foreign[0]}", firm=foreign[0] in conventions.POLICY_TITLES)
            elif summary or self._has_section(named) or named.name.value in known:
                self._summary(record, named)
            else:
                self._declare(record, named, operational)

    def _operations(self, found: Sequence[tuple[Record, Named]]) -> None:
        """A path's operations: those that have no section of their own are declared here."""
        for record, named in found:
            if self._has_section(named):
                level = record.cell("access")
                roles = self._roles(record, named, record.value("access"))
                ref = self._use(named, "operations of a path")
                if level:
                    self._collector.state(AccessRow(record.span, (ref,), roles))
            else:
                self._declare(record, named, False)

    def _has_section(self, named: Named) -> bool:
        """Whether the endpoint has a section; the version prefix may be left out on either side."""
        tails = [f"{named.method} {tail}" for tail in tails_of(named.path.value)]
        candidates = [*self._tails.get(tails[0], []), *(one for tail in tails[1:] for one in self._whole.get(tail, []))]
        return any(
            http.ends_with(endpoint.path.value, named.path.value)
            or http.ends_with(named.path.value, endpoint.path.value)
            for endpoint in candidates
        )

    def _declare(self, record: Record, named: Named, operational: bool) -> None:
        self._listed.add(named.name.value)
        short = re.sub(r"^/(?:api/)?(?:v\d+/)?", "", named.path.value).strip("/").casefold()
        level = record.value("access")
        method = Spanned(named.method, named.name.span)
        text = record.value("text")
        self._collector.state(
            Endpoint(
                named.name, record.span, method, named.path, level, access.is_public(level.value) if level else None,
                self._roles(record, named, level), record.value("idempotency"), text.span if text else None,
                operational=operational or short in conventions.OPERATIONAL_PATHS, detailed=False,
            )
        )  # fmt: skip

    def _summary(self, record: Record, named: Named) -> None:
        cell = record.cell("service")
        services = tuple(self._collector.refer(Service, name) for name in names(cell)) if cell else ()
        level = record.value("access")
        self._roles(record, named, level)
        if value := record.value("rpc"):
            backends.state(self._collector, value, named.name.value, Where.TABLE, named=True)
        ref = self._use(named, "API summary")
        self._collector.state(SummaryRow(record.span, ref, level, services, record.value("idempotency")))

    def _use(self, named: Named, context: str, *, firm: bool = True) -> Ref[Endpoint]:
        """A row that names an endpoint. With a wildcard it names none in particular."""
        firm = firm and not re.search(r"\*|\.\.\.|…", named.path.value)
        ref = self._collector.refer(Endpoint, named.name, firm=firm)
        if firm:
            self._collector.state(EndpointUse(ref.span, ref, context))
        return ref

    def _roles(self, record: Record, named: Named, level: Spanned[str] | None) -> tuple[Ref[Role], ...]:
        owner = f"summary {named.name.value}"
        value = record.value("roles")
        if value:
            return access.roles(self._collector, value, Where.TABLE, listed=True, owner=owner)
        return access.roles(self._collector, level, Where.TABLE, listed=False, owner=owner) if level else ()

    # -- roles and limits

    def _matrix(self, table: Table, columns: dict[int, Spanned[str]]) -> None:
        refs = {index: self._role(name) for index, name in columns.items()}
        listing = conventions.LISTING.match(table) or {"path": 0}
        for row in table.rows:
            self._collector.read(row.span)
            self._access_row(Record(row, listing), access.allowed(row, refs))

    def _is_roles_by_area(self, table: Table) -> bool:
        columns = conventions.LISTING.match(table)
        return (
            bool(
                columns
                and "roles" in columns
                and columns["path"] == 0
                and plain_title(table.head.cells[0].plain) in conventions.SUBJECT_TITLES
            )
            or _area_and_roles(table) is not None
        )

    def _areas(self, table: Table) -> None:
        """A matrix whose rows name their roles in a column."""
        index = _area_and_roles(table)
        columns = conventions.LISTING.match(table) or {}
        columns = {**columns, "path": 0} if index is None else {"path": 0, "roles": index}
        for row in table.rows:
            self._collector.read(row.span)
            record = Record(row, columns)
            value = record.value("roles")
            roles: tuple[Ref[Role], ...] = ()
            if value:
                roles = access.roles(self._collector, value, Where.TABLE, listed=True, owner="access matrix")
            self._access_row(record, roles)

    def _access_row(self, record: Record, roles: tuple[Ref[Role], ...]) -> None:
        found = [self._use(named, "access matrix") for named in listed(record)]
        self._collector.state(AccessRow(record.span, tuple(found), roles))

    def _role(self, name: Spanned[str]) -> Ref[Role]:
        clean = re.sub(r"\s*\(.*\)$", "", name.value).strip()
        name = Spanned(clean, Span(name.span.source, name.span.start, name.span.start + len(clean)))
        firm = clean.casefold() not in conventions.NO_ROLE
        ref = self._collector.refer(Role, name, firm=firm)
        if firm:
            self._collector.state(RoleUse(name.span, ref, "access matrix"))
        return ref

    def _limits(self, table: Table, titles: list[str]) -> None:
        for record in self._collector.rows(table, conventions.LIMITS):
            subject = record.cell("subject")
            for named in mentions(subject) if subject else ():
                self._use(named, "rate limits")
            name, value = record.value("subject"), record.value("limit")
            if name:
                self._collector.state(Setting(record.span, name, value, titles[0] if titles else ""))

    @staticmethod
    def _has_method_and_more(table: Table) -> bool:
        """A list of endpoints with a column for their limits is a list first."""
        columns = conventions.LISTING.match(table) or {}
        return "method" in columns and "service" in columns


_GRANTED = ("granted to", "granted from", "granted by", "held by", "who", "assigned to")


def _area_and_roles(table: Table) -> int | None:
    """The index of the roles column of a table "Area | Allowed roles", whose first column is no path."""
    if not table.head.cells or plain_title(table.head.cells[0].plain) not in conventions.SUBJECT_TITLES:
        return None
    known = {plain_title(name) for name in (*conventions.PARTS["roles"], "access", "allowed", *_GRANTED)}
    return next((i for i, cell in enumerate(table.head.cells) if i and plain_title(cell.plain) in known), None)
