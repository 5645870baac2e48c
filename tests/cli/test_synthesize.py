"""rulekit/cli/synthesize.py: from seeds to lines, every sample accounted for."""

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from asking import serving
from synthesizing import CODE, FILES, GOOD, MIXED, RECIPE, SEEDS, answer, lines, seed

from rulekit.synthesis.json_lines import read_lines

COMMAND = (sys.executable, "-m", "rulekit", "synthesize", "recipe/mine.yaml", "src.jsonl")
SLOW = pytest.mark.slow
WEIGHTS = """\
title: What is good
source: made up
terms:
  - {signal: "reply(marks:worth)", weight: 1, mean: 5}
"""


def write_files(folder, more=()):
    files = FILES | {"src.jsonl": lines(SEEDS)} | dict(more)
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def run(folder, *words, answers=MIXED, faults=0.0):
    """What a command prints that makes samples, with a server that knows these answers."""
    with serving(answers=answers, faults=faults) as script:
        ended = subprocess.run(
            [*COMMAND, "--out", "made", "-j", "2", *words],
            cwd=folder, capture_output=True, text=True, check=False,
        )  # fmt: skip
    return ended, script


PRINTS = '"import sys; print(sys.argv[1:])"'
TRAIN = f'train: [{sys.executable}, -c, {PRINTS}, "{{chat}}", "{{round}}"]\n'
TRAINED = {"recipe/mine.yaml": RECIPE + TRAIN}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A folder in which a synthesis has ended."""
    folder = write_files(tmp_path_factory.mktemp("made"), TRAINED)
    ended, _ = run(folder)
    assert 0 == ended.returncode, ended.stderr
    return folder, ended.stdout


def records(folder, name):
    return [*read_lines(folder / "made" / name)]


def contents(folder):
    """The hash of each file but those of journals, whose lines come in the order of answers."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
        if "journal" not in str(path.relative_to(folder))
    }


@SLOW
def test_every_sample_that_was_asked_for_has_its_end(made):
    folder, _ = made
    fates = records(folder, "fates.jsonl")
    tasks = [records(folder, f"attempt-{number}/tasks.jsonl") for number in (1, 2)]
    assert 4 == len(tasks[0])
    assert 3 * sum(map(len, tasks)) == len(fates) == len({one["id"] for one in fates})
    ends = Counter((one["stage"], one["cause"]) for one in fates)
    assert {("executed", "failed"), ("executed", "vacuous"), ("kept", "kept")} <= ends.keys()
    assert {"asked", "executed", "1-code", "2-whole", "kept"} >= {stage for stage, _ in ends}


@SLOW
def test_lines_are_the_samples_that_are_kept_in_both_layouts(made):
    folder, printed = made
    kept, chat, alpaca = (records(folder, f"{name}.jsonl") for name in ("kept", "chat", "alpaca"))
    fates = {one["id"]: one for one in records(folder, "fates.jsonl")}
    assert (
        [one["id"] for one in kept] == [one["id"] for one in chat] == [one["id"] for one in alpaca]
    )
    assert [*range(1, len(kept) + 1)] == [fates[one["id"]]["line"] for one in kept]
    assert kept[0]["instruction"] == chat[0]["messages"][0]["content"] == alpaca[0]["instruction"]
    assert kept[0]["response"] == chat[0]["messages"][1]["content"] == alpaca[0]["output"]
    assert f"made/chat.jsonl: {len(kept):,} lines" in printed


@SLOW
def test_a_kept_sample_knows_seed_task_model_and_run(made):
    folder, _ = made
    for one in records(folder, "kept.jsonl"):
        assert ("mine", 1, 2, "python") == tuple(
            one[name] for name in ("recipe", "round", "stage", "lang")
        )
        seed = SEEDS[one["seed_row"]]
        assert hashlib.sha256(seed["content"].encode()).hexdigest() == one["seed_sha256"]
        assert (seed["path"], "src.jsonl") == (one["seed_path"], one["seed_shard"])
        assert one["level"] in ("easy", "hard")
        assert one["model"] in ("small", "large")
        assert one["assertions"] == 1
        assert one["sandbox"]


