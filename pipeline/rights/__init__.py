"""The rights of the people in the records: what courts mask, what must be forgotten, what is due to go."""
