"""rulekit/cli/recall.py: rounds from the command line, and whatever ends them on the way."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from recalling import annotate, write_small
from webbing import RECIPE, annotated, quality, write_web

COMMAND = [sys.executable, "-m", "rulekit", "recall", "code.yaml", "-q"]


def told(name="manifest.json"):
    return json.loads(Path("code", name).read_text())


def files(folder="code"):
    there = (path for path in sorted(Path(folder).rglob("*")) if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in there}


def test_a_round_is_told_with_what_waits_and_what_to_do(rulekit, folder):
    write_small(folder)
    ended = rulekit("recall", "code.yaml", "-j", "1")
    assert (0, "") == (ended.code, ended.err)
    assert "round 1  learned from 96 pages of 12 domains: 48 to keep, 48 to drop" in ended.out
    assert "  labels that are held out: held.example (8)\n" in ended.out
    assert "https://new.example/" in ended.out
    assert "next: annotate in code-urls.txt, then rulekit recall code.yaml" in ended.out
    assert ["manifest.json", "pages.parquet", "plan.json", "round-1"] == sorted(
        path.name for path in Path("code").iterdir()
    )


def test_out_names_the_folder_and_quiet_says_nothing(rulekit, folder):
    write_small(folder)
    ended = rulekit("recall", "code.yaml", "--out", "a b", "-j", "1", "-q")
    assert (0, "", "") == (ended.code, ended.out, ended.err)
    ended = rulekit("recall", "code.yaml", "--out", "a b", "-j", "1")
    assert "then rulekit recall code.yaml --out 'a b'" in ended.out


def test_kept_rows_are_a_corpus(rulekit, folder):
    write_small(folder)
    annotate(folder, "+ https://new.example/")
    assert 0 == rulekit("recall", "code.yaml", "--kept", "-j", "1").code
    words = ("--columns", "content=text", "--language", "text")
    assert "8 rows judged" in rulekit("filter", "code/kept", "--out", "audit", *words).out


def test_a_model_of_a_round_is_a_signal_of_rules(rulekit, folder):
    write_small(folder)
    rulekit("recall", "code.yaml", "-j", "1")
    ended = rulekit("signals", "code.yaml", "--rules", "code/round-1", "--isolated")
    assert (0, True) == (ended.code, "learned(code-pages)" in ended.out)


def test_a_line_under_which_no_page_lies_is_told_with_the_nearest_host(rulekit, folder):
    write_small(folder)
    annotate(folder, "+ https://new.exmaple/", "- https://c1.example/none")
    annotate(folder, "- https://c2.example/", "+ https://c2.example/0")
    annotate(folder, *(f"- https://c2.example/{i}" for i in range(1, 8)))
    ended = rulekit("recall", "code.yaml", "-j", "1")
    assert (
        "longer prefixes decide on all pages under this one\n  --> code-urls.txt:3:8" in ended.err
    )
    assert "did you mean `new.example`?\n  --> code-urls.txt:1:8" in ended.err
    assert "  --> code-urls.txt:2:8" in ended.err


def test_copies_of_rows_that_are_not_admitted_any_more_are_removed_and_told(rulekit, folder):
    write_small(folder)
    annotate(folder, "+ https://new.example/")
    rulekit("recall", "code.yaml", "--kept", "-j", "1", "-q")
    assert Path("code/kept").exists()
    assert "" == rulekit("recall", "code.yaml", "-j", "1", "-q").err
    assert Path("code/kept").exists(), "nothing has changed"
    annotate(folder, "- https://new.example/0")
    assert "are removed: --kept writes them anew" in rulekit("recall", "code.yaml", "-q").err
    assert not Path("code/kept").exists()
    assert "" == rulekit("recall", "code.yaml", "-q").err


def test_mistakes_in_annotations_are_told_before_anything_is_done(rulekit, folder):
    write_small(folder)
    Path("code-urls.txt").write_text("+ https://new.example/\n? https://b\n")
    ended = rulekit("recall", "code.yaml")
    assert (2, True) == (ended.code, "code-urls.txt:1:23" in ended.err)
    assert "2 problems" in ended.err
    assert not Path("code").exists()


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("nowhere.yaml",), "there is no file `nowhere.yaml`"),
        (("code.yaml", "--out", "s3://bucket/code"), "the folder of rounds can be no address"),
        (("code.yaml", "--out", "seed.jsonl"), "it is no folder, and the place of all rounds is"),
        ((), "Missing argument 'FILE'"),
    ],
)
def test_what_cannot_be_is_told(rulekit, folder, words, why):
    write_small(folder, per_domain=1)
    ended = rulekit("recall", *words)
    assert (2, True) == (ended.code, why in ended.err)


def run(after=None):
    """Run the command apart, and kill it and all that it started after some seconds."""
    process = subprocess.Popen(COMMAND, start_new_session=True)
    try:
        assert 0 == process.wait(after)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def taken(number):
    limit = told(f"round-{number}/manifest.json")["limit"]
    rows = pq.read_table(f"code/round-{number}/scores").to_pylist()
    return [row["url"] for row in rows if row["score"] >= limit]


def all_rounds(truth, kills=()):
    """Recall and annotate until nothing waits."""
    Path("code-urls.txt").unlink(missing_ok=True)
    while True:
        for after in kills:
            run(after)
        run()
        if not (waiting := told()["waiting"]):
            return
        with Path("code-urls.txt").open("a") as file:
            file.writelines(annotated(waiting, truth))


@pytest.mark.slow
def test_three_rounds_find_more_each_time_and_a_kill_changes_no_byte(folder):
    truth = write_web(folder, hidden=800)
    Path("code.yaml").write_text(f"{RECIPE}model: {{orders: [2, 3, 4], bits: 16}}\n")
    all_rounds(truth)
    assert 3 == told()["rounds"]
    precision, recall = zip(*(quality(taken(number), truth) for number in (1, 2, 3)), strict=True)
    assert recall[0] < recall[1] < recall[2]
    assert all(one >= 0.95 for one in precision)
    lines = Path("code-urls.txt").read_text()
    assert "+ https://hidden-17.example/notes/" in lines
    assert "+ https://hidden-18.example/notes/" in lines
    admitted = pq.read_table("code/pages.parquet").to_pylist()
    assert quality([row["url"] for row in admitted], truth)[0] >= 0.95
    assert all(row["by"].startswith("+ https://") for row in admitted)
    once = files()
    Path("code").rename("once")
    all_rounds(truth, kills=(1.5, 3.0))
    assert once == files()
