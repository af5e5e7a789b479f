"""Intervals for the indicators."""
