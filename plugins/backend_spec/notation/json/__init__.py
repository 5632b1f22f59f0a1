"""JSON as people write it in specifications: a tolerant positional reader of a fence's body."""

from backend_spec.notation.json.definitions import JsonDocument, Kind, Member, Note, Value, leaves
from backend_spec.notation.json.reader import read

__all__ = ["JsonDocument", "Kind", "Member", "Note", "Value", "leaves", "read"]
