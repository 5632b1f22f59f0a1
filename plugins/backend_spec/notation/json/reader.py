"""JSON as people write it in specifications: a tolerant positional reader of a fence's body.

The grammar is RFC 8259. Beyond it the reader takes, and notes, what authors write to shorten or explain: `...`,
comments, trailing commas, `<placeholder>` values and type names, several documents in one fence, an HTTP request or
response line with headers before the body, and members without the braces around them.
"""

from __future__ import annotations

import re

from backend_spec.notation.json.definitions import MAX_DEPTH, JsonDocument, Kind, Member, Note, Value
from backend_spec.text import Passage, Span, Spanned


def read(body: Passage) -> JsonDocument:
    """Read a fence's body."""
    return _Reader(body).read()


# A fence with more faults holds something else than JSON.
MAX_ERRORS = 50

_TOKEN = re.compile(
    r"""(?P<space>\s+)
    |(?P<comment>//[^\n]*|/\*(?s:.*?)(?:\*/|\Z)|\#[^\n]*)
    |(?P<string>"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?|“[^”\n]*”)
    |(?P<ellipsis>\.{2,}|…)
    |(?P<placeholder><[^<>\n]{1,200}>|\{\{[^{}\n]{1,200}\}\}|\$\{[^{}\n]{1,200}\})
    |(?P<number>-?\d[\w.+-]*)
    |(?P<word>[^\W\d][\w.-]*(?:\{\s*\}|\[\s*\])?)
    |(?P<mark>[{}\[\]:,])
    |(?P<other>[^\s"'{}\[\]:,]+|.)""",
    re.VERBOSE,
)
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?P<fraction>\.\d+)?(?P<exponent>[eE][+-]?\d+)?")
_ESCAPE = re.compile(r"""\\(?:(?P<plain>["\\/bfnrt])|u(?P<unit>[0-9a-fA-F]{4})|(?P<bad>[^\n]|$))""")
_PLAIN = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_SURROGATES = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_HTTP = re.compile(
    r"(?:(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)[ \t]+\S[^\n]*|HTTP/\d[^\n]*|[1-5]\d\d[ \t]+[A-Z][A-Za-z ]*(?=\n))"
    r"(?:\n[ \t]*[A-Za-z][\w-]*[ \t]*:[^\n]*)*"
)
# Type names that stand for a value in a shape such as `{"code": int, "data": interface{}}`.
_TYPES = frozenset(
    "any array bigint binary bool boolean bytes char date datetime decimal double enum file float float32 float64 int"
    " int32 int64 integer interface{} list long map number obj object string text time timestamp uint uint32 uint64"
    " ulid unknown url uuid void".split()
)
_CLOSING = {"{": "}", "[": "]"}


class _Frame:
    """An open object or array. `state` is what may come next: an entry, the colon, the value, or a comma."""

    __slots__ = ("comma", "implicit", "items", "key", "members", "opening", "start", "state")

    def __init__(self, opening: str, start: int, implicit: bool = False) -> None:
        self.opening = opening
        self.start = start
        self.implicit = implicit
        self.members: list[Member] = []
        self.items: list[Value] = []
        self.key: Spanned[str] | None = None
        self.comma: Span | None = None
        self.state = "entry"


