"""The rules about the cache specification, one in each module."""
