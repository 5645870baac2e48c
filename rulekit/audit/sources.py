"""Where the corpus of an audit lies, as seen from the audit, for texts that are opened again."""

from __future__ import annotations

import os
from dataclasses import asdict, dataclass

from rulekit.audit.folder import AuditFolder
from rulekit.audit.sealed import DamagedError, read_json
from rulekit.places.address import is_address, is_signed
from rulekit.places.place import place_of
from rulekit.places.remote_path import RemotePath

NAME = "sources.json"


@dataclass(frozen=True)
class Sources:
    """The words that name a corpus, the reader that was asked for, and what was left out.

    Words are paths and globs from the working directory, in the file from the audit's folder: a
    corpus that is moved together with its audit is found, and no path of a machine is told.
    Addresses are told as they are, but for one that is signed.
    """

    words: tuple[str, ...] = ()
    reader: str = ""
    exclude: tuple[str, ...] = ()

    def write(self, audit: AuditFolder) -> None:
        """Write them beside the manifest; no hash of the audit is of them."""
        words = [word for one in self.words if (word := _told(one, audit)) is not None]
        audit.write_json(audit.folder / NAME, {**asdict(self), "words": words})

    @staticmethod
    def of(audit: AuditFolder) -> Sources:
        """The sources of an audit; of one that does not say, none."""
        try:
            found = read_json(audit.folder / NAME) or {}
        except (DamagedError, OSError):
            return Sources()
        words, reader = _texts(found.get("words")), found.get("reader")
        here = tuple(_found(one, audit) for one in words)
        return Sources(
            here, reader if isinstance(reader, str) else "", _texts(found.get("exclude"))
        )


def _told(word: str, audit: AuditFolder) -> str | None:
    """A word as the file has it; None for one that would tell of this machine, or of a secret."""
    if is_address(word):
        return None if is_signed(word) else str(place_of(word))
    if isinstance(audit.folder, RemotePath):
        return None
    return os.path.relpath(os.path.realpath(word), os.path.realpath(audit.folder))


def _found(word: str, audit: AuditFolder) -> str:
    """A word of the file as it is from here."""
    if is_address(word) or isinstance(audit.folder, RemotePath):
        return word
    return os.path.normpath(os.path.join(os.path.realpath(audit.folder), word))


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return tuple(value)
    return ()
