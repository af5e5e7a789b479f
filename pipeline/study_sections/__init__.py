"""The sections of a study file, one module each: what a section means and how it is read."""
