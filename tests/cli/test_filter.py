"""rulekit/cli/filter.py: a corpus judged into an audit, on the command line."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest

pytestmark = pytest.mark.slow  # each test starts processes of its own

KEPT = "a\nb\nc\n"
LOUD = "a!\nb!\nc!\n"
SHORT = "a\n"


def lines(*texts):
    return "".join(
        json.dumps({"content": t, "path": f"{i}.py"}) + "\n" for i, t in enumerate(texts)
    )


@pytest.fixture
def corpus(write):
    return write({"c/a.jsonl": lines(KEPT, LOUD, SHORT) + "{\n", "c/b.jsonl": lines(KEPT)})


@pytest.fixture
def run(rulekit, mine):
    """A function: how `rulekit filter` with our three rules ends, with one worker."""

    def called(*words):
        return rulekit("filter", *words, "--out", "audit", "-j1", *mine)

    return called


def test_it_says_what_it_reads_by_which_plan_and_what_came_of_it(corpus, run):
    ended = run("c")
    assert 0 == ended.code
    assert "columns  content=content path=path" == ended.lines[0]
    assert ended.lines[1].startswith("plan     profile default · 3 rules · ")
    assert "shards   2: a.jsonl … b.jsonl" == ended.lines[2]
    assert "5 rows judged: 2 kept, 2 dropped, 1 error (40.0% dropped)" in ended.lines
    assert "next: rulekit explain audit --rule mine/loud" in ended.lines[-1]
    first, second = ended.err.splitlines()  # where nobody sees a line move
    assert first.startswith("a.jsonl  4 rows  keep 25.0%  drop 50.0%  error 25.0%  (")
    assert second.startswith("b.jsonl  1 row  keep 100.0%")


@pytest.fixture
def partitioned(write):
    """Three shards, two of which lie in folders that say a language."""
    text = json.dumps({"content": KEPT}) + "\n"
    go, null = "c/lang=Go/a.jsonl", "c/lang=__HIVE_DEFAULT_PARTITION__/a.jsonl"
    return write({go: text, null: text, "c/b.jsonl": text})


def test_folders_that_name_columns_tell_the_language(partitioned, run):
    ended = run("c", "--write-kept")
    assert (0, "columns  content=content lang=lang") == (ended.code, ended.lines[0])
    assert "1 row judged: 1 kept, 0 dropped (0.0% dropped)" in ended.lines
    assert "Not judged: 2 rows (2 unknown language)." in ended.lines
    table = pq.read_table("audit/verdicts/lang=Go/a.jsonl.parquet", partitioning=None)
    assert ["go"] == table["language"].to_pylist()
    assert Path("c/lang=Go/a.jsonl").read_bytes() == Path("audit/kept/lang=Go/a.jsonl").read_bytes()
    manifest = json.loads(Path("audit/manifest.json").read_text())
    assert [{}, {"lang": "Go"}, {"lang": None}] == [one["partition"] for one in manifest["shards"]]


@pytest.mark.slow
def test_a_shard_that_lies_in_no_such_folder_is_told(partitioned, run):
    assert "warning: b.jsonl: it has no column lang" in run("c").err


@pytest.mark.slow
def test_other_words_of_the_folders_are_another_run(partitioned, run):
    assert 0 == run("c/lang=Go/a.jsonl").code
    Path("c/lang=Go").rename("c/lang=Java")
    ended = run("c/lang=Java/a.jsonl")
    assert 2 == ended.code
    assert "the shard a.jsonl: its folders say something else of its rows" in ended.err


def test_a_corpus_of_which_no_row_is_judged_does_not_end_well(write, run):
    write({"c/a.jsonl": json.dumps({"content": KEPT}) + "\n"})
    ended = run("c", "-q")
    assert 2 == ended.code
    assert "warning: 1 of 1 rows are not judged, unknown-language: " in ended.err
    assert "--columns path=NAME,lang=NAME, or for all rows, --language NAME" in ended.err


def test_a_language_that_is_said_is_the_next_step(write, run):
    write({"c/a.jsonl": json.dumps({"content": KEPT}) + "\n"})
    ended = run("c", "--language", "python")
    assert (0, False) == (ended.code, "warning" in ended.err)


@pytest.mark.slow
def test_nearly_no_row_judged_is_a_warning(write, run):
    rows = lines(KEPT) + 9 * (json.dumps({"content": KEPT}) + "\n")
    write({"c/a.jsonl": rows})
    ended = run("c")
    assert (0, True) == (ended.code, "warning: 9 of 10 rows are not judged" in ended.err)


def test_a_corpus_without_rows_is_told_and_no_mistake(write, run):
    write({"c/a.jsonl": ""})
    ended = run("c")
    assert (0, True) == (ended.code, "warning: there is no row in the corpus" in ended.err)


def test_a_row_that_repeats_a_key_and_one_that_is_no_text_are_errors_copied_as_they_came(
    write, run
):
    broken = '{"content": "a", "content": "b"}\n{"content": "\\ud800", "path": "a.py"}\n'
    write({"c/a.jsonl": lines(KEPT) + broken})
    ended = run("c", "--write-dropped")
    assert (0, True) == (
        ended.code,
        "3 rows judged: 1 kept, 0 dropped, 2 errors (0.0% dropped)" in ended.lines,
    )
    assert broken == Path("audit/dropped/a.jsonl").read_text()
    told = pq.read_table("audit/verdicts/a.jsonl.parquet")["reason"].to_pylist()
    assert "`content` is there twice" == told[1]
    assert told[2].startswith("`content` is no text: half a surrogate pair, \\ud800")


def test_the_form_of_a_known_data_set_is_named_and_what_lies_beside_it(write, run):
    row = {"content": KEPT, "max_stars_repo_path": "a.py", "lang": "Python", "hexsha": "0"}
    write({"c/a.jsonl": json.dumps(row), "c/README.md": "", "c/LICENSE.txt": ""})
    ended = run("c")
    assert "(The Stack v1, detected)" in ended.lines[0]
    assert "beside   not read: c/LICENSE.txt, c/README.md" in ended.lines


@pytest.mark.slow
def test_a_data_set_without_texts_is_told_before_a_row_is_read(write, rulekit, mine):
    write({"c/a.jsonl": '{"blob_id": "0f3a", "path": "x.py", "language": "Python"}\n'})
    ended = rulekit("filter", "c", "--dry-run", "-j1", *mine)
    told = "warning: The Stack v2 has only blob_id: fetch the contents from Software Heritage first"
    assert told == ended.err.splitlines()[0]


@pytest.mark.slow
def test_the_same_command_goes_on_with_what_is_there(corpus, run):
    assert (0, "", "") == tuple(vars(run("c", "-q")).values())
    before = {path: path.read_bytes() for path in Path("audit").rglob("*") if path.is_file()}
    again = run("c")
    assert ("", True) == (again.err, "5 rows judged: " in again.out)
    assert before == {
        path: path.read_bytes() for path in Path("audit").rglob("*") if path.is_file()
    }


def test_more_than_the_allowed_drop_rate_ends_with_code_1(corpus, run):
    run("c")
    over, within = (run("c", "--max-drop-rate", allowed) for allowed in ("30%", "40%"))
    said = "the drop rate of 40.0% is over the 30.0% that are allowed"
    assert (1, said, 0, "") == (over.code, over.err.strip(), within.code, within.err)


@pytest.mark.slow
def test_what_is_wrong_with_a_whole_shard_is_a_warning(write, rulekit, mine):
    import gzip

    whole = gzip.compress(lines(*[KEPT] * 50).encode())
    write({"c/a.jsonl": lines(KEPT), "c/b.jsonl": '{"content": "x"}', "c/c.jsonl.gz": whole[:-9]})
    ended = rulekit("filter", "c", "--out", "audit", "-q", "-j1", "--write-dropped", *mine)
    assert 0 == ended.code
    assert [
        "warning: b.jsonl: it has no column path",
        "warning: c.jsonl.gz: 1 rows, or the end of it, cannot be read",
        "warning: c.jsonl.gz: 1 rows could not be copied",
    ] == ended.err.splitlines()


def test_the_rulekit_toml_of_the_corpus_is_not_that_of_the_run(write, rulekit):
    write({"c/rulekit.toml": 'profile = "opencoder"\n', "c/d/a.jsonl": lines(KEPT)})
    ended = rulekit("filter", "c/d", "--out", "a", "-j1")
    told = "`c/rulekit.toml` is not used: what is judged does not say how"
    assert "plan     profile default" in ended.out
    assert f"warning: {told}; --config c/rulekit.toml would use it" in ended.err


@pytest.mark.slow
def test_the_rulekit_toml_in_force_is_named_at_the_start_and_in_the_manifest(write, rulekit):
    write({"rulekit.toml": "seed = 7\n", "c/a.jsonl": lines(KEPT)})
    ended = rulekit("filter", "c", "--out", "a", "-j1")
    manifest = json.loads(Path("a/manifest.json").read_text())
    assert '"rulekit.toml"' == manifest["plan"]["choice"]["config"]
    assert f"hash {manifest['plan']['hash']} · rulekit.toml" in ended.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("gone",), "there is no file or folder `gone`"),
        (("c", "--columns", "content=txt"), "there is no column `txt`"),
        (("c", "--reader", "parket"), "did you mean `parquet`?"),
        (("c", "--runner", "rays"), "did you mean `ray`?"),
        (("c", "--signals", "most"), "'used', 'all'"),
        (("c", "--language", "klingon"), "no such language"),
        (("bad.parquet", "--columns", "content=x", "--profile", "nope"), "no profile `nope`"),
    ],
)
def test_what_cannot_be_done_ends_with_code_2_and_one_reason(corpus, write, run, words, said):
    write({"bad.parquet": "no"})
    ended = run(*words)
    assert (2, True, False) == (ended.code, said in ended.err, "Traceback" in ended.err)
    assert not Path("audit").exists()


@pytest.mark.slow
def test_an_audit_of_something_else_ends_with_code_2_and_what_is_other(write, run):
    write({"c/a.jsonl": ""})
    run("c")
    ended = run("c", "--set", "mine/loud.max=1")
    assert 2 == ended.code
    assert "--set: nothing before, mine/loud.max=1 now" in ended.err


def test_without_pyarrow_it_says_what_to_install(corpus, run, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    ended = run("c")
    assert (2, True) == (ended.code, "pip install 'rulekit[parquet]'" in ended.err)


# Stopped

SLOW = """
import os, time
from pathlib import Path
import rulekit


