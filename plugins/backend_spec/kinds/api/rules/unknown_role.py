"""A role that is defined nowhere."""

from collections import defaultdict
from collections.abc import Iterator

from backend_spec.diagnostic import Finding, Label, Severity
from backend_spec.graph import Graph
from backend_spec.model.http import Role, RoleUse
from backend_spec.rule import rule


def _in_use(spec: Graph) -> set[str]:
    """The documents that name roles in passing ("Protected (member)") and mostly mean a defined one by it."""
    known: dict[str, list[bool]] = defaultdict(list)
    for use in spec.all(RoleUse):
        if not use.role.firm:
            known[use.span.source.path].append(spec.resolve(use.role) is not None)
    return {path for path, found in known.items() if 2 * sum(found) >= len(found)}


def _applies(use: RoleUse, spec: Graph) -> bool:
    return bool(spec.all(Role)) and (use.role.firm or use.span.source.path in spec.view(_in_use))


@rule(severity=Severity.ERROR, checklist=9, when=_applies)
def unknown_role(use: RoleUse, spec: Graph) -> Iterator[Finding]:
    """An endpoint or the access matrix names a role that the role definitions do not have.

    What such a role may do is nobody's decision, so the implementer makes it up. Words for everybody or for a relation
    to the resource ("authenticated", "owner", "self") are no roles. What stands in parentheses behind an access level
    may be anything; it is judged where most of it are defined roles. A document that defines no roles is not judged.

    ````md bad
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ## Authentication & Authorization

    | Role | Description |
    | --- | --- |
    | `admin` | may do all |
    | `member` | a signed-up user |

    ## Endpoints

    `DELETE /api/v1/users/:id`

    - **Access**: Protected (`admin`, `«moderator»`)
    ````

    ````md bad
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ## Authentication & Authorization

    **Roles:**

    - **admin**: may do all
    - **member**: a signed-up user

    ### Access Matrix

    | Endpoint | Member | Admin | «Auditor» |
    | --- | --- | --- | --- |
    | `GET /api/v1/users` | ✓ | ✓ | ✓ |

    ## Endpoints

    ### GET /api/v1/users

    | Property | Value |
    | --- | --- |
    | Access | Protected |
    | Required Roles | member, «root» |
    ````

    ````md trap
    <!-- api_specification.md -->
    # Gateway REST API Specification

    ## Authentication & Authorization

    | Role | Description |
    | --- | --- |
    | `admin` | may do all |
    | `member` | a signed-up user |

    ### Access Matrix

    | Area | Public | Members | ADMIN |
    | --- | --- | --- | --- |
    | Log in | ✓ | ✓ | ✓ |
    | Delete a user | — | own | ✓ |

    ## Endpoints

    ### `GET /api/v1/users`

    **Access:** Protected (any authenticated user, Bearer token)

    ### `DELETE /api/v1/users/:id`

    **Access:** Protected (admin or owner)

    ### `PUT /api/v1/users/:id`

    **Access:** Protected (verified, ADMIN+), rate limited (strictly)

    ### `PUT /api/v1/users/:id/wallet`

    **Access:** MEMBER (own wallet)
    ````
    """
    if spec.resolve(use.role):
        return
    near = spec.nearest(Role, use.role.key)
    first = spec.all(Role)[0]
    label = Label(near.name.span, "did you mean this?") if near else Label(first.name.span, "roles are defined here")
    known = ", ".join(f"`{role.key}`" for role in spec.all(Role)[:8])
    where = f"{use.context.split(' ', 1)[0]} `{use.context.split(' ', 1)[1]}`" if "/" in use.context else use.context
    yield Finding(
        use.role.span,
        f"the {where} names the role `{use.role.key}`, which no role definition has",
        labels=(label,),
        help=f"define `{use.role.key}` with the other roles, or use a defined one: {known}",
        roots=(use.role.root,),
    )
