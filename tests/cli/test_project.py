"""rulekit/cli/project.py: which rulekit.toml is in force."""

import json
import os

import pytest

from rulekit.cli.project import find_project, projects_above

REMEDY = "--config FILE"


# Where it is looked for


def test_the_file_here_is_found(write):
    write({"rulekit.toml": ""})
    assert "rulekit.toml" == find_project()


def test_the_nearest_above_is_found_as_it_is_seen_from_here(write, monkeypatch):
    folder = write({"rulekit.toml": "", "a/rulekit.toml": "", "a/b/c/x": ""})
    monkeypatch.chdir(folder / "a/b/c")
    assert "../../rulekit.toml" == find_project()


def test_where_there_is_none_none_is_found(folder):
    assert find_project() is None


def test_a_folder_of_that_name_is_no_project_file(folder):
    (folder / "rulekit.toml").mkdir()
    assert find_project() is None


# Links and such


@pytest.mark.parametrize("target", ["real.toml", "gone", "/proc/kmsg", "/etc/passwd"])
def test_one_that_is_a_link_is_told_and_not_read(write, capsys, target):
    folder = write({"real.toml": "nonsense ="})
    (folder / "rulekit.toml").symlink_to(target)
    assert find_project() is None
    told = capsys.readouterr().err
    assert told.startswith("warning: `rulekit.toml` is not used: it is a link; name the file that")
    assert REMEDY in told


def test_one_that_is_a_pipe_is_told_and_not_read(folder, capsys):
    os.mkfifo("rulekit.toml")
    assert find_project() is None
    assert "`rulekit.toml` is not used: it is no regular file" in capsys.readouterr().err


def test_one_over_a_megabyte_is_told_and_not_read(write, capsys):
    patterns = "".join(f'"a{i}",' for i in range(120_000))
    write({"rulekit.toml": f"exclude = [{patterns}]\n"})
    assert find_project() is None
    assert "`rulekit.toml` is not used: it is over 1 MB" in capsys.readouterr().err


def test_a_config_that_is_a_link_is_refused(rulekit, write):
    (write({"real.toml": "", "a.py": ""}) / "link.toml").symlink_to("real.toml")
    ended = rulekit("check", "a.py", "--config", "link.toml")
    assert (2, "error: not read: it is a link") == (ended.code, ended.err.splitlines()[0])
    assert "name the file that it points to" in ended.err


# What is judged does not say how

HOSTILE = 'ignore = ["*"]\n[limits]\n"python/pass-heavy" = {max = 1}\n'
BAD = "class A:\n    pass\n\n\nclass B:\n    pass\n"
UNUSED = "warning: `hostile/rulekit.toml` is not used: what is judged does not say how"
USE = "--config hostile/rulekit.toml would use it"


@pytest.fixture
def hostile(write):
    """A repository that would have itself kept, below the folder where a person stands."""
    return write({"hostile/rulekit.toml": HOSTILE, "hostile/src/bad.py": BAD})


COMMANDS = [
    ("check", "hostile", "-j1"),
    ("check", "hostile/src", "-j1"),
    ("check", "hostile/src/bad.py"),
    ("explain", "hostile/src/bad.py"),
    ("signals", "hostile/src/bad.py"),
    ("config", "hostile/src/bad.py"),
    ("filter", "hostile", "--out", "audit", "-j1"),
    ("filter", "hostile/src", "--out", "audit", "-j1", "-q"),
]


@pytest.mark.slow
@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_the_rulekit_toml_of_what_is_judged_is_named_once_and_not_used(rulekit, hostile, words):
    ended = rulekit(*words)
    assert f"{UNUSED}; {USE}" in ended.err.splitlines()
    assert 1 == ended.err.count("is not used")
    if words[0] == "check":
        assert (1, True) == (ended.code, "python/pass-heavy" in ended.out)


def test_it_is_used_when_it_is_named(rulekit, hostile):
    ended = rulekit("check", "hostile", "--config", "hostile/rulekit.toml", "-j1")
    assert (0, True) == (ended.code, "Configured by hostile/rulekit.toml." in ended.out)
    assert "is not used" not in ended.err


