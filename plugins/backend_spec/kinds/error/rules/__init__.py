"""The rules about error specifications."""
