"""Verdicts by the short ways are those by the long one, on real files that are there anyway.

The long way gives every finding; `failed_only` and `decide_bytes` leave out what they need not
know. `benchmarks/parity.py` compares them on equal parts of all languages, and with earlier
releases; it needs packages to be fetched.
"""

import hashlib
import os
import sysconfig
from collections import Counter, defaultdict
from pathlib import Path
from typing import NamedTuple

import pytest

import rulekit
from rulekit.core.location import Location
from rulekit.testing.examples import example_text, examples_of, usual_path

ROOT = Path(__file__).parent.parent
FOLDERS = [Path(sysconfig.get_path("stdlib")), Path(sysconfig.get_path("purelib"))]
FOLDERS += [ROOT / one for one in ("rulekit", "plugins", "rules", "docs", "examples", "tests")]
OF_ENDING = 60  # files with one ending that are looked at
OF_LANGUAGE = 30
SIZES = range(1, 150_000)

pytestmark = pytest.mark.slow


class Text(NamedTuple):
    """A content with its place."""

    data: bytes
    location: Location


@pytest.fixture(scope="module")
def exact():
    return rulekit.load()


def real_files(catalog):
    """Files of each language, some that are in none, and some that are no text."""
    count = Counter()
    for path in chosen_paths():
        data = path.read_bytes()
        detected = catalog.table.detect(str(path), data.decode("utf-8", "replace"))
        language = detected.language if detected else ""
        count[language] += 1
        if count[language] <= OF_LANGUAGE:
            yield Text(data, Location(str(path)))


def examples(catalog):
    """The examples of all rules, at their places."""
    for file in catalog.rules.values():
        for _, _, one in examples_of(file):
            path = one.path or usual_path(catalog, file.rule)
            marks = None if one.marks is None else tuple(one.marks)
            location = Location(path, marks, package=one.package)
            yield Text(example_text(file, one).encode(), location)


def chosen_paths():
    """Files of all folders, with each ending the first by a hash of their names."""
    by_ending = defaultdict(list)
    for folder in FOLDERS:
        for here, _, names in os.walk(folder):
            for name in names:
                path = Path(here, name)
                key = hashlib.sha256(str(path.relative_to(folder)).encode()).digest()
                by_ending[path.suffix].append((key, path))
    for ending in sorted(by_ending):
        for _, path in sorted(by_ending[ending])[:OF_ENDING]:
            if path.is_file() and path.stat().st_size in SIZES:
                yield path


def told(verdict):
    """A verdict with the findings that say something: what passed or does not apply is left out."""
    findings = [one for one in verdict.findings if one.outcome != "pass" and one.applies]
    return {**vars(verdict), "findings": findings}


@pytest.fixture(scope="module", params=[real_files, examples])
def judged(request, exact):
    """Texts with their whole verdicts."""
    texts = list(request.param(exact.plan.catalog))
    return [(one, check(exact, one)) for one in texts]


def check(engine, one):
    return engine.check_bytes(one.data, one.location.path, location=one.location)


def test_what_failed_alone_is_told_as_in_the_whole_verdict(judged):
    short = rulekit.load(failed_only=True)
    for one, verdict in judged:
        found = check(short, one)
        assert told(verdict) == {**vars(found), "findings": [*found.findings]}, one.location.path


def test_the_decision_alone_is_the_verdicts(exact, judged):
    for one, verdict in judged:
        decision = exact.decide_bytes(one.data, one.location.path, location=one.location)
        assert verdict.decision == decision, one.location.path


def test_every_language_is_among_the_texts(exact, judged):
    assert set(exact.plan.catalog.syntaxes) <= {verdict.language for _, verdict in judged}
    assert 400 < len(judged)
