"""A page's HTML, as a site generator made it of marked Markdown, with the marks turned into links and anchors."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from html import escape, unescape

from backend_spec.site.weave import code
from backend_spec.site.weave.headings import ATTRIBUTE
from backend_spec.site.weave.mark import DEPRECATED, FINDING, OPTIONAL, REQUIRED, STATUS, Fenced, Mark, Marks
from backend_spec.site.weave.source import CLOSE, NUMBER, OPEN, OURS, number, without

# Every alternative begins with a character of its own, so that the search for the next token skips text quickly.
_TOKEN = re.compile(
    r"<(?:(?P<pre>pre\b[^>]*>.*?</pre>|div class=\"mermaid\">.*?</div>)"
    r"|(?P<opaque>(script|style|textarea|svg|button)\b.*?</\3\s*>|!--.*?-->)"
    rf"|(?P<heading>h[1-6]\b[^>]*\b{ATTRIBUTE}=\"(?P<numbers>[\d ]+)\"[^>]*>)"
    r"|(?P<head>/h[1-6]>)"
    r"|(?P<a>a\b)|(?P<end>/a>)"
    r"|(?P<code>code>[^<\U0010f000-\U0010f5ff]+</code>))"
    rf"|{OPEN}(?P<open>{NUMBER})|{CLOSE}(?P<close>)",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(rf' {ATTRIBUTE}="[\d ]+"')
_MERMAID = re.compile(r"""^<(?:div|pre)[^>]*class="[^"]*\bmermaid\b|^<pre[^>]*>\s*<code[^>]*\blanguage-mermaid\b""")
_CODE = re.compile(r"(<code\b[^>]*>)(.*)(</code>)", re.DOTALL)
_MOVED = re.compile(
    r"\0(<button[^>]*></button>)([^<\0]*(?:<i id=\"finding:[^<>]*></i>[^<\0]*)*"
    r"(?:</(?:code|strong|em|b|i|del|mark)>)*)"
)
"""A count of uses stands behind the name and the marks around it; `\\0` is where the name begins."""
_ENDPOINT = re.compile(
    r'<code>((?:<i id="finding:[^<>]*></i>)*<span id="endpoint:[^"]*" class="spec-anchor[^"]*"></span>)'
    r"([A-Z]+)(\s+)([^<\s]+)</code>"
)
_PARAMETER = re.compile(r"(?<=/)(?::\w+|\{[^{}/]+\}|&lt;[^&/]+&gt;)")
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)[^>]*?(/?)>")

Figure = Callable[[str, Fenced | None], str | None]
"""Gives a diagram's figure for its text, None to leave the block as it is."""


def finished(
    html: str, marks: Marks, figure: Figure, *, serving: bool = False, foreign: Mapping[str, str] | None = None
) -> str:
    """The page with links and anchors in place of marks, and diagrams as figures.

    `foreign` gives the addresses of what other sites declare, for inline code that is nothing but such a name.
    `serving` shows names that mean nothing. A mark that ended up where no link may be (in a link, in an attribute) is
    taken out without a trace.
    """
    return _Finisher(marks, figure, serving, foreign or {}).run(html)


def unmarked(html: str) -> str:
    """The page as it would be had there never been any marks in its Markdown."""
    return _ATTRIBUTE.sub("", without(html))


