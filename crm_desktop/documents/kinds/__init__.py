"""The printed documents: one module for each, and the tuple of them all."""
