"""Looking names up: each noun's index finds what a spelling means and says by which rule it was found.

All indexes are dictionaries made once; no look-up depends on how many entities there are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Generic, TypeVar

from backend_spec.graph import keys, names
from backend_spec.graph.graph import Resolution
from backend_spec.model.cache import CacheKey
from backend_spec.model.entity import Entity
from backend_spec.model.error import ErrorCode
from backend_spec.model.event import Topic
from backend_spec.model.grpc import GrpcService, Rpc
from backend_spec.model.http import Endpoint
from backend_spec.notation import http

E = TypeVar("E", bound=Entity)
Step = tuple[str, Callable[[str], str]]

FOLD: tuple[Step, ...] = (("exact", lambda name: name), ("case", str.casefold))
SPELLING: tuple[Step, ...] = (*FOLD, ("case and separators", names.joined))
PLURAL: tuple[Step, ...] = (*SPELLING, ("plural", names.singular))


def group(entities: Iterable[E], form: Callable[[E], str]) -> dict[str, list[E]]:
    """Entities by a form of their names, in order of declaration."""
    groups: dict[str, list[E]] = {}
    for entity in entities:
        groups.setdefault(form(entity), []).append(entity)
    return groups


class Index(Generic[E]):
    """Names found by equal forms, the surest form first.

    A form that several differently named entities share decides nothing unless it is the last hope: then all of them
    are meant, with the proof `ambiguous`.
    """

    def __init__(self, entities: Sequence[E], steps: Sequence[Step] = FOLD, name: Callable[[E], str] | None = None):
        name = name or (lambda entity: entity.key)
        self._steps = [(proof, form, group(entities, lambda e, f=form: f(name(e)))) for proof, form in steps]  # type: ignore[misc]

    def find(self, key: str, scope: str = "") -> Resolution | None:
        ambiguous: Resolution | None = None
        for proof, form, groups in self._steps:
            wanted = form(key)
            found = groups.get(wanted) if wanted else None
            if found:
                if len({entity.key for entity in found}) == 1:
                    return Resolution(tuple(found), proof)
                ambiguous = ambiguous or Resolution(tuple(found), "ambiguous")
        return ambiguous


class Aliased(Generic[E]):
    """An index under the project's aliases: a spelling pinned to a canonical name, or to nothing (None)."""

    def __init__(self, index: Index[E], aliases: Mapping[str, str | None]):
        self._index = index
        self._aliases = {spelling.casefold(): name for spelling, name in aliases.items()}

    def find(self, key: str, scope: str = "") -> Resolution | None:
        if key.casefold() not in self._aliases:
            return self._index.find(key, scope)
        name = self._aliases[key.casefold()]
        found = self._index.find(name) if name is not None else None
        return Resolution(found.targets, "alias") if found else None


class EndpointIndex(Index[Endpoint]):
    """Endpoints by method and path: exact, parameters renamed, version prefix left out, filled in."""

    def __init__(self, endpoints: Sequence[Endpoint]):
        self._exact = group(endpoints, lambda e: f"{e.method.value} {e.path.value}")
        self._forms = group(endpoints, lambda e: f"{e.method.value} {self._form(e.path.value)}")
        self._tails: dict[str, list[Endpoint]] = {}
        self._lengths: dict[tuple[str, int], list[Endpoint]] = {}
        for endpoint in endpoints:
            method, segments = endpoint.method.value, http.segments(endpoint.path.value)
            self._lengths.setdefault((method, len(segments)), []).append(endpoint)
            for start in range(len(segments)):
                tail = "/".join(part.form for part in segments[start:])
                self._tails.setdefault(f"{method} /{tail}", []).append(endpoint)

    @staticmethod
    def _form(path: str) -> str:
        return "/" + "/".join(part.form for part in http.segments(path))

    def find(self, key: str, scope: str = "") -> Resolution | None:
        method, _, path = key.partition(" ")
        method = method.upper()
        if found := self._exact.get(f"{method} {path}"):
            return Resolution(tuple(found), "exact")
        form = self._form(path)
        if found := self._forms.get(f"{method} {form}"):
            return Resolution(tuple(found), "renamed parameters")
        tails = self._tails.get(f"{method} {form}", [])
        if found := [e for e in tails if http.ends_with(e.path.value, path)]:
            return Resolution(tuple(found), "base path")
        if found := self._longer(method, path):
            return Resolution(tuple(found), "base path")
        # Filled-in parameters are looked for among paths of the same length only.
        length = len(http.segments(path))
        if found := [e for e in self._lengths.get((method, length), []) if http.instance(path, e.path.value)]:
            fewest = min(found, key=lambda e: sum(not part.literal for part in http.segments(e.path.value)))
            return Resolution(tuple(e for e in found if e.key == fewest.key), "instance")
        if tails and len({e.key for e in tails}) == 1 and "/" in form[1:]:
            return Resolution(tuple(tails), "path suffix")
        return None

    def _longer(self, method: str, path: str) -> list[Endpoint]:
        """Endpoints declared without the prefix that the reference has."""
        segments = http.segments(path)
        for start in range(1, len(segments)):
            form = "/" + "/".join(part.form for part in segments[start:])
            found = [e for e in self._forms.get(f"{method} {form}", []) if http.ends_with(path, e.path.value)]
            if found:
                return found
        return []


