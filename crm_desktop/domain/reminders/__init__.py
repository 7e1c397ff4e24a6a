"""Follow-ups: when they are due, how they repeat, how they end."""
