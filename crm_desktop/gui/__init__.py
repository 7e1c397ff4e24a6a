"""The window: PySide6. Screens hold ids and dataclasses, never models."""
