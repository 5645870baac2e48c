"""How many of Linguist's samples are told right.

    python tests/language/samples.py LINGUIST

LINGUIST is a checkout of github-linguist/linguist, of the release that languages.json names; its
folder `samples` has a folder of files for each language, and in some of these `filenames`, with
files that are told by their name. Prints the share that is told right in all, of popular languages,
by clue, and of each language that is not always told, then the samples that are told wrong.
A language and its group are one where Linguist's table gives it that group.
"""

# ruff: noqa: T201  a script prints
from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from rulekit_plugins.code.build_languages import slug

import rulekit
from rulekit.language.detect import LanguageTable
from rulekit.language.encoding import NotText, decode

CLUES = ("by content", "by default", "shared by", "file name", "shebang", "modeline", "binary")


@dataclass(frozen=True)
class Sample:
    """A sample, its language and the one that it is told to be in."""

    path: str
    language: str
    told: str
    how: str
    right: bool

    @property
    def clue(self) -> str:
        """Sort of the clue that told it."""
        return next((clue for clue in CLUES if clue in self.how), "extension alone")


def folders(table: Mapping[str, object]) -> dict[str, str]:
    """Ids of languages by the folders of their samples: a folder has no `*` in its name."""
    names = {name: slug(name) for name in table}
    plain = {
        name.replace("*", star): language
        for name, language in names.items()
        for star in ("", "star")
    }
    return plain | names


def samples(linguist: Path, table: LanguageTable) -> Iterator[Sample]:
    """Every sample, told."""
    facts = yaml.safe_load((linguist / "lib/linguist/languages.yml").read_text("utf-8"))
    groups = {slug(name): slug(entry.get("group", name)) for name, entry in facts.items()}
    languages = folders(facts)
    for file in sorted((linguist / "samples").rglob("*")):
        if file.is_file():
            path = file.relative_to(linguist / "samples").as_posix()
            language = languages[path.partition("/")[0]]
            told, how = tell(table, path, file.read_bytes())
            right = told == language or groups.get(told) == groups[language]
            yield Sample(path, language, told, how, right)


def tell(table: LanguageTable, path: str, data: bytes) -> tuple[str, str]:
    """The language of a file and the clue that told it; a reason in place of the clue for none."""
    try:
        found = table.detect(path, decode(data))
    except NotText as reason:
        return "none", str(reason)
    return (found.language, found.how) if found else ("none", "nothing tells")


def share(told: Sequence[Sample]) -> str:
    """`99.50 % (199 of 200)`."""
    right = sum(one.right for one in told)
    return f"{right / len(told):.2%} ({right} of {len(told)})" if told else "none"


def report(told: Sequence[Sample], popular: Iterable[str]) -> Iterator[str]:
    """Lines of the report."""
    yield f"all languages      {share(told)}"
    yield f"popular languages  {share([one for one in told if one.language in popular])}"
    exact = sum(one.told == one.language for one in told)
    yield f"without groups     {exact / len(told):.2%}"
    for clue, _ in Counter(one.clue for one in told).most_common():
        yield f"  {clue:16} {share([one for one in told if one.clue == clue])}"
    wrong = [one for one in told if not one.right]
    for language in sorted({one.language for one in wrong}):
        yield f"  {language:24} {share([one for one in told if one.language == language])}"
    yield from (f"{one.path}: {one.told}, {one.how}" for one in wrong)


def main(linguist: Path) -> None:
    """Tell all samples and print the report."""
    table = rulekit.load().plan.catalog.table
    popular = {language for language in table.ids if table.facts(language).popular}
    print(*report(list(samples(linguist, table)), popular), sep="\n")


if __name__ == "__main__":
    if len(sys.argv) != 2 or not Path(sys.argv[1], "samples").is_dir():
        sys.exit(re.sub(r"\n\nLINGUIST is.*", "", __doc__ or "", flags=re.DOTALL))
    main(Path(sys.argv[1]))
