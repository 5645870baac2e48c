"""Trouble with a store, in words for the person who can end it."""

from __future__ import annotations

import errno
import sys
from collections.abc import Mapping
from typing import NamedTuple

from rulekit.errors import Problem
from rulekit.places.address import shown
from rulekit.places.settings import credentials, endpoint, named_first, right
from rulekit.places.symptom import Symptom, symptom_of

_BUSY = {429, 503}
_BUSY_CODES = (
    *("SlowDown", "Throttling", "ThrottlingException", "RequestLimitExceeded"),
    *("ServiceUnavailable", "TooManyRequests"),
)
_PASSING = {*_BUSY, 408, 425, 500, 502, 504}
_PASSING_CODES = (
    *("RequestTimeout", "RequestTimeoutException", "InternalError", "BadDigest"),
    *("OperationAborted", "ConditionalRequestConflict", "XAmzContentSHA256Mismatch"),
    "NoSuchUpload",  # of a large file, when it was put together and the answer was lost
)
# Of names of errors: connections that were not made, broke off, or took too long.
_CONNECTION = (
    *("ConnectionError", "ConnectError", "ConnectorError", "ClientOSError", "gaierror"),
    *("BrokenPipeError", "ConnectionClosed", "ServerDisconnected", "Timeout", "SSL"),
    *("IncompleteRead", "ResponseStreaming", "ClientPayload", "ChunkedEncoding", "ContentLength"),
    *("ReadError", "WriteError", "RemoteProtocol", "HTTPClientError", "TransportError"),
)
_EXPIRED = ("ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired", "RequestExpired")
_RENEWALS = 3
_KEPT = "what is done is kept for the same command"


class Trouble(NamedTuple):
    """A failure: its message and remedy, and whether it may pass when it is tried again."""

    message: str
    remedy: str = ""
    passes: bool = False
    is_missing: bool = False
    is_expired: bool = False

    @property
    def tries(self) -> int:
        """Number of tries that may help: of credentials that have expired, new ones soon come."""
        return (_RENEWALS if self.is_expired else sys.maxsize) if self.passes else 0

    def after(self, tries: int) -> Trouble:
        """The trouble at the end, with how often it was tried."""
        return self._replace(message=f"{self.message} ({tries} tries)") if tries > 1 else self

    @property
    def problem(self) -> Problem:
        """The trouble as it is shown."""
        return Problem(self.message, remedy=self.remedy)


class _Words(NamedTuple):
    """Words for a trouble that does not pass; those in braces are put in."""

    message: str
    remedy: str


def trouble_of(error: BaseException, address: str, doing: str = "read") -> Trouble:
    """The trouble that an error of a file system tells of.

    It came up in `doing` something with an address: "list", "read", "write" or "delete".
    """
    symptom, place = symptom_of(error), shown(address)
    if symptom.has("FileExpired") or symptom.code == "PreconditionFailed":
        return Trouble(f"`{place}` was written anew while it was read", passes=True)
    if symptom.code in _EXPIRED:
        message, remedy = f"`{place}`: the credentials have expired", f"get new ones; {_KEPT}"
        return Trouble(message, remedy, passes=True, is_expired=True)
    if words := _words(symptom):
        told = _told(symptom, address, doing)
        return Trouble(words.message.format(**told), words.remedy.format(**told))
    if passing := _passing(error, symptom, place):
        return passing._replace(remedy=passing.remedy.format(endpoint=endpoint(address)))
    if isinstance(error, FileNotFoundError) or symptom.status == 404:
        return Trouble("nothing is there", is_missing=True)
    said = f"{type(error).__name__}: {symptom.said}".rstrip(": ")
    return Trouble(f"`{place}`: the store cannot {doing} it: {said}", _KEPT)


def is_missing(error: Exception, address: str) -> bool:
    """True if it only says that nothing is at an address."""
    return trouble_of(error, address).is_missing


def _passing(error: BaseException, symptom: Symptom, place: str) -> Trouble | None:
    """The trouble, if it may pass."""
    code, status, said = symptom.code, symptom.status, symptom.said
    if code in _BUSY_CODES or status in _BUSY:
        message = f"`{place}`: the store is asked for too much at once: {said}"
        return Trouble(message, f"try later, or with fewer at once; {_KEPT}", passes=True)
    if code in _PASSING_CODES or status in _PASSING or getattr(error, "errno", 0) == errno.EBUSY:
        message = f"`{place}`: the store fails: {said}"
        return Trouble(message, f"try later; {_KEPT}", passes=True)
    if status < 400 and symptom.has(*_CONNECTION):
        message = f"`{place}`: there is no connection to the store: {said}"
        return Trouble(message, f"look at the network{{endpoint}}; {_KEPT}", passes=True)
    return None


def _words(symptom: Symptom) -> _Words | None:
    """Words for a trouble that does not pass, by what tells the most of it."""
    if symptom.code in _OF_CODES:
        return _OF_CODES[symptom.code]
    of_name = next((words for name, words in _OF_NAMES.items() if symptom.has(name)), None)
    said = symptom.said.lower()
    of_said = next((words for part, words in _OF_SAID.items() if part in said), None)
    return of_name or of_said or _OF_STATUS.get(symptom.status)


