"""What goes with the published files so that strangers can use them: dictionary, caveats, licence."""

from pipeline.data_package.packing import pack

__all__ = ["pack"]
