"""Where an error comes from: one answer, row or use of an error cut in the example, exactly the right diagnostics."""

from __future__ import annotations

import pytest

from backend_spec.graph.origin import Origin, origins
from backend_spec.model.http import Endpoint
from sabotage import workshop
from sabotage.cut import API, ERRORS, Cut, Edit, Place

CODES = "#### 11.1.1 Request a Verification Code"
SIGN_IN = "#### 11.1.3 Sign In"
READ = "#### 11.3.8 Mark as Read"
MEDIA = "#### 11.4.3 Get Media"

CUTS = (
    Cut(
        "the row of an error that the diagram answers with",
        Edit(
            API,
            "| 409         | `2013`  | The e-mail address or phone number is already registered              |\n",
            "",
            CODES,
        ),
        also=Place(
            "unlisted-error", API, "G-->>C: 409 «IDENTIFIER_ALREADY_REGISTERED»", "    break identifier registered"
        ),
    ),
    Cut(
        "another error in the answer",
        Edit(API, "G-->>C: 403 ACCOUNT_LOCKED", "G-->>C: 403 «CURRENT_PASSWORD_INCORRECT»", SIGN_IN),
        "unlisted-error",
    ),
    Cut(
        "an answer with a status that no row has",
        Edit(API, "G-->>C: 403 ACCOUNT_LOCKED", "G-->>C: «410 Gone»", SIGN_IN),
        "unlisted-error",
    ),
    Cut(
        "an error of a service that is not reached",
        Edit(
            API,
            "| 400         | `2022`  | The identifier is neither an e-mail address nor an E.164 phone number |",
            "| 400         | `«9002»`  | The identifier is neither an e-mail address nor an E.164 phone number |",
            SIGN_IN,
        ),
        "unraised-error",
    ),
    Cut(
        "an error of a group in place of one that the diagram shows",
        Edit(API, "| 404         | `7001`", "| 404         | `6001`", MEDIA),
        also=Place("unlisted-error", API, "G-->>C: 404 «MEDIA_NOT_FOUND»", MEDIA),
    ),
    Cut(
        "a new error that nothing names",
        Edit(
            ERRORS,
            "| `3001` | `USER_NOT_FOUND`           | 404         | `NOT_FOUND`           |",
            "| `«3099»` | `USER_ARCHIVED` | 422 | `FAILED_PRECONDITION` | The account is archived. |\n"
            "| `3001` | `USER_NOT_FOUND`           | 404         | `NOT_FOUND`           |",
        ),
        "unused-error",
    ),
    Cut(
        "a new error that is reserved",
        Edit(
            ERRORS,
            "| `3001` | `USER_NOT_FOUND`           | 404         | `NOT_FOUND`           |",
            "| `3099` | `USER_ARCHIVED` | 422 | `FAILED_PRECONDITION` | Reserved for archived accounts. |\n"
            "| `3001` | `USER_NOT_FOUND`           | 404         | `NOT_FOUND`           |",
        ),
    ),
    Cut(
        "a name left over in a diagram",
        (
            Edit(API, "A-->>G: PERMISSION_DENIED 2014", "A-->>G: «SIGN_IN_BARRED»", SIGN_IN),
            Edit(API, "G-->>C: 403 ACCOUNT_LOCKED", "G-->>C: 403", SIGN_IN),
        ),
        "leftover-error",
    ),
)


@pytest.mark.parametrize("cut", [pytest.param(cut, id=cut.id) for cut in CUTS])
def test_cut(cut: Cut) -> None:
    analysis = workshop.check(cut)
    assert all(d.finding.labels for d in analysis.diagnostics if d.rule != "unused-error"), "the other places are shown"


def test_every_error_of_the_example_has_an_origin() -> None:
    graph = workshop.uncut().graph
    model = graph.view(origins)
    found = {
        (endpoint.key, error.key): model.origin(error, endpoint)
        for endpoint in graph.all(Endpoint)
        for row in endpoint.errors or ()
        for error in (graph.targets(row.code) if row.code else ())
        if not endpoint.operational
    }
    assert None not in found.values()
    assert Origin.NOBODY not in found.values()
    assert found["POST /api/v1/auth/login", "1001"] is Origin.GATEWAY
    assert found["POST /api/v1/auth/login", "2014"] is Origin.SERVICE
    assert found["POST /api/v1/auth/login", "10000"] is Origin.ANYBODY
    assert Origin.BEHIND in found.values()
