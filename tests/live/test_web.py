"""What browsers get, and what they may ask for."""

from __future__ import annotations

import io
import json
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from backend_spec.live.failure import Failure
from backend_spec.live.request import LIMIT, Refused
from backend_spec.live.state import State
from backend_spec.live.web import Web

PAGE = b"<!doctype html><html><head></head><body><p>Hello</p></body></html>"


def site(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    path = environ["PATH_INFO"]
    if path.endswith(".css"):
        start("200 OK", [("Content-Type", "text/css"), ("Content-Length", "1")])
        return [b"x"]
    if path.endswith("/"):
        start("200 OK", [("Content-Type", "text/html"), ("Content-Length", str(len(PAGE)))])
        return [PAGE]
    start("404 Not Found", [("Content-Type", "text/html")])
    return [b"404 Not Found"]


class Browser:
    def __init__(self, host: str = "127.0.0.1", mount: str = "/"):
        self.fixed: list[str] = []
        self.shown = True
        self.web = Web(site, State(), mount, host, self._fix, lambda: self.shown)
        self.mount = mount

    def _fix(self, id: str) -> None:
        if id == "gone":
            raise Refused("409 Conflict", "this finding is gone")
        self.fixed.append(id)

    def __call__(
        self, path: str, method: str = "GET", query: str = "", body: bytes = b"", **headers: str
    ) -> tuple[str, dict[str, str], bytes]:
        told: list[Any] = []
        environ: dict[str, Any] = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "HTTP_HOST": "127.0.0.1:8000",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": io.BytesIO(body),
            **headers,
        }
        made = self.web(environ, lambda status, headers, *_: told.extend((status, dict(headers))))
        content = b"".join(made)
        assert told[1].get("Content-Length", str(len(content))) == str(len(content))
        return told[0], told[1], content

    def post(self, said: object = None, **headers: str) -> tuple[str, str]:
        body = json.dumps({"id": "f00", "version": 1} if said is None else said).encode()
        headers = {
            "HTTP_ORIGIN": "http://127.0.0.1:8000",
            "HTTP_X_BACKEND_SPEC_TOKEN": self.web.token,
            "CONTENT_TYPE": "application/json",
            **headers,
        }
        status, _, content = self(f"{self.mount}__backend-spec__/fix", "POST", "", body, **headers)
        answer = json.loads(content)
        assert answer["ok"] == (status == "200 OK")
        return status[:3], answer.get("message", "")

    def state(self, after: object = "") -> dict[str, Any]:
        query = f"after={after}" if after != "" else ""
        status, _, content = self(f"{self.mount}__backend-spec__/state", query=query)
        assert status == "200 OK"
        return dict(json.loads(content))


@pytest.fixture
def browser() -> Browser:
    return Browser()


def test_pages_get_the_script_and_nothing_else_does(browser: Browser) -> None:
    status, _, body = browser("/")
    assert status == "200 OK"
    head, body = body.split(b"</head>")
    assert head.startswith(b'<!doctype html><html><head><link rel="stylesheet" href="/__backend-spec__/live.css">')
    assert b'<link rel="modulepreload" href="/__backend-spec__/marks.js">' in head
    assert body.endswith(b"</script></body></html>")
    assert body.count(b'<script type="module" src="/__backend-spec__/live.js" data-token="') == 1
    assert browser.web.token.encode() in body
    assert browser("/x.css")[2] == b"x"
    status, _, body = browser("/nowhere")
    assert status == "404 Not Found"
    assert b"live.js" in body


@pytest.mark.parametrize(
    "page", [b"<p>No head.</p></body>", b"<p>Nothing at all.</p>", b"</body><pre></head></pre>", b""]
)
def test_pages_of_any_sort_get_the_script(browser: Browser, page: bytes) -> None:
    made = browser.web._with_script(page)
    assert made.startswith(page.partition(b"</body>")[0])
    assert b"live.css" in made
    assert made.count(b"</script>") == 1


def test_a_project_may_want_none_of_it(browser: Browser) -> None:
    browser.shown = False
    assert browser("/")[2] == PAGE
    assert browser("/__backend-spec__/state")[0] == "404 Not Found"


def test_below_a_path() -> None:
    browser = Browser(mount="/docs/")
    assert b'src="/docs/__backend-spec__/live.js"' in browser("/docs/")[2]
    assert browser.state()["version"] == 1
    assert browser("/__backend-spec__/state")[0] == "404 Not Found"


@pytest.mark.parametrize(
    "name", ["nowhere.js", "../session.py", "..%2fsession.py", ".js", "session.py", "", "a\\b.js", "state/", "\0.js"]
)
def test_only_files_that_are_meant_for_browsers(browser: Browser, name: str) -> None:
    assert browser("/__backend-spec__/" + name)[0] == "404 Not Found"


