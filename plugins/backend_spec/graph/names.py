"""Names of services and other parties: when two spellings are one name, and by which rule."""

from __future__ import annotations

import re
from functools import lru_cache

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|<[^<>]*>|:\d{2,5}\b")

_ONE_WORD = re.compile(
    r"\b(?:gRPC|OAuth|iOS|macOS|JWTs?|APIs?|IDs?|APNs|GraphQL|MySQL|PostgreSQL|NoSQL|RabbitMQ|MinIO)\b"
)

GENERIC = frozenset({"service", "services", "svc", "srv", "server", "microservice", "micro", "ms"})
"""Words that say only that a name is a service's."""

FILLER = frozenset({"the", "a", "our", "api", "rest", "grpc", "http", "https", "backend", "internal", "app", "rpc"})
"""Words that describe a service but seldom distinguish it from another one."""


@lru_cache(maxsize=8192)
def words(name: str) -> tuple[str, ...]:
    """The words of a name, lower case: `AuthService`, `auth_service` and `Auth Service (gRPC)` are auth, service."""
    text = _ASIDE.sub(" ", name)
    text = _ONE_WORD.sub(lambda match: match[0].lower(), text)
    text = _HUMP.sub(" ", text)
    return tuple(re.findall(r"[^\W_]+", text.casefold()))


def joined(name: str) -> str:
    """The name without case and separators: `authservice`."""
    return "".join(words(name))


def core(name: str) -> str:
    """The name without the words that say only that it is a service's: `auth` for `Auth Service`."""
    kept = [word for word in words(name) if word not in GENERIC]
    return "".join(kept) or joined(name)


def bare(name: str) -> str:
    """The core without describing words: `gateway` for `API Gateway`."""
    kept = [word for word in words(name) if word not in GENERIC and word not in FILLER]
    return "".join(kept) or core(name)


def singular(name: str) -> str:
    """The bare name with each word in the singular: `user` for `users-service`."""
    kept = [word for word in words(name) if word not in GENERIC and word not in FILLER]
    return "".join(_singular(word) for word in kept) or core(name)


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


STEPS = (
    ("exact", lambda name: name),
    ("case and separators", joined),
    ("service suffix", core),
    ("describing words", bare),
    ("plural", singular),
)
"""The rules of unification for service names, the surest first: the proof's name and the form that must be equal."""
