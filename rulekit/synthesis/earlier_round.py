"""The round before: what it has made is known, and is not made again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rulekit.audit.folder import MANIFEST
from rulekit.audit.sealed import DamagedError, read_json
from rulekit.errors import Problem, UsageError
from rulekit.files.digest import file_sha256
from rulekit.synthesis.json_lines import Record, read_lines

KEPT, EARLIER = "kept.jsonl", "earlier.jsonl"


@dataclass(frozen=True)
class EarlierRound:
    """The folder of a round that has ended, its number, and the hash of its manifest."""

    folder: Path
    number: int
    recipe: str
    sha256: str

    def samples(self) -> Iterator[Record]:
        """The samples of all rounds up to this one."""
        if (self.folder / EARLIER).exists():
            yield from read_lines(self.folder / EARLIER)
        yield from read_lines(self.folder / KEPT)


def read_earlier(word: str) -> EarlierRound:
    """The round in a folder. Raises UsageError where there is none that has ended as it stands."""
    folder = Path(word)
    try:
        told = read_json(folder / MANIFEST)
    except DamagedError as error:
        raise UsageError(str(error)) from None
    if told is None or "synthesize" not in told:
        remedy = "name the folder of a synthesis that has ended"
        raise UsageError([Problem(f"--after {word}: there is no round", remedy=remedy)])
    for name, sha256 in told["files"].items():
        path = folder / name
        if not path.exists() or file_sha256(str(path)) != sha256:
            remedy = "the command that wrote it writes it again"
            raise UsageError([Problem(f"`{path}` is not as it was written", remedy=remedy)])
    sha256 = file_sha256(str(folder / MANIFEST))
    return EarlierRound(folder, told["round"], told["synthesize"], sha256)
