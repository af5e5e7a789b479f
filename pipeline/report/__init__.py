"""The report of a study: one HTML file made from the published tables alone."""
