"""Diagrams on the site: what the script needs to draw them and to link what stands in them, and the same in words."""

from __future__ import annotations

from backend_spec.site.diagrams.figure import Drawing, figure
from backend_spec.site.diagrams.labels import Label, Link, whole
from backend_spec.site.diagrams.markup import draw, draw_other, figures

__all__ = ["Drawing", "Label", "Link", "draw", "draw_other", "figure", "figures", "whole"]
