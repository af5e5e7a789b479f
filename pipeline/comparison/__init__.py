"""Two timepoints of a study side by side: what changed, how surely, and what may be concluded."""
