"""Symptoms of trouble: what an error of a file system, and those behind it, tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from rulekit.places.secret import without_secrets

LONGEST = 300  # characters that are told of an error
_NUMBER = re.compile(r"^\[Errno -?\d+\] ")
_REGION = re.compile(r"expecting '([\w-]+)'")


class Symptom(NamedTuple):
    """Names of the classes of errors, code and status of the answer, and what was said.

    `region` is where a store says that a bucket is. What is not known is "" or 0.
    """

    names: frozenset[str]
    code: str
    status: int
    said: str
    region: str

    def has(self, *parts: str) -> bool:
        """True if the name of a class has one of these in it."""
        return any(part in name for name in self.names for part in parts)


def symptom_of(error: BaseException) -> Symptom:
    """The symptom that an error is, with those that it came of.

    Packages of stores must not be imported to be told, so classes are known by their names.
    """
    names: set[str] = set()
    code, status, region = "", 0, ""
    for one in _chain(error):
        own = {kind.__name__ for kind in type(one).__mro__[:-2]}
        names |= own
        code = code or _code(one)
        if "BadHttpMessage" not in own:  # an answer that breaks off has a code of 400 with aiohttp
            status = status or _status(one)
        region = region or _region(one)
    told = (_said(one) for one in _chain(error) if not _is_missing(one))
    said = next(filter(None, told), "")
    if not said and "ProxyError" in names:  # as gcsfs has it
        names, status = names - {"ProxyError"}, 502
    return Symptom(frozenset(names), code, status, said, region)


def is_taken(error: BaseException) -> bool:
    """True if a file was to be written unless one is there, and one is."""
    return isinstance(error, FileExistsError) or symptom_of(error).code == "PreconditionFailed"


def is_behind(error: BaseException) -> bool:
    """True if a range was to be read that begins behind the end of a file."""
    symptom = symptom_of(error)
    return symptom.status == 416 or symptom.code == "InvalidRange"


def is_mute(error: BaseException) -> bool:
    """True for a refusal without a word why: the answer to a question for headers has no body."""
    return symptom_of(error).code.isdecimal()


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error, and those that it came of."""
    seen: list[BaseException] = []
    one: BaseException | None = error
    while one is not None and one not in seen:
        seen.append(one)
        one = one.__cause__ or one.__context__
    yield from seen


def _is_missing(error: BaseException) -> bool:
    """True for an error that says no more than which file is not there."""
    return isinstance(error, FileNotFoundError)


def _answer(error: BaseException) -> dict[str, Any]:
    """The answer of an S3 server, as botocore keeps it."""
    response = getattr(error, "response", None)
    return response if isinstance(response, dict) else {}


def _code(error: BaseException) -> str:
    return str(_answer(error).get("Error", {}).get("Code", ""))


def _status(error: BaseException) -> int:
    found = _answer(error).get("ResponseMetadata", {}).get("HTTPStatusCode")
    found = found or getattr(getattr(error, "response", None), "status_code", None)
    found = found or getattr(error, "status", None) or getattr(error, "code", None)
    return int(found) if isinstance(found, int | str) and str(found).isdecimal() else 0


def _region(error: BaseException) -> str:
    answer = _answer(error)
    headers = answer.get("ResponseMetadata", {}).get("HTTPHeaders", {})
    if named := headers.get("x-amz-bucket-region") or answer.get("Error", {}).get("Region"):
        return str(named)
    found = _REGION.search(str(error)) if answer else None
    return found[1] if found else ""


def _said(error: BaseException) -> str:
    told = getattr(error, "strerror", None) or getattr(error, "message", None) or error
    said = " ".join(str(told).split())
    return without_secrets(_NUMBER.sub("", said))[:LONGEST]
