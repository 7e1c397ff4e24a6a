"""The follow-up list: what stands on it, its lines, its blocks and their places."""
