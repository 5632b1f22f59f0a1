"""Small specifications for tests, and the example specification."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "docs" / "backend"

ERRORS = """\
# Error Handling

| Date       | Description                |
| ---------- | -------------------------- |
| 2026-03-02 | FEAT-USER-001: Accounts    |

## 1. Overview

How errors are numbered.

## 2. Error Code Registry

### 2.1 Code Range Allocation

| Range     | Category       |
| --------- | -------------- |
| 1000-1999 | Authentication |

### 2.2 Authentication

| Code   | Name                  | HTTP Status | gRPC Status       | Description        |
| ------ | --------------------- | ----------- | ----------------- | ------------------ |
| `1001` | `INVALID_CREDENTIALS` | 401         | `UNAUTHENTICATED` | Wrong password     |
| `1002` | `ACCOUNT_LOCKED`      | 403         | `PERMISSION_DENIED` | Too many attempts |

## 3. gRPC Error Propagation

The gateway translates statuses.

## 4. Error Handling Guidelines

- Say what failed.

## 5. Logging & Observability

| Level | When to use |
| ----- | ----------- |
| ERROR | Failures    |
"""

API = """\
# Gateway REST API Specification

| Date       | Description                |
| ---------- | -------------------------- |
| 2026-03-02 | FEAT-USER-001: Accounts    |

## 11. Endpoints

### 11.1 Log In

`POST /api/v1/auth/login`

- **Access**: Public
- **Idempotency**: Not needed

Exchanges a password for tokens.

**Error Responses**

| HTTP Status | Code   | Message             |
| ----------- | ------ | ------------------- |
| 401         | `1001` | invalid credentials |
| 403         | `1002` | account locked      |
"""

PLUGIN = """\
  - backend-spec:
      folder: spec
      rules:
        missing-section: off
        missing-request-body: off
        missing-response-example: off
        missing-sequence-diagram: off
        unlisted-endpoint: off
"""
"""The plugin for a project that has them in `spec`, with rules off that ask for more than these small ones have."""

OPTIONS = f"site_name: x\ntheme: material\nplugins:\n{PLUGIN}"
"""The mkdocs.yml of such a project."""

BROKEN = API.replace("| 403         | `1002` |", "| 403         | `1030` |")
"""The login endpoint returns an error that is not registered."""


def folder(root: Path, **files: str) -> Path:
    """A folder with these files; a name's `__` is a slash and `.md` is added."""
    for name, text in files.items():
        path = root / (name.replace("__", "/") + ".md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return root
