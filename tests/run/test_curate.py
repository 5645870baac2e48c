"""rulekit/run/curate.py: a corpus curated, in this process; what becomes of rows and of plugins."""

import hashlib
import json
import shutil
import sys
from concurrent.futures import Future
from contextlib import chdir
from pathlib import Path

import mirroring
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from mirroring import between_processes, on_disk_only, written

from rulekit import open_audit
from rulekit.corpus.job import Task
from rulekit.errors import RulekitError, UsageError
from rulekit.plan.options import PlanOptions
from rulekit.run.curate import Curation
from rulekit.run.curation_tasks import CurationRunner
from rulekit.run.local_runner import LocalRunner
from rulekit.run.prepared import FilterOptions
from rulekit.run.prepared_curation import CurateOptions

pytestmark = pytest.mark.slow

OPTIONS = PlanOptions(select=("text/few-lines",))
BLOCK = 8

# A stage of each kind, and of the two kinds of copies.
WHOLE = """\
curate: whole
steps:
  - exact: {prefer: ["stars?"]}
  - pii
  - near: {threshold: 0.7, prefer: ["stars?"]}
  - near: {words: 1, threshold: 0.5, min_shingles: 5, prefer: ["stars?"]}
  - rules
  - select: {name: picked, any_of: [pick]}
  - score: {signal: code.own_lines, keep: {top: 90 %, by: language}}
  - sample: {to: {python: 5 kB}}
"""


class Place:
    """A place in this process where the tasks of a curation are done."""

    def __init__(self, run):
        self.desk = CurationRunner(run.engine, run.options, run.job, run.curation)
        self.tasks = []

    def submit(self, task):
        self.tasks.append(Task.from_json(task))
        future = Future()
        future.set_result(json.dumps(self.desk.do(self.tasks[-1], lambda row, doing: None)))
        return future

    def close(self):
        pass


def begun(
    sources="data",
    out="out",
    pipeline="whole.yaml",
    options=OPTIONS,
    block=BLOCK,
    share=None,
    **more,
):
    words = (sources,) if isinstance(sources, str) else tuple(sources)
    wanted = FilterOptions(words, out, block=block, share=share)
    return mirroring.begun(Curation, options, wanted, CurateOptions(pipeline, **more))


def finished(*words, places=1, **more):
    run = begun(*words, **more)
    list(run.run(lambda: [Place(run) for _ in range(places)]))
    return run


def by_workers(*words, count=1, **more):
    """The same by processes, which a plugin may kill."""
    run = begun(*words, **more)
    config = run.worker_config.to_json()
    list(run.run(lambda: LocalRunner().executors(config, count, None)))
    return run


def program(seed, lines=12):
    """Lines of a program that has no words in common with that of another seed."""
    drawn = (hashlib.sha256(f"{seed} {line}".encode()).hexdigest() for line in range(lines))
    words = ([f"x{one[at : at + 7]}" for at in (0, 7, 14, 21)] for one in drawn)
    return "".join(f"{a} = {b}({c}, {d})\n" for a, b, c, d in words)


def versions(seed):
    """A program, the same with a line more, and the same with a third of others."""
    text = program(seed)
    return text, f"{text}last = 1\n", text + program(f"{seed} more", 5)


def planted():
    """Rows of which some are copies, near copies, less near ones, personal, picked, or short."""
    texts = [text for seed in range(5) for text in versions(seed)]
    texts += [program(0), program(1), "x = 1\n"]
    texts += [f"ask = 'é@ü, jan.ek@harbour-mail.org'\n{program(9)}"]
    texts += [f"# pick me\n{program(seed)}" for seed in (20, 21)]
    texts += [program(seed) for seed in range(30, 40)]
    return [
        {"content": text, "path": f"d/{i}.py", "id": f"i{i}", "stars": i * 7 % 5 or None}
        for i, text in enumerate(texts)
    ]


def spread(rows, names=("a.jsonl", "b.parquet", "c.jsonl")):
    """Write rows into shards, in turn."""
    Path("data").mkdir(exist_ok=True)
    for number, name in enumerate(names):
        write_shard(f"data/{name}", rows[number :: len(names)])


