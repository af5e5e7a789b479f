"""Forms that people fill in: templates, worksheets, checks, and the tables that valid forms become."""
