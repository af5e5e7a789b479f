"""Transform: records to tables, by law and vocabulary. Knows no HTML and no network."""
