"""File systems of fsspec, opened as rulekit uses them."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from rulekit.errors import Problem, UsageError, nearest
from rulekit.places.noted import note_trouble
from rulekit.places.trouble import trouble_of

# Beside what users say of a store. Listings are kept by nobody: others write to the same folders.
# A single request is made three times at most, as the pages of a listing and the pieces of a large
# file are many; all else is for `tries.py`.
_S3 = {
    "config_kwargs": {"retries": {"total_max_attempts": 3, "mode": "standard"}},
    "max_concurrency": 1,  # pieces of 50 MB of a large file; with more, a size is asked for first
}
_OWN: Mapping[str, Mapping[str, Any]] = {"s3": _S3, "s3a": _S3}


def opened(scheme: str) -> Any:
    """Fsspec's file system; raises UsageError with how to install what is not."""
    try:
        import fsspec  # type: ignore[import-untyped]  # it has no types
        from fsspec.registry import known_implementations as known  # type: ignore[import-untyped]
    except ImportError:
        message = f"`{scheme}://` needs fsspec"
        remedy = "pip install 'rulekit[remote]'"
        raise UsageError([Problem(message, remedy=remedy)]) from None
    if scheme not in {*known, *fsspec.available_protocols()}:
        stores = [one for one in ("s3", "gs", "hf", "https", "memory", "abfs") if one in known]
        raise UsageError(f"there is no store `{scheme}://`{nearest(scheme, stores)}")
    # None is taken from those that fsspec keeps: their credentials, and loops, may be old.
    own = {**_own(scheme), "use_listings_cache": False, "skip_instance_cache": True}
    _be_quiet()
    try:
        found = _made(scheme, own)
    except ImportError as error:
        needed = known.get(scheme, {}).get("err", str(error))
        remedy = f"{needed}; rulekit brings fsspec alone: pip install 'rulekit[remote]'"
        raise UsageError([Problem(f"`{scheme}://` cannot be opened", remedy=remedy)]) from None
    except Exception as error:
        raise note_trouble(trouble_of(error, f"{scheme}://")) from error
    if hasattr(found, "retries"):
        found.retries = 1
    return found


def _made(scheme: str, own: Mapping[str, Any]) -> Any:
    if scheme == "hf":
        from rulekit.places.hub_system import HubSystem

        return HubSystem(**own)
    import fsspec

    return fsspec.filesystem(scheme, **own)


def _own(scheme: str) -> dict[str, Any]:
    """Our words for a file system, and where they have parts, those of fsspec's settings."""
    from fsspec.config import conf  # type: ignore[import-untyped]  # it has no types

    said = conf.get(scheme, {})
    own = _OWN.get(scheme, {}).items()
    return {name: one | said.get(name, {}) if isinstance(one, dict) else one for name, one in own}


def _be_quiet() -> None:
    """Have the packages of stores log nothing: what went wrong is told once, by the error."""
    for name in (
        "fsspec",
        "s3fs",
        "gcsfs",
        "huggingface_hub",
        "aiobotocore",
        "botocore",
        "aiohttp",
    ):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
