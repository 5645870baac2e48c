"""rulekit/influence/influence_run.py: three steps, whatever stops them."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from influencing import FILE, TinyReference, everything, line, lines, run_of, write_small

from rulekit.corpus.share import Share
from rulekit.errors import UsageError


@pytest.fixture
def small(tmp_path):
    write_small(tmp_path)
    return tmp_path


def selection(folder, out="out"):
    return pq.read_table(folder / out / "selection.parquet").to_pylist()


def test_samples_like_the_strong_ones_are_selected(small):
    told = run_of(small).run()
    taken = {row["id"][:3] for row in selection(small) if row["outcome"] == "selected"}
    assert {"abc"} == taken
    assert (40, 10) == (told["categories"][""]["samples"], told["categories"][""]["selected"])


def test_the_manifest_has_the_hash_of_every_other_file(small):
    told = run_of(small).run()
    names = {*everything(small / "out")} - {"manifest.json"}
    assert names == told["files"].keys()


def test_the_same_command_does_nothing_again_and_leaves_the_same_bytes(small):
    run_of(small).run()
    before, model = everything(small / "out"), TinyReference()
    run_of(small, model=model).run()
    assert (before, 0, 0) == (everything(small / "out"), model.made, model.loaded)


@pytest.mark.parametrize("after", [1, 16, 17, 80, 150])
def test_a_run_that_was_stopped_goes_on_to_the_same_bytes(small, after):
    write_small(small, samples=150)
    run_of(small, "whole").run()

    def stop(measured):
        if measured >= after:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_of(small, tell=stop).run()
    run_of(small).run()
    assert everything(small / "whole") == everything(small / "out")


def test_two_shares_have_the_bytes_of_one_run(small):
    write_small(small, samples=200)
    run_of(small, "whole").run()
    run_of(small, until="reference").run()
    for share in (Share(2, 2), Share(1, 2)):
        model = TinyReference()
        assert run_of(small, model=model, share=share).run() is None
        assert (0, 1) == (model.made, model.loaded)
    last = TinyReference()
    run_of(small, model=last).run()
    assert (everything(small / "whole"), 0) == (everything(small / "out"), last.loaded)


def test_a_share_needs_a_reference(small):
    with pytest.raises(UsageError, match="--until reference"):
        run_of(small, share=Share(1, 2)).run()


def test_a_training_that_was_stopped_begins_anew(small):
    class Stopped(TinyReference):
        def make(self, strong, folder):
            (folder / "half.bin").write_bytes(b"x")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_of(small, model=Stopped()).run()
    run_of(small).run()
    run_of(small, "whole").run()
    assert everything(small / "whole") == everything(small / "out")


def test_each_category_has_a_mean_and_a_selection_of_its_own(small):
    rows = [
        line(i, "abc" if i % 2 else "uvw", category=["one", "two"][i % 3 > 1]) for i in range(40)
    ]
    strong = [line(i, "abc", category="one") for i in range(60, 76)]
    strong += [line(i, "uvw", category="two") for i in range(60, 76)]
    (small / "samples.jsonl").write_text(lines(rows))
    (small / "strong.jsonl").write_text(lines(strong))
    (small / "good.yaml").write_text(FILE.replace("top: 10", "top: 5"))
    run_of(small).run()
    taken = [row for row in selection(small) if row["outcome"] == "selected"]
    assert {("one", "abc"), ("two", "uvw")} == {(row["category"], row["id"][:3]) for row in taken}
    assert 10 == len(taken)


def test_what_has_no_rank_is_there_with_why(small):
    known = line(104, "abc")
    rows = [line(1, "abc"), {"instruction": "x"}, line(2, "abc", category="rare"), known]
    rows += [line(3, "too long")]
    (small / "samples.jsonl").write_text(lines(rows))
    (small / "good.yaml").write_text(FILE + "held_out: 0\n")
    run_of(small).run()
    told = [(row["outcome"], row["trouble"]) for row in selection(small)]
    expected = [("selected", ""), ("unread", "it has no `response`"), ("no strong sample", "")]
    assert [*expected, ("strong", ""), ("unread", "it has too many tokens")] == told


def test_strong_samples_that_are_held_out_teach_nothing(small):
    seen = []

    class Seen(TinyReference):
        def make(self, strong, folder):
            seen.extend(one.id for one in strong)
            super().make(strong, folder)

    told = run_of(small, model=Seen()).run()
    held = pq.read_table(small / "out/held_out.parquet").to_pylist()
    assert {f"abc{i}" for i in range(100, 116)} == {*seen} | {row["id"] for row in held}
    assert (len(seen), len(held)) == (told["strong"]["mean"], told["strong"]["held_out"])
    assert 16 == len(seen) + len(held)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("samples.jsonl", lines([line(1, "abc")]), "the samples are others"),
        ("strong.jsonl", lines([line(1, "abc")]), "the strong samples are others"),
        ("good.yaml", FILE + "momentum: shared\n", "the file says another `momentum` than when"),
    ],
)
def test_what_a_folder_was_begun_with_stays(small, name, text, message):
    run_of(small, until="reference").run()
    (small / name).write_text(text)
    with pytest.raises(UsageError, match=message):
        run_of(small).run()


def test_before_there_is_a_reference_all_may_change(small):
    (small / "strong.jsonl").write_text(lines([{"instruction": "x", "response": ""}]))
    with pytest.raises(UsageError, match="no strong sample"):
        run_of(small).run()
    write_small(small)
    assert run_of(small).run()


def test_another_top_selects_anew_and_measures_nothing(small):
    run_of(small).run()
    (small / "good.yaml").write_text(FILE.replace("top: 10", "top: 3"))
    model = TinyReference()
    told = run_of(small, model=model).run()
    assert (3, 0) == (told["categories"][""]["selected"], model.loaded)


@pytest.mark.parametrize("name", ["reference/w.npy", "gradients/samples-000000.parquet"])
def test_a_file_that_was_edited_is_not_believed(small, name):
    run_of(small).run()
    with (small / "out" / name).open("ab") as file:
        file.write(b"x")
    with pytest.raises(UsageError, match="is not as it was written"):
        run_of(small).run()


def test_a_block_of_another_reference_is_not_believed(small):
    run_of(small).run()
    run_of(small, "other").run()
    (small / "good.yaml").write_text(FILE + "momentum: shared\n")
    run_of(small, "mixed", until="reference").run()
    (small / "mixed/gradients").mkdir()
    name = "gradients/samples-000000.parquet"
    (small / "mixed" / name).write_bytes((small / "other" / name).read_bytes())
    with pytest.raises(UsageError, match="of another reference"):
        run_of(small, "mixed").run()


def test_a_folder_of_something_else_is_left_alone(small):
    (small / "out").mkdir()
    (small / "out/mine.txt").write_text("x")
    with pytest.raises(UsageError, match="no folder of influence"):
        run_of(small).run()


KILLED = """
import sys, time
sys.path.insert(0, {tests!r})
from pathlib import Path
from influencing import run_of
run_of(Path({folder!r}), tell=lambda _: time.sleep(0.05)).run()
"""


@pytest.mark.slow
def test_a_run_that_is_killed_goes_on_to_the_same_bytes(small):
    write_small(small, samples=700)
    run_of(small, "whole").run()
    tests = str(Path(__file__).parents[1])
    script = KILLED.format(tests=tests, folder=str(small))
    seen = []
    for wanted in (0, 3, 7, 99):
        process = subprocess.Popen([sys.executable, "-c", script])
        while process.poll() is None and len([*small.glob("out/gradients/*.parquet")]) < wanted + 1:
            time.sleep(0.005)
        process.send_signal(signal.SIGKILL) if wanted < 99 else process.wait()
        process.wait()
        seen.append(len([*small.glob("out/gradients/*.parquet")]))
    assert seen[0] < seen[1] < seen[2] < seen[3] == 12
    assert everything(small / "whole") == everything(small / "out")
