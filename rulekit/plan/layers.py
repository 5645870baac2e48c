"""The layers that set a limit: rule < language tune < profile < rulekit.toml < command line."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from rulekit.catalog.catalog import Catalog
from rulekit.catalog.rule_files import display_path, read_text
from rulekit.core.document import KINDS, PROSE
from rulekit.core.rule import Bound, Range, Rule
from rulekit.errors import Problem, SpecError, UsageError, nearest
from rulekit.spec.check import check
from rulekit.spec.patterns import Patterns, TooManyGlobs, read_patterns
from rulekit.spec.profile import BlockSpec, LimitSpec, ProfileSpec
from rulekit.spec.project import OverrideSpec, ProjectSpec
from rulekit.spec.selection import selected
from rulekit.spec.strict_yaml import KeyPath, Tree, read_yaml


@dataclass(frozen=True)
class Layer:
    """Rules and limits that one place sets, and for which documents.

    `select` replaces the choice so far, `extend` adds to it, `skip` takes away. `scope` is a kind,
    a language, or prose in a natural language (`prose-zh`); "" is everything.
    """

    name: str
    select: tuple[str, ...] | None = None
    extend: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    limits: Mapping[str, LimitSpec] = field(default_factory=dict)
    min_score: float | None = None
    scope: str = ""

    def covers(self, language: str, kind: str, natural_language: str = "") -> bool:
        """True if it speaks of documents of this language, kind and natural language."""
        return self.scope in ("", language, kind, f"{kind}-{natural_language}")


@dataclass(frozen=True)
class Profile:
    """A profile as written, after those that it extends."""

    name: str
    spec: ProfileSpec
    tree: Tree


def read_profiles(catalog: Catalog, name: str) -> list[Profile]:
    """The profile and all that it extends, the furthest first."""
    chain = [_read_profile(catalog, name)]
    while parent := chain[-1].spec.extends:
        child = chain[-1]
        names = [profile.name for profile in chain]
        if parent in names:
            circle = " -> ".join([*names, parent])
            problem = child.tree.problem(f"profiles extend in a circle: {circle}", ("extends",))
            raise SpecError([problem])
        try:
            chain.append(_read_profile(catalog, parent))
        except UsageError as error:
            raise SpecError([child.tree.problem(error.problems[0].message, ("extends",))]) from None
    return chain[::-1]


def profile_names(catalog: Catalog) -> list[str]:
    """Names of the profiles that can be chosen."""
    found = {path.stem for folder in catalog.profile_folders for path in folder.glob("*.yaml")}
    return sorted(name for name in found if "." not in name)  # `default.score` is a scorecard


def _read_profile(catalog: Catalog, name: str) -> Profile:
    """Raises UsageError when there is none of this name, SpecError when it is wrong or twice."""
    # A profile is named, and not sought elsewhere; `default.score` is a scorecard.
    plain = Path(name).name == name and not name.endswith(".score")
    places = [folder / f"{name}.yaml" for folder in catalog.profile_folders if plain]
    found = [path for path in places if os.path.lexists(path)]
    if not found:
        near = nearest(name, profile_names(catalog))
        raise UsageError(f"there is no profile `{name}`{near}")
    if len(found) > 1:
        message = f"the profile `{name}` exists already: {display_path(found[0])}"
        raise SpecError([Problem(message, display_path(found[1]))])
    installed = found[0].parent.parent not in catalog.extra
    tree = read_yaml(read_text(found[0], linked=installed), display_path(found[0]))
    return Profile(name, check(tree, ProfileSpec, what="a profile"), tree)


def profile_layers(profiles: Sequence[Profile]) -> list[Layer]:
    """Layers of a chain of profiles: of each its own words, then its blocks, the narrowest last."""
    layers = []
    for profile in profiles:
        spec, name = profile.spec, f"profile {profile.name}"
        select = None if spec.select is None else tuple(spec.select)
        layers.append(Layer(name, select, (), tuple(spec.skip), spec.limits, spec.min_score))
        for scope, block in sorted(scoped(spec), key=lambda item: narrowness(item[0])):
            layers.append(
                Layer(
                    name,
                    None,
                    tuple(block.select),
                    tuple(block.skip),
                    block.limits,
                    block.min_score,
                    scope,
                )
            )
    return layers


def scoped(spec: ProfileSpec) -> list[tuple[str, BlockSpec]]:
    """The blocks of a profile by what they are for; a key may name several: `json, yaml`."""
    return [
        (word.strip(), block) for words, block in spec.blocks.items() for word in words.split(",")
    ]


def narrowness(scope: str) -> tuple[int, str]:
    """Sort key of blocks: kinds, natural languages, languages; the last has the last word."""
    return (0 if scope in KINDS else 1 if scope.startswith(f"{PROSE}-") else 2, scope)


def tune_layers(catalog: Catalog) -> list[Layer]:
    """The languages' own adjustments."""
    return [
        Layer(f"tune {language}", None, (), tuple(tune.spec.skip), tune.spec.limits, None, language)
        for language, tune in sorted(catalog.tunes.items())
    ]


