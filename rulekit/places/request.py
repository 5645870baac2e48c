"""Requests that file systems make otherwise than is needed here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from rulekit.places.address import WEB
from rulekit.places.symptom import is_behind, is_mute


def range_of(fs: Any, path: str, start: int | None, stop: int | None) -> bytes:
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
