"""The file system of the Hub, by few requests: its API lists; files are read where they lie."""

from __future__ import annotations

import logging
import os
from collections.abc import MutableMapping
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from huggingface_hub import HfFileSystem, HfUri, constants, hf_hub_url, parse_hf_uri
from huggingface_hub.errors import HfUriError, RepositoryNotFoundError
from huggingface_hub.utils import (  # type: ignore[attr-defined]  # they are public
    build_hf_headers,
    get_session,
    hf_raise_for_status,
)

from rulekit.errors import Problem, UsageError
from rulekit.places.commit import is_fixed
from rulekit.places.waiting import CONNECTING, SILENCE

_PROTOCOL = "hf://"
_MODELS = "hf://models/"  # which huggingface_hub writes, and does not read in all places
_EXPIRED = (400, 401, 403, 404, 410)  # of an address that was signed for a time
_ROOM = 1_000  # addresses that are kept

Commits = MutableMapping[tuple[str, str, str | None], str]


class HubSystem(HfFileSystem):
    """Files of the Hub; what a commit holds is for ever, and so is not asked for twice.

    huggingface_hub's own asks in each process whether a repository exists, lists the folder of each
    file that is opened, and resolves its address anew for each range. The Hub counts those
    requests, and refuses them (429) when they are many.
    """

    def __init__(self, **own: Any) -> None:
        endpoint = os.environ.get("HF_ENDPOINT", "").rstrip("/")
        super().__init__(endpoint=endpoint or None, **own)
        _tell_of_waiting_alone()
        self._told: dict[str, dict[str, Any]] = {}  # of commits, what listings have told
        self._addresses: dict[str, str] = {}  # of files of commits, where they lie

    def pinned(self, address: str, commits: Commits) -> str:
        """The address with the commit that its revision is now; one that is known is not asked for.

        A bucket has none.
        """
        uri = _uri(address)
        if uri.is_bucket:
            return address
        named = (uri.type, uri.id, uri.revision)
        if named not in commits:
            commits[named] = self._commit(uri)
        return replace(uri, revision=commits[named]).to_uri().replace(_MODELS, _PROTOCOL)

    def _commit(self, uri: HfUri) -> str:
        try:
            about = self._api.repo_info(
                uri.id,
                repo_type=uri.type,
                revision=uri.revision,
                timeout=SILENCE,
                expand=["sha"],  # type: ignore[arg-type]  # as its methods for each type have it
            )
        except RepositoryNotFoundError:
            if uri.type == "model":  # which is what an address names that does not say
                message = f"there is no model `{uri.id}` on the Hub that may be seen from here"
                remedy = f"if it is a data set, write {_PROTOCOL}datasets/{uri.id}"
                raise UsageError([Problem(message, remedy=remedy)]) from None
            raise
        return str(about.sha)

    def find(self, path: str, *more: Any, **other: Any) -> Any:
        """All files below a folder, as they are now."""
        _end_silence()
        found = super().find(path, *more, **{**other, "refresh": True})
        if isinstance(found, dict) and is_fixed(_PROTOCOL + path):
            self._told |= found
        return found

    def info(self, path: str, *_: Any, **__: Any) -> dict[str, Any]:
        """Size and version of a file, or that it is a folder; by one request for it alone."""
        if (known := self._told.get(path)) is not None:
            return known
        found = self._asked(path)
        if is_fixed(_PROTOCOL + path):
            self._told[path] = found
        return found

    def _asked(self, path: str) -> dict[str, Any]:
        uri = _uri(_PROTOCOL + path)
        _end_silence()
        if not uri.path_in_repo:
            return super().info(path)
        wanted = [uri.path_in_repo]
        if uri.is_bucket:
            files = [*self._api.get_bucket_paths_info(uri.id, wanted)]
            return vars(files[0]) | {"name": path} if files else super().info(path, refresh=True)
        found = self._api.get_paths_info(
            uri.id, wanted, repo_type=uri.type, revision=uri.revision or constants.DEFAULT_REVISION
        )
        if not found:
            raise FileNotFoundError(path)
        about: dict[str, Any] = {"size": 0, **vars(found[0]), "name": path}
        return about | {"type": "file" if "blob_id" in about else "directory"}

    def cat_file(
        self, path: str, start: int | None = None, end: int | None = None, **_: Any
    ) -> bytes:
        """A range of a file, of which its address is asked for once, as long as it is not over."""
        if (address := self._addresses.get(path)) is not None:
            response = self._ranged(address, start, end, {})
            if response.status_code not in _EXPIRED:
                return _content(response, start, end)
            del self._addresses[path]
        headers = build_hf_headers(token=self.token)
        response = self._ranged(self._resolving(path), start, end, headers)
        data = _content(response, start, end)
        if is_fixed(_PROTOCOL + path) and not str(response.url).startswith(self.endpoint):
            if len(self._addresses) >= _ROOM:
                self._addresses.clear()
            self._addresses[path] = str(response.url)
        return data

    def _resolving(self, path: str) -> str:
        """The address at which the Hub tells where a file lies, or has it itself."""
        uri = _uri(_PROTOCOL + path)
        if uri.is_bucket:
            return f"{self.endpoint}/buckets/{uri.id}/resolve/{quote(uri.path_in_repo)}"
        revision = uri.revision or constants.DEFAULT_REVISION
        return hf_hub_url(
            uri.id, uri.path_in_repo, repo_type=uri.type, revision=revision, endpoint=self.endpoint
        )

    def _ranged(
        self, address: str, start: int | None, end: int | None, headers: dict[str, str]
    ) -> Any:
        # Of what a server compresses, a range is another.
        headers = {**headers, "Accept-Encoding": "identity"}
        if start is not None or end is not None:
            headers["Range"] = f"bytes={start or 0}-{'' if end is None else end - 1}"
        timeout = constants.HF_HUB_DOWNLOAD_TIMEOUT
        return get_session().get(address, headers=headers, timeout=timeout, follow_redirects=True)


def _end_silence() -> None:
    """Have the client of huggingface_hub give up on a server that says nothing; it never does."""
    client = get_session()
    if client.timeout.read is None:
        client.timeout = type(client.timeout)(SILENCE, connect=CONNECTING)


def _tell_of_waiting_alone() -> None:
    """Have huggingface_hub log that a listing waits, which may be for minutes, and nothing else."""
    logging.getLogger("huggingface_hub").setLevel(logging.CRITICAL + 1)  # as it sets it itself
    waits = logging.getLogger("huggingface_hub.utils._http")
    waits.setLevel(logging.WARNING)
    waits.addFilter(_is_of_waiting)


def _is_of_waiting(record: logging.LogRecord) -> bool:
    return record.getMessage().startswith("Rate limited")


def _uri(address: str) -> HfUri:
    """The parts of an address; raises UsageError with the reason when it is none of the Hub."""
    try:
        return parse_hf_uri(address)
    except HfUriError as error:
        message = f"`{address}` is no address of the Hub: {error.msg.strip().rstrip('.')}"
        remedy = "a data set's is hf://datasets/OWNER/NAME, then @REVISION and /PATH"
        raise UsageError([Problem(message, remedy=remedy)]) from None


def _content(response: Any, start: int | None, end: int | None) -> bytes:
    """What a response holds; of a server that does not know ranges, the range of it."""
    hf_raise_for_status(response)
    data: bytes = response.content
    return data[start:end] if response.status_code == 200 else data
