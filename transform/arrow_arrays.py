"""Arrow arrays from Python values, without pandas.

pyarrow asks of every list whether it is a series of pandas, and imports pandas to ask: half a second in each
process that makes tables. Told once that there is none, it does not ask again; what really needs pandas
(``to_pandas``) imports it all the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import pyarrow as pa

from transform.kept_out import kept_out


def array_of(values: Sequence[Any], type_: pa.DataType) -> pa.Array:
    """The values, of which none may be a series of pandas, as an array of this type; ``None`` is null."""
    _tell_of_no_pandas()
    return pa.array(values, type=type_)


def repeated(text: str, count: int) -> pa.Array:
    """An array that says one text so many times."""
    _tell_of_no_pandas()
    return pa.repeat(text, count)


@cache
def _tell_of_no_pandas() -> None:
    with kept_out("pandas"):
        pa.array([None])
