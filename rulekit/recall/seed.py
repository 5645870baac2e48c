"""Seeds: the labels of the first round, which people gave or a model replied."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rulekit.audit.tables import arrow
from rulekit.catalog.rule_files import display_path
from rulekit.errors import UsageError, nearest
from rulekit.files.digest import file_sha256
from rulekit.labelling.label import DROP, KEEP, LABELS
from rulekit.labelling.label_rows import made_of_rows
from rulekit.places.place import matching
from rulekit.recall.address import address_of
from rulekit.recall.recipe import Recipe

BY_MODEL = "model"


@dataclass(frozen=True)
class SeedLabel:
    """A label of a page, which is named by the hash of its bytes, or by its address."""

    page: str
    keep: bool
    by: str

    @property
    def key(self) -> str:
        """The hash, or what `page_key` makes of the address."""
        return page_key(self.page)


@dataclass(frozen=True)
class Seed:
    """Labels by the keys of their pages; `contradicting` pages have labels of both sorts."""

    labels: Mapping[str, SeedLabel]
    contradicting: frozenset[str] = frozenset()


def page_key(url: str) -> str:
    """A page's name whatever is written of its address: without its scheme and a `#`."""
    address = address_of(url)
    return f"{address.host}{address.path}" if address else url


def read_seed(recipe: Recipe) -> Seed:
    """The labels by their pages; what people say goes before replies, and the last before others.

    Raises SpecError for what is no label, UsageError or SpecError for files that are not there.
    """
    found = {one.key: one for one in _replied(recipe)}
    labelled = _labelled(recipe)
    said: dict[str, set[bool]] = {}
    for key, one in labelled:
        if one:
            said.setdefault(key, set()).add(one.keep)
    contradicting = frozenset(key for key, both in said.items() if len(both) > 1)
    last = {**found, **dict(labelled)}  # None for what is undecided after all
    return Seed({key: one for key, one in last.items() if one}, contradicting)


def seed_hash(recipe: Recipe) -> str:
    """The hash of all that the files of the seed hold."""
    digest = hashlib.sha256()
    for path in _files(recipe):
        digest.update(f"{path.name}\0{file_sha256(str(path))}\0".encode("utf-8", "replace"))
    return digest.hexdigest()


def _files(recipe: Recipe) -> list[Path]:
    found = []
    if recipe.spec.seed.labels is not None:
        found.append(_there(recipe, "labels"))
    if recipe.spec.seed.replies is not None:
        found += _tables(recipe)
    return found


def _there(recipe: Recipe, key: str) -> Path:
    path = Path(recipe.beside(getattr(recipe.spec.seed, key)))
    if not path.exists():
        raise recipe.problem(f"there is no `{display_path(path)}`", ("seed", key))
    return path


def _labelled(recipe: Recipe) -> list[tuple[str, SeedLabel | None]]:
    if recipe.spec.seed.labels is None:
        return []
    path = _there(recipe, "labels")
    try:
        lines = path.read_text("utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or error
        raise UsageError(f"`{display_path(path)}` cannot be read: {why}") from None
    return made_of_rows(display_path(path), lines, _seed_label, "label of a page")


def _seed_label(row: Any) -> tuple[str, SeedLabel | None]:
    """The key of the page of a row, and its label; None for one that is undecided."""
    if not isinstance(row, dict):
        raise TypeError("it is no object")
    label, by = row["label"], row.get("by") or row.get("reader")
    page = row.get("sha256") or row.get("url")
    if not isinstance(label, str) or label not in LABELS:
        raise ValueError(f"`label` is none of {', '.join(LABELS)}")
    if not isinstance(page, str):
        raise KeyError("url")
    if not isinstance(by, str):
        raise KeyError("by")
    said = SeedLabel(page, label == KEEP, by)
    return said.key, said if label in (KEEP, DROP) else None


def _tables(recipe: Recipe) -> list[Path]:
    folder = _there(recipe, "replies")
    files = matching(folder / "replies", "**/*.parquet")
    found = [path for path in files if isinstance(path, Path)]
    if not found:
        message = f"`{display_path(folder)}` is no folder of `rulekit ask`"
        raise recipe.problem(message, ("seed", "replies"))
    return found


def _replied(recipe: Recipe) -> Iterator[SeedLabel]:
    """The labels of the pages to which there are replies: by the mean of each page's marks."""
    seed = recipe.spec.seed
    if seed.replies is None or seed.column is None or seed.min is None:
        return
    marks: dict[str, list[float]] = {}
    for path in _tables(recipe):
        for row in _rows(recipe, path, seed.column):
            mark = row[seed.column]
            if row["sha256"] and isinstance(mark, int | float):
                marks.setdefault(row["sha256"], []).append(mark)
    for page, some in marks.items():
        yield SeedLabel(page, math.fsum(some) / len(some) >= seed.min, BY_MODEL)


def _rows(recipe: Recipe, path: Path, column: str) -> list[dict[str, Any]]:
    pa = arrow("replies are read from Parquet files")
    try:
        known = pa.parquet.read_schema(path).names
        if column not in known:
            message = f"replies have no column `{column}`{nearest(column, known)}"
            raise recipe.problem(message, ("seed", "column"))
        rows: list[dict[str, Any]] = pa.parquet.read_table(
            path, columns=["sha256", column]
        ).to_pylist()
    except (pa.ArrowException, OSError) as error:
        raise UsageError(f"`{display_path(path)}` cannot be read: {error}") from None
    return rows
