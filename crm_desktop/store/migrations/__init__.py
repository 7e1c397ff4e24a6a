"""Numbered steps that make, and later change, the shop's file; each must still run in ten years."""
