"""Rule: out-of-scope-document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.model.page import SpecDocument
from backend_spec.rule import rule

_ABOUT = {
    "testing": re.compile(
        r"(?:(?:unit|integration|load|api|e2e|end-to-end|acceptance|backend|system)[ _-])?"
        r"(?:testing|tests?|qa|quality[ _-]assurance)"
        r"(?:[ _-](?:plan|strategy|specification|spec|guide|cases?|approach))?",
        re.IGNORECASE,
    ),
    "deployment": re.compile(
        r"(?:(?:backend|service|production|kubernetes|k8s|docker)[ _-])?(?:deployments?|deploying|ci/?[ _-]?cd|devops|"
        r"release[ _-]process)"
        r"(?:[ _-](?:guide|specification|spec|strategy|plan|pipeline|process|manual|instructions?))?",
        re.IGNORECASE,
    ),
    "the project's structure": re.compile(
        r"(?:(?:project|repository|repo|code|folder|directory|source)[ _-])(?:structure|layout|organi[sz]ation|setup)"
        r"(?:[ _-](?:guide|specification|spec|and[ _-]configuration))?",
        re.IGNORECASE,
    ),
}


def _names(document: SpecDocument) -> list[str]:
    """The title and the file's name, without number and extension."""
    stem = document.path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return [re.sub(r"^[\d._ -]+", "", name).strip() for name in (document.title.value if document.title else "", stem)]


@rule(severity=Severity.INFO, when=lambda document, graph: document.kind == "other" and len(graph.documents) > 1)
def out_of_scope_document(document: SpecDocument, graph: Graph) -> Iterator[Finding]:
    """A document in the specification's folder is about testing, deployment or the project's structure.

    A backend specification says how the backend works; how it is tested, deployed and laid out has owners and a life of
    its own (seed: "Do not generate project structure, testing, or deployment documents"). Judged is what the whole
    title, or the whole name of the file, says. Documents of the catalogue are never out of scope.

    What the rule cannot know: whether a project keeps such documents here on purpose. Then turn the rule off.

    ````md bad
    <!-- architecture.md -->
    # Backend System Architecture
    <!-- deployment.md -->
    # «Deployment Guide»

    Push to main.
    <!-- testing_strategy.md -->
    # «How We Test»

    Often.
    ````

    ````md trap
    <!-- architecture.md -->
    # Backend System Architecture

    ## Deployment
    <!-- notes/adr-001.md -->
    # ADR 1: Deployment units follow services
    <!-- glossary.md -->
    # Glossary
    ````
    """
    for about, pattern in _ABOUT.items():
        if any(pattern.fullmatch(name) for name in _names(document)):
            yield Finding(
                document.span,
                f"`{document.path}` is about {about}, which is no matter of a backend specification",
                help="keep it where its owners look for it, outside of the specification's folder",
            )
            return
