"""The page of a check: its verdicts are put into an audit, which is gone when the page is there."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from rulekit.audit.folder import AuditFolder
from rulekit.audit.grouped_table import GroupedTable
from rulekit.audit.manifest import Manifest
from rulekit.audit.read_tables import AuditTables
from rulekit.audit.tables import Block, schemas, wheel_versions
from rulekit.audit.verdicts import AuditReader
from rulekit.core.tally import Tally
from rulekit.core.verdict import Verdict
from rulekit.corpus.job import CorpusJob
from rulekit.corpus.roles import FILE
from rulekit.files.discover import FoundFile
from rulekit.files.read import read
from rulekit.hooks.reader import BrokenRow
from rulekit.language.encoding import NotText, decode
from rulekit.page.audit_page import AuditPage
from rulekit.plan.fingerprint import fingerprint
from rulekit.plan.kept_readings import kept_readings

if TYPE_CHECKING:
    from rulekit.audit.selection import Key
    from rulekit.engine import Engine

SHARD = ""  # what is checked lies in no shard
SIGNALS = "used"
ROWS = 1_024  # that are held until they are written


@dataclass
class CheckPage:
    """A report that is one page. `engine` judges with `used_signals`, for the limits to drag."""

    stream: IO[str]
    engine: Engine
    title: str
    _rows: int = 0
    _folder: ExitStack = field(default_factory=ExitStack)
    _open: ExitStack = field(default_factory=ExitStack)
    _tables: dict[str, GroupedTable] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.readings = kept_readings(self.engine.plan, SIGNALS)
        folder = self._folder.enter_context(tempfile.TemporaryDirectory(prefix="rulekit-"))
        self.audit = AuditFolder(Path(folder))
        for kind, schema in schemas(self.readings).items():
            path = self.audit.table(kind, SHARD)
            path.parent.mkdir()
            self._tables[kind] = self._open.enter_context(GroupedTable(str(path), schema))
        self._block = Block(SHARD, self.readings)

    def add(self, verdict: Verdict) -> None:
        """Keep a verdict for the end."""
        known = dict(verdict.readings)
        readings = tuple((name, known[name]) for name in self.readings if name in known)
        self._block.add(replace(verdict, shard=SHARD, row=self._rows, readings=readings))
        self._rows += 1
        if self._rows % ROWS == 0:
            self._flush()

    def finish(self, tally: Tally) -> None:
        """Write the page."""
        self._flush()
        self._open.close()
        with self._folder:
            audit = AuditTables(self.audit, self._manifest(), (SHARD,), tally)
            reader = AuditReader(audit, made=self.engine)
            self.stream.write(AuditPage(audit, reader, texts, self.title).page().html())

    def _flush(self) -> None:
        for kind, rows in self._block.tables().items():
            self._tables[kind].add(rows)
        self._block = Block(SHARD, self.readings)

    def _manifest(self) -> dict[str, Any]:
        job = CorpusJob(FILE, readings=self.readings)
        begun = Manifest(fingerprint(self.engine.plan), job, (), SIGNALS, wheel_versions()).begun()
        return {**begun, "finished": True, "counts": {"rows": self._rows}}


def texts(verdicts: Sequence[Verdict]) -> Mapping[Key, str]:
    """The texts of files that lie where they were judged, and are the same."""
    found = {}
    for one in verdicts:
        text = _text(one.path, one.sha256)
        if text is not None:
            found[one.shard or "", one.row or 0] = text
    return found


def _text(path: str, sha256: str | None) -> str | None:
    data = read(FoundFile(path, path))
    if isinstance(data, BrokenRow) or hashlib.sha256(data).hexdigest() != sha256:
        return None
    try:
        return decode(data)
    except NotText:
        return None
