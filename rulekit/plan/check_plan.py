"""Problems of a choice of rules: broken plugins that it needs, words without a meaning."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain

from rulekit.catalog.catalog import Catalog
from rulekit.errors import MISTAKES, Problem, did_you_mean, first_of
from rulekit.plan.layers import Layer, Profile
from rulekit.plan.options import Project
from rulekit.spec.selection import may_mean_pack, unknown
from rulekit.spec.strict_yaml import KeyPath, Tree


def profile_problems(catalog: Catalog, profiles: Iterable[Profile]) -> list[Problem]:
    """Words of profiles that mean nothing: rules, kinds and languages that do not exist."""
    problems = []
    for profile in profiles:
        spec = profile.spec
        problems += _words(catalog, profile.tree, (), spec.select or (), spec.skip, spec.limits)
        for words, block in spec.blocks.items():
            inner = ("for", words)
            for scope in map(str.strip, words.split(",")):
                near = "" if catalog.scope(scope) else did_you_mean(scope, catalog.scopes)
                # What is absent may bring it.
                if near or not (catalog.scope(scope) or catalog.absent):
                    message = f"`{scope}` is no kind and no language{near}"
                    message = message if scope else "there is nothing between two commas"
                    problems.append(profile.tree.problem(message, inner, at_key=True))
            problems += _words(catalog, profile.tree, inner, block.select, block.skip, block.limits)
    return problems


def _words(
    catalog: Catalog,
    tree: Tree,
    path: KeyPath,
    select: Iterable[str],
    skip: Iterable[str],
    limits: Iterable[str],
) -> list[Problem]:
    listed = [("select", i, word) for i, word in enumerate(select)]
    listed += [("skip", i, word) for i, word in enumerate(skip)]
    found = [
        tree.problem(message, (*path, key, i))
        for key, i, word in listed
        if (message := unknown(word, catalog.rules, catalog.absent))
    ]
    return found + [
        tree.problem(message, (*path, "limits", rule), at_key=True)
        for rule in limits
        if (message := unknown_rule(catalog, rule))
    ]


def unknown_rule(catalog: Catalog, rule: str) -> str | None:
    """Complaint about the id of a rule; None if it exists or its pack is absent."""
    if rule in catalog.rules:
        return None
    return unknown(rule, catalog.rules, catalog.absent) or (
        None if rule.partition("/")[0] in catalog.absent else f"`{rule}` is not one rule's id"
    )


def needed_but_broken(catalog: Catalog, layers: Sequence[Layer]) -> list[Problem]:
    """The problems of broken plugins whose rules the layers may select."""
    selects = [layer.select for layer in layers if layer.select is not None]
    extended = [word for layer in layers for word in layer.extend]
    patterns = [*(selects[-1] if selects else ("all",)), *extended]
    return [
        problem
        for plugin in catalog.plugins
        if plugin.status == "failed" and any(may_mean_pack(one, plugin.name) for one in patterns)
        for problem in _told(plugin.problems, plugin.name, plugin.origin)
    ]


def project_problems(catalog: Catalog, known: Project) -> list[Problem]:
    """Words of rulekit.toml that mean nothing, each at its place."""
    project, tree = known.spec, known.tree
    if tree is None:
        return []
    lists: list[tuple[KeyPath, Sequence[str]]] = [
        (("select",), project.select or ()),
        (("extend-select",), project.extend_select),
        (("ignore",), project.ignore),
        *((("override", i, "skip"), one.skip) for i, one in enumerate(project.override)),
    ]
    limits: list[tuple[KeyPath, Iterable[str]]] = [
        (("limits",), project.limits),
        *((("override", i, "limits"), one.limits) for i, one in enumerate(project.override)),
    ]
    words = (
        tree.problem(message, (*path, i))
        for path, listed in lists
        for i, word in enumerate(listed)
        if (message := unknown(word, catalog.rules, catalog.absent))
    )
    ids = (
        tree.problem(message, (*path, rule), at_key=True)
        for path, rules in limits
        for rule in rules
        if (message := unknown_rule(catalog, rule))
    )
    found = first_of(chain(words, ids))
    return sorted(found[:MISTAKES], key=lambda one: (one.line, one.column)) + found[MISTAKES:]


def _told(problems: Iterable[Problem], name: str, origin: str) -> list[Problem]:
    """A plugin's problems with whose they are and how to go on without it."""
    out = shlex.quote(f"no:{name}")
    remedy = (
        f"the plugin `{name}` ({origin}) is needed by the selection; leave it out with -p {out}"
    )
    return [
        replace(problem, remedy="; ".join(part for part in (problem.remedy, remedy) if part))
        for problem in problems
    ]
