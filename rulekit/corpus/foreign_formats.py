"""Forms of corpora that no reader is for, told by their names, and the remedy for each."""

from __future__ import annotations

import os
from collections.abc import Sequence

from rulekit.errors import Problem, UsageError
from rulekit.places.address import is_address

_FORMS = (
    ("packed with {}", "unpack it, or pack it with zstd or gzip", "bz2 xz lz4 lzma br snappy 7z"),
    ("packed with gzip", "unpack it", "parquet.gz parq.gz pq.gz csv.gz tsv.gz txt.gz"),
    ("a table of text", "convert it to Parquet, with pyarrow or DuckDB", "csv tsv"),
    ("an Arrow table", "convert it to Parquet, with pyarrow", "arrow feather ipc"),
    ("an ORC table", "convert it to Parquet, with pyarrow", "orc"),
    ("an Avro file", "convert it to Parquet, with DuckDB or Spark", "avro"),
    ("a part of a Lance table", "convert it to Parquet, with pylance", "lance"),
    ("a web archive", "take its texts out, into Parquet or JSONL", "warc warc.gz warc.zst wet.gz"),
    (
        "an archive",
        "unpack it and name the folder",
        "tar tar.gz tgz tar.bz2 tar.xz tar.zst zip rar",
    ),
)
# What a file is by the end of its name, and the way to a form that is read. A table or an archive
# holds many documents, of which a tree of files would make one that is binary.
FORMS = {f".{end}": (what.format(end), step) for what, step, ends in _FORMS for end in ends.split()}


def form_of(path: str) -> str:
    """Longest ending of FORMS that the name of a file has; "" when it has none."""
    name = os.path.basename(path).lower()
    return max((end for end in FORMS if name.endswith(end)), key=len, default="")


def hint(path: str) -> str:
    """Guess at a file that nothing reads, with a remedy; "" when its name tells nothing."""
    if not (end := form_of(path)):
        return ""
    what, step = FORMS[end]
    return f"it seems to be {what}: {step}"


def refusal(folder: str, files: Sequence[str]) -> UsageError:
    """Refusal of a folder that holds only such files."""
    problems = []
    for end in sorted(set(map(form_of, files))):
        those = [file for file in files if form_of(file) == end]
        what, step = FORMS[end]
        more = f", {len(those):,} in all" if len(those) > 1 else ""
        first = os.path.basename(those[0])
        message = f"nothing reads `{end}`, {what}: {first} in `{folder}`{more}"
        as_files = "; or judge them as the files that they are: --reader tree"
        remedy = step + ("" if is_address(folder) else as_files)  # no tree is read from a store
        problems.append(Problem(message, remedy=remedy))
    return UsageError(problems)
