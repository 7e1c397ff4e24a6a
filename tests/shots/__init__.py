"""Pictures of every screen and every printed page: `python -m tests.shots [FOLDER] [--only NAME]`."""
