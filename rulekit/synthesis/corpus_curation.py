"""A curation of rows as a part of something larger: to its end, or anew where it is another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from rulekit.audit.folder import AuditFolder
from rulekit.audit.sealed import DamagedError, read_json
from rulekit.files.digest import file_sha256
from rulekit.places.place import remove
from rulekit.plan.options import PlanOptions
from rulekit.run.curate import Curation
from rulekit.run.dispatch import find_runner
from rulekit.run.prepared import FilterOptions
from rulekit.run.prepared_curation import CurateOptions, PreparedCuration

Tell = Callable[[str], None]
LOCAL = "local"


def curated(
    options: PlanOptions, pipeline: str, sources: Sequence[str], out: Path, jobs: int, tell: Tell
) -> Curation:
    """Curate rows into a folder; goes on with what was begun there.

    Raises RulekitError, also where the folder has a curation of something else.
    """
    wanted = FilterOptions(tuple(sources), str(out))
    run = Curation(options, wanted, CurateOptions(pipeline))
    for one in (run, *_outputs(run, jobs, tell)):
        _finish(one, jobs, tell)
    return run


def curated_anew(
    audit: AuditFolder,
    options: PlanOptions,
    pipeline: str,
    sources: Sequence[Path],
    out: Path,
    jobs: int,
    tell: Tell,
) -> Curation:
    """Curate files; a curation of other ones in the folder, or by other rules, makes room.

    `audit` is the folder of all, beside whose parts it is noted what each is of.
    """
    words = [str(one) for one in sources]
    prepared = PreparedCuration(
        options, FilterOptions(tuple(words), str(out)), CurateOptions(pipeline)
    )
    known = {
        "run": prepared.manifest.run,
        "of": {one.name: file_sha256(str(one)) for one in sources},
    }
    note = out.with_name(f"{out.name}.json")
    if _noted(note) != known:
        remove(note)  # first: what it says of the folder would be untrue
        remove(out)
        audit.write_json(note, known)
    return curated(options, pipeline, words, out, jobs, tell)


def _noted(path: Path) -> object:
    try:
        return read_json(path)
    except DamagedError:
        return None


def _outputs(run: Curation, jobs: int, tell: Tell) -> Iterator[Curation]:
    """The curations of its outputs, once it has ended."""
    _finish(run, jobs, tell)
    yield from run.of_outputs()


def _finish(run: Curation, jobs: int, tell: Tell) -> None:
    runner = find_runner(run.engine, LOCAL, run.places)
    opened = partial(runner.executors, run.worker_config.to_json(), jobs, None)
    for task, _, _ in run.run(opened):
        tell(f"{run.pipeline.name}: {task.shard.name}")
