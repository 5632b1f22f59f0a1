"""A JSON name is not snake_case."""

import re
from collections import defaultdict
from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.model.http import JsonKey
from backend_spec.rule import rule

_CAMEL = re.compile(r"[a-z][a-z0-9]*(?:[A-Z]+[a-z0-9]*)+|[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]+)+")
_SNAKE = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)+")


def _first(spec: Graph) -> dict[str, dict[str, JsonKey]]:
    """Per document, each name of several words where it stands first."""
    found: dict[str, dict[str, JsonKey]] = defaultdict(dict)
    for key in spec.all(JsonKey):
        if _CAMEL.fullmatch(key.name.value) or _SNAKE.fullmatch(key.name.value):
            found[key.span.source.path].setdefault(key.name.value, key)
    return found


@rule(severity=Severity.WARNING)
def json_key_case(key: JsonKey, spec: Graph) -> Iterator[Finding]:
    """A name in a JSON example is not written in snake_case.

    One convention for all names (specification catalogue: snake_case) spares clients a table of exceptions. Each name
    is reported once per document, where it stands first. A document whose names are mostly camelCase follows another
    convention: it gets one finding for all.

    ````md bad
    <!-- api_specification.md -->
    # Gateway REST API Specification

    `POST /api/v1/devices`

    **Request Body**

    ```json
    {"user_id": "u1", "«deviceId»": "d1", "push_token": "t"}
    ```

    **Success Response**

    ```json
    {"code": 0, "data": {"deviceId": "d1"}, "msg": "success", "request_id": "r"}
    ```
    ````

    ````md bad
    <!-- api_specification.md -->
    # Gateway REST API Specification

    `POST /api/v1/devices`

    ```json
    {"«userId»": "u1", "deviceId": "d1", "push_token": "t"}
    ```
    ````

    ````md good
    <!-- api_specification.md -->
    # Gateway REST API Specification

    `POST /api/v1/devices`

    ```json
    {"user_id": "u1", "id": 7, "X-Request-ID": "in a map of headers", "7d": 3, "p256dh": "k"}
    ```
    ````
    """
    names = spec.view(_first)[key.span.source.path]
    name = key.name.value
    if names.get(name) is not key or not _CAMEL.fullmatch(name):
        return
    camel = [one for one in names if _CAMEL.fullmatch(one)]
    snake = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).casefold()
    if 2 * len(camel) <= len(names):
        yield Finding(key.name.span, f"the JSON name `{name}` is not snake_case", help=f"call it `{snake}`")
    elif camel[0] == name:
        yield Finding(
            key.name.span,
            f"{len(camel)} of {len(names)} JSON names of several words are not snake_case, `{name}` is the first",
            help="write JSON names in snake_case, or switch this rule off if camelCase is the project's convention",
        )
