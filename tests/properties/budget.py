"""How many examples the property tests try: few and always the same ones, more and other ones on request.

`BACKEND_SPEC_EXAMPLES=20 pytest tests/properties` tries twenty times as many, chosen at random.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

FACTOR = int(os.environ.get("BACKEND_SPEC_EXAMPLES", "1"))


def budget(examples: int) -> settings:
    """Settings for a test that tries this many examples."""
    return settings(
        max_examples=examples * FACTOR,
        derandomize=FACTOR == 1,
        database=None,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
    )
