"""Which product each store and the broker is, as the infrastructure table and everything drawn or listed say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from backend_spec.graph import Call, Graph, Party, names
from backend_spec.graph.parties import family_of
from backend_spec.kinds.common.agreement import Authority, Claim
from backend_spec.model.architecture import Component
from backend_spec.text import Span

Product = Claim[str]

_PRODUCTS = {
    "database": {
        "PostgreSQL": "postgresql postgres timescaledb cockroachdb",
        "MySQL": "mysql mariadb",
        "MongoDB": "mongodb mongo",
        "Cassandra": "cassandra scylladb",
        "DynamoDB": "dynamodb",
    },
    "cache": {"Redis": "redis valkey keydb dragonfly", "Memcached": "memcached"},
    "broker": {
        "Kafka": "kafka redpanda msk",
        "RabbitMQ": "rabbitmq amqp",
        "NATS": "nats jetstream",
        "Pulsar": "pulsar",
        "ActiveMQ": "activemq",
    },
}
"""Products by family, each with the names of what speaks its protocol."""
_BY_WORD = {
    family: {word: product for product, words in products.items() for word in words.split()}
    for family, products in _PRODUCTS.items()
}


def product(text: str, family: str) -> str | None:
    """The one product of a family that a text names."""
    known = _BY_WORD.get(family, {})
    found = {known[word] for word in names.words(text) if word in known}
    return found.pop() if len(found) == 1 else None


def claims(graph: Graph) -> Mapping[int, list[Product]]:
    """What is said of each store whose family has one product only, by the identity of the family's first component;
    equal places are told once."""
    families: dict[str, list[Component]] = defaultdict(list)
    for component in graph.all(Component):
        words = set(names.words(_text(component)))
        known = next((family for family, products in _BY_WORD.items() if words & set(products)), "")
        families[known or family_of(_text(component))].append(component)
    found: dict[str, list[Product]] = {}
    for family, components in families.items():
        named = {product(_text(component), family) for component in components}
        if len(named) == 1 and (own := named.pop()):
            place = components[0].technology or components[0].name
            found[family] = [_claim(own, place.span, "infrastructure table", Authority.TABLE)]
    seen: set[tuple[str, str, str]] = set()
    for family, name, span, where, authority in _named(graph):
        if family in found and (family, name, where) not in seen:
            seen.add((family, name, where))
            found[family].append(_claim(name, span, where, authority))
    return {id(families[family][0]): given for family, given in found.items()}


def _text(component: Component) -> str:
    return f"{component.key} {component.technology.value if component.technology else ''}"


def _claim(name: str, span: Span, place: str, authority: Authority) -> Product:
    return Claim(name, name, span, place, authority)


def _named(graph: Graph) -> Iterator[tuple[str, str, Span, str, Authority]]:
    for source, target, row in graph.connections():
        for party, end in ((source, row.source), (target, row.target)):
            if name := product(party.name, party.family):
                yield party.family, name, end.span, "communication table", Authority.LIST
            elif row.protocol and (name := product(row.protocol.value, party.family)):
                yield party.family, name, row.protocol.span, "communication table", Authority.LIST
    for party, span in graph.pictured():
        if name := product(party.name, party.family):
            yield party.family, name, span, "architecture diagram", Authority.DIAGRAM
    drawn: dict[tuple[int, str], tuple[Party, Call]] = {}
    for call in graph.all(Call):
        for party in (call.caller, call.callee):
            if party.family in _PRODUCTS:
                drawn.setdefault((id(call.diagram), party.name), (party, call))
    for party, call in drawn.values():
        if name := product(party.name, party.family):
            yield party.family, name, _place(call, party), "sequence diagram", Authority.DIAGRAM


def _place(call: Call, party: Party) -> Span:
    """Where the diagram declares the participant, else the call's text."""
    for participant in call.diagram.content.participants:
        if participant.name.value == party.name:
            return participant.name.span
    return call.span
