"""What each case's record means: its dates, history and charges, how it stands, what it belongs to."""
