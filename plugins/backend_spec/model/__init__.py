"""The nouns: what backend specifications declare and say. All frozen; no logic beyond what a noun knows of itself."""
