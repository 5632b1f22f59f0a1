"""Operational endpoints: those that tell how a process does. The API lists them, or the architecture does."""

from __future__ import annotations

import re

from backend_spec.model.http import Endpoint
from backend_spec.reading import Collector
from backend_spec.text import Spanned

TITLES = frozenset({
    "operational endpoints", "operational apis", "operations endpoints", "ops endpoints", "health checks",
    "health check", "health & metrics", "health and metrics", "health checks and metrics", "health checks & metrics",
    "health", "observability endpoints", "monitoring endpoints", "system endpoints", "infrastructure endpoints",
    "probes", "헬스 체크", "健康检查", "运维接口",
})  # fmt: skip
"""Titles of sections that are about such endpoints."""

PATHS = frozenset({
    "health", "healthz", "health/live", "health/ready", "health/liveness", "health/readiness", "health/startup",
    "healthz/live", "healthz/ready", "healthcheck", "health-check", "live", "livez", "liveness", "ready", "readyz",
    "readiness", "startupz", "metrics", "ping", "version", "status", "statusz", "debug/pprof", "actuator/health",
    "actuator/prometheus", "-/healthy", "-/ready", "internal/metrics", "_health", "heartbeat", "info", "up",
})  # fmt: skip
"""Paths, without their version prefix, that tell how the process does instead of doing business."""

_PATH = re.compile(r"(?:(?P<method>GET|HEAD)\s+)?(?P<path>/[\w./-]+)")


def is_path(path: str) -> bool:
    """Whether a path, by itself, is one of an operational endpoint."""
    return re.sub(r"^/(?:api/)?(?:v\d+/)?", "", path).strip("/").casefold() in PATHS


def read(collector: Collector) -> None:
    """State the endpoints of tables whose rows begin with operational paths."""
    for table in collector.document.root.tables():
        rows = [(row, _PATH.fullmatch(row.cells[0].value.value.strip())) for row in table.rows]
        if not rows or collector.is_read(table.rows[0].span) or not all(match for _, match in rows):
            continue
        if not any(match and is_path(match["path"]) for _, match in rows):
            continue
        for row, match in rows:
            assert match
            text = row.cells[1].span if len(row.cells) > 1 and row.cells[1] else None
            collector.read(row.span)
            place = row.cells[0].value.span
            start = place.start + place.text.find(match["path"])
            path = Spanned(match["path"], place.source.span(start, start + len(match["path"])))
            method = match["method"] or "GET"
            collector.state(
                Endpoint(
                    Spanned(f"{method} {path.value}", place), row.span, Spanned(method, place), path,
                    description=text, operational=True, detailed=False,
                )
            )  # fmt: skip
