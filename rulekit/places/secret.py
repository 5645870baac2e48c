"""Texts of others, without the secrets that may be in them."""

from __future__ import annotations

import os
import re

# Of addresses in a text: a name and a password, and what follows the `?`, as signatures do.
_LOGIN = re.compile(r"(?<=://)[^/\s@'\"]+@")
_QUERY = re.compile(r"(\b\w+://[^\s?'\"]*)\?[^\s'\"]*")
_NAMES = ("SECRET", "TOKEN", "PASSWORD", "ACCESS_KEY", "CONNECTION_STRING", "SAS")
_LEAST = 6  # characters of a value: shorter ones are in any text


def without_secrets(text: str) -> str:
    """The text without logins and queries of addresses, and values of secrets that are set."""
    text = _QUERY.sub(r"\1?…", _LOGIN.sub("…@", text))
    for name, value in os.environ.items():
        if len(value) >= _LEAST and any(one in name.upper() for one in _NAMES):
            text = text.replace(value, "…")
    return text
