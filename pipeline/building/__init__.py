"""From the raw archive to tables: at once, part by part where it is large, or from a bulk release."""
