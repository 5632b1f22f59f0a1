"""A server whose project is edited: one for all tests of a process."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

from live_site import project, well
from served import Server, eventually, serving


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(project(tmp_path_factory.mktemp("live"))) as server:
        yield server


@pytest.fixture
def server(running: Server) -> Iterator[Server]:
    """The server, with nothing wrong in its project."""
    yield running
    shutil.rmtree(running.root / "docs")
    project(running.root)
    eventually(lambda: well(running))
