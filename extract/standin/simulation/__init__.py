"""Synthetic courts: made-up cases that move as real ones do, from a seed; no real record is behind them."""
