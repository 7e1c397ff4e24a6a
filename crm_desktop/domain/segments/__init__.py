"""Segments: which customers belong together, by a rule or by hand."""
