"""Two authentication flows have one name."""

from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.common.titles import form
from backend_spec.model.auth import AuthFlow
from backend_spec.rule import rule


@rule(severity=Severity.WARNING)
def duplicate_flow(flow: AuthFlow, graph: Graph) -> Iterator[Finding]:
    """Two sub-sections of the authentication flows have one title.

    Other documents name a flow by its title ("as in Login Flow"), which then means both. Only flows of one document
    are compared.

    ````md bad
    <!-- auth_specification.md -->
    # Authentication Flow

    ## 4. Authentication Flows

    ### 4.1 Login Flow

    ### 4.2 Logout Flow

    ### 4.3 «Login flow»
    ````

    ````md good
    <!-- auth_specification.md -->
    # Authentication Flow

    ## 4. Authentication Flows

    ### 4.1 Login Flow

    ### 4.2 Login Flow with Google
    ````
    """
    first = graph.view(_first)[flow.span.source.path, form(flow.key)]
    if first is not flow:
        yield Finding(
            flow.name.span,
            f"there are two flows `{flow.key}`",
            labels=(Label(first.name.span, "the first one"),),
            help="merge the two, or give one of them another title",
        )


def _first(graph: Graph) -> dict[tuple[str, str], AuthFlow]:
    """By document and folded title: the first flow."""
    found: dict[tuple[str, str], AuthFlow] = {}
    for flow in graph.all(AuthFlow):
        found.setdefault((flow.span.source.path, form(flow.key)), flow)
    return found