def size(document):
    Path(os.environ["SEEN"], str(len(document.text))).touch()
    time.sleep(0.05)
    return 0.0


@rulekit.hookimpl
def rulekit_packs():
    signal = rulekit.Signal("slow.size", "characters", "nothing, slowly", size)
    return [rulekit.Pack("slow", Path(__file__).parent / "rules", signals=(signal,))]
"""
RULE = """
title: Slow
why: So that there is time to stop it.
source: ours
signal: slow.size
keep: {max: 0}
examples:
  keep: [{text: a}]
  drop: [{text: b}]
"""


@pytest.fixture
def slow(plugin, write, tmp_path):
    """A command that takes some seconds, and its environment."""
    plugin("slow", SLOW, {"rules/slow/slow.yaml": RULE})
    write({"c.jsonl": lines(*("x" * i for i in range(1, 31)))})
    seen = tmp_path / "seen"
    seen.mkdir()
    paths = [str(tmp_path / "site"), *filter(None, [os.environ.get("PYTHONPATH")])]
    command = [sys.executable, "-m", "rulekit", "filter", "c.jsonl", "--select=slow/", "--isolated"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "SEEN": str(seen)}
    return [*command, "-j2", "--out=audit"], environment, seen


def wait_for_any(seen):
    """Wait until the first document is judged."""
    for _ in range(400):
        if any(seen.iterdir()):
            return
        time.sleep(0.05)


@pytest.mark.slow
def test_ctrl_c_ends_it_with_how_to_go_on(slow):
    command, environment, seen = slow
    run = subprocess.Popen(command, env=environment, stdout=-1, stderr=-1, start_new_session=True)
    wait_for_any(seen)
    run.send_signal(signal.SIGINT)
    _, errors = run.communicate(timeout=30)
    said = errors.decode()
    assert 130 == run.returncode
    assert "the same command goes on from here" in said
    assert "Traceback" not in said
    assert not json.loads(Path("audit/manifest.json").read_text())["finished"]
    subprocess.run(command, env=environment, check=True, capture_output=True)
    assert 30 == pq.read_table("audit/verdicts").num_rows


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="kill -9 is for those who have it")
def test_kill_9_costs_nothing_but_time(slow):
    command, environment, seen = slow
    run = subprocess.Popen(command, env=environment, stdout=-1, stderr=-1)
    wait_for_any(seen)
    run.kill()
    run.communicate(timeout=30)
    subprocess.run(command, env=environment, check=True, capture_output=True)
    killed = {path.name: path.read_bytes() for path in Path("audit").rglob("*.parquet")}
    subprocess.run([*command[:-1], "--out=whole"], env=environment, check=True, capture_output=True)
    assert killed == {path.name: path.read_bytes() for path in Path("whole").rglob("*.parquet")}


def test_a_finished_audit_is_verified_without_its_corpus(corpus, run, rulekit):
    run("c", "--write-kept", "-q")
    ended = rulekit("filter", "--verify", "--out", "audit")
    assert (0, "", "whole\n") == (ended.code, ended.out, ended.err)
    Path("audit/kept/b.jsonl").write_text("")
    ended = rulekit("filter", "--verify", "--out", "audit")
    assert (1, "kept/b.jsonl: not as it was written\n") == (ended.code, ended.out)
    assert "1 file is not as written\n" == ended.err


def test_what_cannot_be_verified_says_why(corpus, rulekit):
    ended = rulekit("filter", "--verify", "--out", "audit")
    assert (2, "error: there is no audit in `audit`\n") == (ended.code, ended.err)


def test_nothing_to_judge_is_said(rulekit):
    ended = rulekit("filter", "--out", "audit")
    assert (2, "error: say what to judge: rulekit filter SRC… --out DIR\n") == (
        ended.code,
        ended.err,
    )


@pytest.mark.slow
def test_what_is_damaged_of_an_earlier_run_is_a_warning(corpus, run):
    run("c", "-q")
    begun = json.loads(Path("audit/manifest.json").read_text()) | {"finished": False}
    kept = {key: begun[key] for key in begun if key not in ("counts", "sums", "seal")}
    kept["shards"] = [{"name": one["name"], "reader": one["reader"]} for one in begun["shards"]]
    shutil.rmtree("audit")
    Path("audit/work").mkdir(parents=True)
    Path("audit/work/000000.json").write_text("")
    Path("audit/manifest.json").write_text(json.dumps(kept))
    ended = run("c", "-q")
    assert 0 == ended.code
    assert "warning: a.jsonl: audit/work/000000.json: it is empty: judged again\n" == ended.err


@pytest.mark.slow
def test_a_shard_that_changes_meanwhile_ends_with_code_2_and_how_to_go_on(slow):
    command, environment, seen = slow
    run = subprocess.Popen(command, env=environment, stdout=-1, stderr=-1)
    wait_for_any(seen)
    with Path("c.jsonl").open("a") as file:
        file.write("{}\n")
    said = run.communicate(timeout=60)[1].decode()
    assert 2 == run.returncode
    assert "the shard c.jsonl was changed while it was judged: it has" in said
    assert "nothing of it is in the audit; the same command judges it anew" in said
    assert "Traceback" not in said


BROKEN = """
import rulekit


class Broken:
    name, suffixes = "broken", (".broken",)

    def fields(self, path):
        {act}

    count = rows = writer = written = fields


@rulekit.hookimpl
def rulekit_readers():
    return [Broken()]
"""


@pytest.mark.parametrize(
    ("act", "said"),
    [
        ("return bytearray(1 << 50)", "there is not enough memory for this command"),
        ("raise ValueError('me')", "a bug of rulekit, or of a plugin: ValueError: me"),
    ],
)
def test_what_nobody_has_foreseen_leaves_no_traceback(plugin, write, rulekit, act, said):
    """Here of a reader that breaks its promises."""
    plugin("broken", BROKEN.format(act=act), {})
    write({"a.broken": ""})
    ended = rulekit("filter", "a.broken", "--out", "audit", "-q")
    assert (2, f"error: {said}") == (ended.code, ended.err.splitlines()[0])
    assert "Traceback" not in ended.err
