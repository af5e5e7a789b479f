"""Intervals for the indicators: how sure each value is, by 95 % throughout."""