def test_a_build_that_left_no_site_is_told_on_every_page(browser: Browser) -> None:
    browser.web.state.fail(Failure("It failed", "because <of> this", "mkdocs.yml", 3, blocks=True))
    status, _, body = browser("/")
    assert status == "503 Service Unavailable"
    assert b"because &lt;of&gt; this" in body
    assert b"<p>In <code>mkdocs.yml, line 3</code></p>" in body
    assert b"live.js" in body
    assert browser("/x.css")[2] == b"x"
    assert browser.state()["failure"] == {
        "title": "It failed",
        "text": "because <of> this",
        "path": "mkdocs.yml",
        "line": 3,
        "editor": None,
    }
    browser.web.state.fail(Failure("The options are wrong", "x"))
    assert browser("/")[0] == "200 OK"
    browser.web.state.fail(None)
    assert browser.state()["failure"] is None


def test_a_page_that_says_why_opens_the_file(browser: Browser) -> None:
    browser.web.state.fail(Failure("It failed", "", "a.md", editor='vscode://file/"a".md:1:1', blocks=True))
    assert b'<p>In <a href="vscode://file/&quot;a&quot;.md:1:1"><code>a.md</code></a></p>' in browser("/")[2]


def test_who_knows_the_state_waits_for_the_next(browser: Browser) -> None:
    first = browser.state()
    assert browser.state(after=first["version"] + 7)["version"] == first["version"]
    assert browser.state(after="x")["version"] == first["version"]
    told: list[dict[str, Any]] = []
    waiting = threading.Thread(target=lambda: told.append(browser.state(after=first["version"])), daemon=True)
    waiting.start()
    browser.web.state.build(True)
    waiting.join(20)
    assert told[0]["building"]
    assert told[0]["version"] == first["version"] + 1
    assert told[0]["session"] == first["session"]


def test_the_same_again_is_no_new_version(browser: Browser) -> None:
    version = browser.state()["version"]
    browser.web.state.build(False)
    browser.web.state.fail(None)
    browser.web.state.tell({"counts": {"error": 1}})
    browser.web.state.tell({"counts": {"error": 1}})
    assert browser.state()["version"] == version + 1


def test_nobody_waits_for_a_server_that_ends(browser: Browser) -> None:
    version = browser.state()["version"]
    browser.web.state.close()
    started = time.monotonic()
    browser.state(after=version)
    assert time.monotonic() - started < 20


def test_a_page_of_this_server_may_have_a_fix_applied(browser: Browser) -> None:
    assert browser.post() == ("200", "")
    assert browser.fixed == ["f00"]
    assert browser.post({"id": "gone"}) == ("409", "this finding is gone")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"HTTP_X_BACKEND_SPEC_TOKEN": ""}, "403"),
        ({"HTTP_X_BACKEND_SPEC_TOKEN": "ünknown"}, "403"),
        ({"HTTP_ORIGIN": "http://evil.example"}, "403"),
        ({"HTTP_ORIGIN": "http://127.0.0.1:9000"}, "403"),
        ({"HTTP_ORIGIN": "null"}, "403"),
        ({"HTTP_ORIGIN": ""}, "403"),
        # A foreign name that leads to this machine: the browser says both.
        ({"HTTP_HOST": "evil.example:8000", "HTTP_ORIGIN": "http://evil.example:8000"}, "403"),
        ({"HTTP_HOST": "", "HTTP_ORIGIN": "http://"}, "403"),
        ({"HTTP_HOST": "[", "HTTP_ORIGIN": "http://a"}, "403"),
        ({"HTTP_SEC_FETCH_SITE": "cross-site"}, "403"),
        ({"CONTENT_TYPE": "text/plain"}, "415"),
        ({"CONTENT_TYPE": ""}, "415"),
        ({"CONTENT_LENGTH": "0"}, "413"),
        ({"CONTENT_LENGTH": str(LIMIT + 1)}, "413"),
        ({"CONTENT_LENGTH": "x"}, "413"),
        ({"CONTENT_LENGTH": "-5"}, "413"),
    ],
)
def test_nobody_else_may(browser: Browser, headers: dict[str, str], status: str) -> None:
    assert browser.post(**headers)[0] == status
    assert browser.fixed == []


@pytest.mark.parametrize(
    "host", ["localhost:8000", "LOCALHOST:8000", "[::1]:8000", "192.168.0.7:8000", "docs.test:8000"]
)
def test_the_server_by_its_names(host: str) -> None:
    browser = Browser(host="docs.test")
    assert browser.post(HTTP_HOST=host, HTTP_ORIGIN=f"http://{host}")[0] == "200"


@pytest.mark.parametrize("said", [[], "x", 1, None])
def test_something_else_is_refused(browser: Browser, said: object) -> None:
    body = json.dumps(said).encode() if said is not None else b"{"
    headers = {
        "HTTP_ORIGIN": "http://127.0.0.1:8000",
        "HTTP_X_BACKEND_SPEC_TOKEN": browser.web.token,
        "CONTENT_TYPE": "application/json",
    }
    assert browser("/__backend-spec__/fix", "POST", "", body, **headers)[0] == "400 Bad Request"
    assert browser("/__backend-spec__/fix")[0] == "405 Method Not Allowed"
    assert browser("/__backend-spec__/state", "POST")[0] == "405 Method Not Allowed"
