"""Why there is nothing to show: a wrong configuration, or a build that could not be finished."""

from __future__ import annotations

import html
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Failure:
    """What went wrong, for people: `text` may have several lines. `path` and `line` are where, if that is known, and
    `editor` is an address that opens that.

    `blocks` is whether the site is left unfinished; else the last good one is still there to be read.
    """

    title: str
    text: str
    path: str | None = None
    line: int | None = None
    editor: str | None = None
    blocks: bool = False

    @property
    def data(self) -> dict[str, object]:
        return {name: value for name, value in asdict(self).items() if name != "blocks"}


_PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark }}
body {{ font: 1rem/1.5 system-ui, sans-serif; max-width: 50rem; margin: 3rem auto; padding: 0 1rem }}
pre {{ font: .875rem/1.5 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; padding: 1rem;
  border-left: .25rem solid #d33; background: color-mix(in srgb, currentColor 6%, transparent) }}
</style>
</head>
<body>
<main>
<h1>{title}</h1>
{place}<pre>{text}</pre>
<p>The server goes on: this page shows the site again when the cause is mended.</p>
</main>
<script>
(async () => {{
  let after = "";
  for (;;) {{
    try {{
      const answer = await fetch("{base}__backend-spec__/state" + after);
      const state = await answer.json();
      if (!state.failure && !state.building) return location.reload();
      after = "?after=" + state.version;
    }} catch {{
      await new Promise((resolve) => setTimeout(resolve, 2000));
    }}
  }}
}})();
</script>
</body>
</html>
"""


def page(failure: Failure, base: str) -> bytes:
    """A page that says why there is no other, and shows that other as soon as there is one. `base` is where the site
    is mounted."""
    where = failure.path or ""
    if where and failure.line:
        where += f", line {failure.line}"
    if failure.editor:
        where = f'<p>In <a href="{html.escape(failure.editor)}"><code>{html.escape(where)}</code></a></p>\n'
    elif where:
        where = f"<p>In <code>{html.escape(where)}</code></p>\n"
    return _PAGE.format(
        title=html.escape(failure.title),
        place=where,
        text=html.escape(failure.text),
        base=html.escape(base),
    ).encode("utf-8", "replace")
