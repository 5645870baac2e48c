"""rulekit/cli/baseline.py: a baseline is written, read, and one day stale."""

import json

import pytest

LINES, LOUD, SHORT, BOTH, ODD = "a\nb\nc\n", "a!\nb!\nc!\n", "a\n", "a!!!\n", "odd\nb\nc\n"
TREE = {"a.py": LINES, "src/b.py": LOUD, "src/c.py": SHORT, "src/d.py": ODD}


@pytest.fixture
def check(rulekit, mine, write):
    """A function: how `rulekit check` of a small tree ends, by three rules of our own."""
    write(TREE)

    def called(*words, **more):
        return rulekit("check", "-j1", *mine, *words, **more)

    return called


def paths_of(ended):
    return [
        line.partition(":")[0] for line in ended.lines if ": drop: " in line or ": flag" in line
    ]


WRITTEN = """\
{
  "rulekit-baseline": 1,
  "files": {
    "src/b.py": ["mine/loud"],
    "src/c.py": ["mine/short"],
    "src/d.py": ["mine/odd"]
  }
}
"""


def test_it_is_written_beside_the_report_and_then_nothing_is_new(check, folder):
    first = check("-oconcise", "--write-baseline", "b.json")
    assert (0, "wrote b.json: 3 failures in 3 files\n") == (first.code, first.err)
    assert ["src/b.py", "src/c.py", "src/d.py"] == paths_of(first)
    assert WRITTEN == (folder / "b.json").read_text()
    then = check("-oconcise", "--baseline", "b.json")
    assert (0, ["4 judged: 2 keep, 2 drop, 0 error, 3 in the baseline"], "") == (
        then.code, then.lines, then.err
    )  # fmt: skip


def test_what_is_new_is_reported_and_gated(check, write):
    check("--write-baseline", "b.json")
    write({"src/b.py": BOTH, "e.py": SHORT})
    ended = check("-oconcise", "--baseline", "b.json")
    assert (1, ["e.py", "src/b.py"]) == (ended.code, paths_of(ended))
    assert not any("mine/loud" in line for line in ended.lines)


def test_the_table_counts_every_verdict_and_says_how_many_are_known(check):
    check("--write-baseline", "b.json")
    shown = check("--baseline", "b.json").lines
    assert "4 files judged: 2 kept, 2 dropped (50.0% dropped)" in shown
    assert "3 files of these are in the baseline, and not listed." in shown


def test_the_drop_rate_that_is_allowed_is_of_what_is_new(check, write):
    check("--write-baseline", "b.json")
    write({"e.py": SHORT})
    words = ("--baseline", "b.json", "--max-drop-rate")
    assert (0, 1) == (check(*words, "20%").code, check(*words, "19%").code)


def test_records_are_what_they_are_without_one(check):
    check("--write-baseline", "b.json")
    words = ("--exclude", "b.json", "-ojsonl")
    assert check(*words).out == check(*words, "--baseline", "b.json").out
    records = [json.loads(line) for line in check("-ojsonl", "--baseline", "b.json").lines]
    assert ["keep", "drop", "drop", "keep"] == [one["decision"] for one in records]
    whole = json.loads(check("-ojson", "--baseline", "b.json").out)
    assert (records, 3) == (whole["verdicts"], whole["summary"]["in_baseline"])


def test_other_reports_tell_only_what_is_new(check):
    check("--write-baseline", "b.json")
    words = ("--baseline", "b.json")
    assert "" == check("-ogithub", *words).out
    assert 1 == len(check("-ocsv", *words).lines)
    assert "<failure" not in check("-ojunit", *words).out
    assert "3 files of these are in the baseline" in check("-omd", *words).out
    assert [] == json.loads(check("-osarif", *words).out)["runs"][0]["results"]


def test_the_baseline_itself_is_not_judged(check):
    check("--write-baseline", "b.json")
    named = {json.loads(line)["path"] for line in check("-ojsonl", "--baseline", "b.json").lines}
    assert set(TREE) == named


STALE = (
    "warning: what `b.json` knows of 2 files fails no more: src/b.py (mine/loud); src/c.py "
    "(mine/short); --write-baseline, of the whole project, writes it anew without\n"
)


def test_what_is_stale_is_named_with_the_way_to_shrink_it(check, write, folder):
    check("--write-baseline", "b.json")
    write({"src/b.py": LINES})
    (folder / "src/c.py").unlink()
    ended = check("--baseline", "b.json")
    assert (0, STALE) == (ended.code, ended.err)
    assert 0 == check("--write-baseline", "b.json").code
    assert ["src/d.py"] == list(json.loads((folder / "b.json").read_text())["files"])


def test_of_a_part_of_the_project_nothing_else_is_stale(check):
    check("--write-baseline", "b.json")
    assert "" == check("src/b.py", "--baseline", "b.json").err


def test_a_file_on_standard_input_is_known_by_its_name(check):
    check("--write-baseline", "b.json")
    words = ("-", "--baseline", "b.json", "--stdin-filename", "src/b.py")
    assert (0, 1) == (
        check(*words, stdin=LOUD.encode()).code,
        check(*words, stdin=SHORT.encode()).code,
    )


def test_an_error_is_not_forgiven(check, folder):
    (folder / "loop.py").symlink_to("loop.py")
    ended = check("loop.py", "--write-baseline", "b.json")
    assert (1, {}) == (ended.code, json.loads((folder / "b.json").read_text())["files"])


# rulekit.toml


@pytest.fixture
def with_toml(rulekit, mine, write):
    """A function: how `rulekit check` ends in a project that names its baseline."""
    write({**TREE, "rulekit.toml": 'baseline = "ci/known.json"\n', "ci/x.bin": b"\0"})

    def called(*words):
        return rulekit("check", "-j1", *mine[:4], "-oconcise", *words)

    return called


def test_a_rulekit_toml_may_name_one_that_counts_from_its_folder(with_toml, folder, monkeypatch):
    assert 0 == with_toml("--write-baseline", "ci/known.json").code
    assert 0 == with_toml().code
    monkeypatch.chdir(folder / "src")
    assert (0, "2 judged") == (with_toml("b.py", "c.py").code, with_toml("b.py", "c.py").out[:8])
    assert "../src/b.py" in json.loads((folder / "ci/known.json").read_text())["files"]


def test_one_that_a_rulekit_toml_names_and_that_is_not_there_is_an_error(with_toml):
    ended = with_toml()
    assert (2, True) == (ended.code, "there is no baseline `ci/known.json`" in ended.err)


# What does not go together


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--baseline", "b.json", "--write-baseline", "b.json"), "do not go together"),
        (("-", "--write-baseline", "b.json"), "standard input is not all of a project"),
        (("c.jsonl", "--baseline", "b.json"), "not of a corpus's rows"),
        (("c.jsonl", "--write-baseline", "b.json"), "not of a corpus's rows"),
        (("--baseline", "nowhere.json"), "there is no baseline `nowhere.json`"),
        (("--baseline", "a.py"), "`a.py` is not read as a baseline"),
        (("--write-baseline", "a.py"), "`a.py` is not read as a baseline"),
    ],
)
def test_what_cannot_be_done_is_refused(check, write, words, told):
    write({"c.jsonl": '{"content": "a", "path": "a.py"}\n'})
    ended = check(*words)
    assert (2, "", True) == (ended.code, ended.out, told in ended.err)