class _Reader:
    """One pass over the tokens with a stack of open containers."""

    def __init__(self, body: Passage) -> None:
        self.body = body
        self.values: list[Value] = []
        self.notes: list[tuple[Span, Note]] = []
        self.errors: list[tuple[Span, str]] = []
        self.preamble: Span | None = None
        self.stack: list[_Frame] = []
        self.too_deep = 0
        self.last_end = 0  # the end of the last token that is no space or comment
        self.failed_until = -1  # the end of the line of the last error
        self.string_start = 0  # of the last string

    def read(self) -> JsonDocument:
        text = self.body.text
        at = 0
        while at < len(text):
            match = _TOKEN.match(text, at)
            if match is None:  # cannot be: the last alternative takes any character
                break
            kind = match.lastgroup or "other"
            if not self.stack and kind in ("word", "number", "other") and (http := self.http(at)):
                at = self.last_end = http
                continue
            if kind == "comment":
                self.notes.append((self.body.span(*match.span()), "comment"))
            elif kind != "space":
                self.token(kind, match.group(), match.start(), match.end())
                self.last_end = match.end()
            at = match.end()
        while self.stack:
            frame = self.stack[-1]
            if not frame.implicit:
                self.fail(frame.start, frame.start + 1, f"`{frame.opening}` is never closed")
            self.close(len(text.rstrip()))
        return JsonDocument(tuple(self.values), self.preamble, tuple(self.notes), tuple(self.errors))

    def http(self, at: int) -> int:
        """The end of an HTTP request or response that begins here, at the start of a line, else 0."""
        if self.last_end and "\n" not in self.body.text[self.last_end : at]:
            return 0
        match = _HTTP.match(self.body.text, at)
        if match is None:
            return 0
        span = self.body.span(match.start(), match.end())
        self.notes.append((span, "http"))
        self.preamble = self.preamble or span
        return match.end()

    def fail(self, start: int, end: int, message: str) -> None:
        """Report an error, one per line: what follows an error on its line is mostly its consequence."""
        if start > self.failed_until and len(self.errors) < MAX_ERRORS:
            end_of_line = self.body.text.find("\n", start)
            self.failed_until = end_of_line if end_of_line >= 0 else len(self.body.text)
            self.errors.append((self.body.span(start, end), message))

    def token(self, kind: str, text: str, start: int, end: int) -> None:
        if self.too_deep:
            self.too_deep += (text in "{[") - (text in "}]") if kind == "mark" else 0
            return
        frame = self.stack[-1] if self.stack else None
        if kind == "mark" and text in "{[":
            self.open(text, start, end)
        elif kind == "mark" and text in "}]":
            self.end(text, start, end)
        elif kind == "mark" and text == ":":
            if frame is None and self.values and self.values[-1].kind == "string":
                self.fragment()
            elif frame is None or frame.state != "colon":
                self.fail(start, end, "`:` without a key")
            else:
                frame.state = "value"
        elif kind == "mark":
            self.comma(frame, start, end)
        elif kind == "ellipsis":
            self.ellipsis(frame, start, end)
        elif frame is not None and frame.opening == "{" and frame.state in ("entry", "comma"):
            self.key(frame, kind, text, start, end)
        else:
            value = self.scalar(kind, text, start, end)
            if value is not None:
                self.add(value, start)

    def open(self, text: str, start: int, end: int) -> None:
        frame = self.stack[-1] if self.stack else None
        if frame and frame.opening == "{" and frame.state in ("entry", "comma"):
            self.fail(start, end, "a value where a key should be")
            frame.key = None
            frame.state = "value"
        if len(self.stack) >= MAX_DEPTH:
            self.notes.append((self.body.span(start, end), "depth"))
            self.add(Value("ellipsis", None, (), (), self.body.span(start, end)), start)
            self.too_deep = 1
            return
        self.before(start)
        self.stack.append(_Frame(text, start))

    def end(self, text: str, start: int, end: int) -> None:
        """A closing bracket: it closes the innermost container that it fits; what is open inside is never closed."""
        depth = len(self.stack)
        while depth and (_CLOSING[self.stack[depth - 1].opening] != text or self.stack[depth - 1].implicit):
            depth -= 1
        if not depth:
            self.fail(start, end, f"`{text}` closes nothing")
            return
        while len(self.stack) > depth:
            frame = self.stack[-1]
            self.fail(start, end, f"`{text}` where `{_CLOSING[frame.opening]}` should be")
            self.close(start)
        self.close(end)

    def close(self, end: int) -> None:
        frame = self.stack.pop()
        if frame.state in ("colon", "value") and frame.key is not None:
            self.fail(self.last_end, self.last_end, f"`{frame.key.value}` has no value")
        if frame.comma is not None and frame.state == "entry":
            self.notes.append((frame.comma, "trailing comma"))
        span = self.body.span(frame.start, end)
        kind: Kind = "object" if frame.opening == "{" else "array"
        self.add(Value(kind, None, tuple(frame.members), tuple(frame.items), span), frame.start, closed=True)

    def before(self, start: int) -> None:
        """A value begins here: is it where one may begin?"""
        frame = self.stack[-1] if self.stack else None
        if frame is None:
            return
        if frame.state == "comma":
            self.missing_comma()
        elif frame.state == "colon":
            self.fail(self.last_end, self.last_end, "`:` is missing")
        frame.state = "value" if frame.opening == "{" else "entry"

    def missing_comma(self) -> None:
        self.fail(self.last_end, self.last_end, "`,` is missing")

    def add(self, value: Value, start: int, closed: bool = False) -> None:
        """Put a complete value into the container at hand, or among the documents."""
        if not closed:
            self.before(start)
        if not self.stack:
            self.values.append(value)
            return
        frame = self.stack[-1]
        if frame.opening == "[":
            frame.items.append(value)
        elif frame.key is not None:
            frame.members.append(Member(frame.key, value))
        frame.key, frame.comma, frame.state = None, None, "comma"

    def comma(self, frame: _Frame | None, start: int, end: int) -> None:
        if frame is None:
            # Documents, or members without braces, one after the other.
            return
        if frame.state == "comma":
            frame.state, frame.comma = "entry", self.body.span(start, end)
        elif frame.state == "entry":
            self.fail(start, end, "`,` without a value before it")
        else:
            name = frame.key.value if frame.key else ""
            self.fail(start, end, f"`{name}` has no value")
            frame.key, frame.state = None, "entry"

    def ellipsis(self, frame: _Frame | None, start: int, end: int) -> None:
        span = self.body.span(start, end)
        self.notes.append((span, "ellipsis"))
        if frame is None:
            return
        if frame.state == "value" or frame.opening == "[":
            # The comma before an ellipsis may be left out.
            frame.state = "value" if frame.opening == "{" else "entry"
            self.add(Value("ellipsis", None, (), (), span), start)
        elif frame.state in ("entry", "comma"):
            frame.state, frame.comma = "comma", None

    def key(self, frame: _Frame, kind: str, text: str, start: int, end: int) -> None:
        if frame.state == "comma":
            self.missing_comma()
        if kind == "string" and text[0] == '"':
            frame.key = self.string(text, start, end)
        elif kind == "placeholder":
            self.notes.append((self.body.span(start, end), "placeholder"))
            frame.key = self.body.spanned(start, end)
        else:
            quoted = kind == "string"
            self.fail(start, end, "a key needs double quotes")
            frame.key = self.body.spanned(start + quoted, max(start + quoted, end - quoted))
        frame.state = "colon"

    def fragment(self) -> None:
        """`"user": {...}` outside of any braces: from the key on it is an object."""
        key = self.values.pop()
        inner = Span(key.span.source, key.span.start + 1, max(key.span.start + 1, key.span.end - 1))
        frame = _Frame("{", self.string_start, implicit=True)
        frame.key = Spanned(str(key.value), inner)
        frame.state = "value"
        self.notes.append((key.span, "fragment"))
        self.stack.append(frame)

    def scalar(self, kind: str, text: str, start: int, end: int) -> Value | None:
        span = self.body.span(start, end)
        if kind == "string":
            self.string_start = start
            if text[0] != '"':
                self.fail(start, end, "a string needs double quotes")
                return Value("string", text[1:-1], (), (), span)
            return Value("string", self.string(text, start, end).value, (), (), span)
        if kind == "number":
            if match := _NUMBER.fullmatch(text):
                return Value("number", _number(text, match), (), (), span)
            self.fail(start, end, f"`{text[:40]}` is no number")
            return Value("placeholder", text, (), (), span)
        if kind == "placeholder" or text.lower() in _TYPES:
            self.notes.append((span, "placeholder"))
            return Value("placeholder", text, (), (), span)
        if text in ("true", "false", "null"):
            literal: Kind = "true" if text == "true" else "false" if text == "false" else "null"
            return Value(literal, None, (), (), span)
        self.fail(start, end, f"`{text[:40]}` is no JSON value")
        return Value("placeholder", text, (), (), span) if self.stack else None

    def string(self, text: str, start: int, end: int) -> Spanned[str]:
        """Decode a string in double quotes; its place is what stands between them."""
        closed = len(text) > 1 and text[-1] == '"' and not _odd_backslashes(text)
        inner = text[1:-1] if closed else text[1:]
        if not closed:
            self.fail(start, end, "the string is not closed on its line")
        spanned = self.body.spanned(start + 1, start + 1 + len(inner))
        if "\\" not in inner:
            return spanned

        def decode(match: re.Match[str]) -> str:
            if match.group("bad") is not None:
                self.fail(start + 1 + match.start(), start + 1 + match.end(), f"`{match.group()}` is no escape in JSON")
                return match.group("bad")
            if match.group("unit"):
                return chr(int(match.group("unit"), 16))
            return _PLAIN[match.group("plain")]

        value = _ESCAPE.sub(decode, inner)
        pair = lambda match: match.group().encode("utf-16", "surrogatepass").decode("utf-16")  # noqa: E731
        return Spanned(_SURROGATES.sub(pair, value), spanned.span)


def _odd_backslashes(text: str) -> bool:
    """Whether the closing quote of a matched string is itself escaped."""
    body = text[:-1]
    return (len(body) - len(body.rstrip("\\"))) % 2 == 1


def _number(text: str, match: re.Match[str]) -> int | float:
    # Python refuses to convert integers of more than 4,300 digits; no such number is meant exactly.
    if match.group("fraction") or match.group("exponent") or len(text) > 300:
        return float(text)
    return int(text)