@SLOW
def test_tasks_whose_samples_all_failed_are_asked_again_for_others(made):
    folder, _ = made
    passed = {one["task"] for one in records(folder, "samples.jsonl") if one["attempt"] == 1}
    first, second = (records(folder, f"attempt-{number}/tasks.jsonl") for number in (1, 2))
    assert [one for one in first if one["task"] not in passed] == second
    keys = [one["key"] for one in records(folder, "fates.jsonl")]
    assert len(keys) == len({*keys})


@SLOW
def test_the_manifest_links_all_that_it_was_made_of(made):
    folder, _ = made
    told = json.loads((folder / "made/manifest.json").read_text())
    for name, sha256 in told["files"].items():
        assert hashlib.sha256((folder / "made" / name).read_bytes()).hexdigest() == sha256
    for one in told["judged"]:
        path = folder / "made/judged" / f"{1 + told['judged'].index(one)}-{one['pipeline']}"
        assert hashlib.sha256((path / "manifest.json").read_bytes()).hexdigest() == one["manifest"]
    assert {"score": ["replies(marks)"]} == {
        step: [*read] for step, read in told["judged"][0]["reads"].items()
    }
    fates = records(folder, "fates.jsonl")
    assert len(fates) == sum(one["samples"] for one in told["ends"])
    kept = {one["task"] for one in fates if one["line"]}
    assert {"all": 4, "kept": len(kept), "in vain": 4 - len(kept)} == told["tasks"]
    assert len(fates) == told["spent"]["samples"]["requests"]
    assert told["seeds"] == {"rows": 6, "not drawn": 2, "seeds": 4}


@SLOW
def test_the_same_command_asks_and_runs_nothing_again(made):
    folder, _ = made
    before = contents(folder / "made")
    ended, script = run(folder, "-q", "--train")
    assert (0, 0) == (ended.returncode, script.answered.total())
    assert before == contents(folder / "made")
    assert "['made/chat.jsonl', '1']\n" == ended.stdout


@SLOW
def test_the_command_that_trains_is_told_and_run_only_if_that_is_asked_for(made):
    _, printed = made
    assert "to train: " in printed
    assert "['made/chat.jsonl', '1']" not in printed


@SLOW
def test_whoever_is_killed_in_any_stage_goes_on_to_the_same_bytes(made, tmp_path):
    folder, _ = made
    write_files(tmp_path, TRAINED)
    stages = (
        "seeds.jsonl", "attempt-1/made.jsonl", "attempt-1/executed/journal.jsonl", "aspects",
        "judged/1-code/work", "fates.jsonl",
    )  # fmt: skip
    with serving(answers=MIXED):
        for stage in stages:
            command = [*COMMAND, "--out", "made", "-q"]
            process = subprocess.Popen(command, cwd=tmp_path, start_new_session=True)
            while not (tmp_path / "made" / stage).exists():
                assert process.poll() is None, stage
                time.sleep(0.001)
            os.killpg(process.pid, signal.SIGKILL)
            assert (-signal.SIGKILL, True) == (process.wait(), (tmp_path / "made" / stage).exists())
    ended, _ = run(tmp_path)
    assert 0 == ended.returncode, ended.stderr
    assert contents(folder / "made") == contents(tmp_path / "made")


@SLOW
def test_a_second_round_knows_the_first_and_mixes_nothing(made, tmp_path):
    folder, _ = made
    write_files(tmp_path)
    words = ("--after", str(folder / "made"))
    ended, _ = run(tmp_path, *words, answers=GOOD)
    assert 0 == ended.returncode, ended.stderr
    told = json.loads((tmp_path / "made/manifest.json").read_text())
    link = hashlib.sha256((folder / "made/manifest.json").read_bytes()).hexdigest()
    assert (2, link) == (told["round"], told["after"])
    earlier, later = (records(one, "kept.jsonl") for one in (folder, tmp_path))
    assert later
    assert {1} == {one["round"] for one in earlier}
    assert {2} == {one["round"] for one in later}
    assert not {one["response"] for one in earlier} & {one["response"] for one in later}
    assert earlier == records(tmp_path, "earlier.jsonl")


