"""How the suite is dealt to its workers."""

from __future__ import annotations

import pytest

SHARED = "reference_data"
"""Costs half a minute to make: every test that uses it runs on one worker, which makes it once."""


def pytest_itemcollected(item: pytest.Item) -> None:
    """A module stays together, since its fixtures are its own; modules that share the reference study too."""
    fixtures = getattr(item, "fixturenames", ())
    group = SHARED if SHARED in fixtures else item.nodeid.partition("::")[0]
    item.add_marker(pytest.mark.xdist_group(group))