def write_shard(path, rows):
    if path.endswith(".parquet"):
        pq.write_table(pa.Table.from_pylist(rows), path, row_group_size=4)
    else:
        Path(path).write_text("".join(f"{json.dumps(one)}\n" for one in rows))


def table(kind, out="out"):
    """The rows of a table, of all shards."""
    paths = sorted(path for path in Path(out, kind).rglob("*.parquet"))
    return [row for path in paths for row in pq.ParquetFile(path).read().to_pylist()]


def fates(out="out"):
    """The step that ended each row, by its id; None for those that are kept."""
    return {one["id"]: one["step"] for one in table("fates", out)}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A corpus of three shards, a pipeline with stages of every kind, and what they give."""
    folder = tmp_path_factory.mktemp("made")
    with chdir(folder):
        Path("whole.yaml").write_text(WHOLE)
        spread(planted())
        finished()
    return folder


@pytest.fixture
def corpus(made, folder):
    """The working directory, with a copy of the corpus and the pipeline."""
    shutil.copytree(made / "data", "data")
    shutil.copy(made / "whole.yaml", "whole.yaml")


# The same bytes, whoever does it: more of this is in test_curation_whole.py


def test_the_pipeline_of_these_tests_ends_rows_at_every_step_that_can(made):
    """So that what is compared below is something."""
    with chdir(made):
        ended = {"exact", "near", "near-2", "score", "sample", "rules", None}
        assert ended == set(fates().values())
        assert 1 == len(table("edits"))
        assert 2 == len(table("outputs"))


@pytest.mark.slow
def test_other_blocks_and_more_places_write_the_same_bytes(made, corpus):
    finished(places=3, block=5)
    assert written(made / "out") == written("out")


def test_a_run_that_ends_leaves_no_work(made):
    known = {"fates", "copies", "edits", "contamination", "scores", "sample", "verdicts"}
    found = {path.name for path in (made / "out").iterdir()}
    assert (
        known | {"evidence", "kept", "outputs", "manifest.json", "sources.json", "SHA256SUMS"}
        == found
    )


def test_of_two_steps_of_one_name_each_has_its_own_copies(made):
    with chdir(made):
        by_step = {one["step"] for one in table("copies")}
        assert {"exact", "near", "near-2"} == by_step
        assert {0.7 <= one["jaccard"] for one in table("copies") if one["step"] == "near"} == {True}
        alike = [one["jaccard"] for one in table("copies") if one["step"] == "near-2"]
        assert [] == [one for one in alike if not 0.5 <= one <= 1]


def test_each_row_that_comes_to_a_score_has_one_and_what_goes_is_no_better(made):
    with chdir(made):
        ended = {(one["shard"], one["row"]): one["step"] for one in table("fates")}
        stay, go = [], []
        for one in table("scores"):
            (go if ended[one["shard"], one["row"]] == "score" else stay).append(one["value"])
        assert len(go) == len(stay + go) - len(stay + go) * 9 // 10 > 0
        assert max(go) <= min(stay)


def test_no_row_is_dropped_but_for_one_that_its_step_keeps(made):
    with chdir(made):
        step = {(one["shard"], one["row"]): one["step"] for one in table("fates")}
        order = ["exact", "near", "near-2", "rules", "score", "sample", None]
        for one in table("copies"):
            kept = step[one["kept_shard"], one["kept_row"]]
            assert order.index(kept) > order.index(one["step"])


def test_an_ended_run_opens_no_executor(made):
    def never():
        raise AssertionError("nothing is left")

    with chdir(made):
        assert [] == list(begun().run(never))


# Corpora of other forms


def pipeline(*steps, name="mine.yaml"):
    """Write the file of a pipeline with these steps, and return its name."""
    Path(name).write_text("curate: mine\nsteps:\n" + "".join(f"  - {one}\n" for one in steps))
    return name


MAIL = "# ask jan.ek@harbour-mail.org\n"


@on_disk_only
def test_of_a_folder_of_files_kept_files_have_the_edited_text(write):
    files = {"src/a.py": f"é = 1\n{MAIL}", "src/b/c.py": "x = 1\n", "src/d.py": "x = 1\n"}
    write(files | {"src/raw.bin": b"\0"})
    finished("src", pipeline=pipeline("exact: {prefer: []}", "pii"))
    kept = {str(path.relative_to("out/kept/src")) for path in Path("out/kept/src").rglob("*.py")}
    ended = {one["path"]: one["step"] for one in table("fates")}
    assert "é = 1\n# ask <EMAIL>\n" == Path("out/kept/src/a.py").read_text()
    twins = {name: ended[f"src/{name}"] for name in ("b/c.py", "d.py")}
    assert {"exact", None} == set(twins.values())
    assert {"a.py", *(name for name, step in twins.items() if step is None)} == kept


def test_a_corpus_without_rows_is_curated(write):
    write({"data/a.jsonl": ""})
    write_shard("data/b.parquet", planted()[:1])
    pq.write_table(pq.read_table("data/b.parquet").slice(0, 0), "data/b.parquet")
    Path("whole.yaml").write_text(WHOLE)
    run = finished()
    assert [] == table("fates")
    assert (0, b"") == (run.tally.total, Path("out/kept/a.jsonl").read_bytes())
    assert {0} == {one["rows_in"] for one in run.steps}


def test_a_pipeline_of_one_step_that_looks_at_rows_is_one_stage(corpus):
    run = finished(pipeline=pipeline("admit: {max_bytes: 600 B}"))
    assert ["00-rows"] == [one.name for one in run.work.stages]
    large = {one["id"] for one in planted() if len(one["content"].encode()) > 600}
    assert large == {key for key, step in fates().items() if step == "admit"}


def test_a_folder_of_a_run_that_is_at_it_is_refused(corpus):
    first = begun()
    steps = first.run(lambda: [Place(first)])
    next(steps)
    second = begun()
    with pytest.raises(UsageError, match=r"another .* is writing `.*out`"):
        list(second.run(lambda: [Place(second)]))
    steps.close()


def test_another_pipeline_is_refused_while_the_first_is_half_done(corpus):
    first = begun()
    steps = first.run(lambda: [Place(first)])
    next(steps)
    steps.close()
    Path("whole.yaml").write_text(WHOLE.replace("threshold: 0.7", "threshold: 0.9"))
    with pytest.raises(UsageError, match=r"the step near: .*0.7.* before, .*0.9.* now"):
        begun()


def test_a_shard_that_changes_while_it_is_read_ends_the_run(corpus):
    run = begun()
    steps = run.run(lambda: [Place(run)])
    while next(steps)[0].do != "judge":
        pass
    Path("data/c.jsonl").write_text(Path("data/c.jsonl").read_text() + "\n")
    Path("data/a.jsonl").write_text(Path("data/a.jsonl").read_text() + "\n")
    with pytest.raises(RulekitError, match=r"the shard a.jsonl was changed while it was read"):
        list(steps)
    assert False is json.loads(Path("out/manifest.json").read_text())["finished"]


# Steps of a plugin from outside

OUTSIDE = r"""
import hashlib
import os
from dataclasses import dataclass

