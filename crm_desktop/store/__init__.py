"""The database: files, tables, queries, migrations, journal, backup."""
