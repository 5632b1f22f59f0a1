"""Who stands at the end of an arrow or in a connection: a service, a store, a broker, an outside party, a client."""

from __future__ import annotations

import re
from collections.abc import Sequence

from backend_spec.graph import names
from backend_spec.graph.derived import Party, PartyKind
from backend_spec.graph.index import Aliased
from backend_spec.graph.slips import slips
from backend_spec.model.architecture import Component, Service
from backend_spec.text import Spanned

FAMILIES: dict[str, frozenset[str]] = {
    "cache": frozenset("cache redis valkey memcached keydb dragonfly".split()),
    "broker": frozenset(
        "kafka broker mq rabbitmq nats pulsar redpanda kinesis sqs sns eventbus queue activemq zookeeper".split()
    ),
    "object-store": frozenset("s3 minio oss gcs blob bucket r2 objectstore objectstorage".split()),
    "search": frozenset("elasticsearch opensearch meilisearch solr elastic".split()),
    "database": frozenset(
        "db database databases postgres postgresql pg mysql mariadb sqlite oracle cockroachdb mongodb mongo cassandra "
        "scylladb dynamodb rds aurora sql timescaledb tidb".split()
    ),
}
"""Words that tell what sort of store or broker a party is. Product names are those of
widely used systems. The first family that fits counts, so a "Redis DB" is a cache."""

_PHRASES = {
    "object-store": re.compile(r"\b(?:object|blob|file)[ -](?:stor\w+)|\bstorage bucket\b", re.I),
    "broker": re.compile(r"\b(?:message|event)[ -](?:broker|bus|queue|stream\w*)\b", re.I),
    "database": re.compile(r"\bdata[ -]?(?:base|store)s?\b|\b\w+[_-]db\b", re.I),
}

_CLIENTS = frozenset(
    "client clients user users browser app apps mobile web frontend consumer customer visitor caller admin ios android "
    "sdk spa desktop device devices operator guest member human person".split()
)
_GROUP = re.compile(
    r"^(?:all|each|every|any|other|internal|backend|the|both|downstream|core|business|grpc|domain)\b.*\b(?:micro)?services?\b"
    r"|^(?:micro)?services$|^\*$|^all$|\bservices \(all\)$",
    re.I,
)
_SPLIT = re.compile(r"\s*(?:,|;|&|、|\+|<br\s*/?>|\band\b|\bor\b|\s/\s|(?<=\w)/(?=[A-Z]))\s*")


# What follows the name in a node: a second line, a dash or colon with an explanation.
_REMARK = re.compile(r"<br\s*/?>|\\n|\n|\s[-–—|]\s|:\s")


def spelling(name: Spanned[str]) -> str:
    """A diagram's name as written, with its line breaks: only its first line is the name."""
    written = name.span.text.strip().strip('"')
    return written if re.search(r"<br\s*/?>|\\n", written) else name.value


def first_line(name: str) -> str:
    """The first line of a name as written."""
    return re.split(r"<br\s*/?>|\\n|\n", name, maxsplit=1)[0].strip()


