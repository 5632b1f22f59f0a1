"""A section has another title than the prescribed one."""

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Fix, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.common import outline, presence
from backend_spec.model.page import SpecDocument
from backend_spec.rule import rule
from backend_spec.text import Edit


@rule(severity=Severity.INFO, when=presence.follows)
def misnamed_section(document: SpecDocument, graph: Graph) -> Iterator[Finding]:
    """A prescribed section has another title than the outline gives it.

    Titles are what people and links look for (specification catalogue). The usual other titles and misspellings are
    understood, so nothing is lost but the uniformity. Titles that say more ("Infrastructure & Deployment") and titles
    in another script are left alone. Documents in a house style, most of whose sections have titles of their own, are
    left alone too: theirs are chosen, not mistaken.

    ````md bad
    <!-- architecture.md -->
    # Backend System Architecture

    ## 1. Overview

    ## 2. «Service Catalog»

    ## 3. «Infrastucture»

    ## 4. Architecture Diagram
    ````

    ````md fixed
    <!-- architecture.md -->
    # Backend System Architecture

    ## 1. Overview

    ## 2. Services

    ## 3. Infrastructure

    ## 4. Architecture Diagram
    ````

    ````md good
    <!-- architecture.md -->
    # Backend System Architecture

    ## 1. OVERVIEW

    ## 2. Services

    ## 3. Infrastructure and Deployment
    ````

    ````md trap
    <!-- architecture.md -->
    # 系统架构

    ## 1. 概述

    ## 2. 服务
    ````

    ````md trap
    <!-- architecture.md -->
    # Architecture

    ## In Short

    ## Services

    ## Tech Stack

    ## Responsibilities

    ## Security
    ````
    """
    for found in outline.match(document, graph):
        text = found.title.text
        # The overview may be told by its first words alone, which stand in whatever section is the first.
        other = found.how in ("synonym", "near") or (found.how == "content" and found.index > 0)
        if other and text.value.isascii():
            plain = text.value == text.span.text
            yield Finding(
                text.span,
                f"this section is called `{found.part.title}` in the outline",
                help=f"rename it to `{found.part.title}`, or set the kind's `outlines` in the configuration",
                fix=Fix(f"rename to {found.part.title}", (Edit(text.span, found.part.title),), safe=False)
                if plain
                else None,
            )
