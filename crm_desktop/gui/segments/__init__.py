"""Segments: groups of customers by rule or by hand, what they need, and what is done with them."""
