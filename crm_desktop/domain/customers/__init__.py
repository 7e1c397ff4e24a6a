"""The customer file: what it holds and when it is right."""
