"""Parts of a pull: what is asked, how an answer is got in spite of faults, what is told meanwhile."""
