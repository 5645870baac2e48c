"""Where the corpus of an audit lies, as seen from the audit, for texts that are opened again."""

from __future__ import annotations

import os
from dataclasses import asdict, dataclass

from rulekit.audit.folder import AuditFolder, DamagedError, read_json

NAME = "sources.json"


@dataclass(frozen=True)
class Sources:
    """The words that name a corpus, the reader that was asked for, and what was left out.

    Words are paths and globs from the working directory, in the file from the audit's folder: a
    corpus that is moved together with its audit is found, and no path of a machine is told.
    """

    words: tuple[str, ...] = ()
    reader: str = ""
    exclude: tuple[str, ...] = ()

    def write(self, audit: AuditFolder) -> None:
        """Write them beside the manifest; no hash of the audit is of them."""
        words = [os.path.relpath(os.path.realpath(one), _base(audit)) for one in self.words]
        audit.write_json(audit.folder / NAME, {**asdict(self), "words": words})

    @staticmethod
    def of(audit: AuditFolder) -> Sources:
        """The sources of an audit; of one that does not say, none."""
        try:
            found = read_json(audit.folder / NAME) or {}
        except (DamagedError, OSError):
            return Sources()
        words, reader = _texts(found.get("words")), found.get("reader")
        here = tuple(os.path.normpath(os.path.join(_base(audit), one)) for one in words)
        return Sources(
            here, reader if isinstance(reader, str) else "", _texts(found.get("exclude"))
        )


def _base(audit: AuditFolder) -> str:
    return os.path.realpath(audit.folder)


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return tuple(value)
    return ()
