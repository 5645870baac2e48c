"""The plan of rounds that have begun: what must stay as it is until the last."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rulekit.audit.folder import AuditFolder
from rulekit.corpus.job import Shard
from rulekit.corpus.readers import difference, reader_of, shard_hash, stamp_of
from rulekit.errors import Problem, UsageError
from rulekit.places.address import shown
from rulekit.recall.recipe import GOES_ON, Recipe
from rulekit.recall.round_folder import damaged_round, read_told
from rulekit.recall.seed import seed_hash
from rulekit.recall.web_corpus import WebCorpus

PLAN = "plan.json"
FORM = 2


def begin_plan(recipe: Recipe, corpus: WebCorpus, audit: AuditFolder, *, is_begun: bool) -> None:
    """Write down what is fixed; raises RulekitError where rounds have begun with something else."""
    path = Path(str(audit.folder)) / PLAN
    if not is_begun:
        audit.write_json(path, _plan(recipe, corpus))
        return
    before = read_told(path)
    if before.get("form") != FORM:
        raise UsageError(f"`{path}` is of another rulekit: name another folder with --out")
    if not {"file", "seed", "suffixes", "shards"} <= before.keys():
        raise damaged_round(path, "something is missing in it")
    recipe.refuse_change(before["file"])
    if before["seed"] != seed_hash(recipe):
        raise UsageError([Problem("the labels of the seed are others now", remedy=GOES_ON)])
    if before["suffixes"] != _suffixes(recipe):
        raise UsageError([Problem("the suffixes are others now", remedy=GOES_ON)])
    for message in _differences(corpus, before["shards"]):
        raise UsageError([Problem(message, remedy=GOES_ON)])


def _plan(recipe: Recipe, corpus: WebCorpus) -> dict[str, Any]:
    return {
        "form": FORM,
        "file": recipe.fixed(),
        "seed": seed_hash(recipe),
        "suffixes": _suffixes(recipe),
        "shards": [_facts(corpus, shard) for shard in corpus.shards],
    }


def _suffixes(recipe: Recipe) -> list[str]:
    suffixes = recipe.domains.suffixes
    return sorted(suffixes.rules) if suffixes else []


def _facts(corpus: WebCorpus, shard: Shard) -> dict[str, Any]:
    try:
        size, version = stamp_of(shard)
        sha256 = shard_hash(reader_of(corpus.readers, shard.reader), shard.path)
    except OSError as error:
        message = f"`{shown(shard.path)}` cannot be read: {error.strerror or error}"
        raise UsageError(message) from None
    return {"name": shard.name, "size": size, "version": version, "sha256": sha256}


def _differences(corpus: WebCorpus, before: list[dict[str, Any]]) -> Iterator[str]:
    """How the corpus differs from that of the first round."""
    known = {one["name"]: one for one in before}
    names = [one.name for one in corpus.shards]
    for name in known.keys() - {*names}:
        yield f"the corpus has no shard `{name}` any more"
    for shard in corpus.shards:
        if shard.name not in known:
            yield f"the corpus has a shard `{shard.name}` that it had not"
            continue
        reader = reader_of(corpus.readers, shard.reader)
        if why := difference(reader, shard, known[shard.name], believe_stamp=True):
            yield f"the shard `{shard.name}` has changed: {why}"
