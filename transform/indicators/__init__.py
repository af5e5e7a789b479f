"""The indicators, one .sql each; ``definitions`` reads their headers, ``computing`` runs them."""
