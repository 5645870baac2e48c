"""rulekit/recall/scorers.py: processes that score, and what becomes of those that die."""

import io
import json
from dataclasses import asdict

import pytest
from modelling import model_of
from recalling import corpus_of, write_small

from rulekit.audit.folder import AuditFolder
from rulekit.errors import RulekitError
from rulekit.learned.model_file import written_model
from rulekit.plan.options import PlanOptions
from rulekit.recall.recipe import read_recipe
from rulekit.recall.score_table import Scorer, ScoreTables
from rulekit.recall.scorers import score_shards, serve


@pytest.fixture
def work(folder):
    """A function: score the small web with so many processes, and hand back the tables."""
    write_small(folder, per_domain=2)
    recipe = read_recipe(str(folder / "code.yaml"))
    corpus = corpus_of(recipe)
    model = folder / "a.model"
    model.write_bytes(written_model(model_of()))
    out = folder / "out"
    (out / "work").mkdir(parents=True)
    tables = ScoreTables(out / "scores", corpus.shards)
    heard = []

    def scored(jobs):
        scorer = Scorer(corpus, recipe.domains, model_of())
        score_shards(scorer, tables, model, out, PlanOptions(), jobs, heard.append)
        return tables

    scored.heard = heard
    return scored


@pytest.mark.slow
def test_processes_write_what_one_would(work):
    tables = work(2)
    assert [1, 2] == work.heard
    there = [*tables.pages()]
    assert (28, 2) == (len(there), len({page.shard for page in there}))
    files = {path: path.read_bytes() for path in tables.folder.iterdir()}
    for path in files:
        path.unlink()
    work(1)
    assert files == {path: path.read_bytes() for path in tables.folder.iterdir()}


def test_what_is_there_is_not_scored_again(work):
    tables = work(1)
    first = tables.path(tables.shards[0])
    first.write_bytes(b"not touched")
    work(2)
    assert b"not touched" == first.read_bytes()


def test_a_shard_that_cannot_be_read_ends_the_run_with_words(work, folder):
    (folder / "pages-1.jsonl").unlink()
    with pytest.raises(RulekitError, match=r"pages-1.jsonl` cannot be read: No such file"):
        work(2)


def test_a_process_that_dies_is_told(work, folder):
    (folder / "a.model").write_bytes(b"{}")
    with pytest.raises(RulekitError, match=r"the process that scored .* died"):
        work(2)


def test_a_process_ends_with_what_it_hears_from(work, folder):
    tables = work(1)
    job = {"options": PlanOptions().to_json(), "columns": {"content": "text", "path": "url"},
           "held_out": {"share": 0.2, "domains": None}, "suffixes": ["example"],
           "model": str(folder / "a.model"), "out": str(folder / "out")}  # fmt: skip
    shard = asdict(tables.shards[0])
    lines = [job, {"shard": shard, "path": str(folder / "out/one.parquet")}]
    told = io.BytesIO()
    serve(io.BytesIO("".join(json.dumps(one) + "\n" for one in lines).encode()), told)
    assert b"[]\n" == told.getvalue()
    assert (folder / "out/one.parquet").exists()
    assert AuditFolder(folder / "out").work.exists()
