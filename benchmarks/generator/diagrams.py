"""Mermaid diagrams: sequences, flows, what runs where, tables and how they belong together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.page import Page, unique
from generator.world import Endpoint, Flow, Service, Table

STORES = {"PostgreSQL": "DB", "Redis": "R", "Kafka": "K"}


def _participants(page: Page, ends: list[str], services: Mapping[str, Service]) -> dict[str, tuple[str, str]]:
    """By name: the id in the diagram, and the line that declares it."""
    found: dict[str, tuple[str, str]] = {}
    count = 0
    shown = dict(zip(STORES, page.style.stores, strict=True))
    for end in ends:
        service = services.get(end)
        name = shown.get(end, end)
        if page.style.participants == "kebab":
            found[end] = name, f"participant {name}"
        elif page.style.participants == "proto":
            name = service.proto if service and service.rpcs else name[0].upper() + name[1:]
            found[end] = name, f"participant {name}"
        else:
            count += end not in ("client", "gateway", *STORES)
            short = STORES.get(end) or {"client": "C", "gateway": "G"}.get(end, f"S{count}")
            found[end] = short, f"participant {short} as {service.display if service else name[0].upper() + name[1:]}"
    return found


def sequence(page: Page, endpoint: Endpoint, services: Mapping[str, Service]) -> str:
    """Who calls whom when a client calls the endpoint."""
    style = page.style
    ends = _participants(page, unique(end for step in endpoint.steps for end in (step.source, step.target)), services)
    lines = ["sequenceDiagram", *(f"    {line}" for _, line in ends.values())]
    own = [error for error in endpoint.errors if error.code >= 2000]
    for step in endpoint.steps:
        source, target = ends[step.source][0], ends[step.target][0]
        text = step.text
        if step.kind == "http":
            method, path = text.split()
            text = f"{method} {page.path(path, shown=True)}"
        elif step.kind == "rpc":
            service = services[step.target]
            rpc = next(rpc for rpc in service.rpcs if rpc.name == step.text)
            arguments = ", ".join(field.name for field in rpc.request)
            text = style.call.format(service=service.proto, rpc=rpc.name, arguments=arguments)
        elif step.kind == "event":
            event, topic = text.split()
            text = style.publish.format(event=event, topic=topic)
        lines.append(f"    {source}{'-->>' if step.kind == 'reply' else '->>'}{target}: {text}")
        if own and step.source != "gateway" and step.kind == ("redis" if own[0].http == 429 else "sql"):
            lines += [f"    break {own[0].text}",
                      f"        {source}-->>{ends['gateway'][0]}: gRPC {own[0].grpc} {own[0].name}",
                      f"        {ends['gateway'][0]}-->>{ends['client'][0]}: {own[0].http} with {own[0].code}",
                      "    end"]  # fmt: skip
            own = []
    return "\n".join(lines)


def flow(page: Page, content: Flow) -> str:
    """An authentication flow, with a way out wherever something may fail."""
    lines = [f"flowchart {'TD' if page.style.variant % 2 == 0 else 'LR'}", '    start(["Client"])']
    before, label = "start", ""
    for number, (text, error) in enumerate(content.steps, 1):
        method, _, path = text.partition(" ")
        shown = f"{method} {page.path(path, shown=True)}" if path.startswith("/") else text
        lines.append(f'    step{number}{{"{shown}?"}}' if error else f'    step{number}["{shown}"]')
        lines.append(f"    {before} -->{label} step{number}")
        before, label = f"step{number}", ""
        if error:
            lines.append(f'    failure{number}["{error.http} {error.name} ({error.code})"]')
            lines.append(f"    step{number} -->|no| failure{number}")
            label = "|yes|"
    return "\n".join(lines)


def architecture(page: Page, parts: Iterable[tuple[str, Iterable[Service]]], links: Iterable[tuple[str, str]]) -> str:
    """Boxes for services and stores, an arrow for each connection."""
    ids: dict[str, str] = {}
    lines = [f"{'graph TB' if page.style.variant % 2 == 0 else 'flowchart LR'}", '    client(["Client"])']
    ids["client"] = "client"
    for title, services in parts:
        lines.append(f'    subgraph {title.lower().replace(" ", "_")} ["{title}"]')
        for service in services:
            ids[service.name] = service.kebab.replace("-", "_")
            shown = service.display if page.style.participants == "display" else service.name
            lines.append(f'        {ids[service.name]}["{shown}"]')
        lines.append("    end")
    links = list(links)
    for end in unique(end for link in links for end in link):
        if end not in ids:
            ids[end] = end.lower().replace(" ", "_").replace("-", "_")
            known = end in ("PostgreSQL", "Redis", "Kafka")
            lines.append(f'    {ids[end]}[("{end}")]' if known else f'    {ids[end]}["{end}"]')
    lines += [f"    {ids[source]} --> {ids[target]}" for source, target in links]
    return "\n".join(lines)


def entities(tables: Iterable[Table]) -> str:
    """Tables with their columns, and the foreign keys between them."""
    lines = ["erDiagram"]
    for table in tables:
        lines += [f"    {parent} ||--o{{ {table.name} : has" for _, parent in table.foreign]
    for table in tables:
        lines.append(f"    {table.name} {{")
        keys = {"id": " PK", **{column: " FK" for column, _ in table.foreign}, **dict.fromkeys(table.unique, " UK")}
        for column in table.columns:
            kind = column.sql.partition("(")[0].lower()
            lines.append(f"        {kind} {column.name}{keys.get(column.name, '')}")
        lines.append("    }")
    return "\n".join(lines)
