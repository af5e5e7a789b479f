"""Finished tables: the rows of a batch, a part or a whole study put together, and written to files."""
