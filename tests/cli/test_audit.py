"""`rulekit audit`: a run that many tasks are at; and other commands on addresses."""

import json
from pathlib import Path

import pytest

from rulekit.places.place import names_in, place_of

ROWS = ["x = 1\n" * 9, "pass\n", "y = 2\n" * 7]
SAID = ("--select", "text/few-lines", "-q")


@pytest.fixture
def corpus(folder):
    """Three shards, and the same in a store of this process."""
    Path("data").mkdir()
    for i, text in enumerate(ROWS):
        line = json.dumps({"content": text, "path": f"{i}.py"})
        Path(f"data/{i}.jsonl").write_text(f"{line}\n")
    far = place_of(f"memory://{folder.parent.name}")
    (far / "data").put("data")
    return str(far)


def test_tasks_end_one_after_the_other_and_the_last_ends_the_audit(rulekit, corpus):
    for i in (2, 1):
        ended = rulekit("filter", "data", "--out", "audit", *SAID, "--shard", f"{i}/3")
        assert (0, "") == (ended.code, ended.out)
    assert "task 1 of 3 is done; 1 shard of other tasks is left" in ended.err
    said = rulekit("audit", "status", "audit").out
    assert "shards   2 of 3 closed" in said
    assert "left     1.jsonl" in said
    ended = rulekit("audit", "join", "audit")
    assert 2 == ended.code
    assert "of `audit`, 1 shard is not judged: 1.jsonl" in ended.err
    assert 0 == rulekit("filter", "data", "--out", "audit", *SAID, "--shard", "3/3").code
    assert "audit    audit: finished" in rulekit("audit", "status", "audit").out
    assert "it is finished" in rulekit("audit", "join", "audit").err
    assert not Path("audit/work").exists()
    assert "whole" in rulekit("filter", "--out", "audit", "--verify").err


def test_a_task_that_comes_late_leaves_nothing_whatever_it_is_told(rulekit, corpus):
    assert 0 == rulekit("filter", "data", "--out", "audit", *SAID).code
    late = ("--out", "audit", "-q", "--shard", "1/3")
    assert 2 == rulekit("filter", "data", *late).code
    assert 2 == rulekit("filter", "data/0.jsonl", *late, "--select", "text/few-lines").code
    assert 0 == rulekit("filter", "data", *late, "--select", "text/few-lines").code
    assert not Path("audit/work").exists()
    assert 0 == rulekit("filter", "--out", "audit", "--verify").code


def test_a_task_without_a_shard_has_nothing_to_warn_of(rulekit, corpus):
    ended = rulekit("filter", "data", "--out", "audit", *SAID, "--shard", "7/9")
    assert "warning" not in ended.err


def test_a_run_that_is_only_beginning_is_told_from_none(rulekit, corpus):
    Path("audit/work").mkdir(parents=True)
    Path("audit/work/listed.json").write_text("{}")
    assert "the run in `audit` is only beginning" in rulekit("audit", "status", "audit").err


def test_a_run_whose_last_task_died_of_it_is_joined(rulekit, corpus, monkeypatch):
    monkeypatch.setattr("rulekit.run.filter.Filter._finish_last", lambda _: None)
    for i in (1, 2):
        rulekit("filter", "data", "--out", "audit", *SAID, "--shard", f"{i}/2")
    assert "next: rulekit audit join audit" in rulekit("audit", "status", "audit").out
    assert "rows     3 judged" in rulekit("audit", "join", "audit").out
    rulekit("filter", "data", "--out", "alone", *SAID)
    for name in ("SHA256SUMS", "manifest.json"):
        assert Path("alone", name).read_bytes() == Path("audit", name).read_bytes()


@pytest.mark.parametrize(("words", "said"), [
    (("--shard", "4/3"), "--shard 4/3: it is the number of this task and that of all"),
    (("--shard", "1/3", "--limit", "9"), "--limit and --shard do not go together"),
    (("--shard", "1/3", "--sample", "9"), "--sample and --shard do not go together"),
])  # fmt: skip
def test_a_share_that_is_none_is_refused(rulekit, corpus, words, said):
    ended = rulekit("filter", "data", "--out", "audit", *SAID, *words)
    assert (2, True) == (ended.code, said in ended.err)


