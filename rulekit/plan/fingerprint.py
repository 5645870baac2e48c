"""Fingerprint of a plan: everything that decides verdicts, so that two can be told apart."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from rulekit.catalog.catalog import Catalog
    from rulekit.catalog.model_folders import KnownModel
    from rulekit.catalog.plugin import Plugin
    from rulekit.catalog.weight_folders import WeightFile
    from rulekit.plan.layers import Layer
    from rulekit.plan.options import Project
    from rulekit.plan.plan import Plan
    from rulekit.replies.reply_set import ReplySet

LIBRARIES = ("tree-sitter", "google-re2", "regex", "charset-normalizer")
PROSE = ("examples", "why", "title", "source")  # of a rule file: what only people read
SHOWN = 12  # letters of a hash: for people, and enough for all files there are

MEASURED_BY = ("versions", "plugins", "sources")  # what decides readings, beside models
CONFIG = "config"  # of the choice: names the file and does not decide; what it says is hashed

Fingerprint = dict[str, dict[str, str]]


def versions(catalog: Catalog) -> Iterator[tuple[str, str, str]]:
    """Name and version of each distribution that decides verdicts, and what it is for."""
    for name in ("rulekit", *LIBRARIES):
        yield name, _version(name), ""
    for language, syntax in sorted(catalog.syntaxes.items()):
        yield syntax.grammar.wheel, syntax.grammar.version, language
    for natural_language in catalog.languages.natural_languages.values():
        for wheel in natural_language.wheels:
            yield wheel, _version(wheel), f"words of {natural_language.name}"


def fingerprint(plan: Plan) -> Fingerprint:
    """Collect all that decides a plan's verdicts, by sort and name; equal if plans judge alike.

    A plan that was stored has it from the one that it was made of. Where all signals are read, all
    models, weights and replies that are known have their part in it, as readings hang on them.
    """
    known = plan.stored_fingerprint or deciding(plan)
    if not plan.options.all_signals:
        return known
    catalog = plan.catalog
    models, replies = map(_file_hashes, (catalog.models.values(), catalog.replies.values()))
    return {
        **known,
        "models": models,
        "weights": weight_hashes(catalog.weights),
        "replies": replies,
    }


def deciding(plan: Plan) -> Fingerprint:
    """Collect all that decides which rules a document breaks, whatever else is read of it."""
    catalog, project = plan.catalog, plan.project
    said = replace(plan.options, profile=plan.profile, seed=plan.seed, config=project.config)
    return {
        "choice": said.asked(),
        "rules": {rule.id: _rule_hash(catalog, rule.id) for rule in plan.selected},
        "limits": _by_name((_shown(layer), _layer_hash(layer)) for layer in plan.layers),
        "score": {file.path.name: _hash(file.spec.model_dump(mode="json", exclude=set(PROSE)))}
        if (file := plan.scorecard_file)
        else {},
        "models": _file_hashes(plan.models.values()),
        "weights": weight_hashes(plan.weights),
        "replies": _file_hashes(plan.replies.values()),
        "overrides": {"rulekit.toml": _hash(_overrides(project))},
        "versions": {name: version for name, version, _ in versions(catalog)},
        "plugins": {one.name: one.version for one in catalog.plugins if one.status == "ok"},
        "sources": {"rulekit": _files_hash(_below(Path(__file__).parent.parent))}
        | {
            one.name: _files_hash([*files_of(one), *_inherited(catalog, one)])
            for one in catalog.plugins
            if one.status == "ok"
        },
    }


def fingerprint_hash(known: Fingerprint) -> str:
    """Hash of a fingerprint."""
    deciding = {name: said for name, said in known["choice"].items() if name != CONFIG}
    return _hash({**known, "choice": deciding})


class Terms(NamedTuple):
    """Words for the two sides of a difference, and for values that are not shown."""

    before: str
    now: str
    new: str
    gone: str
    changed: str


IN_TIME = Terms("before", "now", "is new", "is gone", "has changed")
ELSEWHERE = Terms("in the run", "there", "is there only", "is missing", "is another")


def differences(
    before: Mapping[str, Mapping[str, str]], now: Fingerprint, terms: Terms = IN_TIME
) -> list[str]:
    """List the differences between two fingerprints, a line for each."""
    found = []
    for sort, values in now.items():
        earlier = before.get(sort, {})
        for name in sorted({*values, *earlier} - ({CONFIG} if sort == "choice" else set())):
            was, is_ = earlier.get(name), values.get(name)
            if was != is_:
                found.append(f"{_SORTS[sort]}{name}: {_change(sort, was, is_, terms)}")
    return found


def measured_otherwise(before: Mapping[str, Mapping[str, str]], now: Fingerprint) -> list[str]:
    """Differences of what takes readings."""
    return differences(before, {sort: now[sort] for sort in MEASURED_BY})


_SORTS = {
    "choice": "--",
    "rules": "the rule ",
    "limits": "the limits of ",
    "score": "the scorecard ",
    "models": "the model ",
    "weights": "the weights ",
    "replies": "the set of replies to ",
    "overrides": "the overrides of ",
    "versions": "the version of ",
    "plugins": "the plugin ",
    "sources": "the code of ",
}


def _change(sort: str, was: str | None, is_: str | None, terms: Terms) -> str:
    if was is None or is_ is None:
        return terms.new if was is None else terms.gone
    if sort not in ("choice", "versions", "plugins"):
        return terms.changed
    return f"{_said(sort, was)} {terms.before}, {_said(sort, is_)} {terms.now}"


def _said(sort: str, word: str) -> str:
    """A choice or a version as a user writes it."""
    value = json.loads(word) if sort == "choice" else word
    words = ",".join(map(str, value)) if isinstance(value, list) else str(value)
    return words or "nothing"


def _by_name(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Hashes by name; several of one name are hashed together, in their order."""
    found: dict[str, list[str]] = {}
    for name, digest in pairs:
        found.setdefault(name, []).append(digest)
    return {
        name: digests[0] if len(digests) == 1 else _hash(digests) for name, digests in found.items()
    }


