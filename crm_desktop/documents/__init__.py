"""Printed documents: a dataclass in, the bytes of a PDF out."""
