"""What the shop does: one module per feature; each write is one named operation and one transaction."""
