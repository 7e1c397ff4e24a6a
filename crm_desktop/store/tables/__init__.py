"""The tables, as peewee models: one file per feature; they say which columns there are, and their defaults.

Models are bound to no database, since several shops may be open in one process: an operation writes their
rows (`operation.insert(NoteTable, …)`), queries read them.
"""
