"""Pauses that a store asks for, by the headers of an answer that is none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

LONGEST = 330.0  # seconds; the Hub counts requests in windows of 300 (hub/rate-limits of its docs)

# `"api";r=0;t=55`: requests that are left, and seconds until there are others.
_RATE_LIMIT = re.compile(r"\br\s*=\s*0\s*;\s*t\s*=\s*(\d+)")


def asked_pause(error: BaseException) -> float:
    """Seconds after which a request may be made again; 0 where the store does not say.

    Retry-After may be a date instead, which no store was seen to send.
    """
    for headers in _headers(error):
        told = {str(name).lower(): str(value).strip() for name, value in headers.items()}
        if found := _RATE_LIMIT.search(told.get("ratelimit", "")):
            return float(found[1])
        if (seconds := told.get("retry-after", "")).isdecimal():
            return float(seconds)
    return 0.0


def _headers(error: BaseException) -> Iterator[Mapping[Any, Any]]:
    """The headers of the answers that an error, and those that it came of, have with them."""
    seen: list[BaseException] = []
    one: BaseException | None = error
    while one is not None and one not in seen:
        seen.append(one)
        response: Any = getattr(one, "response", one)  # aiohttp's error has them itself
        if isinstance(response, dict):  # botocore's
            yield response.get("ResponseMetadata", {}).get("HTTPHeaders", {})
        elif isinstance(found := getattr(response, "headers", None), Mapping):
            yield found
        one = one.__cause__ or one.__context__
