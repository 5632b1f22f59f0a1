"""Two routes fit the same request, and neither is the more specific one."""

from collections import defaultdict
from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph
from backend_spec.model.http import Endpoint
from backend_spec.notation import http
from backend_spec.rule import rule

Mask = tuple[bool, ...]
"""Which segments are literal."""


def _rivals(spec: Graph) -> dict[int, Endpoint]:
    """By an endpoint's identity, another of the same method that fits some of the same requests, neither of the two
    being the special case of the other. Compared are sets of routes that are literal in the same places."""
    groups: dict[tuple[str, int], dict[Mask, list[tuple[tuple[str, ...], Endpoint]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for endpoint in spec.all(Endpoint):
        parts = http.segments(endpoint.path.value)
        if endpoint.detailed and not any(part.rest for part in parts):
            forms = tuple(part.form for part in parts)
            mask = tuple(form != "{}" for form in forms)
            groups[endpoint.method.value, len(parts)][mask].append((forms, endpoint))
    found: dict[int, Endpoint] = {}
    for masks in groups.values():
        for one in masks:
            for other in masks:
                if any(a and not b for a, b in zip(one, other, strict=True)) and any(
                    b and not a for a, b in zip(one, other, strict=True)
                ):
                    _meet(masks[one], masks[other], [a and b for a, b in zip(one, other, strict=True)], found)
    return found


def _meet(
    ones: list[tuple[tuple[str, ...], Endpoint]],
    others: list[tuple[tuple[str, ...], Endpoint]],
    shared: list[bool],
    found: dict[int, Endpoint],
) -> None:
    """Pair routes that agree wherever both are literal."""
    known = {tuple(f for f, s in zip(forms, shared, strict=True) if s): endpoint for forms, endpoint in reversed(ones)}
    for forms, endpoint in others:
        rival = known.get(tuple(f for f, s in zip(forms, shared, strict=True) if s))
        if rival is not None:
            found.setdefault(id(endpoint), rival)


@rule(severity=Severity.WARNING, when=lambda endpoint, spec: endpoint.detailed)
def ambiguous_route(endpoint: Endpoint, spec: Graph) -> Iterator[Finding]:
    """A request fits two routes, and neither is the more specific one.

    `GET /users/me/posts` fits `/users/:id/posts` and `/users/me/:section`. Which one answers depends on the router:
    some take the first, some refuse to start. A literal segment beside a parameter (`/users/me` and `/users/:id`) is
    no fault: routers prefer the literal one, and those that take the first can be told the order. What values a
    parameter may take (`{id:int}`) is not looked at.

    ````md bad
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ## Endpoints

    ### Posts of a user

    `GET /api/v1/users/:id/posts`

    ### My sections

    `GET «/api/v1/users/me/:section»`
    ````

    ````md trap
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ## Endpoints

    ### A user

    `GET /api/v1/users/:id`

    ### Me

    `GET /api/v1/users/me`

    ### My sections

    `POST /api/v1/users/me/:section`

    ### Posts of a user

    `GET /api/v1/users/:id/posts`

    ### Members of a chat

    `GET /api/v1/chats/all/:section`
    ````
    """
    rival = spec.view(_rivals).get(id(endpoint))
    if rival is not None and rival.span.order < endpoint.span.order:
        a, b = http.segments(rival.path.value), http.segments(endpoint.path.value)
        request = "/" + "/".join(y.text if y.literal else x.text for x, y in zip(a, b, strict=True))
        yield Finding(
            endpoint.path.span,
            f"`{endpoint.method.value} {request}` fits `{endpoint.key}` and `{rival.key}`",
            (Label(rival.path.span, "the other route"),),
            help="change one of the two paths",
        )
