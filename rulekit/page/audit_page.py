"""The page of an audit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import metadata
from typing import TYPE_CHECKING, Any

from rulekit.analysis.failures import Failures, failures_of
from rulekit.analysis.repository import largest_repositories
from rulekit.analysis.rule_rows import rows_of_rule
from rulekit.audit.part import part_of
from rulekit.audit.read_tables import AuditTables
from rulekit.audit.sample import sampled_rows
from rulekit.audit.verdicts import AuditReader
from rulekit.core.escape import in_short
from rulekit.core.verdict import CAUSES, Verdict
from rulekit.page.curated import Curated
from rulekit.page.limit_chart import limit_charts
from rulekit.page.page import Page
from rulekit.page.shown_file import NAME, shown_file
from rulekit.report.stored import config_file, profile_of, unfinished

if TYPE_CHECKING:
    from rulekit.audit.selection import Key
    from rulekit.plan.plan import Plan

FILES = 300  # sampled, unless somebody asks for more or fewer
ROWS = 200  # of a table
CHARTS = 60  # rules with the most failures
TOGETHER = 16  # rules in the table of pairs
TOP = 3  # reasons that are named beside a language

ReadTexts = Callable[[Sequence[Verdict]], Mapping["Key", str]]


@dataclass(frozen=True)
class AuditPage:
    """An audit with what a page needs beside it: a reader of rows, and texts if they are at hand.

    `why_no_texts` says where they are not; "" if they are.
    """

    audit: AuditTables
    reader: AuditReader
    texts: ReadTexts
    title: str
    why_no_texts: str = ""
    files: int = FILES

    def page(self) -> Page:
        """The page; raises UsageError for tables that are damaged."""
        failures = failures_of(self.audit)
        verdicts = self._sampled()
        texts = self.texts(verdicts)
        curated = Curated(self.audit, self._texts_at) if "pipeline" in self.audit.manifest else None
        if curated:
            texts = curated.masked(texts)
        return Page(
            title=in_short(self.title, NAME),
            about=[*self._about()],
            counts=self._counts(),
            reasons=[*self._reasons(failures)],
            languages=[*_groups(failures)],
            repositories=[*self._repositories()],
            repositories_by=self._repository_column,
            limits=[*self._limits(failures)],
            together=_together(failures),
            files=[shown_file(one, texts.get((one.shard or "", one.row or 0))) for one in verdicts],
            steps=curated.steps if curated else (),
            copies=[*curated.copies()] if curated else (),
            edits=[*curated.edits()] if curated else (),
            notes=[*self._notes(verdicts, texts)],
        )

    def _texts_at(self, keys: Sequence[Key]) -> Mapping[Key, str]:
        return self.texts(self.reader.summaries(keys))

    @property
    def _plan(self) -> Plan | None:
        return self.reader.engine.plan if self.reader.engine else None

    def _sampled(self) -> list[Verdict]:
        keys = sampled_rows(self.audit, self.files, self._plan)
        return [*self.reader.verdicts(keys)]

    def _about(self) -> Iterator[tuple[str, str]]:
        manifest = self.audit.manifest
        yield "profile", in_short(profile_of(manifest))
        if config := config_file(manifest):
            yield "configured by", in_short(config)
        if pipeline := manifest.get("pipeline"):
            yield "pipeline", in_short(str(pipeline.get("name", "")))
        if part := part_of(manifest):
            yield "rows", part
        yield "shards", f"{len(self.audit.shards):,}"
        yield "rules", f"{len(manifest['plan']['rules']):,}"
        yield "plan", str(manifest["plan"]["hash"])[:12]
        yield "rulekit", metadata.version("rulekit")

    def _counts(self) -> dict[str, Any]:
        tally = self.audit.tally
        counts = {name: getattr(tally.all, name) for name in ("keep", "drop", "error")}
        apart = sorted(tally.not_judged.items(), key=lambda pair: (-pair[1], pair[0]))
        return {**counts, "bytes": tally.bytes, "not_judged": dict(apart)}

    def _notes(self, verdicts: Sequence[Verdict], texts: Mapping[Key, str]) -> Iterator[str]:
        audit, manifest = self.audit, self.audit.manifest
        if not audit.finished:
            yield unfinished(audit.shards, manifest["shards"])
        if "pipeline" not in manifest and self.reader.why_no_engine:
            why = self.reader.why_no_engine
            yield f"Rules that passed, and limits to drag, are not here: {in_short(why, 300)}."
        if missing := len(verdicts) - len(texts):
            why = f" ({in_short(self.why_no_texts, 300)})" if self.why_no_texts else ""
            yield (
                f"The texts of {missing:,} of {len(verdicts):,} files are not at hand{why}: "
                "`rulekit report --src CORPUS` reads them where the corpus lies now, "
                "`rulekit filter --keep-texts N` keeps some with an audit."
            )

    def _reasons(self, failures: Failures) -> Iterator[dict[str, Any]]:
        titles = self._plan.titles if self._plan else {}
        totals = failures.totals
        order = sorted(totals, key=lambda one: (-totals[one]["drop"], -totals[one]["flagged"], one))
        for cause in order[:ROWS]:
            title = titles.get(cause) or CAUSES.get(cause, "")
            yield {"id": cause, "title": title, **totals[cause]}

    def _repositories(self) -> Iterator[dict[str, Any]]:
        found = largest_repositories(self.audit, ROWS)
        for one in found if len(found) > 1 else ():
            ends = {end: one.ends[end] for end in ("keep", "drop", "error")}
            top = sorted(one.reasons.items(), key=lambda pair: (-pair[1], pair[0]))[:TOP]
            yield {"name": in_short(one.name, NAME), **ends, "top": top}

    @property
    def _repository_column(self) -> str:
        """The column that says repositories; "" where none does, or the audit is older than it."""
        column = self.audit.manifest["columns"].get("repo") or ""
        told = all(
            "repo" in self.audit.file("verdicts", shard).schema_arrow.names
            for shard in self.audit.shards[:1]
        )
        return in_short(column, NAME) if told else ""

    def _limits(self, failures: Failures) -> Iterator[dict[str, Any]]:
        plan = self._plan
        if plan is None or not self.audit.has_readings:
            return
        totals, selected = failures.totals, {one.id for one in plan.selected}
        hits = {one: totals[one]["drop"] + totals[one]["flagged"] for one in totals}
        for rule in sorted(hits, key=lambda one: (-hits[one], one))[:CHARTS]:
            if rule in selected:
                rows = rows_of_rule(self.audit, plan, rule)
                if len(rows):
                    yield from limit_charts(rows, f"{plan.titles.get(rule, rule)}.")


def _groups(failures: Failures) -> Iterator[dict[str, Any]]:
    """Rows of a table by group, the largest first."""
    order = sorted(range(len(failures.groups)), key=lambda at: (-int(failures.rows[at]), at))
    for at in order[:ROWS]:
        rows, kept, dropped = (
            int(one[at]) for one in (failures.rows, failures.kept, failures.dropped)
        )
        counts = sorted(zip(-failures.drop[at], failures.causes, strict=True))
        top = [(cause, -int(count)) for count, cause in counts[:TOP] if count]
        error = rows - kept - dropped
        name = in_short(failures.groups[at], NAME)
        yield {"name": name, "keep": kept, "drop": dropped, "error": error, "top": top}


def _together(failures: Failures) -> dict[str, Any]:
    """The rules that drop most, with the rows that each two of them drop."""
    own = failures.together.diagonal()
    order = sorted(range(len(own)), key=lambda at: (-int(own[at]), failures.causes[at]))
    chosen = [at for at in order[:TOGETHER] if own[at] and "/" in failures.causes[at]]
    if len(chosen) < 2:
        return {}
    counts = failures.together[chosen][:, chosen].tolist()
    return {"rules": [failures.causes[at] for at in chosen], "counts": counts}