import rulekit
from rulekit import Cutting, Edit, Note, Outcome


class Words(rulekit.Spec):
    word: str = "please"


@dataclass(frozen=True)
class Asked:
    word: str
    facts = ("stars?",)
    output = "asked"

    def apply(self, row):
        text, data = row.text, row.data
        if "raise" in text:
            raise ValueError("as asked")
        if "refuse" in text:
            raise rulekit.RulekitError("a mistake of the corpus")
        if "exit" in text:
            os._exit(3)
        if "overlap" in text:
            return Outcome(edits=[Edit(0, 4, "", "x", "x"), Edit(3, 6, "", "x", "x")])
        if "unordered" in text:
            return Outcome(edits=[Edit(4, 6, "", "x", "x"), Edit(0, 2, "", "x", "x")])
        if "beyond" in text:
            return Outcome(edits=[Edit(0, len(data) + 1, "", "x", "x")])
        if "within" in text:
            at = data.index(b"\xa9")
            return Outcome(edits=[Edit(at, at + 1, "", "x", "x")])
        if "surrogate" in text:
            return Outcome(edits=[Edit(0, 0, "\ud800", "x", "x")])
        if self.word not in text:
            return rulekit.GOES_ON
        start = data.index(self.word.encode())
        end = start + len(self.word.encode())
        cutting = Cutting(self.word.upper(), start, end, {"stars": str(row.facts["stars"])})
        edit = Edit(start, end, "<ASKED>", "asked", "outside/asked", secret=True)
        return Outcome(fact="it asks", edits=[edit], cuttings=[cutting])


