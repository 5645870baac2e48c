"""Compare rulekit's readings with OpenCoder's own on the golden files.

    python tests/parity/compare.py FOLDER [--write]

FOLDER is where fetch.py laid the files out. Prints three tables: definitions over the text, which
must give equal numbers; definitions over the syntax tree, which differ on purpose; and why their
outcomes differ. Files that are missing are told, as a distribution may have dropped the version
of a package; the others are compared. `--write` makes docs/parity.md of them, and needs all. The
exit status is 1 when a number that must be equal is not, and 2 when nothing can be compared.
"""

# ruff: noqa: T201  a script prints
from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from agreement import agreements
from drops import drops
from equality import Comparison, Equality
from golden import golden_files
from pairs import PLAIN
from reading import Reader, Subject, is_transcribed
from table import page, tables

PAGE = Path(__file__).parents[2] / "docs" / "parity.md"


def subjects(folder: Path, reader: Reader) -> Iterator[Subject]:
    """Every golden file that is there."""
    for golden in golden_files():
        data = golden.fetched(folder)
        if data is not None:
            yield Subject(golden, data, reader)


def equalities(files: Iterable[Subject]) -> list[Equality]:
    """One for each plain definition, over all files."""
    found = [(pair, Equality(pair.reference, pair.ours)) for pair in PLAIN]
    for file in files:
        for pair, equality in found:
            value, where = file.ours(pair), file.where
            if pair.reference in file.golden.readings:
                equality.golden += 1
                read = file.golden.readings[pair.reference]
                equality.compare(where, value, read, "the reference's own reading")
            equality.transcribed += 1
            equality.compare(where, value, file.transcribed(pair.reference), "our transcription")
    return [equality for _, equality in found]


def transcription(files: Iterable[Subject]) -> list[Equality]:
    """One for each reading of the reference that is transcribed: how well it is."""
    found: dict[str, Equality] = {}
    for file in files:
        for name, read in file.golden.readings.items():
            if is_transcribed(name):
                equality = found.setdefault(name, Equality(name, ()))
                equality.golden += 1
                equality.compare(file.where, file.transcribed(name), read, "the transcription")
    return list(found.values())


def compare(folder: Path) -> Comparison:
    """Every comparison over the files in a folder."""
    reader = Reader()
    files = list(subjects(folder, reader))
    return Comparison(
        equalities(files), transcription(files), agreements(files, reader), drops(files, reader)
    )


def main(words: Sequence[str]) -> int:
    """Exit status 0 when every number that must be equal is."""
    folders = [word for word in words if not word.startswith("-")]
    if len(folders) != 1 or {*words} - {*folders, "--write"}:
        print(__doc__)
        return 2
    folder = Path(folders[0])
    known = golden_files()
    missing = [golden for golden in known if golden.fetched(folder) is None]
    if missing:
        print(f"{len(missing)} of {len(known)} files are missing, {missing[0].path} first;")
        print(f"fetch them: python tests/parity/fetch.py {folder}")
        if len(missing) == len(known) or "--write" in words:
            return 2
    comparison = compare(folder)
    print(tables(comparison))
    if "--write" in words:
        PAGE.write_text(page(comparison), encoding="utf-8")
        print(f"written: {PAGE}")
    return 1 if comparison.mismatches else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
