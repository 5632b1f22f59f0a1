"""Pages beside the specification that belong to a feature: requirement documents, known by its id in their path.

Which pages there are only the host knows, so a generated page holds a slot, which is filled when the page is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from backend_spec.site.html import NOTHING, Html, join, tag

_SLOT = re.compile(r"<!--backend-spec-beside:([\w-]+)-->")
_ID = re.compile(r"[\w-]+")


def slot(feature: str) -> Html:
    """Where the pages that belong to a feature are listed."""
    return Html(f"<!--backend-spec-beside:{feature}-->") if _ID.fullmatch(feature) else NOTHING


def filled(html: str, paths: Iterable[str]) -> str:
    """A page with its slots filled. `paths` are those of all pages beside, in the docs folder.

    >>> filled("<!--backend-spec-beside:FEAT-USER-001-->", ["requirements/feat-user-001/prd.md", "feat-user-0011.md"])
    '<p>Required by <a href="spec:/requirements/feat-user-001/prd.md">requirements/feat-user-001/prd.md</a>.</p>'
    """
    if not _SLOT.search(html):
        return html
    known = sorted(paths)
    return _SLOT.sub(lambda match: _pages(match[1], known).text, html)


def _pages(feature: str, paths: Iterable[str]) -> Html:
    named = re.compile(rf"(?<![^\W_]){re.escape(feature)}(?![^\W_])", re.IGNORECASE)
    found = [tag("a", path, href=f"spec:/{path}") for path in paths if named.search(path)]
    return tag("p", "Required by ", join(found, ", "), ".") if found else NOTHING