@dataclass(frozen=True)
class FirstLine:
    prefer = ("stars",)
    is_exact: bool
    threshold = None

    def keys(self, row):
        if "raise" in row.text:
            raise ValueError("as asked")
        line = row.text.partition("\n")[0]
        return (hashlib.sha256(line.encode()).digest()[:16],) if line else ()

    def features(self, row):
        if "feature" in row.text:
            raise ValueError("as asked")


class Usual:
    def note(self, row):
        if "raise" in row.text:
            raise ValueError("as asked")
        return [] if row.text.startswith("#") else [Note(len(row.data), 0, 1)]

    def settle(self, notes, rows):
        sizes = [int(size) for some in notes() for size in some["group"]]
        if 5 in sizes:
            raise ValueError("five")
        return {"most": max(sizes, default=0), "rows": rows}

    def apply(self, row, settled):
        if len(row.data) == settled["most"]:
            return Outcome(drop=f"the largest of {settled['rows']}")
        return rulekit.GOES_ON


class Wrong(Usual):
    def settle(self, notes, rows):
        return {"most": {1, 2}}


@rulekit.hookimpl
def rulekit_steps():
    def step(name, build, **more):
        return rulekit.Step(name, name, Words, lambda settings, _: build(settings), **more)

    return [
        step("asked", lambda settings: Asked(settings.word), edits=True),
        step("first-line", lambda _: FirstLine(True)),
        step("like-line", lambda _: FirstLine(False)),
        step("usual", lambda _: Usual()),
        step("wrong", lambda _: Wrong()),
    ]
"""


@pytest.fixture
def outside(tmp_path, folder, monkeypatch):
    """Somebody else's distribution, installed, and a function that writes a corpus for it."""
    files = {
        "outside_plugin.py": OUTSIDE,
        "outside-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: outside\nVersion: 1.0\n",
        "outside-1.0.dist-info/entry_points.txt": "[rulekit]\noutside = outside_plugin\n",
    }
    for path, text in files.items():
        (tmp_path / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / path).write_text(text)
    monkeypatch.syspath_prepend(str(tmp_path / "site"))

    def rows(*texts):
        Path("data").mkdir(exist_ok=True)
        told = [
            {"content": text, "path": f"{i}.py", "id": f"i{i}", "stars": i}
            for i, text in enumerate(texts)
        ]
        write_shard("data/a.jsonl", told)

    yield rows
    sys.modules.pop("outside_plugin", None)


def kept():
    """The texts that are kept."""
    lines = Path("out/kept/a.jsonl").read_text().splitlines()
    return [json.loads(line)["content"] for line in lines]


