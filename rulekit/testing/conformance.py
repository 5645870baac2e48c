"""Holding a pack to what rulekit promises of every verdict."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from rulekit.catalog.catalog import Catalog
from rulekit.catalog.load_catalog import load_catalog
from rulekit.core.utf8 import without_surrogates
from rulekit.engine import Engine
from rulekit.errors import PluginError, pick
from rulekit.plan.options import PlanOptions, Project
from rulekit.plan.plan import Plan
from rulekit.run.limit import TIMEOUT
from rulekit.testing.checks import CHECKS, Check
from rulekit.testing.mutation import mutations
from rulekit.testing.pack_checks import check_needs, check_pack
from rulekit.testing.report import ConformanceReport, Violation
from rulekit.testing.sample import (
    Sample,
    by_language,
    example_sources,
    folder_sources,
    languages_in,
)
from rulekit.testing.shrink import smallest
from rulekit.testing.trial import SampleRunner
from rulekit.testing.variants import formed, large, made

EXAMPLES = 25  # texts of each form


def conform(
    name: str,
    *,
    sources: str | os.PathLike[str] | None = None,
    examples: int = EXAMPLES,
    huge: bool = True,
    timeout: float = TIMEOUT,
    off: Collection[str] = (),
) -> ConformanceReport:
    """Try the plugin `name` on texts of every form, `examples` of each, and report what breaks.

    The texts are made of the examples of rules and of the files in the folder `sources`. `huge`
    texts, of a megabyte and more, take seconds each. `off` are plugins to leave out. Raises
    PluginError for a plugin that does not load, UsageError for one that is not there.
    """
    catalog = load_catalog(off)
    options = _everything(catalog, name)
    engine = Engine(Plan(catalog, options, Project()))  # of what was just read
    plugin = next(one for one in catalog.plugins if one.name == name)
    known = list(example_sources(catalog, plugin))
    if sources is not None:
        known += folder_sources(catalog, plugin, os.fspath(sources))
    groups = by_language(catalog, plugin, known)
    report = ConformanceReport(name, languages_in(plugin), sources=len(known))
    check_pack(catalog, plugin, groups, report)
    if report.complaints:
        return report
    with SampleRunner(engine, options, timeout) as bench:
        for sample in _distinct(_samples(catalog, groups, examples, huge=huge)):
            _try(bench, sample, report)
        if not report.counts["ends"].broken:
            check_needs(catalog, plugin, groups, report)
        for key, complaint in report.found.items():
            report.found[key] = _smaller(bench, complaint)
    return report


def assert_conforms(
    name: str,
    *,
    sources: str | os.PathLike[str] | None = None,
    examples: int = EXAMPLES,
    huge: bool = True,
    timeout: float = TIMEOUT,
) -> None:
    """Raise AssertionError with every complaint of `conform`: the one test of a pack."""
    report = conform(name, sources=sources, examples=examples, huge=huge, timeout=timeout)
    assert not report.complaints, "\n".join(map(str, report.complaints))  # noqa: S101  a test's


def _everything(catalog: Catalog, name: str) -> PlanOptions:
    """Options with all rules and signals that work; PluginError, UsageError if `name` does not."""
    plugin = pick("plugin", name, {one.name: one for one in catalog.plugins})
    if plugin.status != "ok":
        raise PluginError(plugin.problems)
    off = tuple(one.name for one in catalog.plugins if one.status != "ok")
    return PlanOptions(select=tuple(catalog.rules), off=off, all_signals=True, all_evidence=True)


def _samples(
    catalog: Catalog, sources: Mapping[str, Sequence[Sample]], examples: int, *, huge: bool
) -> Iterator[Sample]:
    for language, own in sources.items():
        yield from own
        yield from made(own[0].path, own, catalog.syntaxes.get(language))
        yield from large(own[0].path, own) if huge else ()
        yield from formed(own, examples)
        yield from mutations(own, examples)


def _distinct(samples: Iterable[Sample]) -> Iterator[Sample]:
    """Drop repeated texts; each is a file's bytes unless no file can hold it."""
    seen: set[tuple[str, str | bytes]] = set()
    for sample in samples:
        if isinstance(sample.content, str) and without_surrogates(sample.content) == sample.content:
            sample = replace(sample, content=sample.data)
        if (key := (sample.path, sample.content)) not in seen:
            seen.add(key)
            yield sample


def _try(bench: SampleRunner, sample: Sample, report: ConformanceReport) -> None:
    trial = bench.try_out(sample)
    report.texts += 1
    report.slowest = max(report.slowest, (trial.seconds, sample.name))
    for check in CHECKS:
        complaints = check.complaints(trial)
        report.add(check.name, [Violation(about, why, sample) for about, why in complaints])


def _smaller(bench: SampleRunner, complaint: Violation) -> Violation:
    """The complaint with a smaller text that breaks the same promise; a hang is left as it is."""
    sample = complaint.sample
    check = next((one for one in CHECKS if one.name == complaint.check), None)
    if sample is None or check is None or complaint.about == "timed-out":
        return complaint

    def breaks(content: str | bytes) -> bool:
        return bool(_why(bench, replace(sample, content=content), check, complaint.about))

    content: str | bytes
    if isinstance(sample.content, str):
        content = smallest(sample.content, breaks)
    else:
        content = smallest(sample.content, breaks)
    small = replace(sample, content=content)
    message = _why(bench, small, check, complaint.about) or complaint.message
    name = f"{sample.name}, made small" if small != sample else sample.name
    return replace(complaint, message=message, sample=replace(small, name=name))


def _why(bench: SampleRunner, sample: Sample, check: Check, about: str) -> str:
    """Message of a check on a sample about the same thing; "" if there is none."""
    said = check.complaints(bench.try_out(sample))
    return next((message for subject, message in said if subject == about), "")
