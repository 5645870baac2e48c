"""The texts that a pack is tried on begin as its sources: examples of rules, and given files."""

from __future__ import annotations

import shlex
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rulekit.catalog.catalog import Catalog
from rulekit.catalog.plugin import Plugin
from rulekit.core.utf8 import without_surrogates
from rulekit.errors import UsageError
from rulekit.files.discover import FoundFile, discover
from rulekit.files.read import read
from rulekit.hooks.reader import BrokenRow
from rulekit.language.encoding import NotText, decode
from rulekit.testing.examples import example_text, examples_of, usual_path

LARGE = 200_000  # bytes or characters of a text that takes long to judge
PRINTED = 2_000  # bytes of a text that a command line still holds


@dataclass(frozen=True)
class Sample:
    """A text to try a pack on. `name` tells its origin, `path` the file that it would be.

    A str is a text that may hold lone surrogates, as rows of a corpus can; bytes are a file's.
    """

    name: str
    path: str
    content: str | bytes

    @property
    def data(self) -> bytes:
        """The bytes of the file that it would be."""
        return (
            self.content
            if isinstance(self.content, bytes)
            else without_surrogates(self.content).encode()
        )

    @property
    def large(self) -> bool:
        """True if judging it takes long."""
        return len(self.content) > LARGE

    @property
    def command(self) -> str:
        """Command that shows how it reads; "" if it is too long to type."""
        if len(self.data) > PRINTED:
            return ""
        return f"printf {_printf(self.data)} | rulekit signals - --stdin-filename {self.path}"


def _printf(data: bytes) -> str:
    """Bytes as the argument of a shell's printf."""
    plain = {ord("\n"): r"\n", ord("\t"): r"\t", ord("\\"): r"\\", ord("%"): "%%"}
    shown = "".join(plain.get(b) or (chr(b) if 32 <= b < 127 else f"\\{b:03o}") for b in data)
    return shlex.quote(f"\\055{shown[1:]}" if shown.startswith("-") else shown)  # no option


def example_sources(catalog: Catalog, plugin: Plugin) -> Iterator[Sample]:
    """The examples of the plugin's rules, and those of common rules that are in its languages.

    A plugin without a language has its own rules' examples, in whatever language they are.
    """
    packs = {pack.name for pack in plugin.packs}
    for file in catalog.rules.values():
        if file.pack not in packs and (file.rule.languages or not languages_in(plugin)):
            continue
        for side, i, example in examples_of(file):
            path = example.path or usual_path(catalog, file.rule)
            text = example_text(file, example)
            if _told(catalog, path, text, languages_in(plugin)):
                yield Sample(f"{file.rule.id} {side} {i + 1}", path, text)


def folder_sources(catalog: Catalog, plugin: Plugin, folder: str) -> Iterator[Sample]:
    """The files of a folder that are in the plugin's languages.

    Raises UsageError when there is none, and for one of their names that cannot be read as text.
    """
    found = 0
    for file in discover([folder], ignore=False):
        name = file.path.rpartition("/")[2]
        text, why = _text(file)
        if why and _told(catalog, name, "", languages_in(plugin)):
            raise UsageError(f"`{file.path}` is no source: {why}")
        if why:
            continue  # a picture among the sources
        sample = Sample(file.path, name, text)
        if _told(catalog, sample.path, str(sample.content), languages_in(plugin)):
            found += 1
            yield sample
    if not found:
        known = ", ".join(languages_in(plugin)) or "any known language"
        raise UsageError(f"no file in `{folder}` is in {known}")


def _text(file: FoundFile) -> tuple[str, str]:
    """The text of a file, and the reason why it has none."""
    data = read(file)
    if isinstance(data, BrokenRow):
        return "", data.note
    try:
        return decode(data), ""
    except NotText as reason:
        return "", str(reason)


def languages_in(plugin: Plugin) -> tuple[str, ...]:
    """The ids of the languages that a plugin brings."""
    return tuple(language.id for pack in plugin.packs for language in pack.languages)


def by_language(
    catalog: Catalog, plugin: Plugin, samples: Iterable[Sample]
) -> Mapping[str, Sequence[Sample]]:
    """The samples of each language that the plugin brings; under "", all, if it brings none."""
    groups: dict[str, list[Sample]] = {name: [] for name in languages_in(plugin) or ("",)}
    for sample in samples:
        detected = catalog.table.detect(sample.path, str(sample.content))
        language = detected.language if detected and "" not in groups else ""
        groups[language].append(sample)
    return groups


def _told(catalog: Catalog, path: str, text: str, languages: Collection[str]) -> bool:
    """True if a file is detected as one of the languages; with none, as any."""
    detected = catalog.table.detect(path, text)
    return detected is not None and (not languages or detected.language in languages)
