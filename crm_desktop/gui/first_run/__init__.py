"""The first start: a wizard of four steps, and what is said when a shop cannot be opened."""
