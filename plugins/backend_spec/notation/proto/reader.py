"""Protocol Buffers definitions: a tolerant positional reader of `.proto` text, whole files and fragments.

The grammar is that of the language specifications for proto2, proto3 and editions
(https://protobuf.dev/reference/protobuf/proto3-spec/). The reader judges nothing: it takes the statements it can
make out, and what it cannot it lists in `ProtoFile.unread`, so that one bad statement costs one statement.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from msgspec.structs import replace

from backend_spec.notation.proto.definitions import (
    MAX_NUMBER,
    Enum,
    EnumValue,
    Field,
    Label,
    Message,
    ProtoFile,
    Rpc,
    Service,
)
from backend_spec.text import Passage, Span, Spanned, sort_key


class _Token(NamedTuple):
    kind: str  # word, number, string, ellipsis, symbol, end
    text: str
    start: int
    end: int
    first: bool  # stands first on its line
    column: int


_TOKEN = re.compile(
    r"""(?P<space>\s+)
    |(?P<comment>//[^\n]*|/\*(?s:.*?)(?:\*/|\Z))
    |(?P<string>"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?)
    |(?P<ellipsis>\.{3,}|…)
    |(?P<number>0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
    |(?P<word>\.?[^\W\d]\w*(?:\.[^\W\d]\w*)*)
    |(?P<symbol>.)""",
    re.VERBOSE,
)
_PATH = re.compile(
    r"(?://++|/\*++)[\s*]*+(?:(?:file(?:name)?|path|proto)\s*:\s*)?`?(?P<path>[\w./-]+\.proto)`?[\s*/]*", re.I
)
_OPENING = {"}": "{", "]": "[", ")": "("}
_BLOCKS = frozenset({"message", "enum", "oneof", "service"})
_NESTING = frozenset({"message", "enum", "service"})


def read(body: Passage) -> ProtoFile:
    """Read a fence's body."""
    return _Reader(body).read()


class _Unreadable(Exception):
    """The statement at hand does not follow the grammar."""


class _Block:
    """An open `{`: a message, enum, service, rpc, oneof or extend, or `skip` for one that was not understood."""

    __slots__ = (
        "column", "fields", "flags", "kind", "name", "names", "numbers", "oneof", "rpc", "rpcs", "start", "values",
    )  # fmt: skip

    def __init__(self, kind: str, start: int, column: int, name: Spanned[str] | None = None) -> None:
        self.kind = kind
        self.start = start
        self.column = column
        self.name = name
        self.oneof: str | None = None
        self.fields: list[Field] = []
        self.values: list[EnumValue] = []
        self.rpcs: list[Rpc] = []
        self.numbers: list[Spanned[tuple[int, int]]] = []
        self.names: list[Spanned[str]] = []
        self.flags: set[str] = set()
        self.rpc: Rpc | None = None


class _Reader:
    """One pass over the tokens with a stack of open blocks, so that nesting costs no recursion."""

    def __init__(self, body: Passage) -> None:
        self.body = body
        self.path: Spanned[str] | None = None
        self.tokens = self._tokens()
        self.at = 0
        self.closings = _closings(self.tokens)
        braces = [token.text for token in self.tokens if token.kind == "symbol"]
        # Only where a brace is missing does the indentation decide what belongs to what.
        self.unclosed = braces.count("{") > braces.count("}")
        self.stack = [_Block("file", 0, -1)]
        self.syntax: Spanned[str] | None = None
        self.package: Spanned[str] | None = None
        self.imports: list[Spanned[str]] = []
        self.services: list[Service] = []
        self.messages: list[Message] = []
        self.enums: list[Enum] = []
        self.unread: list[Span] = []

    def _tokens(self) -> list[_Token]:
        text = self.body.text
        tokens: list[_Token] = []
        line_start, fresh = 0, True
        for match in _TOKEN.finditer(text):
            kind = match.lastgroup or "symbol"
            start, end = match.span()
            if kind == "comment" and not tokens and self.path is None and (path := _PATH.fullmatch(match.group())):
                self.path = self.body.spanned(start + path.start("path"), start + path.end("path"))
            if kind not in ("space", "comment"):
                tokens.append(_Token(kind, match.group(), start, end, fresh, start - line_start))
                fresh = False
            newline = text.rfind("\n", start, end)
            if newline >= 0:
                line_start, fresh = newline + 1, True
        tokens.append(_Token("end", "", len(text), len(text), True, 0))
        return tokens

    # Tokens.

    def peek(self, ahead: int = 0) -> _Token:
        return self.tokens[min(self.at + ahead, len(self.tokens) - 1)]

    def take(self, text: str) -> bool:
        """Pass over the next token if it is this word or symbol."""
        token = self.peek()
        if token.text == text and token.kind in ("word", "symbol"):
            self.at += 1
            return True
        return False

    def need(self, text: str) -> None:
        if not self.take(text):
            raise _Unreadable

    def kind(self, *kinds: str) -> _Token:
        token = self.peek()
        if token.kind not in kinds:
            raise _Unreadable
        self.at += 1
        return token

    def name(self) -> Spanned[str]:
        token = self.kind("word")
        if "." in token.text:
            raise _Unreadable
        return self.body.spanned(token.start, token.end)

    def string(self) -> Spanned[str]:
        """A quoted string, with the place of what is between the quotes."""
        token = self.kind("string")
        closed = len(token.text) > 1 and token.text[-1] == token.text[0]
        return self.body.spanned(token.start + 1, token.end - 1 if closed else token.end)

    def number(self) -> Spanned[int]:
        start = self.peek().start
        negative = self.take("-")
        token = self.kind("number")
        value = _integer(token.text)
        return Spanned(-value if negative else value, self.body.span(start, token.end))

    def since(self, start: int) -> Span:
        """The span from an offset to the end of the last token taken."""
        return self.body.span(start, max(start, self.tokens[self.at - 1].end))

    # Statements.

    def read(self) -> ProtoFile:
        while self.peek().kind != "end":
            start = self.at
            if self.peek().kind == "ellipsis" or self.take(";"):
                self.at = start + 1
            elif self.take("}"):
                if len(self.stack) > 1:
                    self.close()
                else:
                    self.unread.append(self.since(self.tokens[start].start))
            else:
                try:
                    self.statement()
                except _Unreadable:
                    self.skip(start)
        while len(self.stack) > 1:
            self.close()
        file = self.stack[0]
        return ProtoFile(
            self.syntax,
            self.package,
            self.path,
            tuple(self.imports),
            tuple(self.services),
            tuple(sorted(self.messages, key=sort_key)),
            tuple(sorted(self.enums, key=sort_key)),
            tuple(file.rpcs),
            tuple(file.fields),
            tuple(self.unread),
        )

    def statement(self) -> None:
        token = self.peek()
        if self.unclosed and token.first:
            self.dedent(token)
        block = self.stack[-1]
        if block.kind == "skip":
            # Nothing in it is read, but its braces count.
            self.at += 1
            if token.text == "{" and token.kind == "symbol":
                self.stack.append(_Block("skip", token.start, token.column))
            return
        if token.kind == "word":
            if token.text == "option":
                self.option(block)
                return
            if token.text in ("export", "local") and self.peek(1).text in _NESTING:
                self.at += 1  # visibility, edition 2024
                token = self.peek()
            opens = self.peek(1).kind == "word" and self.peek(2).text == "{"
            if token.text in _BLOCKS and (opens or self.lacks_brace(token)):
                self.block(token)
            elif token.text == "extend" and opens:
                self.at += 3
                self.stack.append(_Block("extend", token.start, token.column))
            elif token.text == "rpc" and self.peek(1).kind == "word" and self.peek(2).text == "(":
                self.rpc(token)
            elif token.text == "reserved" and block.kind in ("message", "enum") and self.peek(2).text != "=":
                self.reserved(block)
            elif token.text == "extensions" and self.peek(1).kind == "number":
                self.extensions()
            elif block.kind == "file" and token.text in ("syntax", "edition") and self.peek(1).text == "=":
                self.at += 2
                self.syntax = self.syntax or self.string()
                self.take(";")
            elif block.kind == "file" and token.text == "package" and self.peek(2).text != "=":
                self.at += 1
                word = self.kind("word")
                self.package = self.package or self.body.spanned(word.start, word.end)
                self.take(";")
            elif block.kind == "file" and token.text == "import":
                self.at += 1
                _ = self.take("public") or self.take("weak") or self.take("option")
                self.imports.append(self.string())
                self.take(";")
            elif block.kind == "enum":
                self.enum_value(block)
            else:
                self.field(block)
            return
        raise _Unreadable

    def dedent(self, token: _Token) -> None:
        """Close the blocks that a definition on their own column or left of it cannot be part of."""
        if token.text not in _NESTING or self.peek(2).text != "{":
            return
        while len(self.stack) > 1 and self.stack[-1].column >= token.column:
            self.close(token.start)

    def lacks_brace(self, token: _Token) -> bool:
        """Whether a definition's head stands alone on its line, its opening brace forgotten."""
        name, following = self.peek(1), self.peek(2)
        return (
            token.first
            and name.kind == "word"
            and name.text[0].isupper()
            and not name.first
            and following.first
            and following.kind == "word"
            and following.column > token.column
        )

    def block(self, token: _Token) -> None:
        self.at += 1
        name = self.name()
        self.take("{")
        outer = self.stack[-1]
        if token.text == "oneof":
            opened = _Block("oneof", token.start, token.column)
            opened.oneof = name.value
            self.stack.append(opened)
            return
        qualified = f"{outer.name.value}.{name.value}" if outer.kind == "message" and outer.name else name.value
        self.stack.append(_Block(token.text, token.start, token.column, Spanned(qualified, name.span)))

    def close(self, before: int | None = None) -> None:
        """End the innermost block: at the token just taken, or where a missing brace was noticed."""
        block = self.stack.pop()
        outer = self.stack[-1]
        span = self.since(block.start)
        if before is not None and self.at and self.tokens[self.at - 1].end <= block.start:
            span = self.body.span(block.start, before)
        name = block.name
        if block.kind == "message" and name:
            self.messages.append(Message(name, tuple(block.fields), tuple(block.numbers), tuple(block.names), span))
        elif block.kind == "enum" and name:
            alias = "allow_alias" in block.flags
            values = tuple(block.values)
            self.enums.append(Enum(name, values, tuple(block.numbers), tuple(block.names), alias, span))
        elif block.kind == "service" and name:
            self.services.append(Service(name, tuple(block.rpcs), span))
        elif block.kind == "oneof":
            outer.fields.extend(block.fields)
        elif block.kind == "rpc" and block.rpc:
            self.take(";")
            done = replace(block.rpc, deprecated="deprecated" in block.flags, span=span)
            self.owner().rpcs.append(done)
        elif block.kind == "skip" and outer.kind != "skip":
            self.unread.append(span)

    def owner(self) -> _Block:
        """The innermost service, or the file for a method outside of one."""
        return next((block for block in reversed(self.stack) if block.kind == "service"), self.stack[0])

    def rpc(self, token: _Token) -> None:
        self.at += 1
        name = self.name()
        request_stream, request = self.operand()
        response_stream, response = False, None
        if self.take("returns"):
            response_stream, response = self.operand()
        elif self.peek().text not in (";", "{"):
            raise _Unreadable
        opens = self.take("{")
        if not opens:
            self.take(";")
        rpc = Rpc(name, request, response, request_stream, response_stream, False, self.since(token.start))
        if opens:
            opened = _Block("rpc", token.start, token.column)
            opened.rpc = rpc
            self.stack.append(opened)
        else:
            self.owner().rpcs.append(rpc)

    def operand(self) -> tuple[bool, Spanned[str] | None]:
        """`(stream Type)`: whether it is a stream, and the type."""
        self.need("(")
        stream = self.peek().text == "stream" and self.peek(1).kind in ("word", "ellipsis")
        self.at += stream
        operand = None
        if self.peek().kind == "word":
            word = self.kind("word")
            operand = self.body.spanned(word.start, word.end)
        elif self.peek().kind == "ellipsis":
            self.at += 1
        self.need(")")
        return stream, operand

    def field(self, block: _Block) -> None:
        if block.kind in ("service", "rpc", "enum"):
            raise _Unreadable
        first = self.peek()
        label: Label | None = None
        if first.text in ("optional", "repeated", "required") and self.peek(1).kind == "word":
            label = first.text  # type: ignore[assignment]  # one of the three words
            self.at += 1
        begin = self.kind("word")
        end = begin.end
        if begin.text == "map" and self.take("<"):
            self.kind("word")
            self.need(",")
            self.kind("word")
            end = self.peek().end
            self.need(">")
            label = "map"
        name = self.name()
        self.need("=")
        number = self.number()
        deprecated = self.take("[") and self.options()
        type_ = self.body.spanned(begin.start, end)
        group = begin.text == "group" and self.take("{")
        if not group:
            self.take(";")
        span = self.since(first.start)
        made = Field(name, type_, number, label, block.oneof, deprecated, span)
        block.fields.append(made)
        if group:
            # A proto2 group is a field and a nested message of the same name.
            holder = next((b.name for b in reversed(self.stack) if b.kind == "message"), None)
            qualified = f"{holder.value}.{name.value}" if holder else name.value
            self.stack.append(_Block("message", first.start, first.column, Spanned(qualified, name.span)))

    def enum_value(self, block: _Block) -> None:
        name = self.name()
        self.need("=")
        number = self.number()
        if self.take("["):
            self.options()
        # Some write commas, as in C.
        _ = self.take(";") or self.take(",")
        block.values.append(EnumValue(name, number))

    def options(self) -> bool:
        """Pass over `[...]` whose opening bracket is taken; tell whether it holds `deprecated = true`."""
        closing = self.closings.get(self.at - 1)
        if closing is None:
            raise _Unreadable
        deprecated = False
        while self.at < closing:
            if self.peek().text == "deprecated" and self.peek(1).text == "=" and self.peek(2).text == "true":
                deprecated = True
            self.at = self.closings.get(self.at, self.at) + 1
        self.at = closing + 1
        return deprecated

    def option(self, block: _Block) -> None:
        """`option name = value;`, where the value may be an aggregate in braces over many lines."""
        self.at += 1
        name = self.peek().text
        while self.peek().text not in ("=", ";", "{", "}", "") and self.peek().kind != "string":
            self.at += 1
        self.need("=")
        value = self.peek()
        if value.text == "{" and value.kind == "symbol":
            closing = self.closings.get(self.at)
            if closing is None:
                raise _Unreadable
            self.at = closing + 1
        elif value.kind == "string":
            while self.peek().kind == "string":
                self.at += 1
        else:
            self.take("-")
            self.kind("word", "number", "ellipsis")
        if value.text == "true":
            block.flags.add(name)
        self.take(";")

    def reserved(self, block: _Block) -> None:
        self.at += 1
        while True:
            token = self.peek()
            if token.kind == "string":
                block.names.append(self.string())
            elif token.kind == "word":
                block.names.append(self.name())
            elif token.kind == "ellipsis":
                self.at += 1
            else:
                block.numbers.append(self.range())
            if not self.take(","):
                break
        self.take(";")

    def range(self) -> Spanned[tuple[int, int]]:
        """`5`, `9 to 11` or `40 to max`, both ends included."""
        low = self.number()
        if not self.take("to"):
            return Spanned((low.value, low.value), low.span)
        if self.peek().text == "max":
            end = self.kind("word").end
            high = MAX_NUMBER
        else:
            number = self.number()
            high, end = number.value, self.tokens[self.at - 1].end
        return Spanned((low.value, high), low.span.to(self.body.span(end - 1, end)))

    def extensions(self) -> None:
        self.at += 1
        self.range()
        while self.take(","):
            self.range()
        if self.take("["):
            self.options()
        self.take(";")

    def skip(self, start: int) -> None:
        """Give up the statement that began at this token, and go on where the next one can begin.

        That is behind a semicolon, before a closing brace, or at a word that stands first on its line. A block that
        the statement opens is passed over with it.
        """
        self.at = start
        begin = self.tokens[start]
        while True:
            token = self.peek()
            begun = self.at > start
            if token.kind == "end" or (token.kind == "symbol" and token.text == "}" and begun):
                break
            if begun and token.first and (token.kind == "word" or token.kind == "ellipsis"):
                break
            self.at += 1
            if token.kind == "symbol" and token.text == ";":
                break
            if token.kind == "symbol" and token.text == "{":
                self.stack.append(_Block("skip", begin.start, begin.column))
                return
        self.unread.append(self.since(begin.start))


def _closings(tokens: list[_Token]) -> dict[int, int]:
    """For the index of each opening bracket that is closed, the index of what closes it."""
    found: dict[int, int] = {}
    opened: list[int] = []
    waiting = {"{": 0, "[": 0, "(": 0}
    for index, token in enumerate(tokens):
        if token.kind != "symbol":
            continue
        if token.text in waiting:
            waiting[token.text] += 1
            opened.append(index)
        elif token.text in _OPENING and waiting[_OPENING[token.text]]:
            # Brackets of another kind that are still open in between are never closed.
            while True:
                opening = opened.pop()
                waiting[tokens[opening].text] -= 1
                if tokens[opening].text == _OPENING[token.text]:
                    found[opening] = index
                    break
    return found


def _integer(text: str) -> int:
    if text[:2] in ("0x", "0X"):
        return int(text[:40], 16)
    if not text.isdecimal() or len(text) > 20:
        raise _Unreadable
    return int(text, 8) if len(text) > 1 and text[0] == "0" and set(text) <= set("01234567") else int(text)