@SLOW
def test_of_another_recipe_nothing_of_the_old_one_is_believed(made, tmp_path):
    folder = shutil.copytree(made[0], tmp_path / "copy")
    recipe = RECIPE.replace("[code.yaml, whole.yaml]", "[whole.yaml]").replace(
        "tries: 2", "tries: 1"
    )
    recipe = recipe.replace("aspects: marks.yaml\n", "export: chat\n".replace("chat", "[chat]"))
    write_files(folder, {"recipe/mine.yaml": recipe})
    ended, script = run(folder)
    assert (0, 0) == (ended.returncode, script.answered.total()), ended.stderr
    assert "warning: other than when `made` was written: recipe" in ended.stderr
    names = {path.name for path in (folder / "made").iterdir()}
    assert not {"alpaca.jsonl", "attempt-2", "begun"} & names
    assert {"1-whole", "1-whole.json"} == {p.name for p in (folder / "made/judged").iterdir()}
    assert ["journal"] == [path.name for path in (folder / "made/aspects").iterdir()]


@SLOW
def test_a_judgement_that_was_killed_as_it_made_room_is_made_anew(made, tmp_path):
    folder = shutil.copytree(made[0], tmp_path / "copy")
    (folder / "made/judged/1-code.json").unlink()
    (folder / "made/judged/1-code/kept/samples.jsonl").unlink()
    ended, _ = run(folder)
    assert 0 == ended.returncode, ended.stderr
    assert contents(made[0] / "made") == contents(folder / "made")


@SLOW
def test_samples_that_somebody_adds_to_a_judgement_are_not_exported(made, tmp_path):
    folder = shutil.copytree(made[0], tmp_path / "copy")
    path = folder / "made/judged/2-whole/kept/samples.jsonl"
    path.write_text(path.read_text() * 2)
    ended, _ = run(folder)
    assert (2, True) == (ended.returncode, "is not as it was written" in ended.stderr)


@SLOW
def test_a_folder_that_was_edited_or_has_not_ended_is_explained_to_nobody(made, tmp_path, rulekit):
    folder = shutil.copytree(made[0] / "made", tmp_path / "copy")
    (folder / "fates.jsonl").write_text('{"x": 1}\n')
    assert "fates.jsonl` is not as it was written" in rulekit("explain", str(folder)).err
    (folder / "manifest.json").write_text("{")
    assert 2 == rulekit("explain", str(folder)).code
    (folder / "manifest.json").unlink()
    assert "is no synthesis that has ended" in rulekit("explain", str(folder)).err


@SLOW
def test_weights_of_aspects_choose(tmp_path):
    by_weight = CODE.replace("reply(marks:worth)", "weighted(good)").replace("[4]", "[0]")
    folder = write_files(
        tmp_path, {"recipe/code.yaml": by_weight, "own/weights/good.yaml": WEIGHTS}
    )
    ended, _ = run(folder, "--rules", "own")
    assert 0 == ended.returncode, ended.stderr
    told = json.loads((folder / "made/manifest.json").read_text())
    assert {"replies(marks)", "weights(good)"} == told["judged"][0]["reads"]["score"].keys()
    ends = {one["why"] for one in records(folder, "fates.jsonl") if one["cause"] == "score"}
    assert any("its score -3 is in bucket 1 of 2" in why for why in ends), ends
    assert records(folder, "chat.jsonl")


@SLOW
def test_samples_that_copy_their_seed_are_told_as_copies(tmp_path):
    copied = answer() | {"solution": SEEDS[0]["content"], "entry_point": ["first"]}
    copied |= {"tests": "assert first(1) == 6\n"}
    folder = write_files(tmp_path, {"src.jsonl": lines(SEEDS[:1])})
    ended, _ = run(folder, answers=[copied])
    assert 0 == ended.returncode, ended.stderr
    (end,) = {(one["stage"], one["cause"], one["why"]) for one in records(folder, "fates.jsonl")}
    assert ("1-code", "exact") == end[:2]
    assert "a copy of taken.jsonl#row=0" in end[2]


@SLOW
def test_where_nothing_passes_nothing_is_written_and_it_is_said_why(tmp_path):
    folder = write_files(tmp_path)
    ended, _ = run(folder, answers=[answer("wrong")])
    assert (0, []) == (ended.returncode, records(folder, "chat.jsonl"))
    assert "tasks: 4 in 2 attempts; 0 have a sample, 4 none" in ended.stdout
    assert {"failed"} == {one["cause"] for one in records(folder, "fates.jsonl")}


