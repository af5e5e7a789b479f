"""As-of replay: an earlier timepoint computed anew from a later pull, and what has drifted since."""
