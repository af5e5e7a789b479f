"""Pipeline: the order of work and where things lie."""
