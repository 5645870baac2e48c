"""A folder of `rulekit ask`, as rules find replies in it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from rulekit.errors import Problem, SpecError
from rulekit.replies.texts import ReplyTexts
from rulekit.spec.text_file import RefusedFile, read_small

TEXTS = "texts.jsonl"
MANIFEST, JOURNAL = "manifest.json", "journal"
LARGEST = 100_000_000  # bytes of a manifest, which names the table of every shard
AGAIN = "give its `rulekit ask` command again: what was answered is not asked again"
CHUNK = 1 << 20


@dataclass(frozen=True)
class ReplyFolder:
    """A folder: the `name` of what was asked, the types of a reply's `properties`, its `texts`.

    `asked` is what a reply hangs on: prompt, form, model, sampling. `sha256` and `size` are those
    of the file of texts, as the manifest has them.
    """

    path: Path
    name: str
    properties: tuple[tuple[str, str], ...]
    asked: str
    size: int
    sha256: str

    @property
    def file(self) -> Path:
        """The file of texts."""
        return self.path / TEXTS

    @cached_property
    def texts(self) -> ReplyTexts:
        """The replies by the hashes of texts.

        Raises SpecError for others than there were when this folder was read.
        """
        if read_reply_folder(self.path) == self and _size(self.file) == self.size:
            return ReplyTexts(self.file)
        message = "the replies have changed since the rules were read"
        raise _wrong(self.path, message, "begin again: an audit is of one set of replies")

    def problem(self) -> Problem | None:
        """Damage of the file of texts: found by reading it, once."""
        digest = hashlib.sha256()
        try:
            with self.file.open("rb") as file:
                while piece := file.read(CHUNK):
                    digest.update(piece)
        except OSError as error:
            return Problem(f"cannot be read: {error.strerror}", str(self.file), remedy=AGAIN)
        if digest.hexdigest() == self.sha256:
            return None
        message = "the replies are not those that its manifest tells of: damaged, or half written"
        return Problem(message, str(self.file), remedy=AGAIN)


def read_reply_folder(path: Path) -> ReplyFolder:
    """The folder at a path; raises SpecError for one that is missing, unfinished, or another's."""
    if not path.is_dir():
        remedy = "`rulekit ask FILE SRC… --out FOLDER` makes one; every machine must reach it"
        raise _wrong(path, "the folder of replies is not there", remedy)
    try:
        said = json.loads(read_small(path / MANIFEST, linked=True, largest=LARGEST))
    except FileNotFoundError:
        if (path / JOURNAL).is_dir():
            raise _wrong(path, "asking has not ended here: no table is written", AGAIN) from None
        said = None
    except RefusedFile as refused:
        raise _wrong(path / MANIFEST, str(refused), refused.remedy) from None
    except OSError as error:
        raise _wrong(path / MANIFEST, f"cannot be read: {error.strerror}", "") from None
    except (ValueError, RecursionError):
        raise _wrong(path / MANIFEST, "this is no JSON", AGAIN) from None
    if not isinstance(said, dict) or not isinstance(said.get("ask"), dict):
        raise _wrong(path, "this is no folder of replies", "name the --out of a `rulekit ask`")
    if "texts" not in said:
        raise _wrong(path, "an older rulekit has written it, without what rules read", AGAIN)
    try:
        return _folder(path, said)
    except (AttributeError, KeyError, TypeError, ValueError):
        raise _wrong(path / MANIFEST, "the manifest of the replies is damaged", AGAIN) from None


def _folder(path: Path, said: Mapping[str, Any]) -> ReplyFolder:
    name, texts = said["ask"]["ask"], said["texts"]
    properties = tuple((str(one), str(kind)) for one, kind in said["properties"])
    names = (name, *(one for one, _ in properties))
    if not all(map(str.isprintable, names)) or type(texts["bytes"]) is not int:
        raise ValueError
    hangs_on = (said["prompt"], said["schema"], said["ask"]["model"], said["ask"]["sample"])
    asked = json.dumps(hangs_on, sort_keys=True)
    return ReplyFolder(path, name, properties, asked, texts["bytes"], str(texts["sha256"]))


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else -1


def _wrong(path: Path, message: str, remedy: str) -> SpecError:
    return SpecError([Problem(message, str(path), remedy=remedy)])
