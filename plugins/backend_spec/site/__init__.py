"""What the published site gets: pages that are generated from the specification and from the rules."""
