"""Entity-relationship diagrams."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from backend_spec.notation.mermaid.scan import Scan
from backend_spec.notation.mermaid.types import Diagram, ErAttribute, ErEntity, Relation
from backend_spec.text import Span, Spanned

_NAME = r"""(?:"[^"\n]*"|(?:[A-Za-z0-9_*-]|[^\x00-\x7f]|\.(?![.-]))++)"""
_ALIAS = r"""(?:[ \t]*\[[ \t]*(?P<{0}>"[^"\n]*"|[^\]\n]*)\])?(?::::[\w,-]+)?[ \t]*"""
_END = (
    r"(?:\|[o|{]|\}[o|]|o[|{]|[01]\+|many\([01]\)|(?:one|zero)[ ]or[ ](?:zero|one|more|many)\b"
    r"|only[ ]one\b|one\b|many\b|[1u](?=[\s.|-]))"
)
_CARDINALITY = rf"{_END}[ \t]*(?:--|\.\.|\.-|-\.|(?:optionally[ ])?to\b)[ \t]*{_END}"
_RELATION = re.compile(
    rf"""(?P<left>{_NAME}){_ALIAS.format("left_alias")}(?P<cardinality>{_CARDINALITY})[ \t]*
         (?P<right>{_NAME}){_ALIAS.format("right_alias")}(?::(?P<label>.*)|;|$)""",
    re.VERBOSE | re.IGNORECASE,
)
_ENTITY = re.compile(rf"(?P<name>{_NAME}){_ALIAS.format('alias')}(?P<open>\{{)?", re.VERBOSE)
_KEYWORD = re.compile(r"(?:direction|style|classDef|class|subgraph|end|title)(?=\s|$)", re.IGNORECASE)
_SOLID = re.compile(r"--|(?<!optionally )\bto\b", re.IGNORECASE)

_WORD = r"(?:`[^`\n]+`|[*\w?][\w\-\[\].?*<>~,']*(?:\([^()\n]*\)[\w\[\]?]*)?)"
_ATTRIBUTE = re.compile(
    rf"""(?P<type>{_WORD})[ \t]+(?P<name>{_WORD})
         (?P<keys>(?:[ \t,]+(?:PK|FK|UK)\b)+)?
         (?:[ \t]*"(?P<comment>[^"\n]*)")?[ \t]*;?""",
    re.VERBOSE | re.IGNORECASE,
)
# Mermaid takes the `NOT NULL` of `int x NOT NULL` for an attribute NULL of type NOT. Nobody means that.
_CONSTRAINT = re.compile(
    r"(?:NOT|NULL|DEFAULT|UNIQUE|PRIMARY|REFERENCES|CHECK|AUTO_INCREMENT)(?=[\s(]|$)", re.IGNORECASE
)
_KEY = re.compile(r"PK|FK|UK", re.IGNORECASE)


@dataclass(slots=True)
class _Known:
    """An entity as far as it is known. It is `declared` where it stands outside a relation."""

    name: Spanned[str]
    label: Spanned[str]
    span: Span
    declared: bool
    attributes: list[ErAttribute] = field(default_factory=list)


def read(scan: Scan) -> Diagram:
    """Read an ER diagram line by line."""
    reader = _Reader(scan)
    for start, end in scan.lines():
        at = start
        while at < end:
            at, _ = scan.trim(reader.statement(at, end), end)
    return Diagram(
        "er",
        entities=tuple(
            ErEntity(known.name, known.label, tuple(known.attributes), known.span) for known in reader.entities.values()
        ),
        relations=tuple(reader.relations),
        arrows_read=len(reader.relations),
    )


class _Reader:
    def __init__(self, scan: Scan) -> None:
        self.scan = scan
        self.text = scan.text
        self.entities: dict[str, _Known] = {}
        self.relations: list[Relation] = []
        self.block: _Known | None = None
        """The entity whose attributes the next lines give."""

    def statement(self, start: int, end: int) -> int:
        """Read what stands first in a range of a line; the offset behind it."""
        # An open block whose brace was forgotten ends where no attribute can follow.
        relation = _RELATION.match(self.text, start, end)
        if relation:
            self.block = None
            self.relation(relation)
            return relation.end()
        if self.block is not None and (self.text[end - 1] != "{" or self.text[start] == "}"):
            return self.attribute(self.block, start, end)
        if _KEYWORD.match(self.text, start, end) and self.text[end - 1] != "{":
            return end
        return self.entity(start, end)

    def entity(self, start: int, end: int) -> int:
        match = _ENTITY.match(self.text, start, end)
        if match is None or (match["open"] is None and match.end() < end and self.text[match.end()] not in ";}"):
            self.scan.miss(start, end)
            return end
        known = self.know(match, "name", "alias", declared=True)
        self.block = known if match["open"] else None
        return match.end() if match["open"] else min(match.end() + 1, end)

    def attribute(self, known: _Known, start: int, end: int) -> int:
        """Read an attribute or the closing brace."""
        if self.text[start] == "}":
            self.block = None
            return start + 1
        match = None if _CONSTRAINT.match(self.text, start, end) else _ATTRIBUTE.match(self.text, start, end)
        if match is None:
            close = self.text.find("}", start, end)
            close = end if close < 0 else close
            self.scan.miss(start, close)
            return close
        known.attributes.append(
            ErAttribute(
                type=self.scan.label(*match.span("type")),
                name=self.scan.label(*match.span("name")),
                keys=tuple(key.upper() for key in _KEY.findall(match["keys"] or "")),
                comment=self.scan.label(*match.span("comment")) if match["comment"] is not None else None,
                span=self.scan.body.span(*self.scan.trim(*match.span())),
            )
        )
        return match.end()

    def relation(self, match: re.Match[str]) -> None:
        self.know(match, "left", "left_alias", declared=False)
        self.know(match, "right", "right_alias", declared=False)
        label = None
        if match["label"]:
            label = self.scan.label(*match.span("label"))
            label = label if label.value else None
        self.relations.append(
            Relation(
                left=self.scan.label(*match.span("left")),
                right=self.scan.label(*match.span("right")),
                cardinality=self.scan.words(*match.span("cardinality")),
                label=label,
                span=self.scan.body.match(match).span,
                identifying=_SOLID.search(match["cardinality"]) is not None,
            )
        )

    def know(self, match: re.Match[str], group: str, alias: str, *, declared: bool) -> _Known:
        """The entity that a group names, made if it is new."""
        name = self.scan.label(*match.span(group))
        span = self.scan.body.match(match, group).span
        known = self.entities.get(name.value)
        if known is None:
            known = self.entities[name.value] = _Known(name, name, span, declared)
        elif declared and not known.declared:
            known.name, known.span, known.declared = name, span, True
            if known.label.value == name.value:
                known.label = name
        if match[alias]:
            known.label = self.scan.label(*match.span(alias))
        return known
