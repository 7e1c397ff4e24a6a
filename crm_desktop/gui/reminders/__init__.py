"""The follow-ups: agenda, calendar, results."""
