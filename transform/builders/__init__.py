"""Rows of the tables: one module for each table, named after it, and what these modules share."""
