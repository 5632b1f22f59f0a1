"""An endpoint returns an unregistered error."""

from collections.abc import Iterator
from difflib import get_close_matches

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph
from backend_spec.kinds.api import survey
from backend_spec.model.error import ErrorCode
from backend_spec.model.http import ReturnedError
from backend_spec.rule import rule


def _has_codes(spec: Graph) -> bool:
    return any(error.code for error in spec.all(ErrorCode))


def _has_names(spec: Graph) -> bool:
    return any(error.label for error in spec.all(ErrorCode))


def _applies(error: ReturnedError, spec: Graph) -> bool:
    """Only codes where the registry has codes, and names where it has names."""
    if error.code is None or not error.code.firm:
        return False
    if not error.endpoint and error.span.source.path not in spec.view(survey.repeats_registry):
        return False
    numbered = any(map(str.isdigit, error.code.key))
    return spec.view(_has_codes) if numbered else spec.view(_has_names)


@rule(severity=Severity.ERROR, checklist=1, when=_applies)
def undefined_error(error: ReturnedError, spec: Graph) -> Iterator[Finding]:
    """An endpoint returns an error that no error registry defines.

    Clients switch on the code; one that is registered nowhere has no agreed meaning, status or text. Code 0 and a dash
    are success. Names are judged only where the registry gives its errors names. A range of codes is not judged, nor
    is a number in a list or an example, which may be something else.

    ````md bad
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ## Endpoints

    `POST /api/v1/auth/login`

    **Error Responses**

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 200 | 0 | success |
    | 401 | 1003 | wrong password |
    | 403 | «1030» | locked |
    <!-- error_specification.md -->
    # Error Handling

    ## Error Code Registry

    | Code | Name | HTTP Status | Description |
    | --- | --- | --- | --- |
    | 1003 | INVALID_CREDENTIALS | 401 | wrong password |
    ````

    ````md bad
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ### Login — `POST /auth/login`

    | Error Code | Message | Status |
    | --- | --- | --- |
    | `INVALID_CREDENTIALS`, `«ACCOUNT_LOKED»` | cannot log in | 401 |
    <!-- error_specification.md -->
    # Error Handling

    ## Error Code Registry

    | Code | Name | HTTP Status | Description |
    | --- | --- | --- | --- |
    | 1003 | INVALID_CREDENTIALS | 401 | wrong password |
    | 1004 | ACCOUNT_LOCKED | 403 | too many attempts |
    ````

    ````md trap
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ### `DELETE /api/v1/sessions`

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 200 | 0 | success |
    | 401 | `1003` / 1004 | wrong password or locked |
    | 500 | 5000–5999 | any internal error |
    | 503 | — | the proxy answers by itself |
    <!-- error_specification.md -->
    # Error Handling

    ## Error Code Registry

    | Code | Name | HTTP Status | Description |
    | --- | --- | --- | --- |
    | 1003 | INVALID_CREDENTIALS | 401 | wrong password |
    | 1004 | ACCOUNT_LOCKED | 403 | too many attempts |
    ````

    ````md trap
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ### `DELETE /api/v1/sessions`

    | HTTP Status | Code | Msg |
    | --- | --- | --- |
    | 401 | 1003 | no error document, nothing to compare with |
    ````
    """
    ref = error.code
    if ref is None or spec.resolve(ref):
        return
    near = spec.nearest(ErrorCode, ref.key)
    named = near or _by_name(spec, ref.key)
    labels = [Label(named.name.span, "did you mean this?")] if named else []
    place = spec.place("error")
    if not labels and place:
        labels.append(Label(place, "the error registry is here"))
    who = f"`{error.endpoint}` returns" if error.endpoint else "the common errors name"
    yield Finding(
        ref.span,
        f"{who} error `{ref.key}`, which is not in the error registry",
        labels=tuple(labels),
        help=f"register `{ref.key}` in the error specification, or use a code that is registered"
        + (f", such as `{named.key}`" if named else ""),
        roots=(ref.root,),
    )


def _labels(spec: Graph) -> dict[str, ErrorCode]:
    return {error.label.value.casefold(): error for error in spec.all(ErrorCode) if error.label}


def _by_name(spec: Graph, key: str) -> ErrorCode | None:
    names = spec.view(_labels)
    close = get_close_matches(key.casefold(), names, 1, 0.7)
    return names[close[0]] if close else None
