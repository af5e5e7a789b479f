"""Arrow arrays from Python values, without pandas.

pyarrow asks of every list whether it is a series of pandas, and imports pandas to ask: half a second in each
process that makes tables. Told once that there is none, it does not ask again; what really needs pandas
(``to_pandas``) imports it all the same.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import cache
from typing import Any

import pyarrow as pa


def array_of(values: Sequence[Any], type_: pa.DataType) -> pa.Array:
    """The values, of which none may be a series of pandas, as an array of this type; ``None`` is null."""
    _tell_of_no_pandas()
    return pa.array(values, type=type_)


@cache
def _tell_of_no_pandas() -> None:
    if "pandas" in sys.modules:
        return
    sys.modules["pandas"] = None  # type: ignore[assignment]  # its import fails while this stands there
    try:
        pa.array([None])
    finally:
        del sys.modules["pandas"]