def test_a_step_from_outside_edits_cuts_out_and_reads_columns(outside):
    outside("né\n", "é please é\n")
    finished(pipeline=pipeline("asked", "exact: {prefer: []}"))
    (edit,) = table("edits")
    assert ("asked", "outside/asked", 3, 9, "…", True) == tuple(
        edit[name] for name in ("kind", "rule", "start", "end", "excerpt", "secret")
    )
    (cutting,) = table("outputs")
    assert ("PLEASE", [("stars", "1")], 3, 9) == tuple(
        cutting[name] for name in ("content", "facts", "start", "end")
    )
    assert ["né\n", "é <ASKED> é\n"] == kept()
    assert {"asked": "it asks"} == dict(table("fates")[1]["facts"])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("word", "why"),
    [
        ("raise", "ValueError: as asked"),
        ("overlap", "ValueError: an edit of 3 to 6 after 4 of "),
        ("unordered", "ValueError: an edit of 0 to 2 after 6 of "),
        ("beyond", "ValueError: an edit of 0 to "),
        ("within é", "is within a character"),
        ("surrogate", "UnicodeEncodeError: "),
    ],
)
@pytest.mark.parametrize("after", [(), ("exact: {prefer: []}",)], ids=["last", "before others"])
def test_a_row_that_a_step_breaks_costs_itself_only(outside, word, why, after):
    outside(f"x {word} please\n", "é\n")
    finished(pipeline=pipeline("asked", *after))
    first, other = table("fates")
    assert ("error", "asked") == (first["decision"], first["step"])
    assert first["reason"].startswith("a bug of the step `asked`: ")
    assert why in first["reason"]
    assert ["failed"] == table("verdicts")[0]["decided_by"]
    assert [] == table("edits")
    assert (None, ["é\n"]) == (other["step"], kept())


def test_a_mistake_that_a_step_tells_ends_the_run(outside):
    outside("x = 1\n", "refuse\n")
    with pytest.raises(RulekitError, match="a mistake of the corpus"):
        finished(pipeline=pipeline("asked"))


@pytest.mark.slow
@pytest.mark.parametrize("step", ["first-line", "like-line"])
def test_a_step_from_outside_finds_copies_by_its_own_keys(outside, step):
    outside("a\n1\n", "a\n2\n", "b\n", "", "", "a\n3\n")
    finished(pipeline=pipeline(step))
    assert {"i0": step, "i1": step} == {key: one for key, one in fates().items() if one}
    copies = [(one["kept_row"], one["preferred_by"], one["group_size"]) for one in table("copies")]
    assert [(5, "stars", 3)] * 2 == copies


@pytest.mark.slow
@pytest.mark.parametrize("step", ["first-line", "like-line", "usual"])
def test_a_row_of_which_nothing_can_be_noted_is_an_error(outside, step):
    outside("a\n", "a\nraise\n", "# b\n")
    finished(pipeline=pipeline(step))
    first, broken, _ = table("fates")
    assert ("error", step) == (broken["decision"], broken["step"])
    assert f"a bug of the step `{step}`: ValueError: as asked" == broken["reason"]
    assert {"first-line": None, "like-line": None, "usual": "usual"}[step] == first["step"]


def test_a_row_that_cannot_be_compared_ends_no_other(outside):
    outside("a\nfeature\n", "a\n", "b\n")
    finished(pipeline=pipeline("like-line"))
    assert ["keep", "keep"] == [one["decision"] for one in table("fates")[1:]]


def test_a_step_from_outside_settles_something_for_the_whole_corpus(outside):
    outside("a = 1\n", "# larger\n", "a = 11\n", "b = 22\n")
    run = finished(pipeline=pipeline("usual"))
    assert [None, None, "usual", "usual"] == [one["step"] for one in table("fates")]
    assert "the largest of 4" == table("fates")[2]["reason"]
    (told,) = (one["settled"] for one in run.steps if one["id"] == "usual")
    assert {"most": 7, "rows": 4} == told


@pytest.mark.parametrize(("step", "text"), [("usual", "abcd\n"), ("wrong", "a\n")])
def test_a_step_that_settles_nothing_ends_the_run_and_is_named(outside, step, text):
    outside(text)
    with pytest.raises(RulekitError, match=f"the step `{step}`"):
        finished(pipeline=pipeline(step))


@between_processes
@pytest.mark.slow
@pytest.mark.parametrize("before", [(), ("exact: {prefer: []}",)], ids=["first", "later"])
def test_a_row_that_kills_its_process_costs_itself_only(outside, before):
    outside("x = 1\n", "exit\n", "y = 1\n")
    by_workers(pipeline=pipeline(*before, "asked"))
    assert ["keep", "error", "keep"] == [one["decision"] for one in table("fates")]
    assert ["crashed"] == table("verdicts")[1]["decided_by"]
    assert ["x = 1\n", "y = 1\n"] == kept()


# What a stranger found.


