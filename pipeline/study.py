"""Study files: what is studied, where, when and by which rules (``data/studies/NAME.toml``)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Literal

from transform.parameters import ClockStart, FrameRule, TableParameters


class StudyError(Exception):
    """A study file that can't be used; the message says what, where and what to do."""
