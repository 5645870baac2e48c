"""Texts that a curated corpus is made of: files of this machine, and what may carry a plant."""

from __future__ import annotations

import hashlib
import re
import sysconfig
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import rulekit

Option = TypeVar("Option")
SUFFIXES = {
    ".c", ".cc", ".cpp", ".css", ".h", ".hpp", ".html", ".js", ".json", ".md", ".py", ".pyi",
    ".rst", ".sh", ".toml", ".ts", ".txt", ".yaml",
}  # fmt: skip
MOST_BYTES = 1_000_000
PART = 6_000  # characters after which a file goes on in another row, where it can be cut
LONG = 20  # characters of a line that says something
OWN = 0.9  # share of its long lines that a text has alone, to be nobody's near copy by nature
# What steps look for: a text that may carry a plant has nothing of it by itself.
TAKEN = re.compile(
    r"(?i)licen[cs]|copyright|all rights reserved|spdx|@[\w-]+\.\w|\w@\w|\d+\.\d+\.\d+|password"
    r"|passwd|secret|token|private key|api_?key|[0-9a-f]+:[0-9a-f]*:[0-9a-f]+:|generated"
)


def number(*parts: object) -> int:
    """A number that these words decide, and nothing else."""
    word = "\0".join(map(str, parts)).encode()
    return int.from_bytes(hashlib.blake2b(word, digest_size=8).digest(), "big")


def pick(options: Sequence[Option], *parts: object) -> Option:
    """One of the options, as these words decide."""
    return options[number(*parts) % len(options)]


@dataclass(frozen=True)
class Text:
    """A text that a file of this machine has, and its path there."""

    path: str
    content: str

    @property
    def name(self) -> str:
        return Path(self.path).name


@dataclass(frozen=True)
class Row:
    """A row of the corpus."""

    repo: str
    path: str
    content: str
    stars: int | None = None
    committed: datetime | None = None
    licences: tuple[str, ...] | None = None

    @property
    def id(self) -> str:
        word = f"{self.repo}\0{self.path}\0{self.content}"
        return hashlib.sha256(word.encode()).hexdigest()[:16]


def day(*parts: object) -> datetime:
    """A date between 2015 and 2024."""
    return datetime(2015, 1, 1, tzinfo=UTC) + timedelta(days=number("day", *parts) % 3_650)


def row_of(text: Text, *parts: object, content: str | None = None, **more: object) -> Row:
    """A row of a text in a made-up repository, with columns that these words decide."""
    facts: dict[str, object] = {
        "stars": number("stars", *parts) % 1_000,
        "committed": day(*parts),
        "licences": pick([("MIT",), ("Apache-2.0",), ("BSD-3-Clause",), ()], "licence", *parts),
    }
    repo = f"{pick(OWNERS, 'owner', *parts)}/{Path(text.path).parts[0]}-{number(*parts) % 9_973}"
    whole = text.content if content is None else content
    return Row(repo, f"src/{text.name}", whole, **{**facts, **more})  # type: ignore[arg-type]


OWNERS = ("marlow", "quillon", "tarn", "ostrea", "vellum", "corvane", "hadal", "ibex")


def texts_in(folders: Iterable[Path]) -> Iterator[Text]:
    """Every text below the folders, in the order of their paths; long files in parts."""
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            place = path.relative_to(folder)
            nested = folder.name != "site-packages" and "site-packages" in place.parts
            if path.suffix in SUFFIXES and not nested and path.is_file():
                yield from _texts_of(path, str(place))


def _texts_of(path: Path, place: str) -> Iterator[Text]:
    data = path.read_bytes()
    if not 0 < len(data) <= MOST_BYTES or b"\0" in data:
        return
    try:
        content = data.decode()
    except UnicodeDecodeError:
        return
    for count, part in enumerate(parts_of(content)):
        stem, dot, suffix = place.rpartition(".")
        yield Text(f"{stem}_{count}{dot}{suffix}" if count else place, part)


def parts_of(content: str) -> Iterator[str]:
    """A text cut where a line begins that is not indented and follows a blank one."""
    lines: list[str] = []
    size = 0
    blank = False
    for line in content.splitlines(keepends=True):
        if size >= PART and blank and line[:1].strip():
            yield "".join(lines)
            lines, size = [], 0
        lines.append(line)
        size += len(line)
        blank = not line.strip()
    yield "".join(lines)


def all_texts(folders: Sequence[Path]) -> list[Text]:
    """The texts of this machine, no content twice, in the order of their hashes."""
    folders = folders or [Path(sysconfig.get_path(name)) for name in ("stdlib", "purelib")]
    found: dict[str, Text] = {}
    for text in texts_in(folders):
        found.setdefault(text.content, text)
    return sorted(found.values(), key=lambda text: number(text.content))


def long_lines(text: Text) -> set[str]:
    """The different lines that say something."""
    lines = (line.strip() for line in text.content.splitlines())
    return {line for line in lines if len(line) >= LONG}


class Bases:
    """Texts to carry plants: of themselves no step ends them, edits them, or has copies of them."""

    def __init__(self, texts: Sequence[Text]) -> None:
        self._texts = texts
        self._count = Counter(line for text in texts for line in long_lines(text))
        self._engine = rulekit.load()
        self._left = {suffix: self._fit(suffix) for suffix in (".py", ".c")}
        self._small: dict[str, list[Text]] = {suffix: [] for suffix in self._left}
        self.taken: set[str] = set()

    def next(self, suffix: str = ".py", least: int = 0) -> Text:
        """A text that carries nothing yet, of so many different runs of five words at least."""
        small = self._small[suffix]
        text = small.pop() if small and not least else next(self._left[suffix], None)
        while text and least and len(shingles(text.content)) < least:
            small.append(text)
            text = next(self._left[suffix], None)
        if text is None:
            raise SystemExit(f"too few texts of {suffix} that may carry a plant: --rows fewer")
        self.taken.add(text.content)
        return _renamed(text)

    def _fit(self, suffix: str) -> Iterator[Text]:
        alike = {suffix, ".h"} if suffix == ".c" else {suffix}
        fit = (text for text in self._texts if Path(text.path).suffix in alike)
        return filter(self._fits, fit)

    def _fits(self, text: Text) -> bool:
        if not 2_000 <= len(text.content) <= 40_000 or not text.content.isascii():
            return False
        if TAKEN.search(text.content) or "\r" in text.content:
            return False
        lines = long_lines(text)
        own = sum(self._count[line] == 1 for line in lines)
        if len(lines) < LONG or own < OWN * len(lines):
            return False
        return self._engine.check_text(text.content, _renamed(text).path).decision == "keep"


def _renamed(text: Text) -> Text:
    """The text as a file that is no test: of those, steps may leave addresses and passwords."""
    place = Path(text.path)
    return replace(
        text, path=f"{place.parts[0]}/part_{number(text.path) % 16**6:06x}{place.suffix}"
    )


def shingles(content: str) -> set[tuple[str, ...]]:
    """The different runs of five words."""
    words = re.findall(r"\w+", content)
    return set(zip(*(words[start:] for start in range(5)), strict=False))


def jaccard(one: str, another: str) -> float:
    """The share of runs of five words that two texts have in common, of all that they have."""
    first, second = shingles(one), shingles(another)
    return len(first & second) / max(1, len(first | second))
