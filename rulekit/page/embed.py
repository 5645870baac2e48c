"""Data and scripts inside a page, where no text of a file can become markup."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable
from typing import Any

# What may end a script, begin a comment or a tag, or is no character of JavaScript's strings.
_INERT = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def as_data(value: Any) -> str:
    """Write plain data as JSON that holds no character of markup.

    Half a surrogate pair, which is no text, is written as an escape; numbers must be finite.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.translate(_INERT).encode("utf-8", "backslashreplace").decode("utf-8")


def policy(scripts: Iterable[str]) -> str:
    """The content security policy of a page that runs these scripts alone, and asks for nothing."""
    hashes = " ".join(f"'sha256-{_digest(one)}'" for one in scripts)
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
