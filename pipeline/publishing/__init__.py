"""Publishing: disclosure control, the files as they leave, the last look at them, and the one door out."""