def _rule_hash(catalog: Catalog, id: str) -> str:
    return _hash(catalog.rules[id].spec.model_dump(mode="json", exclude=set(PROSE)))


def _file_hashes(files: Iterable[KnownModel | ReplySet]) -> dict[str, str]:
    return {file.name: file.sha256[:SHOWN] for file in files}


def weight_hashes(files: Mapping[str, WeightFile]) -> dict[str, str]:
    """Hashes of weights by name, of what they say but for the words that are for people."""
    said = {"terms": {"__all__": {"signal", "weight", "mean"}}}
    return {
        one.name: _hash(one.spec.model_dump(mode="json", include=said)) for one in files.values()
    }


def _shown(layer: Layer) -> str:
    return f"{layer.name} ({layer.scope})" if layer.scope else layer.name


def _layer_hash(layer: Layer) -> str:
    limits = {rule: limit.model_dump(mode="json") for rule, limit in layer.limits.items()}
    return _hash([layer.select, layer.extend, layer.skip, limits, layer.min_score, layer.scope])


def _overrides(project: Project) -> Any:
    return [one.model_dump(mode="json") for one in project.spec.override]


def files_of(plugin: Plugin) -> Iterator[Path]:
    """Files of a plugin: its package, or its module and the files that it names."""
    module = Path(plugin.file)
    if (module.parent / "__init__.py").is_file():
        yield from _below(module.parent)
        return
    yield module
    for pack in plugin.packs:
        yield from (language.queries for language in pack.languages)
        yield from (path for path in (pack.table, pack.content_rules) if path)


def _inherited(catalog: Catalog, plugin: Plugin) -> Iterator[Path]:
    """Query files of other languages whose patterns a plugin's languages inherit."""
    for pack in plugin.packs:
        for language in pack.languages:
            yield from (Path(one.path) for one in catalog.syntaxes[language.id].source.files[:-1])


def _below(folder: Path) -> Iterator[Path]:
    kinds = (".py", ".scm", ".json")
    yield from sorted(path for path in folder.rglob("*") if path.suffix in kinds)


def _files_hash(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(f"{path.name}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:SHOWN]


def _hash(data: Any) -> str:
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()[:SHOWN]


def _version(wheel: str) -> str:
    from importlib import metadata  # 20 ms that a stored fingerprint never costs

    try:
        return metadata.version(wheel)
    except metadata.PackageNotFoundError:
        return "not installed"
