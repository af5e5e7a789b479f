"""Bulk releases to tables: what Python says of pages is said here in SQL, streamed by DuckDB."""
