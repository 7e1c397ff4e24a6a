"""Productos: what is sold and what to know about it, what comes after a sale; who waits for what."""
