"""The rules for REST API documents."""
