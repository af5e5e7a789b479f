"""Pulling from a portal: what is asked, what it will cost, through which door, and the asking itself."""
