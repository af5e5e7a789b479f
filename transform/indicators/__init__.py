"""The indicators, one .sql each."""
