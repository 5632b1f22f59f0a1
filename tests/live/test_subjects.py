"""What findings of a verdict are grouped under."""

from __future__ import annotations

import re

from backend_spec.files import read_folder
from backend_spec.live.subjects import subjects
from backend_spec.project import analyse
from specification import EXAMPLE


def grouped(**edits: tuple[str, str]) -> dict[str, list[str]]:
    """The rules of findings under each subject of the example with these edits, under "" those without."""
    files = dict(read_folder(EXAMPLE))
    for name, (pattern, text) in edits.items():
        before = files[f"{name}.md"].decode()
        after = re.sub(pattern, text, before, count=1)
        assert after != before
        files[f"{name}.md"] = after.encode()
    analysis = analyse(files)
    found: dict[str, list[str]] = {}
    for one, about in zip(analysis.diagnostics, subjects(analysis.diagnostics, analysis.graph), strict=True):
        found.setdefault(f"{about.noun} {about.name}".strip() if about else "", []).append(one.rule)
    return found


def test_all_that_a_new_service_lacks_is_one_task() -> None:
    row = "| `audit-service` | gRPC | Keeps what was done | `nihao_audit` |\n"
    found = grouped(architecture=(r"(?=\| `user-service`         \| gRPC )", row))
    assert found == {
        "service audit-service": [
            "missing-from-communication",
            "missing-from-diagram",
            "missing-responsibilities",
            "missing-grpc-service",
        ]
    }


def test_what_stands_at_the_same_place_belongs_together() -> None:
    made = "CREATE TABLE logs (id uuid PRIMARY KEY);\n"
    found = grouped(database_schema=("(?=CREATE TABLE users )", made))
    assert found == {"table logs": ["missing-column-table", "undrawn-table", "unowned-table"]}
    path = "\n`POST /api/v1/auth/login`\n"
    found = grouped(api_specification=(path, f"{path}{path.replace('login', 'logon')}"))
    assert set(found) == {"", "POST /api/v1/auth/login"}
    assert found[""] == ["unlisted-endpoint"]


def test_other_findings_stand_alone() -> None:
    assert set(grouped(api_specification=(r"`2014`(?=  \| Sign-in)", "`2104`"))) == {""}
    # What the document as a whole lacks is reported at its title.
    assert set(grouped(error_specification=(r"(?s)\n\| Date .*?\n\n", "\n"))) == {""}
