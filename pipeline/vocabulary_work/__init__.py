"""Wordings that no vocabulary knows: listed for an analyst, decided by the analyst, and what that changes."""
