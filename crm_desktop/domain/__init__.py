"""Rules of the shop in plain Python: no database, no window."""