class _Finisher:
    def __init__(self, marks: Marks, figure: Figure, serving: bool, foreign: Mapping[str, str]):
        self.foreign = foreign
        self.marks = marks.text
        self.figure = figure
        self.serving = serving
        self.blocks: dict[str, deque[Fenced]] = {}
        for fenced in marks.fenced:
            self.blocks.setdefault(_same(fenced.text), deque()).append(fenced)
        self.out: list[str] = []
        self.links = 0
        self.opened: tuple[int, Mark] | None = None
        """Where in `out` the mark that is open stands, and the mark."""
        self.heading: list[Mark] = []

    def run(self, html: str) -> str:
        at = 0
        for match in _TOKEN.finditer(html):
            self.out.append(html[at : match.start()])
            at = match.end()
            getattr(self, f"_{match.lastgroup if match.lastgroup != 'numbers' else 'heading'}")(match)
        self.out.append(html[at:])
        done = OURS.sub("", "".join(self.out))
        done = _MOVED.sub(r"\2\1", done) if "\0" in done else done
        return _ENDPOINT.sub(_endpoint, done) if 'id="endpoint:' in done else done

    def _pre(self, match: re.Match[str]) -> None:
        numbers = [number(one[0]) for one in OURS.finditer(match[0]) if len(one[0]) > 1]
        inside = (self.marks[n] for n in numbers if n < len(self.marks))
        self.out += [_anchor(mark) for mark in inside if mark.kind == FINDING]
        self.out.append(self._block(match[0]))

    def _opaque(self, match: re.Match[str]) -> None:
        self.out.append(match[0])

    def _heading(self, match: re.Match[str]) -> None:
        marks = [self.marks[int(n)] for n in match["numbers"].split() if int(n) < len(self.marks)]
        self.out.append(_ATTRIBUTE.sub("", match[0]))
        for mark in marks:
            if mark.id and not mark.href:
                self.out.append(_anchor(mark))
                self.heading.append(mark)

    def _head(self, match: re.Match[str]) -> None:
        self.out.append("".join(_count(mark) for mark in self.heading) + match[0])
        self.heading = []

    def _a(self, match: re.Match[str]) -> None:
        self.links += 1
        self.out.append(match[0])

    def _code(self, match: re.Match[str]) -> None:
        url = self.foreign.get(unescape(match[0][6:-7])) if self.foreign and not self.links else None
        self.out.append(f'<a class="spec-foreign" href="{escape(url)}">{match[0]}</a>' if url else match[0])

    def _end(self, match: re.Match[str]) -> None:
        self.links = max(0, self.links - 1)
        self.out.append(match[0])

    def _open(self, match: re.Match[str]) -> None:
        index = number(match[0])
        if index < len(self.marks):
            self.out.append("")
            self.opened = (len(self.out) - 1, self.marks[index])

    def _close(self, match: re.Match[str]) -> None:
        if self.opened is None:
            return
        (index, mark), self.opened = self.opened, None
        if mark.kind == FINDING and _in_tag(self.out[index - 1] if index else ""):
            return
        if mark.id and not mark.href:
            self.out[index] = _anchor(mark)
            if mark.uses:
                self.out.append("\0" + _count(mark))
            return
        inside = "".join(self.out[index + 1 :])
        if self.links or not _balanced(inside):
            return
        opening, closing = self._tags(mark)
        self.out[index] = opening
        self.out.append(closing)

    def _tags(self, mark: Mark) -> tuple[str, str]:
        if mark.href:
            id = f' id="{escape(mark.id)}"' if mark.id else ""
            return f'<a class="spec-ref spec-to-{mark.kind}" href="{escape(mark.href)}"{id}>', "</a>"
        if mark.uses:
            return _count(mark), ""
        if mark.id:
            return _anchor(mark), ""
        if mark.kind.startswith(STATUS):
            return f'<span class="spec-status" data-spec-class="{mark.kind[-1]}">', "</span>"
        if mark.kind in (REQUIRED, OPTIONAL):
            return f'<span class="spec-{mark.kind}">', "</span>"
        if self.serving:
            return f'<span class="spec-unresolved" title="No {mark.kind.replace("-", " ")} of this name">', "</span>"
        return "", ""

    def _block(self, html: str) -> str:
        html = without(html)
        found = _CODE.search(html)
        inner = found[2] if found else html[html.index(">") + 1 : html.rindex("<")]
        text = code.text(inner)
        waiting = self.blocks.get(_same(text))
        fenced = waiting.popleft() if waiting else None
        if _MERMAID.search(html):
            return self.figure(text, fenced) or html
        if fenced is None or not fenced.marks or not found:
            return html
        lead = len(text) - len(text.lstrip("\n"))
        marks = [Mark(m.start + lead, m.end + lead, m.kind, m.href, m.id, m.uses) for m in fenced.marks]
        return html[: found.start(2)] + code.weave(inner, marks, self._tags) + html[found.end(2) :]


def _same(text: str) -> str:
    """A block's text as it is compared: highlighters add or drop line ends around it."""
    return text.strip("\n")


def _in_tag(before: str) -> bool:
    """Whether what follows a piece of HTML is part of a tag."""
    return before.rfind("<") > before.rfind(">")


def _anchor(mark: Mark) -> str:
    if mark.kind == FINDING:
        # No span: Material takes those with an id in code for its lines.
        return f'<i id="{escape(mark.id)}" class="spec-finding-place"></i>'
    old = " spec-deprecated" if mark.kind.endswith(DEPRECATED) else ""
    return f'<span id="{escape(mark.id)}" class="spec-anchor{old}"></span>'


def _count(mark: Mark) -> str:
    if not mark.uses:
        return ""
    label = f"Referenced in {mark.uses} place{'s' if mark.uses > 1 else ''}"
    return (
        f'<button type="button" class="spec-uses" popovertarget="uses:{escape(mark.id)}" '
        f'aria-label="{label}" data-spec-count="{mark.uses}"></button>'
    )


def _endpoint(match: re.Match[str]) -> str:
    """An endpoint's declaration: the method as a badge, the path's parameters set apart."""
    anchor, method, space, path = match.groups()
    path = _PARAMETER.sub(r'<span class="spec-parameter">\g<0></span>', path)
    badge = f'<span class="spec-method" data-method="{method}">{method}</span>'
    return f'{anchor}<code class="spec-endpoint spec-declared">{badge}{space}{path}</code>'


def _balanced(html: str) -> bool:
    """Whether every element that begins in a piece of HTML ends in it, and none ends that began before."""
    if "<" not in html:
        return True
    open_: list[str] = []
    for closing, name, empty in _TAG.findall(html):
        if closing:
            if not open_ or open_.pop() != name:
                return False
        elif not empty and name not in ("br", "img", "wbr", "hr", "input"):
            open_.append(name)
    return not open_


def ids(marks: Marks) -> Sequence[str]:
    """The anchors that a page gets."""
    every = [*marks.text, *(mark for fenced in marks.fenced for mark in fenced.marks)]
    return [mark.id for mark in every if mark.id] + [anchor_of(fenced) for fenced in marks.fenced if fenced.diagram]


def anchor_of(fenced: Fenced) -> str:
    """The anchor of a diagram: its number on the page."""
    return f"diagram:{fenced.diagram}"