def test_a_task_of_another_corpus_is_refused(rulekit, corpus):
    rulekit("filter", "data", "--out", "audit", *SAID, "--shard", "1/3")
    ended = rulekit("filter", "data/0.jsonl", "--out", "audit", *SAID, "--shard", "2/3")
    assert (2, True) == (ended.code, "`audit` was begun with data" in ended.err)


def test_every_command_takes_an_address(rulekit, corpus):
    """That of a store in the memory of this process."""
    data, out, again = (f"{corpus}/{name}" for name in ("data", "out", "again"))
    assert 0 == rulekit("filter", data, "--out", out, *SAID, "--signals=used", "--write-kept").code
    assert (
        0
        == rulekit("filter", "data", "--out", "here", *SAID, "--signals=used", "--write-kept").code
    )
    assert (Path("here/SHA256SUMS").read_bytes()) == (place_of(out) / "SHA256SUMS").read_bytes()
    assert "whole" in rulekit("filter", "--out", out, "--verify").err
    assert "3 rows judged: 2 kept, 1 dropped" in rulekit("explain", out).out
    assert "DROP" in rulekit("explain", out, "--row", "1.jsonl#row=0").out
    assert "DROP" in rulekit("explain", f"{data}/1.jsonl#row=0", *SAID[:2]).out
    assert "3 rows judged" in rulekit("check", data, *SAID, "--exit-zero").out
    assert '"1.py"' in rulekit("report", out, "-o", "jsonl").out
    looser = ("--set", "text/few-lines.min=1")
    assert 0 == rulekit("rejudge", out, *looser, "--out", again, "-q").code
    assert "1.py" in rulekit("diff", out, again).out
    assert "3 rows" in rulekit("filter", data, "--out", f"{corpus}/dry", *SAID[:2], "--dry-run").out
    assert {"data", "out", "again"} == names_in(place_of(corpus))


def test_a_corpus_of_a_store_is_curated(rulekit, corpus):
    Path("small.yaml").write_text("curate: small\nsteps:\n  - exact\n  - rules\n")
    for data, out in ((f"{corpus}/data", f"{corpus}/out"), ("data", "here")):
        assert 0 == rulekit("curate", "small.yaml", data, "--out", out, *SAID).code
    assert (Path("here/SHA256SUMS").read_bytes()) == (
        place_of(corpus) / "out" / "SHA256SUMS"
    ).read_bytes()


def test_a_curation_in_a_store_is_explained_and_reported_as_one_of_a_disk(rulekit, corpus):
    steps = "steps:\n  - exact\n  - pii\n  - near\n  - rules\n"
    Path("small.yaml").write_text(f"curate: small\n{steps}")
    row = {"content": "x = 1\n" * 9 + "# jan.ek@harbour-mail.org\n", "path": "4.py"}
    lines = json.dumps(row) + "\n" + json.dumps(row | {"path": "5.py"}) + "\n"
    (place_of(corpus) / "data" / "3.jsonl").write_bytes(lines.encode())
    Path("data/3.jsonl").write_text(lines)
    far = f"{corpus}/out"
    for data, out in ((f"{corpus}/data", far), ("data", "here")):
        assert 0 == rulekit("curate", "small.yaml", data, "--out", out, *SAID).code
    for words in (("--row", "3.jsonl#row=1"), ("--path", "4.py"), ("--cause", "exact"), ()):
        there, here = (rulekit("explain", out, *words) for out in (far, "here"))
        assert (0, 0) == (there.code, here.code), there.err
        assert here.out.replace("here", far) == there.out
    for out, page in ((far, "far.html"), ("here", "here.html")):
        assert 0 == rulekit("report", out, "-o", f"html:{page}").code
        assert "harbour-mail" in Path(page).read_text()


@pytest.mark.parametrize("command", ["check", "filter", "explain"])
def test_what_is_not_there_is_said(rulekit, corpus, command):
    more = ("--out", "out") if command == "filter" else ()
    ended = rulekit(command, f"{corpus}/none", *more)
    assert (2, "error: ") == (ended.code, ended.err[:7])
    assert "none`" in ended.err


def test_a_row_is_asked_for_by_its_number(rulekit, corpus):
    ended = rulekit("explain", f"{corpus}/data/1.jsonl")
    assert (2, True) == (ended.code, f"{corpus}/data/1.jsonl#row=0" in ended.err)
    ended = rulekit("explain", f"{corpus}/data/1.jsonl#row=9")
    assert (2, True) == (ended.code, "has 1 rows, numbered from 0: no row 9" in ended.err)