def project_layer(project: ProjectSpec, name: str) -> Layer:
    """Layer of a rulekit.toml for all files."""
    select = None if project.select is None else tuple(project.select)
    extend, skip = tuple(project.extend_select), tuple(project.ignore)
    return Layer(name, select, extend, skip, project.limits, project.min_score)


def override_layer(override: OverrideSpec, name: str) -> Layer:
    """Layer of an override for some paths."""
    skip = tuple(override.skip)
    return Layer(f"{name} override", None, (), skip, override.limits, override.min_score)


def override_patterns(project: ProjectSpec, tree: Tree | None) -> list[Patterns]:
    """The paths of each override; raises SpecError when they, or those of `exclude`, are too many.

    All overrides are tried on every path, so their patterns are limited together.
    """
    _patterns(project.exclude, tree, ("exclude",))
    found: list[Patterns] = []
    for i, one in enumerate(project.override):
        found.append(_patterns(one.paths, tree, ("override", i, "paths"), found))
    return found


def _patterns(
    lines: Sequence[str], tree: Tree | None, place: KeyPath, others: Sequence[Patterns] = ()
) -> Patterns:
    try:
        return read_patterns(lines, others)
    except TooManyGlobs as error:
        message = f"there are {error}"
        problem = tree.problem(message, place, at_key=True) if tree else Problem(message)
        raise SpecError([problem]) from None


def chosen(rules: Iterable[Rule], layers: Iterable[Layer]) -> list[Rule]:
    """The rules that the layers select, in the order given. An exact id undoes an earlier skip."""
    by_id = {rule.id: rule for rule in rules}
    wanted, skipped = set(by_id), set[str]()
    for layer in layers:
        if layer.select is not None:
            wanted = selected(layer.select, by_id)
            skipped -= set(layer.select)
        wanted |= selected(layer.extend, by_id)
        skipped -= set(layer.extend)
        skipped |= selected(layer.skip, by_id)
    return [rule for rule_id, rule in by_id.items() if rule_id in wanted - skipped]


def adjusted(rule: Rule, layers: Iterable[Layer]) -> Rule:
    """The rule with the limits that the layers give it, each remembering who set it.

    Raises SpecError when nothing could be within them.
    """
    for layer in layers:
        limit = layer.limits.get(rule.id)
        if limit is not None:
            rule = _limited(rule, limit, layer.name)
    low, high = rule.keep.minimum, rule.keep.maximum
    if low and high and low.value > high.value:
        where = f"min {low} ({low.set_by}) is above max {high} ({high.set_by})"
        raise SpecError(f"nothing can pass {rule.id}: {where}")
    return rule


def _limited(rule: Rule, limit: LimitSpec, name: str) -> Rule:
    said = limit.model_fields_set
    keep = rule.keep
    if "min" in said:
        keep = Range(None if limit.min is None else Bound(limit.min, name), keep.maximum)
    if "max" in said:
        keep = Range(keep.minimum, None if limit.max is None else Bound(limit.max, name))
    return replace(
        rule,
        keep=keep,
        spare=rule.spare if limit.spare is None else Bound(limit.spare, name),
        weight=limit.weight or rule.weight,
        action=limit.action or rule.action,
    )
