"""Adapters: they translate between the outside and the library, and decide nothing."""
