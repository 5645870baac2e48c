"""All kinds of files by the strict loader and by their schemas."""

import tomllib
from functools import cache

import jsonschema
from curate.planning import built

from rulekit.catalog.compile_rule import compile_rule, compile_signals
from rulekit.catalog.implications import implication_problems
from rulekit.catalog.load_catalog import load_catalog
from rulekit.catalog.rule_files import Tune, tune_problems
from rulekit.errors import RulekitError, SpecError
from rulekit.plan.check_plan import profile_problems, project_problems
from rulekit.plan.layers import Profile, profile_names
from rulekit.plan.options import Project
from rulekit.schema.kinds import FILE_KINDS, schemas_of
from rulekit.spec.ask import read_ask
from rulekit.spec.check import check
from rulekit.spec.profile import ProfileSpec, TuneSpec
from rulekit.spec.project import read_project
from rulekit.spec.recall import read_recall
from rulekit.spec.scorecard import ScorecardSpec
from rulekit.spec.strict_yaml import read_yaml
from rulekit.spec.synthesis import read_synthesis


@cache
def catalog():
    return load_catalog()


@cache
def schemas():
    return schemas_of(catalog(), FILE_KINDS)


@cache
def validator(kind):
    return jsonschema.Draft202012Validator(schemas()[kind])


def value_of(kind, text):
    """The values of a file, as its reader tells them."""
    return tomllib.loads(text) if kind == "project" else read_yaml(text, "a.yaml").value


def complaint(kind, value):
    """The one complaint that an editor would show first, with its place; "" for none."""
    error = jsonschema.exceptions.best_match(validator(kind).iter_errors(value))
    return "" if error is None else f"{error.json_path}: {error.message}"


def refusal(kind, text):
    """What the loader says of a file; "" if it takes it."""
    try:
        problems = LOADERS[kind](text)
    except RulekitError as error:
        problems = error.problems
    return "; ".join(problem.message for problem in problems)


def _rule(text):
    file = compile_rule(text, "a.yaml", "house", "a", frozenset(), catalog().names)
    return implication_problems([file], catalog().rules, ())


def _tune(text):
    tree = read_yaml(text, "tune.yaml")
    return tune_problems(Tune(check(tree, TuneSpec, what="a tune file"), tree), catalog().rules, ())


def _profile(text):
    tree = read_yaml(text, "a.yaml")
    spec = check(tree, ProfileSpec, what="a profile")
    if spec.extends and spec.extends not in profile_names(catalog()):
        raise SpecError(f"there is no profile {spec.extends}")
    return profile_problems(catalog(), [Profile("a", spec, tree)])


def _scorecard(text):
    tree = read_yaml(text, "a.yaml")
    spec = check(tree, ScorecardSpec, what="a scorecard")
    written = [(term.signal, ("terms", i, "signal")) for i, term in enumerate(spec.terms)]
    compile_signals(tree, written, catalog().names)
    return []


def _pipeline(text):
    built(text)
    return []


def _ask(text):
    read_ask(text, "a.yaml")
    return []


def _recall(text):
    read_recall(text, "r.yaml")
    return []


def _recipe(text):
    read_synthesis(text, "m.yaml")
    return []


def _project(text):
    spec, tree = read_project(text, "rulekit.toml")
    if spec.profile and spec.profile not in profile_names(catalog()):
        raise SpecError(f"there is no profile {spec.profile}")
    return project_problems(catalog(), Project(spec, tree))


LOADERS = {
    "rule": _rule,
    "tune": _tune,
    "profile": _profile,
    "scorecard": _scorecard,
    "pipeline": _pipeline,
    "ask": _ask,
    "recall": _recall,
    "recipe": _recipe,
    "project": _project,
}
