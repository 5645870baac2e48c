"""File systems of fsspec, opened as rulekit needs them."""

from __future__ import annotations

import inspect
import logging
from collections.abc import Mapping
from difflib import get_close_matches
from functools import partial
from typing import Any, cast

from rulekit.errors import Problem, UsageError
from rulekit.places.address import WEB
from rulekit.places.noted import note_trouble
from rulekit.places.settings import PACKAGES
from rulekit.places.symptom import is_behind, is_mute
from rulekit.places.trouble import trouble_of
from rulekit.places.waiting import CONNECTING, SILENCE

# Beside what users say of a store. Listings are kept by nobody: others write to the same folders.
# A single request is made three times at most, as the pages of a listing and the pieces of a large
# file are many; all else is for `tries.py`.
_TRIES = 3
_S3 = {
    "config_kwargs": {"retries": {"total_max_attempts": _TRIES, "mode": "standard"}},
    "max_concurrency": 1,  # pieces of 50 MB of a large file; with more, a size is asked for first
}
_PROXIES = {"trust_env": True}  # of the environment, which aiohttp does not ask by itself
_USUAL = ("s3", "gs", "hf", "https", "memory", "abfs")
_LOGGERS = (
    *("fsspec", "s3fs", "gcsfs", "huggingface_hub", "adlfs", "aiobotocore", "botocore"),
    *("aiohttp", "asyncio", "azure", "google", "httpx", "httpx2", "urllib3"),
)


def opened(scheme: str) -> Any:
    """The file system of a scheme; raises UsageError with how to install what is not."""
    try:
        import fsspec  # type: ignore[import-untyped]  # it has no types
        from fsspec.registry import known_implementations as known  # type: ignore[import-untyped]
        from fsspec.registry import registry
    except ImportError:
        package = f" {PACKAGES[scheme]}" if scheme in PACKAGES else ""
        raise _lacking(scheme, "fsspec", f"'rulekit[remote]'{package}") from None
    if scheme not in {*known, *registry}:
        raise _unknown(scheme)
    _be_quiet()
    try:
        _refuse_unset(scheme, fsspec.get_filesystem_class(scheme))
        # None is taken from those that fsspec keeps: their credentials, and loops, may be old.
        own = {**_own(scheme), "use_listings_cache": False, "skip_instance_cache": True}
        found = _made(scheme, own)
    except ImportError as error:
        package = PACKAGES.get(scheme, "")
        needed = package or known.get(scheme, {}).get("err", str(error))
        raise _lacking(scheme, needed, package) from None
    except UsageError:
        raise
    except Exception as error:
        raise note_trouble(trouble_of(error, f"{scheme}://", "open")) from error
    return _hardly_trying(found)


def _made(scheme: str, own: Mapping[str, Any]) -> Any:
    if scheme == "hf":
        from rulekit.places.hub_system import HubSystem

        return HubSystem(**own)
    import fsspec

    return fsspec.filesystem(scheme, **own)


def _own(scheme: str) -> dict[str, Any]:
    """Our words for a file system, and where fsspec's settings have others, those."""
    from fsspec.config import conf  # type: ignore[import-untyped]  # it has no types

    said, own = conf.get(scheme, {}), dict[str, Any]()
    if scheme in ("s3", "s3a"):
        own = _S3
    elif scheme in WEB:
        own = {"client_kwargs": {**_PROXIES, "timeout": _patience()}}
    elif scheme in ("gs", "gcs"):
        own = {"session_kwargs": _PROXIES, "requests_timeout": _patience()}
    return {
        name: one | said.get(name, {}) if isinstance(one, dict) else said.get(name, one)
        for name, one in own.items()
    }


def _patience() -> Any:
    """Limits of aiohttp's for silence: by itself it has one for a whole answer, or none at all.

    s3fs and the client of the Hub have their own.
    """
    from aiohttp import ClientTimeout

    return ClientTimeout(total=None, sock_connect=CONNECTING, sock_read=SILENCE)


def _hardly_trying(found: Any) -> Any:
    """The file system with few tries of its own: gcsfs makes six, which take half a minute."""
    if hasattr(found, "retries"):
        found.retries = 1
    if once := getattr(getattr(found, "_request", None), "__wrapped__", None):
        from gcsfs.retry import retry_request  # type: ignore[import-untyped]  # it has no types

        again = retry_request(retries=_TRIES)(once)
        found._request = partial(again, found)  # noqa: SLF001  no setting says it
        # Of pieces side by side, gcsfs makes six tries within six others.
        found._get_file = partial(found._get_file, concurrency=1)  # noqa: SLF001
    return found


def part_of(fs: Any, path: str, start: int | None, stop: int | None) -> bytes:
    """Bytes of a file; fewer, or none, where it ends before.

    Of a web server that has no ranges, not all of a file is brought for a part of it.
    """
    try:
        if start is not None and stop is not None and path.startswith(WEB):
            with fs.open(path, size=stop, cache_type="none") as file:
                file.seek(start)
                return cast("bytes", file.read(stop - start))
        data: bytes = fs.cat_file(path, start=start, end=stop)
    except Exception as error:
        if not is_behind(error):
            raise
        return b""
    return data


def told_of(fs: Any, path: str) -> Mapping[str, Any]:
    """What a file system tells of a file. A refusal that has no reason is followed up."""
    bucket, _, key = path.partition("/")
    try:
        return cast("Mapping[str, Any]", fs.info(path))
    except Exception as error:
        if not is_mute(error) or (key and isinstance(error, FileNotFoundError)):
            raise
    if key:
        fs.cat_file(path, start=0, end=1)  # raises with the reason
    else:
        fs.call_s3("list_objects_v2", Bucket=bucket, MaxKeys=1)  # only S3 is mute
    return cast("Mapping[str, Any]", fs.info(path))


def _lacking(scheme: str, what: str, packages: str) -> UsageError:
    """The error for a package that is not installed."""
    remedy = f"pip install {packages}" if packages else what
    verb = "are" if " " in what else "is"
    message = f"`{scheme}://` needs {' and '.join(what.split())}, which {verb} not installed"
    if not packages:
        message = f"`{scheme}://` needs a package that is not installed"
    return UsageError([Problem(message, remedy=remedy)])


def _unknown(scheme: str) -> UsageError:
    """The error for a scheme that fsspec does not know."""
    near = get_close_matches(scheme, _USUAL, n=1, cutoff=0.5)  # `s4` is as near as that
    meant = f", did you mean `{near[0]}://`?" if near else ""
    remedy = f"there are {', '.join(f'{one}://' for one in _USUAL)}, and others that fsspec knows"
    return UsageError([Problem(f"there is no store `{scheme}://`{meant}", remedy=remedy)])


def _refuse_unset(scheme: str, kind: type) -> None:
    """Raise UsageError for a file system that cannot be opened without words that nobody said."""
    from fsspec.config import conf

    _, *asked = inspect.signature(kind.__init__).parameters.values()  # type: ignore[misc]
    must = [one.name for one in asked if one.default is one.empty and one.kind < one.VAR_POSITIONAL]
    if unset := [name for name in must if name not in conf.get(scheme, {})]:
        names = " and ".join(f"FSSPEC_{scheme}_{name}".upper() for name in unset)
        message = f"`{scheme}://` cannot be opened: it has to be told its {', '.join(unset)}"
        raise UsageError([Problem(message, remedy=f"say it in the environment: {names}")])


def _be_quiet() -> None:
    """Have the packages of stores log nothing: what went wrong is told once, by the error."""
    for name in _LOGGERS:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
