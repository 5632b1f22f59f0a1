"""The rules about the database schema, one in each module."""
