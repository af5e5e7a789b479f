"""How fast the pipeline is and how it grows: ``python -m bench``. Nothing of the pipeline imports this."""
