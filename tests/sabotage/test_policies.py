"""Policies that seed 1 states: one endpoint of the example leaves one, exactly the right diagnostics."""

from __future__ import annotations

import pytest

from backend_spec.config import Config
from backend_spec.project import Project
from sabotage import workshop
from sabotage.cut import API, EVENTS, GRPC, Cut, Edit, Place

SIGN_IN = "#### 11.1.3 Sign In"
REFRESH = "#### 11.1.4 Refresh Tokens"
SIGN_OUT = "#### 11.1.5 Sign Out"
PROFILE = "#### 11.1.11 Get My Profile"
CONTACTS = "#### 11.2.4 List Contacts"

CUTS = (
    Cut(
        "a list without pages",
        (
            Edit(API, "**Query Parameters**", "", CONTACTS, until="**Request Body**"),
            Edit(API, '    ],\n    "next_page_token"', "    ]\n", CONTACTS, until='  },\n  "msg"'),
            Edit(API, "| 400         | `1010`", "", CONTACTS, until="| 401"),
            Edit(API, "| `GET /api/v1/contacts`                   | Most recently added first", "", until="| `GET"),
        ),
        also=Place("unpaginated-list", API, "`«GET /api/v1/contacts»`", CONTACTS),
    ),
    Cut(
        "a List RPC without pages",
        Edit(GRPC, "  int32 page_size = 2;", "", "message ListContactsRequest {", until="}"),
        also=Place("unpaginated-rpc", GRPC, "rpc «ListContacts»(", "service ContactService {"),
    ),
    Cut(
        "an endpoint that does not state its idempotency",
        (
            Edit(API, "- **Idempotency**: Not needed\n", "", SIGN_IN),
            Edit(API, "| `POST /api/v1/auth/login`                    | A repetition opens", "", until="| `POST"),
            Edit(API, "`auth-service`         | Not needed  | Signs in", "`auth-service`         | —  | Signs in"),
        ),
        also=Place("unstated-idempotency", API, "`«POST /api/v1/auth/login»`", SIGN_IN),
    ),
    Cut(
        "an endpoint whose idempotency the summary states",
        Edit(API, "- **Idempotency**: Not needed\n", "", SIGN_IN),
    ),
    Cut(
        "an endpoint without a rate limit",
        Edit(API, "- **Rate Limit**: tier `read`, 300 requests in 60 s\n", "", PROFILE),
        also=Place("unlimited-endpoint", API, "`«GET /api/v1/users/me»`", PROFILE),
    ),
    Cut(
        "a protected endpoint without 401",
        Edit(API, "| 401         | `1002`", "", PROFILE, until="| 403"),
        also=Place("missing-authentication-error", API, "`«GET /api/v1/users/me»`", PROFILE),
    ),
    Cut(
        "a body without a validation error",
        Edit(API, "| 400         | `1001`", "", REFRESH, until="| 401"),
        also=Place("missing-validation-error", API, "`«POST /api/v1/auth/refresh»`", REFRESH),
    ),
    Cut(
        "a response without the envelope",
        Edit(API, ',\n  "request_id": "0195f3a0-7c1e-7b3a-9d2f-0000000000f1"\n}', "\n}", SIGN_OUT),
        also=Place("unwrapped-response", API, "`«POST /api/v1/auth/logout»`", SIGN_OUT),
    ),
    Cut(
        "no metrics",
        (
            Edit(API, "### 12.3 Metrics", "", until="## 13. API Summary"),
            Edit(API, "| GET    | `/metrics`", "", until="\n"),
        ),
        also=Place("missing-operational-endpoint", API, "GET «/healthz»", "### 12.1 Liveness"),
    ),
    Cut(
        "a consumer without an idempotency strategy",
        Edit(
            EVENTS,
            "- **Idempotency Strategy**: Eviction is idempotent: a duplicate deletes a key that is gone already.\n",
            "",
        ),
        also=Place("missing-contract-part", EVENTS, "### «6.4 contact-service»"),
    ),
)


@pytest.mark.parametrize("cut", [pytest.param(cut, id=cut.id) for cut in CUTS])
def test_cut(cut: Cut) -> None:
    workshop.check(cut)


def test_a_document_out_of_scope() -> None:
    files = {**workshop.example(), "deployment_guide.md": b"# Deployment Guide\n\nPush to main.\n"}
    (found,) = workshop.analyse(files).diagnostics
    assert (found.rule, found.span.text) == ("out-of-scope-document", "Deployment Guide")


def test_the_example_is_english_and_not_german() -> None:
    files = workshop.example()
    assert not Project(Config(language="en")).analyse(files).diagnostics
    found = Project(Config(language="de")).analyse(files).diagnostics
    assert {diagnostic.rule for diagnostic in found} == {"foreign-language"}
    assert len(found) == len(files)