@SLOW
def test_what_a_model_fails_to_reply_is_an_end_like_any_other(tmp_path):
    recipe = RECIPE.replace("aspects: marks.yaml\n", "").replace("code.yaml, ", "")
    folder = write_files(tmp_path, {"recipe/mine.yaml": recipe})
    with serving(answers=GOOD, faults=0.5, kinds=["unparsed"], always=True):
        subprocess.run([*COMMAND, "--out", "made", "-q"], cwd=folder, check=True)
    causes = Counter(one["cause"] for one in records(folder, "fates.jsonl"))
    assert {"unparsed", "kept"} == causes.keys()


@SLOW
def test_a_run_that_reaches_its_limit_stops_and_goes_on(tmp_path):
    limited = RECIPE.replace("task.json}\n", "task.json}\n  limits: {requests: 5, open: 1}\n")
    folder = write_files(tmp_path, {"recipe/mine.yaml": limited})
    ended, script = run(folder)
    assert (2, 5) == (ended.returncode, script.answered.total())
    assert "`limits: {requests: 5}` is reached" in ended.stderr
    write_files(folder)
    ended, _ = run(folder)
    assert 0 == ended.returncode, ended.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("synthesize", "recipe/mine.yaml", "--out", "made"), "say what to make it of"),
        (("synthesize", "recipe/mine.yaml", "src.jsonl"), "say what to make it of"),
        (("synthesize", "osss-instruct", "src.jsonl", "--out", "made"), "`oss-instruct`?"),
        (("synthesize", "recipe/none.yaml", "src.jsonl", "--out", "made"), "there is no file"),
        (("synthesize", "oss-instruct", "src.jsonl", "--out", "made"), "names no model"),
        (("synthesize", "recipe/mine.yaml", "none.jsonl", "--out", "made"), "none.jsonl"),
        ((*COMMAND[3:], "--out", "recipe"), "no folder of a synthesis"),
        ((*COMMAND[3:], "--out", "made", "--after", "recipe"), "is no synthesis that has ended"),
        ((*COMMAND[3:], "--out", "made", "--train"), "says no command `train`"),
        ((*COMMAND[3:], "--out", "made", "--sandbox", "none"), "--i-trust-this-code"),
        ((*COMMAND[3:], "--out", "made"), "OPENAI_BASE_URL is not set"),
    ],
)
def test_words_that_say_too_little_are_refused(rulekit, folder, monkeypatch, words, said):
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    write_files(folder)
    ended = rulekit(*words)
    assert (2, True) == (ended.code, said in ended.err), ended.err


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"mine.yaml": ("path: solution.py", "path: solution")}, "no language is known by"),
        ({"mine.yaml": ("judge: [code", "against: [none.jsonl]\njudge: [code")}, "none.jsonl"),
        ({"mine.yaml": ("{problem}", "{problm}")}, "nothing fills `{problm}`, did you mean"),
        ({"marks.md": ("{instruction}", "{instructon}")}, "there is no column `instructon`"),
        ({"code.yaml": ("content: response", "content: respons")}, "has no column `respons`"),
        ({"code.yaml": ("corpus: {content: response, path: path}\n", "")}, "what it looks at"),
        ({"code.yaml": ("marks:worth", "marks:wroth")}, "did you mean `worth`"),
        ({"code.yaml": ("  - exact", "  - exactly")}, "did you mean `exact`"),
        ({"whole.yaml": ("[./benchmark.jsonl]", "[./none.jsonl]")}, "none.jsonl"),
    ],
)
def test_a_mistake_is_told_before_anybody_is_asked(rulekit, folder, changes, said):
    write_files(folder)
    for name, (before, after) in changes.items():
        path = Path("recipe", name)
        assert before in path.read_text()
        path.write_text(path.read_text().replace(before, after))
    with serving() as script:
        ended = rulekit(*COMMAND[3:], "--out", "made")
    assert (2, True, 0) == (ended.code, said in ended.err, script.answered.total()), ended.err


