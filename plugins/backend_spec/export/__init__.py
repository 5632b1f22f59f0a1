"""Exports: artefacts of a specification for other tools, one file per format."""