def test_isolated_is_told_nothing(rulekit, hostile):
    assert "" == rulekit("check", "hostile", "--isolated", "-q", "-j1").err


def test_those_below_and_those_above_are_named_in_one_line_each(rulekit, write):
    write({"a/rulekit.toml": "", "a/b/c/rulekit.toml": "", "a/b/x.py": BAD, "rulekit.toml": ""})
    told = rulekit("check", "a/b", "-q", "-j1").err.splitlines()
    assert ["`a/rulekit.toml`", "`a/b/c/rulekit.toml`"] == [line.split()[1] for line in told]


def test_many_are_counted(rulekit, write):
    write({f"{i}/rulekit.toml": "" for i in range(9)} | {"a.py": BAD})
    (told,) = rulekit("check", ".", "-q", "-j1").err.splitlines()
    assert "`0/rulekit.toml`, `1/rulekit.toml`, `2/rulekit.toml` and 6 more are not used" in told


def test_the_one_in_force_and_those_above_it_are_not_named(write, monkeypatch):
    folder = write({"rulekit.toml": "", "p/rulekit.toml": "", "p/src/a.py": ""})
    monkeypatch.chdir(folder / "p")
    assert [] == projects_above(["src", "."], "rulekit.toml")


def test_another_repository_is_named_as_the_path_was_given(write, monkeypatch):
    folder = write({"other/rulekit.toml": "", "here/x": ""})
    monkeypatch.chdir(folder / "here")
    assert [["../other/rulekit.toml"], [f"{folder}/other/rulekit.toml"]] == [
        projects_above([path], None) for path in ("../other", f"{folder}/other")
    ]


def test_another_rulekit_toml_among_the_files_is_judged_like_any_file(rulekit, write):
    write({"rulekit.toml": "", "vendor/rulekit.toml": "x = 1\n", "a.py": BAD})
    records = map(json.loads, rulekit("check", "-ojsonl", "-j1").out.splitlines())
    assert ["a.py", "vendor/rulekit.toml"] == [one["path"] for one in records]


# The file in force is named


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("check", "src", "-j1"), "Configured by ../rulekit.toml."),
        (("check", "src", "-q", "-j1"), "Configured by ../rulekit.toml."),
        (("check", "src", "-oconcise", "-j1"), ", by ../rulekit.toml"),
        (("check", "src", "-ojson", "-j1"), '"config": "../rulekit.toml"'),
        (("check", "src", "-ojsonl", "-j1"), '"config": "../rulekit.toml"'),
        (("explain", "src/bad.py"), "profile default   ../rulekit.toml"),
        (("explain", "src/bad.py", "-ojson"), '"config": "../rulekit.toml"'),
        (("signals", "src/bad.py"), "python   ../rulekit.toml"),
        (("rules", "python/"), "in profile default and ../rulekit.toml"),
        (("filter", "src", "--out", "audit", "-j1"), " · ../rulekit.toml"),
    ],
)
def test_every_report_names_the_file_in_force(rulekit, write, monkeypatch, words, said):
    folder = write({"rulekit.toml": "seed = 7\n", "p/src/bad.py": BAD})
    monkeypatch.chdir(folder / "p")
    assert said in rulekit(*words).out


@pytest.mark.slow
def test_the_name_does_not_depend_on_the_number_of_workers(rulekit, write):
    write({"rulekit.toml": "seed = 7\n", "src/a.py": BAD, "src/b.py": BAD})
    one, two = (rulekit("check", "src", "-ojsonl", f"-j{jobs}").out for jobs in (1, 2))
    assert one == two


@pytest.mark.slow
def test_an_audit_names_the_file_that_it_was_judged_by(rulekit, write):
    write({"rulekit.toml": "seed = 7\n", "src/a.py": BAD})
    rulekit("filter", "src", "--out", "audit", "-j1", "-q")
    overview = rulekit("explain", "audit", "--isolated").out
    record = json.loads(rulekit("explain", "audit", "--row", "0", "-ojson", "--isolated").out)
    assert ("rulekit.toml", True) == (record["config"], " · rulekit.toml" in overview)
