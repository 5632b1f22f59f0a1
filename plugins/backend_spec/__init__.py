"""A compiler for backend specifications written as Markdown."""

__version__ = "0.1.0"
