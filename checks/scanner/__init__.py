"""The export scanner: looks through every file for what may not leave, before it leaves."""

from checks.scanner.findings import Finding, Forbidden
from checks.scanner.scanning import scan

__all__ = ["Finding", "Forbidden", "scan"]
