"""Published case records of the portal's app: one JSON file a case, raw or parsed."""

from __future__ import annotations

import json
from typing import Any

from extract.importers.recognised import Recognised, UnrecognisedFileError, decoded
from extract.parsers.app_record import is_app_record
from extract.stored_pages import PageKind


def recognise_app_json(content: bytes) -> Recognised:
    """Kind and CNR of a JSON case record; raises ``UnrecognisedFileError`` for other JSON and for no JSON."""
    record = _json(decoded(content))
    if not is_app_record(record):
        shape = f"an object with {', '.join(list(record)[:3])}" if isinstance(record, dict) else "no object"
        raise UnrecognisedFileError(f"no case record (JSON object with cino and a history) but {shape}")
    return Recognised(PageKind.APP_RECORD, "app-json", str(record["cino"]))


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise UnrecognisedFileError(f"no JSON ({error})") from error
