"""The round before: what it has made is known, and is not made again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rulekit.audit.folder import MANIFEST
from rulekit.errors import UsageError
from rulekit.files.digest import file_sha256
from rulekit.synthesis.json_lines import Record, ended, read_lines
from rulekit.synthesis.synthesis_files import EARLIER, KEPT


@dataclass(frozen=True)
class EarlierRound:
    """The folder of a round that has ended, its number, and the hash of its manifest."""

    folder: Path
    number: int
    sha256: str

    def samples(self) -> Iterator[Record]:
        """The samples of all rounds up to this one."""
        if (self.folder / EARLIER).exists():
            yield from read_lines(self.folder / EARLIER)
        yield from read_lines(self.folder / KEPT)


def read_earlier(word: str, recipe: str) -> EarlierRound:
    """The round of a recipe in a folder. Raises UsageError where none has ended as it stands."""
    folder = Path(word)
    told = ended(folder)
    if told["synthesize"] != recipe:
        raise UsageError(f"--after {word}: it is a round of the recipe {told['synthesize']}")
    return EarlierRound(folder, told["round"], file_sha256(str(folder / MANIFEST)))
