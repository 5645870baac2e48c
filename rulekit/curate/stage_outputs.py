"""What is written of a shard when a stage is done with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from rulekit.audit.close_shard import Done, ShardOutput, copied_rows, joined_table
from rulekit.audit.folder import AuditFolder
from rulekit.corpus.job import CorpusJob, Task
from rulekit.curate.arrays import RaggedLists, by_key, key_type, loaded, ragged, save
from rulekit.curate.block import note_type
from rulekit.curate.pipeline import Pipeline
from rulekit.curate.ranks import rank_type
from rulekit.curate.stages import Stage
from rulekit.curate.tables import OUTPUT, table
from rulekit.hooks.reader import Reader
from rulekit.hooks.step import CopyStep, CorpusStep

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

Join = Callable[[Sequence["Array"]], "Array"]
TOLD = ("verdicts", "evidence", "edits", "contamination")
AUDIT = ("verdicts", "evidence", "fates", "copies", "edits", "contamination")
SCORES = "scores"  # of a pipeline with a step that gives some


def block_kind(kind: str) -> str:
    """A kind as the name of a block's file."""
    return kind.replace("/", "-")


def stage_outputs(
    pipeline: Pipeline, stage: Stage, job: CorpusJob, task: Task, reader: Reader, audit: AuditFolder
) -> dict[str, ShardOutput]:
    """The outputs of a stage for a shard, by the kind of a block's file."""
    if stage.do == "features":
        features = _array(audit, task, "features", _joined_lists)
        return {"features": features, "events": _table(audit, task, "events")}
    steps = pipeline.steps[stage.first : stage.stop]
    outputs = [
        OUTPUT + one.output for one in (pipeline.steps if stage.is_last else steps) if one.output
    ]
    more = [SCORES, *outputs] if pipeline.scores else outputs
    kinds = [*AUDIT, *more] if stage.is_last else ["events", *TOLD, *more]
    found = {block_kind(kind): _table(audit, task, kind) for kind in kinds}
    if stage.is_last:
        found["kept"] = copied_rows(job, task, reader, audit, "kept")
        return found
    noted = pipeline.steps[stage.noted or 0].built
    if isinstance(noted, CopyStep):
        found["keys"] = _array(audit, task, "keys", _joined_keys)
        preferences = len(noted.prefer)
        found["ranks"] = _array(audit, task, "ranks", _dense(preferences, task.stop))
    elif isinstance(noted, CorpusStep):
        found["notes"] = _array(audit, task, "notes", _joined_notes)
    return found


def _table(audit: AuditFolder, task: Task, kind: str) -> ShardOutput:
    joined = joined_table(audit, task, block_kind(kind), table(kind))
    return ShardOutput(audit.table(kind, task.shard.name), joined.write)


def _array(audit: AuditFolder, task: Task, kind: str, join: Join) -> ShardOutput:
    """One array, of those of all blocks; the numbers of shards are their names."""

    def write(near: AuditFolder, blocks: Sequence[Done], here: str) -> None:
        paths = [near.block(task.number, one["start"], kind) for one in blocks]
        save(here, join([loaded(path) for path in paths]))  # a map would keep each of them open

    return ShardOutput(audit.folder / kind / f"{task.number:06}.npy", write)


def _joined_keys(parts: Sequence[Array]) -> Array:
    import numpy as np

    return by_key(np.concatenate([np.empty(0, key_type()), *parts]))


def _joined_notes(parts: Sequence[Array]) -> Array:
    import numpy as np

    return np.concatenate([np.empty(0, note_type()), *parts])


def _joined_lists(parts: Sequence[Array]) -> Array:
    return ragged([one for part in parts for one in RaggedLists(part).items()])


def _dense(preferences: int, rows: int) -> Join:
    """Ranks in the places of their rows."""

    def join(parts: Sequence[Array]) -> Array:
        import numpy as np

        kind = rank_type(preferences)
        found = np.zeros(rows, kind)
        for part in parts:
            for name in kind.names:
                found[name][part["row"]] = part[name]
        return found

    return join
