"""The layers that a drawing of nodes and edges has: each node below all that lead to it."""

from __future__ import annotations

from collections.abc import Iterable


def layers(nodes: Iterable[str], edges: Iterable[tuple[str, str]]) -> list[list[str]]:
    """The nodes by the longest way that leads to them. An edge that closes a circle does not count.

    >>> layers("abcd", [("a", "b"), ("b", "c"), ("a", "c"), ("c", "a")])
    [['a', 'd'], ['b'], ['c']]
    """
    after: dict[str, list[str]] = {node: [] for node in nodes}
    for source, target in edges:
        if source in after and target in after and source != target:
            after[source].append(target)
    depth = dict.fromkeys(after, 0)
    for node in reversed(_finished(after)):
        for target in after[node]:
            depth[target] = max(depth[target], depth[node] + 1)
    found: list[list[str]] = []
    for node, level in depth.items():
        while len(found) <= level:
            found.append([])
        found[level].append(node)
    return found


def _finished(after: dict[str, list[str]]) -> list[str]:
    """The nodes in the order in which a search in depth leaves them. Edges that close a circle are taken away."""
    done: list[str] = []
    state: dict[str, int] = {}
    for start in after:
        stack = [(start, 0)] if start not in state else []
        state.setdefault(start, 1)
        while stack:
            node, at = stack.pop()
            if at == len(after[node]):
                state[node] = 2
                done.append(node)
                continue
            target = after[node][at]
            if state.get(target) == 1:
                after[node].pop(at)
                stack.append((node, at))
                continue
            stack.append((node, at + 1))
            if target not in state:
                state[target] = 1
                stack.append((target, 0))
    return done
