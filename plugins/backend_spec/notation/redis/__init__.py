"""Redis commands and key patterns as people write them in table cells and on diagram arrows."""

from backend_spec.notation.redis.commands import COMMANDS, Shape, ValueType
from backend_spec.notation.redis.reader import Command, looks_like_key, read

__all__ = ["COMMANDS", "Command", "Shape", "ValueType", "looks_like_key", "read"]
