"""The published figures of a programme's brief, each beside what the pipeline says, and how it knows."""
