"""What those who look on see: one state with a version, and a way to wait for the next."""

from __future__ import annotations

import json
import secrets
import threading
from collections.abc import Mapping

from backend_spec.live.failure import Failure

EMPTY: Mapping[str, object] = {
    "read": 0,
    "counts": {"error": 0, "warning": 0, "info": 0},
    "documents": [],
    "findings": [],
    "omitted": 0,
}


class State:
    """The state of one server: whether it builds, why it cannot, and what the specification's findings are."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._session = secrets.token_hex(8)
        self._version = 1
        self._building = False
        self._follows = True
        self._failure: Failure | None = None
        self._told = EMPTY
        self._closed = False

    @property
    def failure(self) -> Failure | None:
        return self._failure

    @property
    def version(self) -> int:
        return self._version

    def tell(self, told: Mapping[str, object]) -> None:
        """Show findings (see `findings.told`)."""
        with self._changed:
            if told != self._told:
                self._told = told
                self._advance()

    def build(self, building: bool) -> None:
        with self._changed:
            if building != self._building:
                self._building = building
                self._advance()

    def follows(self, follows: bool) -> None:
        """Tell whether pages are built anew at changes."""
        with self._changed:
            self._follows = follows

    def fail(self, failure: Failure | None) -> None:
        """Show why it cannot go on; None when it can again."""
        with self._changed:
            if failure != self._failure:
                self._failure = failure
                self._advance()

    def _advance(self) -> None:
        self._version += 1
        self._changed.notify_all()

    def wait(self, after: int | None, seconds: float) -> bytes:
        """The state as JSON: at once when the caller does not know the current version, else that which follows, or
        what there is after so many seconds."""
        with self._changed:
            if after == self._version:
                self._changed.wait_for(lambda: self._closed or self._version != after, seconds)
            state = {
                "session": self._session,
                "version": self._version,
                "building": self._building,
                "follows": self._follows,
                "failure": self._failure.data if self._failure else None,
                **self._told,
            }
        return json.dumps(state, ensure_ascii=False).encode("utf-8", "replace")

    def close(self) -> None:
        """Let nobody wait any longer."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
