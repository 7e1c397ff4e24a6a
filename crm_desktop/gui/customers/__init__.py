"""Customers: the list, the file, its editor, and what is done with many at once."""
