"""Settings of stores, by the words that people set them with."""

from __future__ import annotations

from collections.abc import Mapping

from rulekit.places.address import WEB

_S3 = "AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
_GS = "GOOGLE_APPLICATION_CREDENTIALS, or `gcloud auth application-default login`"
_AZURE = "AZURE_STORAGE_CONNECTION_STRING"
_WEB = "a login in ~/.netrc, or an address that is signed, and still good"
_CREDENTIALS: Mapping[str, str] = {
    **dict.fromkeys(("s3", "s3a"), _S3),
    **dict.fromkeys(("gs", "gcs"), _GS),
    **dict.fromkeys(("abfs", "abfss", "az"), _AZURE),
    **dict.fromkeys(WEB, _WEB),
    "hf": "HF_TOKEN, or `hf auth login`",
}
_ENDPOINTS: Mapping[str, str] = {
    **dict.fromkeys(("s3", "s3a"), "AWS_ENDPOINT_URL"),
    **dict.fromkeys(("gs", "gcs"), "STORAGE_EMULATOR_HOST"),
    "hf": "HF_ENDPOINT",
}
_S3_RIGHTS = {
    "list": "s3:ListBucket",
    "read": "s3:GetObject and s3:ListBucket",  # without it, what is not there is refused, too
    "write": "s3:PutObject",
    "delete": "s3:DeleteObject",
}
_GS_RIGHTS = {
    "list": "storage.objects.list",
    "read": "storage.objects.get",
    "write": "storage.objects.create",
    "delete": "storage.objects.delete",
}
_RIGHTS: Mapping[str, Mapping[str, str]] = {
    **dict.fromkeys(("s3", "s3a"), _S3_RIGHTS),
    **dict.fromkeys(("gs", "gcs"), _GS_RIGHTS),
}
PACKAGES: Mapping[str, str] = {
    **dict.fromkeys(("s3", "s3a"), "s3fs"),
    **dict.fromkeys(("gs", "gcs"), "gcsfs"),
    **dict.fromkeys(("abfs", "abfss", "az"), "adlfs"),
    **dict.fromkeys(WEB, "aiohttp requests"),
    "hf": "huggingface_hub",
}

_TO_THE_HUB = "write to a folder, and bring it there as one: hf upload-large-folder NAME FOLDER"
READ_ONLY = {
    **dict.fromkeys(WEB, ("a web address", "name a folder, or an address in a store")),
    "hf": ("the Hub, where each file would be a commit", _TO_THE_HUB),
}  # by scheme, what it is and what to do


def scheme_of(address: str) -> str:
    """The part before `://`."""
    return address.partition("://")[0]


def credentials(address: str) -> str:
    """Words for where a store finds who asks."""
    return _CREDENTIALS.get(scheme_of(address), "the settings of its package, in the environment")


def endpoint(address: str) -> str:
    """Words for the setting that says which server it is, to follow others; "" for none."""
    name = _ENDPOINTS.get(scheme_of(address), "")
    return f"; {name} says which server it is" if name else ""


def right(address: str, doing: str) -> str:
    """Words for the right to do something, to follow "to"."""
    name = _RIGHTS.get(scheme_of(address), {}).get(doing, "")
    return f" {doing} ({name})" if name else f" {doing}"


def named_first(address: str) -> str:
    """The bucket of an address; of the Hub, the data set."""
    scheme, _, rest = address.partition("://")
    parts = rest.partition("?")[0].split("/")
    of_hub = 3 if parts[0] in ("datasets", "spaces", "buckets", "models") else 2
    return f"{scheme}://{'/'.join(parts[: of_hub if scheme == 'hf' else 1])}"
