"""An audit, opened to be asked: `rulekit.open_audit`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from rulekit.audit.folder import AuditFolder
from rulekit.audit.matching import select, shard_number
from rulekit.audit.near_limit import near_failures, near_rows
from rulekit.audit.query import AuditQuery, as_keyword
from rulekit.audit.read_manifest import read_manifest_and_counts
from rulekit.audit.read_tables import AuditTables
from rulekit.audit.selection import EveryRow, Selection
from rulekit.audit.tables import arrow
from rulekit.audit.verdicts import AuditReader, Verdicts
from rulekit.core.escape import in_short
from rulekit.core.verdict import Decision
from rulekit.engine import Engine
from rulekit.places.place import place_of
from rulekit.plan.options import AnyPath, PlanOptions


@dataclass(frozen=True, repr=False)
class Audit(AuditTables):
    """The folder that `rulekit filter` wrote, to be asked for its verdicts.

    `manifest` is what `docs/audit.md` describes, `tally` has the counts, `shards` are the names of
    the shards of which everything is written. Raises UsageError for files that are damaged, when
    they are read.
    """

    here: PlanOptions = field(default_factory=PlanOptions)

    @cached_property
    def reader(self) -> AuditReader:
        """The part that tells rows by their shard and number."""
        return AuditReader(self, self.here)

    @property
    def engine(self) -> Engine | None:
        """The engine that judged the audit, rebuilt; None where it cannot be: `why_no_engine`.

        With it, verdicts have the rules that passed, and `near` finds rows that passed.
        """
        return self.reader.engine

    @property
    def why_no_engine(self) -> str:
        """The reason why rules that passed are not known; "" when they are."""
        return self.reader.why_no_engine

    def verdicts(
        self,
        *,
        rule: str | None = None,
        near: float | None = None,
        cause: str | None = None,
        id: str | None = None,
        path: str | None = None,
        row: str | int | None = None,
        sample: Decision | None = None,
        limit: int | None = None,
        seed: int | None = None,
    ) -> Verdicts:
        """The verdicts on some rows; without a word, on every row, in order.

        `rule` takes the rows that a rule failed, dropped or not (`rule in verdict.decided_by`
        tells); with `near`, those that it failed or passed within that distance of its limit, the
        nearest first. `cause` takes those that ended by a word
        where no rule decided, such as `"binary"`. `id`, `path` and `row` (`"SHARD#row=N"`) find a
        document. `sample="drop"` (`"keep"`, `"error"`) takes candidates of that decision in random
        order, among those of `rule` or `cause`; another `seed` gives another order. `limit` is how
        many are told at the most. Raises UsageError for words that do not go together or that the
        audit does not know.
        """
        words = {**locals()}
        del words["self"]
        return self.ask(AuditQuery(**words))

    def ask(self, query: AuditQuery) -> Verdicts:
        """The answer to a query, as `verdicts` gives it."""
        steps = [one["id"] for one in self.manifest.get("pipeline", {}).get("steps", ())]
        query.check(self.plan["rules"], self.paths.folder, steps)
        return Verdicts(self.reader, self._pick(query), query.rule)

    def shard_verdicts(self, shard: str) -> Verdicts:
        """The verdicts on all rows of a shard, in order."""
        shard_number(self, shard, as_keyword("shard", shard))
        return Verdicts(self.reader, EveryRow(self, (shard,)))

    def _pick(self, query: AuditQuery) -> Selection | EveryRow:
        if not query.picks:
            return EveryRow(self, self.shards, query.limit)
        if query.rule is None or query.near is None:
            return select(self, query)
        if self.engine is None:
            return near_failures(self, query.rule, query.near, query.limit)
        return near_rows(self, self.engine.plan, query.rule, query.near, query.limit)

    def _repr_html_(self) -> str:
        """Page of a notebook: what `rulekit explain AUDIT` shows."""
        from rulekit.report.notebook import audit_html  # where there is a notebook

        return audit_html(self.manifest, self.shards, self.tally, str(self.paths.folder))

    def __repr__(self) -> str:
        total, count = self.tally.total, self.tally.all
        counts = f"{total:,} rows, {count.keep:,} keep, {count.drop:,} drop"
        state = "" if self.finished else ", unfinished"
        return f"<audit {in_short(str(self.paths.folder))}: {counts}{state}>"


def open_audit(
    folder: AnyPath,
    *,
    config: AnyPath | None = None,
    rules: AnyPath | Iterable[AnyPath] = (),
    replies: AnyPath | Iterable[AnyPath] = (),
    off: str | Iterable[str] = (),
) -> Audit:
    """Open an audit: the folder that `rulekit filter … --out` wrote.

    `config`, `rules`, `replies` and `off` say, as for `load`, where the rulekit.toml, the rules, a
    model's replies and the plugins are that it was made with; the rest of its plan is in the audit.
    They are for rules that passed, and for nothing else. Raises UsageError when there is no audit,
    or one that cannot be read.
    """
    arrow()
    paths = AuditFolder(place_of(folder))
    here = PlanOptions.of(config=config, rules=rules, replies=replies, off=off)
    return Audit(paths, *read_manifest_and_counts(paths), here)
