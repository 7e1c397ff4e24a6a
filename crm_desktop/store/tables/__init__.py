"""The tables, as peewee models: one file per feature.

Models are bound to no database, since several shops may be open in one process: run a query with
`query.execute(operation.peewee)`.
"""
