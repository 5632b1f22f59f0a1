"""The rules about the event specification, one in each module."""
