"""A diagram calls an RPC that does not exist."""

import re
from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher

from backend_spec.diagnostic import Finding, Label, Root, Severity
from backend_spec.graph import Call, Graph, PartyKind
from backend_spec.model.entity import Ref
from backend_spec.model.grpc import GrpcService, Rpc
from backend_spec.rule import rule


def _protos(spec: Graph) -> dict[str, list[GrpcService]]:
    """Proto services by the key of the architecture's service that they belong to."""
    found: dict[str, list[GrpcService]] = defaultdict(list)
    for proto in spec.all(GrpcService):
        for service in spec.targets(proto.service):
            found[service.key].append(proto)
    return found


_CALLED = re.compile(r"\bg?rpc\b\W*(?:call\s+)?")


def _named(call: Call) -> list[Ref[Rpc]]:
    """The RPCs that the arrow's text can only name: `gRPC Login`, `Login(args)`, `AuthService.Login`, `Login`."""
    text = call.message.text.value
    return [
        ref
        for ref in call.rpcs
        if ref.firm
        and ("." in ref.key or "/" in ref.key or text.strip() == ref.key or _told(text.lower(), ref.key.lower()))
    ]


def _told(text: str, name: str) -> bool:
    """Whether a name stands behind "gRPC" or before a parenthesis."""
    if any(text.startswith(name, match.end()) for match in _CALLED.finditer(text)):
        return True
    parts = text.split(name)[1:]
    return any(part[:1] == "(" or (part[:1].isspace() and part[1:2] == "(") for part in parts)


def _applies(call: Call, spec: Graph) -> bool:
    """Calls from one service to another that speaks gRPC or has proto services, or that say that they are gRPC."""
    if not spec.all(Rpc) or call.callee.kind is not PartyKind.SERVICE or call.caller.kind is PartyKind.CLIENT:
        return False
    if call.caller.identity == call.callee.identity or not _named(call):
        return False
    service = call.callee.service
    if re.search(r"\bg?rpc\b", call.message.text.value, re.IGNORECASE):
        return True
    if service is None:
        return False
    grpc = service.type is not None and "grpc" in service.type.value.casefold()
    return grpc or service.key in spec.view(_protos)


@rule(severity=Severity.ERROR, checklist=4, when=_applies)
def undefined_rpc(call: Call, spec: Graph) -> Iterator[Finding]:
    """A sequence diagram calls an RPC that the called service's proto definition does not have.

    The endpoint promises what its backend cannot do: one of the two was renamed, or the RPC was never specified. Only
    texts that can mean nothing but an RPC are judged (`gRPC Login`, `Login(email)`, `AuthService.Login`), and only
    between services.

    ````md bad
    <!-- architecture.md -->
    # Backend System Architecture

    ## Services

    | Service | Type | Role |
    | --- | --- | --- |
    | gateway | HTTP Gateway | entry |
    | auth-service | gRPC | logs in |
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ## Endpoints

    `POST /api/v1/auth/login`

    ```mermaid
    sequenceDiagram
        participant C as Client
        participant G as Gateway
        participant A as Auth Service
        C->>G: POST /auth/login
        G->>A: gRPC «SignIn»
        A-->>G: tokens
        G->>A: «CheckDevice»(device_id)
        G->>A: AuthService.Login
    ```
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    service AuthService {
      rpc Login(LoginRequest) returns (LoginResponse);
    }
    message LoginRequest {}
    message LoginResponse {}
    ```
    ````

    ````md trap
    <!-- architecture.md -->
    # Backend System Architecture

    ## Services

    | Service | Type | Role |
    | --- | --- | --- |
    | gateway | HTTP Gateway | entry |
    | auth-service | gRPC | logs in |
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ## Endpoints

    `POST /api/v1/auth/login`

    ```mermaid
    sequenceDiagram
        Client->>Gateway: POST /auth/login
        Gateway->>Gateway: ValidateBody()
        Gateway->>AuthService: Login(email, password)
        AuthService->>AuthService: VerifyPassword(hash)
        AuthService->>PostgreSQL: SELECT FROM users
        AuthService->>Gateway: LoginResponse
        Gateway->>AuthService: check the device
    ```
    <!-- grpc_specification.md -->
    # gRPC Service Specification

    ## 8. Auth Service

    ```proto
    service AuthService {
      rpc Login(LoginRequest) returns (LoginResponse);
    }
    message LoginRequest {}
    message LoginResponse {}
    ```
    ````
    """
    for ref in _named(call):
        if spec.resolve(ref):
            continue
        method = re.split(r"[./]", ref.key)[-1]
        service = call.callee.service
        protos = spec.view(_protos).get(service.key, []) if service else []
        near = next(
            (rpc for rpc in spec.all(Rpc) if rpc.service in {p.key for p in protos} and _alike(rpc, method)), None
        )
        near = near or next((rpc for rpc in spec.all(Rpc) if rpc.method.value == method), None)
        labels = []
        if near:
            labels.append(Label(near.method.span, "did you mean this?"))
        elif protos:
            labels.append(Label(protos[0].name.span, f"`{protos[0].key}` is defined here"))
        owner = protos[0].key if protos else call.callee.name
        yield Finding(
            ref.span,
            f"`{call.caller.name}` calls `{method}` of `{call.callee.name}`, but `{owner}` has no such RPC",
            labels=tuple(labels),
            help=f"define `rpc {method}` in the gRPC specification, or call one that exists"
            + (f", such as `{near.key}`" if near else ""),
            roots=(ref.root if ref.key != method else Root(Rpc.kind, f"{owner}.{method}"),),
        )


def _alike(rpc: Rpc, method: str) -> bool:
    return SequenceMatcher(None, rpc.method.value.casefold(), method.casefold()).ratio() >= 0.7
