"""Rule: orphan-operation-group."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from backend_spec.diagnostic import Finding, Severity
from backend_spec.graph import Graph
from backend_spec.model.architecture import Service
from backend_spec.model.auth import AuthFlow
from backend_spec.model.cache import OperationGroup
from backend_spec.model.database import Table
from backend_spec.model.entity import Entity
from backend_spec.model.event import Event, Topic
from backend_spec.model.grpc import Rpc
from backend_spec.model.http import Endpoint
from backend_spec.model.page import Feature
from backend_spec.rule import rule

_NOUNS: tuple[type[Entity], ...] = (Endpoint, AuthFlow, Feature, Service, Rpc, Table, Topic, Event)
_GENERIC = frozenset(
    "distributed lock locks locking health invalidation eviction maintenance warmup warming shared utility "
    "a an and api app all after by cache cached caching common data default description endpoint endpoints feature "
    "features flow flows for from general get handling id in key keys list management misc new of on operation "
    "operations or other overview post process processing redis request requests section service services set store "
    "strategy the to type types update use via with 限流 幂等 去重 分布式锁 缓存预热 缓存失效 通用 公共 其他".split()
)
"""Words that tell nothing about what a group of operations is for."""

_FEATURE_ID = re.compile(r"\bFEAT-[A-Z0-9]+(?:-[A-Z0-9]+)*-\d+\b")


def _all_words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]{2,}", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", text).casefold())


def _words(text: str) -> list[str]:
    return [word for word in _all_words(text) if word not in _GENERIC]


@lru_cache(maxsize=8192)
def _stems(text: str) -> frozenset[str]:
    """The stems of a text's words, and of neighbours as one word: `sign in` is `signin`."""
    pairs = {_stem(one + other) for one, other in pairwise(_all_words(text))}
    return frozenset(pairs | {_stem(word) for word in _words(text)})


def _stem(word: str) -> str:
    """What words of one family share, roughly: the first five letters, of short words all but a plural s."""
    return word[:5] if len(word) > 5 else word.removesuffix("s") if len(word) > 3 else word


def _vocabulary(graph: Graph) -> frozenset[str]:
    """The stems of all words by which the other documents name their things and sections."""
    texts = [entity.key for noun in _NOUNS for entity in graph.all(noun)]
    texts += [feature.description.value for feature in graph.all(Feature) if feature.description]
    for document in graph.documents:
        if document.kind not in ("cache", "other"):
            texts += [title.text.value for title in document.titles]
    stems: set[str] = set()
    for text in texts:
        stems |= _stems(text)
    return frozenset(stems)


def _applies(group: OperationGroup, graph: Graph) -> bool:
    """Where other documents say what there is, and the title has a word that tells something."""
    others = any(graph.has(kind) for kind in ("api", "auth", "grpc"))
    return others and (bool(_words(group.title.value)) or bool(_FEATURE_ID.search(group.title.value)))


@rule(severity=Severity.WARNING, checklist=7, when=_applies)
def orphan_operation_group(group: OperationGroup, graph: Graph) -> Iterator[Finding]:
    """A group of cache operations names no feature or flow that another document has.

    Either the feature is described nowhere, or it has another name there. The title is compared word by word with the
    endpoints, RPCs, flows, features, services, tables, topics, events and headings of all other documents; it is
    reported only if none of its words is anything like one of theirs.

    ````md bad
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ## Endpoints

    ### `POST /api/v1/auth/login`
    <!-- cache_specification.md -->
    # Cache Strategy

    ## Cache Items

    | Key Pattern | TTL |
    | --- | --- |
    | `session:{user_id}` | 7 days |

    ## Operations by Feature

    ### 3.1 User Login

    | Step | Redis Operation |
    | --- | --- |
    | 1 | `SET session:{user_id} x EX 604800` |

    ### 3.2 «Loyalty Points»

    | Step | Redis Operation |
    | --- | --- |
    | 1 | `GET session:{user_id}` |
    ````

    ````md good
    <!-- auth_specification.md -->
    # Authentication Flow

    ## Authentication Flows

    ### Registration Flow

    ### Sign In
    <!-- cache_specification.md -->
    # Cache Strategy

    ## Operations by Feature

    ### Register

    1. `SET verify:{id} x EX 300`

    ### Signin

    1. `SET session:{id} x EX 300`
    ````

    ````md trap
    <!-- architecture.md -->
    # Backend System Architecture
    <!-- cache_specification.md -->
    # Cache Strategy

    ## Operations by Feature

    ### Loyalty Points

    1. `SET points:{id} 3`
    ````
    """
    title = group.title.value
    ids = _FEATURE_ID.findall(title)
    if any(graph.definitions(Feature, feature) for feature in ids):
        return
    if not _stems(_FEATURE_ID.sub(" ", title)).isdisjoint(graph.view(_vocabulary)):
        return
    yield Finding(
        group.title.span,
        f"no other document has a feature or flow like `{title}`",
        help="name the group after the feature or flow that its operations belong to, or describe that feature",
    )
