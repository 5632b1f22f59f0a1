"""What a sequence diagram passes to an RPC and the fields of its request."""

from sabotage.cut import API, Cut, Edit

CUTS = (
    Cut(
        "a misspelt field in the call",
        Edit(
            API,
            "    G->>GR: GroupService.CreateGroup\n",
            "    G->>GR: GroupService.CreateGroup(actor_id, «membr_ids»)\n",
            "#### 11.5.1",
        ),
        "unknown-argument",
    ),
)
