"""The commands of ``ecourts-indicators``, one module for each part of the work."""
