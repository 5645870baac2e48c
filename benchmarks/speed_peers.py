"""What filters of other projects cost on the same files, timed in the Python that has them.

    PYTHON benchmarks/speed_peers.py ROWS.jsonl ROUNDS

PYTHON has datatrove 0.10 or later with spacy, and Pygments; rulekit is not needed:

    python -m venv PEERS && PEERS/bin/pip install datatrove spacy nltk pygments

benchmarks/speed.py --peers PEERS/bin/python does it. A line of ROWS has `path` and `text`. Prints
CPU seconds by name as JSON, the least of the rounds; what cannot be had here is left out, and said
on stderr. datatrove's filters end at their first reason.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

Way = Callable[[dict[str, str]], object]


def main() -> None:
    rows = [json.loads(line) for line in Path(sys.argv[1]).read_text("utf-8").splitlines()]
    print(json.dumps({name: best(way, rows, int(sys.argv[2])) for name, way in ways().items()}))


def best(way: Way, rows: Sequence[dict[str, str]], rounds: int) -> float:
    way(rows[0])
    return min(seconds(way, rows) for _ in range(rounds))


def seconds(way: Way, rows: Sequence[dict[str, str]]) -> float:
    start = time.process_time()
    for one in rows:
        way(one)
    return time.process_time() - start


def ways() -> dict[str, Way]:
    """A function of a row for each filter that is installed."""
    found: dict[str, Way] = {}
    for make in (datatrove, pygments):
        try:
            found |= make()
        except ImportError as error:
            print(f"left out: {make.__name__}: {error}", file=sys.stderr)
    return found


def datatrove() -> dict[str, Way]:
    from datatrove.data import Document
    from datatrove.pipeline import filters

    kinds: list[Any] = [
        filters.FineWebQualityFilter,
        filters.C4QualityFilter,
        filters.GopherRepetitionFilter,
        filters.GopherQualityFilter,
    ]

    def way(kind: Any) -> Way:
        step = kind()
        return lambda row: step.filter(Document(text=row["text"], id=row["path"]))

    return {f"datatrove {kind.__name__}": way(kind) for kind in kinds}


def pygments() -> dict[str, Way]:
    from pygments import lex
    from pygments.lexers import get_lexer_for_filename
    from pygments.token import Comment
    from pygments.util import ClassNotFound

    def comments(row: dict[str, str]) -> int:
        """Characters in comments, as OpenCoder's filter splits them off."""
        try:
            lexer = get_lexer_for_filename(Path(row["path"]).name)
        except ClassNotFound:
            return 0
        return sum(len(word) for kind, word in lex(row["text"], lexer) if kind in Comment)

    return {"Pygments, comments split off": comments}


if __name__ == "__main__":
    main()
