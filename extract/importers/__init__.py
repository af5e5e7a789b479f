"""Importers: pages and case records that somebody saved, into the raw archive."""