def _told(symptom: Symptom, address: str, doing: str) -> dict[str, str]:
    """What words have in braces."""
    return {
        "place": shown(address),
        "bucket": named_first(shown(address)),
        "doing": doing,
        "said": symptom.said,
        "untrusted": symptom.said.partition("verify failed: ")[2].partition(" (_ssl")[0],
        "own": credentials(address),
        "right": right(address, doing),
        "region": symptom.region or "…",
        "endpoint": endpoint(address),
    }


_NO_BUCKET = _Words(
    "there is no `{bucket}`",
    "look at its spelling{endpoint}",
)
_NO_REPOSITORY = _Words(
    "there is no `{bucket}`",
    "a data set's address is hf://datasets/OWNER/NAME; one that is private is not told of, but to "
    "who may see it: {own}",
)
_NO_CREDENTIALS = _Words(
    "`{place}`: there are no credentials here",
    "say who asks: {own}; where anybody may read: FSSPEC_S3_ANON=true",
)
_NO_KEY = _Words("`{place}`: the store does not know the key", "look at who asks: {own}")
_NOBODY = _Words("`{place}`: the store does not know who asks", "say who it is: {own}")
_DENIED = _Words(
    "`{place}`: the store does not let you {doing} it",
    "ask for the right to{right}, or as somebody who has it: {own}",
)
_REGION = _Words(
    "`{bucket}` is in another region than is asked",
    "name its region: AWS_REGION={region}; a store that is not Amazon's: AWS_ENDPOINT_URL",
)
_NOT_TRUSTED = _Words(
    "`{place}`: the certificate of the server is not trusted: {untrusted}",
    "name who vouches for it: SSL_CERT_FILE=FILE, for S3 AWS_CA_BUNDLE=FILE",
)
_OF_CODES: Mapping[str, _Words] = {
    "NoSuchBucket": _NO_BUCKET,
    "InvalidBucketName": _Words("`{bucket}` can be no name of a bucket", "look at its spelling"),
    "InvalidAccessKeyId": _NO_KEY,
    "InvalidClientTokenId": _NO_KEY,
    "InvalidToken": _NO_KEY,
    "SignatureDoesNotMatch": _Words(
        "`{place}`: the secret is not that of the key", "look at both: {own}"
    ),
    "RequestTimeTooSkewed": _Words(
        "`{place}`: the clock of this machine is wrong, so the store refuses what it asks",
        f"set it, best by NTP; {_KEPT}",
    ),
    "PermanentRedirect": _REGION,
    "AuthorizationHeaderMalformed": _REGION,
    "IllegalLocationConstraintException": _REGION,
    "NotImplemented": _Words(
        "`{place}`: the store cannot write a file only where none is, which keeps two runs apart",
        "take one that knows If-None-Match, or a folder of this machine, for --out",
    ),
    "InvalidObjectState": _Words(
        "`{place}` is archived, and cannot be read where it is", "have the store restore it first"
    ),
    "AccessDenied": _DENIED,
    "AllAccessDisabled": _DENIED,
    "Forbidden": _DENIED,
}
_OF_NAMES: Mapping[str, _Words] = {
    "NoCredentialsError": _NO_CREDENTIALS,
    "PartialCredentialsError": _NO_CREDENTIALS,
    "DefaultCredentialsError": _NO_CREDENTIALS,
    "GatedRepoError": _Words(
        "`{bucket}`: its owner has to grant access first",
        "ask for it on its page, then say who asks: {own}",
    ),
    "RepositoryNotFoundError": _NO_REPOSITORY,
    "BucketNotFoundError": _NO_BUCKET,
    "RevisionNotFoundError": _Words(
        "`{bucket}`: there is no such revision",
        "name a branch, a tag or a commit of it behind the @",
    ),
    "HfUriError": _Words(
        "`{place}` is no address of the Hub: {said}",
        "a data set's is hf://datasets/OWNER/NAME, then @REVISION and /PATH",
    ),
    "OfflineModeIsEnabled": _Words(
        "`{place}`: the Hub is not to be asked: HF_HUB_OFFLINE is set",
        "unset it, or copy the data set here first",
    ),
    "ProfileNotFound": _Words("`{place}`: {said}", "name one that there is: AWS_PROFILE"),
    "Proxy": _Words(
        "`{place}`: the proxy does not let it through: {said}", "look at HTTPS_PROXY and NO_PROXY"
    ),
    "Cert": _NOT_TRUSTED,
    "PermissionError": _DENIED,
}
_OF_SAID: Mapping[str, _Words] = {
    "certificate verify failed": _NOT_TRUSTED,
    "wrong version number": _Words(
        "`{place}`: the server speaks no TLS",
        "name it by http://, if it is the right one{endpoint}",
    ),
    "invalid bucket name": _Words(
        "`{bucket}` can be no name of a bucket", "name one; globs stand behind it"
    ),
    "invalid endpoint": _Words(
        "`{place}`: {said}", "AWS_ENDPOINT_URL begins with https://, or http://"
    ),
    "range requests": _Words(
        "`{place}`: the server has no ranges of files, only whole ones",
        "copy it to this machine first",
    ),
    "forbidden": _DENIED,  # as gcsfs has it
}
_OF_STATUS: Mapping[int, _Words] = {401: _NOBODY, 403: _DENIED, 407: _OF_NAMES["Proxy"]}