class Parties:
    """Resolves names to parties."""

    def __init__(self, services: Aliased[Service], components: Sequence[Component], all_services: Sequence[Service]):
        self._known: dict[tuple[str, ...], Party] = {}
        self._services = services
        self._all = tuple(all_services)
        self._forms = {
            form: service
            for service in reversed(self._all)
            for form in (names.core(service.key), " ".join(names.words(service.key)))
        }
        self._slips = slips(tuple(self._forms))
        self._components: dict[str, list[Component]] = {}
        self._technologies: dict[str, list[Component]] = {}
        for component in components:
            self._components.setdefault(names.bare(component.key), []).append(component)
            for part in _SPLIT.split(component.technology.value) if component.technology else ():
                self._technologies.setdefault(names.bare(part), []).append(component)

    def find(self, *spellings: str) -> Party:
        """The party that is called by these spellings (a display name and an id), tried in order."""
        if spellings not in self._known:
            self._known[spellings] = self._find(spellings)
        return self._known[spellings]

    def _find(self, spellings: Sequence[str]) -> Party:
        texts = [" ".join(part.split()) for text in spellings for part in (text, _REMARK.split(text, maxsplit=1)[0])]
        texts = list(dict.fromkeys(text for text in texts if text))
        for text in texts:
            resolution = self._services.find(text)
            if resolution and resolution.proof != "ambiguous":
                service = resolution.targets[0]
                assert isinstance(service, Service)
                return Party(PartyKind.SERVICE, text, service=service)
        for text in texts:
            if party := self._store(text):
                return party
        for text in texts:
            if _GROUP.search(text):
                return Party(PartyKind.GROUP, text)
            if not names.words(text):
                continue
            if names.words(text)[-1] in _CLIENTS or set(names.words(text)) <= _CLIENTS:
                return Party(PartyKind.CLIENT, text, family="client")
        name = texts[0] if texts else ""
        last = names.words(name)
        # "Gateway" and "Billing Service" are the system's own, also where the architecture does not list them; so is
        # "Auth Servce", a misspelt service.
        looks_internal = bool(last) and (last[-1] in names.GENERIC or names.bare(name) == "gateway")
        looks_internal = looks_internal or self._meant(last) is not None
        return Party(PartyKind.UNKNOWN if looks_internal or not last else PartyKind.OUTSIDE, name)

    def misspelt(self, name: str) -> Service | None:
        """The service that a name with a slip was meant to be; None when the name is a party's as it is."""
        party = self.find(name)
        return self._meant(names.words(party.name)) if party.kind is PartyKind.UNKNOWN else None

    def _meant(self, words: Sequence[str]) -> Service | None:
        form = self._slips.meant(" ".join(words))
        return self._forms[form] if form else None

    def several(self, text: str) -> tuple[Party, ...]:
        """The parties that a cell names: one, several, or a group, which stands for every service."""
        whole = self.find(text)
        if whole.kind in (PartyKind.SERVICE, PartyKind.COMPONENT):
            return (whole,)
        parts = [part for part in _SPLIT.split(text) if part.strip()]
        found = [self.find(part) for part in parts] if len(parts) > 1 else [whole]
        spread: list[Party] = []
        for party in found:
            if party.kind is PartyKind.GROUP:
                spread += [Party(PartyKind.SERVICE, service.key, service=service) for service in self._all]
            else:
                spread.append(party)
        return tuple(spread)

    def store(self, family: str) -> Party:
        """The store or broker of a family under the name that the infrastructure table gives its technology."""
        every = (component for components in self._components.values() for component in components)
        for component in every:
            known = component.technology.value if component.technology else ""
            if family in (family_of(component.key), family_of(known)):
                name = component.key if family_of(component.key) else known
                return Party(PartyKind.COMPONENT, name, component=component, family=family)
        return Party(PartyKind.COMPONENT, family, family=family)

    def _store(self, text: str) -> Party | None:
        found = self._components.get(names.bare(text)) or self._technologies.get(names.bare(text))
        family = family_of(text)
        if found:
            component = found[0]
            family = family_of(component.key) or family_of(component.technology.value if component.technology else "")
            kind = PartyKind.COMPONENT if family else PartyKind.OUTSIDE
            return Party(kind, text, component=component, family=family)
        return Party(PartyKind.COMPONENT, text, family=family) if family else None


def family_of(text: str) -> str:
    """The sort of store or broker that a name tells of, "" when it tells none."""
    found = set(names.words(text))
    for family, known in FAMILIES.items():
        if found & known:
            return family
    return next((family for family, pattern in _PHRASES.items() if pattern.search(text)), "")


def alike(a: Party, b: Party) -> bool:
    """Whether two parties are one: equal identity, or outside parties one of whose names has all words of the other
    (`Google` and `Google OAuth API`)."""
    if a.identity == b.identity:
        return True
    if PartyKind.SERVICE in (a.kind, b.kind) or a.family or b.family:
        return False
    ours, theirs = set(names.words(a.name)) - names.FILLER, set(names.words(b.name)) - names.FILLER
    return bool(ours and theirs) and (ours <= theirs or theirs <= ours)
