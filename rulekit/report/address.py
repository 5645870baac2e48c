"""Addresses of files as URIs that count from the current folder."""

from __future__ import annotations

import os
from urllib.parse import quote


def address_of(path: str) -> str | None:
    """A path as a relative URI, percent-encoded; None for what is outside of the current folder.

    What stands for bytes that are no UTF-8 (`\\\\xff`) is encoded as it is written.
    """
    try:
        relative = os.path.relpath(path).replace(os.sep, "/")
    except ValueError:  # on another drive
        return None
    outside = relative == ".." or relative.startswith("../")
    return None if outside else quote(relative, safe="/", errors="replace")
