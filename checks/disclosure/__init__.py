"""Disclosure control: what may be published without making anyone recognisable, and who tries to break it."""

from checks.disclosure.control import control

__all__ = ["control"]
