"""The rules about gRPC specifications."""