def test_what_is_cut_behind_a_byte_order_mark_stands_where_it_stood_and_the_mark_stays(folder):
    text = "\ufeffask = 'jan.ek@harbour-mail.org'\n"
    spread([{"content": text, "path": "a.py", "id": "a"}], ("a.jsonl",))
    Path("p.yaml").write_text("curate: p\nsteps: [pii]\n")
    finished(pipeline="p.yaml")
    (edit,) = table("edits")
    assert b"jan.ek@harbour-mail.org" == text.encode()[edit["start"] : edit["end"]]
    assert "\ufeffask = '<EMAIL>'\n" == json.loads(Path("out/kept/a.jsonl").read_text())["content"]


def test_a_row_with_a_mark_and_without_an_edit_is_kept_as_it_was(folder):
    spread([{"content": "\ufeffx = 1\n", "path": "a.py", "id": "a"}], ("a.jsonl",))
    before = Path("data/a.jsonl").read_bytes()
    Path("p.yaml").write_text("curate: p\nsteps: [pii]\n")
    finished(pipeline="p.yaml")
    assert before == Path("out/kept/a.jsonl").read_bytes()


def test_what_is_cut_out_of_a_row_is_known_by_the_row_and_not_by_its_shard(folder):
    text = "def area(a):\n    '''Its area.'''\n    return a * a\n"
    ids = []
    for name in ("a.jsonl", "b.jsonl"):
        spread([{"content": text, "path": "a.py", "id": "a"}], (name,))
        Path("p.yaml").write_text("curate: p\nsteps: [functions]\n")
        finished(f"data/{name}", f"out-{name}", "p.yaml")
        ids += [one["id"] for one in table("outputs/snippets", f"out-{name}")]
    assert 2 == len(ids)
    assert 1 == len(set(ids))


def test_thousands_of_edits_of_a_text_cost_what_they_weigh(folder):
    text = "".join(f"who{i} = 'jan{i}.ek@harbour-mail.org'\n" for i in range(3_000))
    spread([{"content": text, "path": "a.py", "id": "a"}], ("a.jsonl",))
    Path("p.yaml").write_text("curate: p\nsteps: [pii]\n")
    finished(pipeline="p.yaml")
    assert list(range(1, 3_001)) == [one["line"] for one in table("edits")]


def test_rows_that_rules_ended_are_listed_by_the_step(folder):
    spread([{"content": "", "path": "a.py", "id": "a"}, {"content": program(1), "path": "b.py"}])
    Path("p.yaml").write_text("curate: p\nsteps: [rules]\n")
    finished(pipeline="p.yaml", options=PlanOptions(select=("text/empty",)))
    found = open_audit("out").verdicts(cause="rules")
    assert [("a.py", ("text/empty",))] == [(one.path, one.decided_by) for one in found]


def test_short_files_are_no_copies_for_the_licence_that_they_share(folder):
    notice = "".join(
        f"# Licensed under the Apache License, Version 2.0, line {i}.\n" for i in range(30)
    )
    rows = [{"content": notice + program(i, 9), "path": f"{i}.py", "id": f"{i}"} for i in (1, 2)]
    spread(rows, ("a.jsonl",))
    finished(pipeline="pretrain", options=PlanOptions())
    assert [] == table("copies")


def test_a_worker_that_finds_another_file_of_the_pipeline_does_nothing(corpus):
    """Be it on another machine, or started anew after the file was changed."""
    Path("clean.yaml").write_text(
        "curate: clean\nsteps:\n  - decontaminate: {against: [./own.jsonl]}\n"
    )
    question = "return the longest list that a careful reader would have sorted by hand"
    Path("own.jsonl").write_text(json.dumps({"task_id": "a", "prompt": question}) + "\n")
    run = begun(pipeline="clean.yaml")

    def built():
        return CurationRunner(run.engine, run.options, run.job, run.curation)

    assert built().work.pipeline.hash == run.curation.hash
    Path("own.jsonl").write_text(json.dumps({"task_id": "b", "prompt": question}) + "\n")
    with pytest.raises(RulekitError, match=r"`clean.yaml` reads is another than that of the run"):
        built()
