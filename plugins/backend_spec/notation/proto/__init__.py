"""Protocol Buffers definitions: a tolerant positional reader of `.proto` text, whole files and fragments."""

from backend_spec.notation.proto.definitions import (
    MAX_NUMBER,
    Enum,
    EnumValue,
    Field,
    Label,
    Message,
    ProtoFile,
    Rpc,
    Service,
)
from backend_spec.notation.proto.reader import read

__all__ = ["MAX_NUMBER", "Enum", "EnumValue", "Field", "Label", "Message", "ProtoFile", "Rpc", "Service", "read"]