class RpcIndex(Index[Rpc]):
    """RPCs: `AuthService.Login`, `nihao.auth.v1.AuthService/Login`, or `Login` within the called service."""

    def __init__(self, rpcs: Sequence[Rpc], services: Sequence[GrpcService]):
        self._services = Index(services, names.STEPS)
        self._methods = group(rpcs, lambda rpc: rpc.method.value.casefold())

    def find(self, key: str, scope: str = "") -> Resolution | None:
        parts = re.split(r"[./]|::", key.strip().rstrip("()"))
        method, service = parts[-1].strip(), parts[-2].strip() if len(parts) > 1 else scope
        found = self._methods.get(method.casefold(), [])
        if service:
            resolution = self._services.find(service)
            wanted = {entity.key for entity in resolution.targets} if resolution else set()
            found = [rpc for rpc in found if rpc.service in wanted]
        if not found:
            return None
        exact = [rpc for rpc in found if rpc.method.value == method]
        proof = ("exact" if len(parts) > 1 else "callee" if scope else "method name") if exact else "case"
        found = exact or found
        if len({rpc.key for rpc in found}) > 1:
            return Resolution(tuple(found), "ambiguous")
        return Resolution(tuple(found), proof)


class ErrorIndex(Index[ErrorCode]):
    """Errors by code or by name."""

    def __init__(self, errors: Sequence[ErrorCode]):
        self._codes = group((e for e in errors if e.code), lambda e: e.code.value.casefold() if e.code else "")
        self._labels = group((e for e in errors if e.label), lambda e: e.label.value.casefold() if e.label else "")

    def find(self, key: str, scope: str = "") -> Resolution | None:
        wanted = key.strip().casefold()
        for proof, groups in (("exact", self._codes), ("name", self._labels)):
            if found := groups.get(wanted):
                return Resolution(tuple(found), proof)
        match = re.fullmatch(r"(?:error(?:\s*code)?|err|code|e)?[\s_:#-]*(\d{3,6})\b.*", wanted)
        if match and (found := self._codes.get(match[1])):
            return Resolution(tuple(found), "code in text")
        return None


class KeyIndex(Index[CacheKey]):
    """Cache keys by pattern. Declarations are tried by their first segment, so the look-up stays short."""

    def __init__(self, declared: Sequence[CacheKey]):
        self._heads = group(declared, lambda entity: keys.head(entity.key))

    def find(self, key: str, scope: str = "") -> Resolution | None:
        candidates = [*self._heads.get(keys.head(key), []), *self._heads.get("{}", [])]
        proofs: dict[str, list[CacheKey]] = {}
        for entity in candidates:
            proof = keys.unify(entity.key, key)
            if proof:
                proofs.setdefault(proof, []).append(entity)
        for proof in ("exact", "renamed placeholders", "instance", "wildcard", "generalisation"):
            if proof in proofs:
                return Resolution(tuple(proofs[proof]), proof)
        return None


_DEAD_LETTER = re.compile(
    r"[._-](?:dlq|dlt|dead[._-]?letter|retry(?:[._-]\d+)?)$|^(?:dlq|dlt)[._-]",
    re.IGNORECASE,
)


class TopicIndex(Index[Topic]):
    """Topics: as registered, behind an environment prefix, or as the dead-letter topic of a registered one."""

    def __init__(self, topics: Sequence[Topic]):
        self._topics = Index(topics, SPELLING)

    def find(self, key: str, scope: str = "") -> Resolution | None:
        if found := self._topics.find(key):
            return found
        stripped = re.sub(r"^(?:\{[^{}]*\}|<[^<>]*>|\$\{[^{}]*\}|dev|staging|prod|test)[.\-_]", "", key)
        if stripped != key and (found := self._topics.find(stripped)):
            return Resolution(found.targets, "environment prefix")
        base = _DEAD_LETTER.sub("", key)
        if base != key and (found := self._topics.find(base)):
            return Resolution(found.targets, "dead letter of")
        return None
