"""The pages of a corpus: rows with a text and an address."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from rulekit.core.verdict import Verdict
from rulekit.corpus.job import Shard
from rulekit.corpus.partition import known_columns
from rulekit.corpus.readers import reader_of
from rulekit.corpus.roles import Columns
from rulekit.corpus.row import row_content, with_partition
from rulekit.corpus.shards import find_source
from rulekit.errors import SpecError, UsageError, nearest
from rulekit.hooks.reader import BrokenRow, Raw, Reader
from rulekit.language.encoding import NotText, decode
from rulekit.places.noted import heard
from rulekit.recall.address import PageAddress, address_of
from rulekit.recall.recipe import Recipe

NO_ADDRESS = "no-address"


class WebPage(NamedTuple):
    """A page: its row in its shard, its address, the hash of its bytes, and its text."""

    row: int
    url: str
    address: PageAddress
    sha256: str
    text: str


@dataclass(frozen=True)
class WebCorpus:
    """Shards of pages, and the columns of their texts and addresses."""

    shards: tuple[Shard, ...]
    readers: Mapping[str, Reader]
    columns: Columns

    @staticmethod
    def of(recipe: Recipe, readers: Mapping[str, Reader], out: str) -> WebCorpus:
        """The corpus that a file of rounds names; raises SpecError for columns that are not there.

        Raises UsageError for what is not there at all.
        """
        shards = _shards(recipe, readers, out)
        said = recipe.spec.corpus
        for shard in shards:
            with heard():
                fields = reader_of(readers, shard.reader).fields(shard.path)
            if not fields:
                continue
            known = known_columns(fields, shard.partition, ())
            for key, name in (("text", said.text), ("url", said.url)):
                if name not in known:
                    message = f"there is no column `{name}`{nearest(name, known)}"
                    raise recipe.problem(message, ("corpus", key))
            break
        return WebCorpus(shards, readers, Columns(said.text, said.url))

    def pages(self, shard: Shard, unread: Counter[str]) -> Iterator[WebPage]:
        """The pages of a shard, in its order; rows that are none are counted, by their cause.

        Raises UsageError for a shard that cannot be read at all.
        """
        names = self.columns.names
        reader = reader_of(self.readers, shard.reader)
        try:
            with heard():
                for number, row in enumerate(reader.rows(shard.path, names)):
                    found = self._page(
                        shard, number, with_partition(row.raw, shard.partition, names)
                    )
                    if isinstance(found, WebPage):
                        yield found
                    else:
                        unread[found] += 1
        except OSError as error:
            message = f"`{shard.path}` cannot be read: {error.strerror or error}"
            raise UsageError(message) from None

    def _page(self, shard: Shard, number: int, raw: Raw) -> WebPage | str:
        """A page, or the cause for which a row is none."""
        found = row_content(self.columns, raw, shard.name)
        if isinstance(found, Verdict):
            return found.decided_by[0] if found.decided_by else "broken-row"
        url = None if isinstance(raw, BrokenRow) else raw.get(self.columns.path or "")
        address = address_of(url)
        if address is None:
            return NO_ADDRESS
        try:
            text = decode(found.data)
        except NotText:
            return "not-text"
        return WebPage(number, str(url), address, hashlib.sha256(found.data).hexdigest(), text)


def _shards(recipe: Recipe, readers: Mapping[str, Reader], out: str) -> tuple[Shard, ...]:
    try:
        return find_source(recipe.sources, readers, lambda _: False, out=out).shards
    except UsageError as error:
        place = recipe.tree.problem("", ("corpus", "pages"))
        raise SpecError(
            [
                one if one.path else replace(place, message=one.message, remedy=one.remedy)
                for one in error.problems
            ]
        ) from None
