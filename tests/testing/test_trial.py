"""rulekit/testing/trial.py: one text, read here with everything that its language has."""

from dataclasses import replace
from types import ModuleType

import pytest

import rulekit
from rulekit.catalog.load_catalog import load_catalog
from rulekit.catalog.plugin_source import find_sources
from rulekit.engine import Engine
from rulekit.plan.options import PlanOptions, Project
from rulekit.plan.plan import Plan
from rulekit.testing.checks import CHECKS
from rulekit.testing.sample import Sample
from rulekit.testing.trial import Trial, judged

PAGE = b"""<!doctype html>
<html><head><title>Page</title><style>p { margin: 0 }</style></head>
<body><p>Some words for people to read.</p><a href="https://example.org/a">a link</a>
<script>// count\nfor (let i = 0; i < 3; i++) { console.log(i + 1); }</script>
<p>Other words, which come after them.</p><p>Other words, which come after them.</p>
</body></html>
"""
BEYOND = rulekit.Span(10**9, 10**9 + 1)


def html_beyond():
    """The bundled html plugin, whose signals and finders all point beyond the page."""
    (source,) = (one for one in find_sources() if one.name == "html")
    (pack,) = source.load().rulekit_packs()
    signals = tuple(replace(one, locate=lambda _: [BEYOND]) for one in pack.signals)
    finders = tuple(replace(one, find=lambda _: [BEYOND], walk=None) for one in pack.finders)
    broken = replace(pack, signals=signals, finders=finders)
    module = ModuleType("broken_html")
    module.rulekit_packs = rulekit.hookimpl(lambda: [broken], specname="rulekit_packs")
    return replace(source, load=lambda: module)


def trial_of(page, *sources):
    """The page tried here, with every signal and capture."""
    catalog = load_catalog(sources=sources or None)
    options = PlanOptions(select=tuple(catalog.rules), all_signals=True)
    engine = Engine(Plan(catalog, options, Project()))
    sample = Sample("page", "page.html", page)
    verdict = judged(engine, sample)
    return Trial(sample, engine, verdict, verdict)


@pytest.fixture(scope="module")
def misplaced():
    """Names of what is complained of in an html pack of which nothing points into the page."""
    others = [one for one in find_sources() if one.name != "html"]
    trial = trial_of(PAGE, *others, html_beyond())
    checks = [one for one in CHECKS if one.name in ("located", "measured")]
    return {name for check in checks for name, _ in check.complaints(trial)}


def test_a_page_is_read_with_its_scripts_and_styles():
    document = trial_of(PAGE).document
    assert ["for"] == [document.embedded("javascript").data.split()[2].decode()]
    assert "p { margin: 0 }" in document.embedded("css").text


def test_no_signal_of_a_page_goes_unmeasured_for_want_of_what_it_holds():
    trial = trial_of(PAGE)
    notes = {name: signal.read(trial.document).note for name, signal in trial.signals.items()}
    assert [] == [name for name, note in notes.items() if "nobody tells" in note]


def test_every_signal_that_points_beyond_the_page_is_named(misplaced):
    trial = trial_of(PAGE)
    measured = {
        name
        for name, signal in trial.signals.items()
        if "html." in name and signal.read(trial.document).value is not None
    }
    assert len(measured) >= 17
    assert measured == {name for name in misplaced if "html." in name}
