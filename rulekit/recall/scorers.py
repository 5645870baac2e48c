"""Processes that score shards, as many as are wanted; each ends when this one does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import ExitStack, suppress
from dataclasses import asdict
from pathlib import Path
from queue import SimpleQueue
from typing import IO, Any

from rulekit.audit.folder import AuditFolder
from rulekit.corpus.job import Shard
from rulekit.corpus.readers import readers_of
from rulekit.corpus.roles import Columns
from rulekit.errors import Problem, RulekitError
from rulekit.learned.model_file import ModelFile
from rulekit.loader import build_engine
from rulekit.plan.options import PlanOptions
from rulekit.recall.domain import Domains
from rulekit.recall.score_table import Scorer, ScoreTables
from rulekit.recall.suffix import Suffixes
from rulekit.recall.web_corpus import WebCorpus
from rulekit.run.process import import_paths
from rulekit.spec.recall import RecallHeldOut

Tell = Callable[[int], None]


def score_shards(
    scorer: Scorer, tables: ScoreTables, model: Path, out: Path, options: PlanOptions, jobs: int,
    tell: Tell,
) -> None:  # fmt: skip
    """Write the tables of all shards that have none; `tell` hears how many are there.

    One process that has one shard to do is this one. Raises RulekitError for a shard that cannot
    be read, and where a process dies.
    """
    left = [one for one in tables.shards if not tables.path(one).exists()]
    done = len(tables.shards) - len(left)
    if min(jobs, len(left)) <= 1:
        for shard in left:
            scorer.write(AuditFolder(out), shard, tables.path(shard))
            tell(done := done + 1)
        return
    word = _job(scorer, model, out, options)
    for _ in _apart(word, [(one, tables.path(one)) for one in left], min(jobs, len(left))):
        tell(done := done + 1)


def _job(scorer: Scorer, model: Path, out: Path, options: PlanOptions) -> str:
    suffixes = scorer.domains.suffixes
    said = {
        "options": options.to_json(),
        "columns": asdict(scorer.corpus.columns),
        "held_out": scorer.domains.held_out.model_dump(),
        "suffixes": sorted(suffixes.rules) if suffixes else None,
        "model": str(model),
        "out": str(out),
    }
    return json.dumps(said)


def _apart(job: str, work: Sequence[tuple[Shard, Path]], jobs: int) -> Iterator[None]:
    """Have processes write the tables; yields once for each."""
    idle: SimpleQueue[subprocess.Popen[bytes]] = SimpleQueue()

    def do(shard: Shard, path: Path) -> None:
        process = idle.get()
        try:
            _say(process.stdin, {"shard": asdict(shard), "path": str(path)})
            _heard(process, shard)
        finally:
            idle.put(process)  # one that has died, too: who gets it must not wait

    with ExitStack() as stack:
        pool = stack.enter_context(ThreadPoolExecutor(jobs))
        stack.callback(pool.shutdown, wait=False, cancel_futures=True)
        for _ in range(jobs):
            idle.put(process := _started())
            stack.callback(_end, process)
            _say(process.stdin, json.loads(job))
        under_way: set[Future[None]] = {pool.submit(do, *one) for one in work}
        while under_way:
            ended, under_way = wait(under_way, return_when=FIRST_COMPLETED)
            for one in ended:
                one.result()
                yield


def _started() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        # -P: what is scored must not be imported because it lies in the current folder
        [sys.executable, "-P", "-m", __name__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(import_paths())},
        start_new_session=True,  # Ctrl-C is for this process, which then ends the others
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        with suppress(OSError):
            if stream:
                stream.close()


def _say(stream: IO[bytes] | None, data: object) -> None:
    if stream is not None:
        with suppress(BrokenPipeError):  # it has died, which is told when it does not answer
            stream.write(json.dumps(data).encode() + b"\n")
            stream.flush()


def _heard(process: subprocess.Popen[bytes], shard: Shard) -> None:
    """Wait until a shard is done; raises RulekitError for what was wrong."""
    line = process.stdout.readline() if process.stdout else b""
    if not line:
        message = f"the process that scored `{shard.path}` died"
        remedy = "the same command goes on; -j 1 takes less memory"
        raise RulekitError([Problem(message, remedy=remedy)])
    if problems := json.loads(line):
        raise RulekitError([Problem(**one) for one in problems])


def serve(said: IO[bytes], told: IO[bytes]) -> None:
    """Score what lines of `said` ask for, until there are no more."""
    job = json.loads(said.readline())
    readers = readers_of(build_engine(PlanOptions.from_json(job["options"])))
    corpus = WebCorpus((), readers, Columns(**job["columns"]))
    suffixes = None if job["suffixes"] is None else Suffixes(frozenset(job["suffixes"]))
    domains = Domains(RecallHeldOut(**job["held_out"]), suffixes)
    scorer = Scorer(corpus, domains, ModelFile(Path(job["model"])).model)
    for line in said:
        work = json.loads(line)
        problems: list[dict[str, Any]] = []
        try:
            path = Path(work["path"])
            scorer.write(AuditFolder(Path(job["out"])), Shard.from_fields(work["shard"]), path)
        except RulekitError as error:
            problems = [asdict(one) for one in error.problems]
        except OSError as error:
            problems = [asdict(Problem(f"{error.strerror}: {error.filename}"))]
        _say(told, problems)


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
