"""Which addresses may be asked at all."""

from __future__ import annotations

from urllib.parse import urlsplit

from extract.errors import PortalError
from extract.portal.pace import is_loopback


def refuse_unsafe_address(base_url: str) -> None:
    """Raise ``PortalError`` unless the address is https or lies on this machine."""
    if urlsplit(base_url).scheme != "https" and not is_loopback(base_url):
        raise PortalError(f"{base_url}: only https addresses are asked: correct the portal's address")