def test_a_dimension_stands_for_a_column_of_its_name(rulekit, folder):
    write_files(folder, {"src.jsonl": lines(seed("one", level="of the corpus") for _ in "a")})
    ended = rulekit(*COMMAND[3:], "--out", "made", "--dry-run")
    assert "of the corpus" not in ended.out
    assert "Make up a task that is" in ended.out


def test_a_dry_run_makes_seeds_and_shows_the_first_request_and_asks_nobody(rulekit, folder):
    write_files(folder)
    ended = rulekit(*COMMAND[3:], "--out", "made", "--dry-run")
    assert (0, True) == (ended.code, "Make up a task that is" in ended.out)
    assert "def " in ended.out
    assert "4 tasks, of which 12 samples would be asked for; nothing was asked" in ended.err
    names = sorted(one.name for one in Path("made").iterdir())
    assert ["aspects", "begun.json", "seeds.jsonl"] == names


def test_a_recipe_is_copied_with_its_files_and_over_nothing(rulekit, folder):
    ended = rulekit("synthesize", "oss-instruct", "--copy", "own")
    assert "copied: own/oss-instruct.yaml" in ended.out
    assert {"oss-instruct.md", "task.json", "aspects.yaml"} < {
        p.name for p in Path("own").iterdir()
    }
    ended = rulekit("synthesize", "refine", "--copy", "own")
    assert (2, True) == (ended.code, "there are files already" in ended.err)


def test_a_folder_holds_one_round_of_one_recipe(rulekit, folder, monkeypatch):
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    write_files(folder)
    rulekit(*COMMAND[3:], "--out", "made")
    Path("recipe/other.yaml").write_text(RECIPE.replace("synthesize: mine", "synthesize: other"))
    ended = rulekit("synthesize", "recipe/other.yaml", "src.jsonl", "--out", "made")
    assert '`made` began with another `synthesize`: "mine"' in ended.err
    Path("more.jsonl").write_text(lines(SEEDS))
    ended = rulekit(*COMMAND[3:], "more.jsonl", "--out", "made")
    assert "`made` began with another `SRC`" in ended.err


@SLOW
@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "ended by"),
        (("--cause", "vacuous", "-n", "1"), "Explain one: rulekit explain made --id"),
        (("--random", "keep", "-n", "1"), "kept"),
        (("--row", "chat.jsonl#row=0"), "KEEP"),
        (("-o", "json"), '"synthesize": "mine"'),
    ],
)
def test_explain_tells_of_samples(made, rulekit, monkeypatch, words, said):
    monkeypatch.chdir(made[0])
    ended = rulekit("explain", "made", *words)
    assert (0, True) == (ended.code, said in ended.out), ended.out


@SLOW
def test_explain_tells_the_way_of_a_sample_from_its_seed_to_its_line(made, rulekit, monkeypatch):
    folder, _ = made
    monkeypatch.chdir(folder)
    kept = records(folder, "kept.jsonl")[0]
    ended = rulekit("explain", "made", "--id", kept["id"])
    parts = [
        f"{kept['seed_shard']}#row={kept['seed_row']}", kept["seed_path"], kept["model"],
        f"level: {kept['level']}", kept["key"][:12], "passed: 1 assertion, 3 runs", "worth ",
        "1-code", "rulekit explain made/judged/2-whole --row", "line 1 of chat.jsonl",
        kept["response"],
    ]  # fmt: skip
    assert [] == [part for part in parts if part not in ended.out], ended.out
    judged = [line for line in ended.lines if "(rulekit explain " in line]
    for line in judged:
        words = line.partition("(rulekit ")[2].rstrip(")").replace("'", "").split()
        assert "KEEP" in rulekit(*words).out


@SLOW
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--id", "none"), "has no sample `none`"),
        (("--row", "chat.jsonl#row=99"), "no line 99"),
        (("--row", "chat.jsonl"), "say a line of what is exported"),
        (("--rule", "a/b"), "--rule is asked of an audit"),
    ],
)
def test_a_question_that_a_synthesis_cannot_answer_is_told(made, rulekit, monkeypatch, words, said):
    monkeypatch.chdir(made[0])
    ended = rulekit("explain", "made", *words)
    assert (2, True) == (ended.code, said in ended.err), ended.err
