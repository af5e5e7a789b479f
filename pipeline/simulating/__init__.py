"""Studies simulated with a known effect, to see whether intervals cover it and tests keep their level."""
