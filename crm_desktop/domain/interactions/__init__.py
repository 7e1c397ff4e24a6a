"""Contacts with customers: by which channel, who started them, what came of them."""
