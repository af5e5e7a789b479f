"""The words in which the portal says that a search found nothing."""

from __future__ import annotations

import re

NO_RECORD = re.compile(r"\brecords?\s+not\s+found\b|\bno\s+records?\b", re.IGNORECASE)
"""Not "Record found : 12", which states the opposite."""
