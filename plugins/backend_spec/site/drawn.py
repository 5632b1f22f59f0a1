"""Touches that sequence diagrams show: what a request makes services do."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from backend_spec.graph import Answer, Call, Graph, PartyKind, places
from backend_spec.model.entity import Entity, Ref
from backend_spec.model.grpc import Rpc
from backend_spec.model.http import Endpoint
from backend_spec.notation import mermaid
from backend_spec.site.touch import Touch, Verb
from backend_spec.text import sort_key

_WRITES = re.compile(
    r"\b(?:(?:insert|update|delete|upsert|replace|merge|truncate|write|save|store|create|persist|add|append|remove"
    r"|mark|increment|set|push|pop|expire|rename|drop|lock|claim|revoke|rotate)(?:s|es|d|ed)?"
    r"|del|incr|incrby|decr|unlink|hset\w*|hmset|hdel|hincrby|[smgp]?setex|setnx|mset\w*|sadd|srem|spop|zadd|zrem\w*"
    r"|zincrby|[lr]push\w*|[lr]pop|lrem|ltrim|xadd|xtrim|xdel|xack|pexpire\w*|expireat|getdel|getset|pfadd|setbit)\b",
    re.IGNORECASE,
)
_READS = re.compile(
    r"\b(?:(?:select|read|load|find|query|fetch|look|check|count|list|search|exist|get)(?:s|es|ed|ies)?|lookup"
    r"|mget|hget\w*|hmget|hexists|hlen|hkeys|hvals|smembers|sismember|scard|zrange\w*|zrev\w*|zscore|zcard|zcount|zrank"
    r"|lrange|llen|lindex|strlen|p?ttl|scan|xread\w*|xrange|xlen|pfcount|getbit|bitcount)\b",
    re.IGNORECASE,
)
_CONSUMES = re.compile(r"\b(?:consum|subscri|poll|receiv|deliver|fetch|read)\w*", re.IGNORECASE)


def touches(graph: Graph) -> Iterator[Touch]:
    """Every touch that arrows show, some of them more than once."""
    for diagram in _diagrams(graph):
        yield from _services(diagram, graph)
        yield from _rpcs(diagram, graph)
    calls, answers = graph.view(places.of(Call)), graph.view(places.of(Answer))
    for endpoint in graph.all(Endpoint):
        own = calls.within(endpoint.extent)
        yield from (touch for call in own for touch in _done(endpoint, call, graph))
        yield from _called(endpoint, own)
        for answer in answers.within(endpoint.extent):
            if answer.receiver.kind is PartyKind.CLIENT:
                yield from _returned(endpoint, answer, graph)


def _diagrams(graph: Graph) -> Iterable[list[Call | Answer]]:
    """The arrows of each diagram in order."""
    found: dict[int, list[Call | Answer]] = defaultdict(list)
    every: list[Call | Answer] = [*graph.all(Call), *graph.all(Answer)]
    for arrow in every:
        found[id(arrow.diagram)].append(arrow)
    for arrows in found.values():
        arrows.sort(key=sort_key)
    return found.values()


def _services(arrows: Iterable[Call | Answer], graph: Graph) -> Iterator[Touch]:
    for arrow in arrows:
        if isinstance(arrow, Call):
            service = arrow.callee.service if arrow.caller.family and not arrow.rpcs else arrow.caller.service
            if service:
                yield from _done(service, arrow, graph)


def _rpcs(arrows: Iterable[Call | Answer], graph: Graph) -> Iterator[Touch]:
    """What a service does between the arrow that calls its RPC and the next call that reaches it."""
    serving: dict[str, tuple[Rpc, ...]] = {}
    for arrow in arrows:
        if isinstance(arrow, Answer):
            for rpc in serving.get(arrow.sender.identity, ()):
                yield from _returned(rpc, arrow, graph)
            continue
        for rpc in serving.get(arrow.caller.identity, ()):
            yield from _done(rpc, arrow, graph)
            if arrow.between_services and arrow.callee.service:
                yield Touch(rpc, Verb.CALLS, arrow.callee.service, arrow.span)
        if arrow.callee.service and arrow.caller.identity != arrow.callee.identity and not arrow.caller.family:
            found = (graph.resolve(ref) for ref in arrow.rpcs)
            serving[arrow.callee.identity] = tuple(rpc for rpc in found if rpc)


def _called(endpoint: Endpoint, calls: Iterable[Call]) -> Iterator[Touch]:
    """The services that a request reaches. The first one behind the front does its work."""
    first = True
    for call in calls:
        if call.between_services and call.callee.service:
            yield Touch(endpoint, Verb.CALLS, call.callee.service, call.span)
            if first:
                yield Touch(endpoint, Verb.SERVED, call.callee.service, call.span)
            first = False


def _done(subject: Entity, call: Call, graph: Graph) -> Iterator[Touch]:
    """What somebody does with an arrow."""
    for rpc in call.rpcs:
        yield from _one(graph, subject, Verb.CALLS, rpc)
    for data in (*call.tables, *call.keys):
        yield from _one(graph, subject, _access(call.message, data), data)
    for sent in (*call.topics, *call.events):
        yield from _one(graph, subject, _direction(call), sent)


def _one(graph: Graph, subject: Entity, verb: Verb, ref: Ref[Entity]) -> Iterator[Touch]:
    if target := graph.resolve(ref):
        yield Touch(subject, verb, target, ref.span)


def _access(message: mermaid.Message, ref: Ref[Entity]) -> Verb:
    """Whether a message reads or writes what stands in it, by the last word before it that tells."""
    before = message.text.value[: max(ref.span.start - message.text.span.start, 0)]
    found = [
        (match.start(), verb)
        for pattern, verb in ((_WRITES, Verb.WRITES), (_READS, Verb.READS))
        for match in pattern.finditer(before)
    ]
    return max(found)[1] if found else Verb.USES


def _direction(call: Call) -> Verb:
    from_broker = call.caller.family == "broker" or (
        call.callee.family == "broker" and _CONSUMES.match(call.message.text.value)
    )
    return Verb.CONSUMES if from_broker else Verb.PUBLISHES


def _returned(subject: Entity, answer: Answer, graph: Graph) -> Iterator[Touch]:
    for error in answer.errors:
        yield from _one(graph, subject, Verb.RETURNS, error)
