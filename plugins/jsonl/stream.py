"""Names that both compressions share: the size of a piece, and a broken stream."""

from __future__ import annotations

CHUNK = 1 << 18  # bytes, of a file and of what is unpacked from it


class StreamError(Exception):
    """The stream is broken from here on; the message says how."""
