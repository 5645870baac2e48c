"""Trouble with a store, in words for the person who can end it."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from typing import Any, NamedTuple

from rulekit.errors import Problem

_PASSING = {408, 425, 429, 500, 502, 503, 504}
_PASSING_CODES = {
    *("SlowDown", "Throttling", "ThrottlingException", "RequestLimitExceeded", "RequestTimeout"),
    *(
        "RequestTimeoutException",
        "InternalError",
        "ServiceUnavailable",
        "ConditionalRequestConflict",
    ),
    *("OperationAborted", "TooManyRequests", "BadDigest", "XAmzContentSHA256Mismatch"),
    "NoSuchUpload",  # of a large file, when it was put together and the answer was lost
}
# Names of errors, as their packages must not be imported to be told: connections that were not
# made, broke off, or took too long.
_PASSING_NAMES = (
    *("ConnectionError", "ConnectionResetError", "ConnectionRefusedError", "BrokenPipeError"),
    *("TimeoutError", "Timeout", "ConnectTimeout", "ReadTimeout", "IncompleteRead"),
    *("ConnectTimeoutError", "ReadTimeoutError", "EndpointConnectionError", "HTTPClientError"),
    *(
        "ConnectionClosedError",
        "IncompleteReadError",
        "ResponseStreamingError",
        "ClientPayloadError",
    ),
    *("ServerDisconnectedError", "ClientConnectionError", "ClientOSError", "ClientConnectorError"),
    *("ConnectError", "ReadError", "WriteError", "RemoteProtocolError", "ServerTimeoutError"),
    *("ChunkedEncodingError", "ContentLengthError", "SocketTimeout", "AioReadTimeoutError"),
)
_EXPIRED = ("ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired", "RequestExpired")
_NO_CREDENTIALS = ("NoCredentialsError", "PartialCredentialsError", "DefaultCredentialsError")


class Trouble(NamedTuple):
    """A failure: its message and remedy, and whether it may pass when it is tried again."""

    message: str
    remedy: str = ""
    passes: bool = False
    is_missing: bool = False
    is_expired: bool = False

    @property
    def problem(self) -> Problem:
        """The trouble as it is shown."""
        return Problem(self.message, remedy=self.remedy)


class _Facts(NamedTuple):
    """What is known of an error from a store: names of errors, code and status of the answer."""

    names: tuple[str, ...]
    code: str
    status: int
    said: str


def trouble_of(error: BaseException, address: str) -> Trouble:
    """The trouble that an error of a file system tells of."""
    facts = _facts(error)
    scheme, bucket = _named(address)
    if "FileExpired" in facts.names or facts.code == "PreconditionFailed":
        return Trouble(f"`{address}` was written anew while it was read", passes=True)
    if facts.code in _EXPIRED:
        remedy = "get new ones, and give the same command: what is done is kept"
        return Trouble(
            f"`{address}`: the credentials have expired", remedy, passes=True, is_expired=True
        )
    for fits, message, remedy in _told(facts, scheme, bucket):
        if fits:
            return Trouble(f"`{address}`: {message}", remedy)
    passes = facts.code in _PASSING_CODES
    if not passes and (isinstance(error, FileNotFoundError) or facts.status == 404):
        if facts.code == "NoSuchBucket" or "RepositoryNotFoundError" in facts.names:
            return Trouble(f"there is no `{bucket}`, of `{address}`", _SPELLING)
        return Trouble(f"there is nothing at `{address}`", is_missing=True)
    passes = passes or facts.status in _PASSING
    passes = passes or any(name in _PASSING_NAMES for name in facts.names)
    passes = passes or getattr(error, "errno", None) in (errno.EBUSY, errno.ECONNRESET)
    said = facts.said or type(error).__name__
    remedy = "what is done is kept for the same command"
    return Trouble(f"`{address}` cannot be reached or answers wrongly: {said}", remedy, passes)


_SPELLING = "look at its spelling, and at whose account or token asks: what is private is as gone"


def is_missing(error: Exception, address: str) -> bool:
    """True if it only says that nothing is at an address."""
    return trouble_of(error, address).is_missing


def is_taken(error: Exception) -> bool:
    """True if a file was to be written unless one is there, and one is."""
    facts = _facts(error)
    return isinstance(error, FileExistsError) or facts.code == "PreconditionFailed"


def is_behind(error: Exception) -> bool:
    """True if a range was to be read that begins behind the end of a file."""
    facts = _facts(error)
    return facts.status == 416 or facts.code == "InvalidRange"


def is_mute(error: Exception) -> bool:
    """True for a refusal without a word why: the answer to a question for headers has no body."""
    return _facts(error).code in ("400", "403")


def _told(facts: _Facts, scheme: str, bucket: str) -> Iterator[tuple[bool, str, str]]:
    """Troubles that do not pass: if it is this one, and its words."""
    own = _OWN_WORDS.get(scheme, "the settings of its package, in the environment")
    yield (
        any(name in facts.names for name in _NO_CREDENTIALS),
        "there are no credentials here",
        f"say who asks: {own}",
    )
    yield (
        facts.code in ("InvalidAccessKeyId", "InvalidClientTokenId", "InvalidToken"),
        "the store does not know this key",
        f"look at who asks: {own}",
    )
    yield (
        facts.code == "SignatureDoesNotMatch",
        "the secret does not belong to the key",
        f"look at who asks: {own}",
    )
    yield (
        facts.code == "RequestTimeTooSkewed",
        "the clock of this machine is wrong, so its requests are refused",
        "set it, best by NTP; what is done is kept for the same command",
    )
    yield (
        facts.code
        in (
            "PermanentRedirect",
            "AuthorizationHeaderMalformed",
            "IllegalLocationConstraintException",
        ),
        f"`{bucket}` is in another region",
        "name it: AWS_REGION, or AWS_ENDPOINT_URL for a store that is not Amazon's",
    )
    yield from _told_of_access(facts, own)


def _told_of_access(facts: _Facts, own: str) -> Iterator[tuple[bool, str, str]]:
    """Those of who asks, of the way there, and of what a store cannot do."""
    yield (
        facts.code == "NotImplemented",
        "the store cannot write a file only if there is none, which keeps two runs apart",
        "take one that knows If-None-Match, or a folder of this machine for --out",
    )
    yield (
        "GatedRepoError" in facts.names,
        "its owner has to grant access first",
        f"ask for it on its page, then say who asks: {own}",
    )
    yield (
        "RevisionNotFoundError" in facts.names,
        "there is no such revision",
        "name a branch, a tag or a commit of it behind the @",
    )
    yield (
        "OfflineModeIsEnabled" in facts.names,
        "the Hub is not to be asked: HF_HUB_OFFLINE is set",
        "unset it, or copy the data set here first",
    )
    yield (
        any("Proxy" in name for name in facts.names),
        f"the proxy does not let it through: {facts.said}",
        "look at HTTPS_PROXY and NO_PROXY",
    )
    yield (
        any("Certificate" in name or "SSL" in name for name in facts.names),
        f"its certificate is not trusted: {facts.said}",
        "name the right authorities: SSL_CERT_FILE, or AWS_CA_BUNDLE for S3",
    )
    yield (
        facts.status in (401, 403)
        or facts.code in ("AccessDenied", "AllAccessDisabled", "403", "401", "Forbidden")
        or "PermissionError" in facts.names,
        "the store does not allow it",
        f"ask for the right to list and read, and for --out to write and delete; or: {own}",
    )


_OWN_WORDS = {
    "s3": "AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
    "gs": "GOOGLE_APPLICATION_CREDENTIALS, or `gcloud auth application-default login`",
    "hf": "HF_TOKEN, or `hf auth login`",
}


def _facts(error: BaseException) -> _Facts:
    names: list[str] = []
    code, status = "", 0
    for one in _chain(error):
        names += [kind.__name__ for kind in type(one).__mro__[:-2]]
        response: Any = getattr(one, "response", None)
        if isinstance(response, dict):
            code = code or str(response.get("Error", {}).get("Code", ""))
            status = status or int(response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0))
        found = getattr(response, "status_code", None) or getattr(one, "status", None)
        found = found or getattr(one, "code", None)
        if not status and isinstance(found, int | str) and str(found).isdecimal():
            status = int(found)
    return _Facts(tuple(names), code, status, " ".join(str(error).split())[:300])


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error, and those that it came of."""
    seen: list[BaseException] = []
    one: BaseException | None = error
    while one is not None and one not in seen:
        seen.append(one)
        one = one.__cause__ or one.__context__
    yield from seen


def _named(address: str) -> tuple[str, str]:
    """The scheme of an address, and what is named first behind it; of the Hub, the data set."""
    scheme, _, rest = address.partition("://")
    parts = rest.split("/")
    count = 3 if scheme == "hf" and parts[0] in ("datasets", "spaces", "buckets") else 1
    return scheme, f"{scheme}://{'/'.join(parts[:count])}"
