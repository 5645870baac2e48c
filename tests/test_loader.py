"""rulekit/loader.py: an engine that reads files, and how to get one."""

import os
import socket
import subprocess
import sys

import pytest

from rulekit.core.document import MAX_BYTES
from rulekit.errors import RulekitError, SpecError, UsageError
from rulekit.loader import load

TEXT = "one\ntwo\nthree\nfour\nfive\n"


@pytest.fixture(scope="module")
def engine():
    return load(select=["text/few-lines"])


def end(verdict):
    """How a document ended that no rule was asked about."""
    return verdict.decision, verdict.decided_by, verdict.reason


# What is judged


def test_a_file_is_judged(engine, write):
    write({"a.py": TEXT})
    assert ("keep", "python") == (
        engine.check_path("a.py").decision,
        engine.check_path("a.py").language,
    )


def test_a_path_object_is_a_path(engine, write):
    folder = write({"a.py": TEXT})
    assert str(folder / "a.py") == engine.check_path(folder / "a.py").path


def test_a_file_gives_the_same_verdict_as_its_bytes(engine, write):
    write({"a.py": TEXT})
    assert engine.check_bytes(TEXT.encode(), "a.py") == engine.check_path("a.py")


def test_a_path_of_bytes_that_are_not_utf8_is_opened_as_it_is_and_shown_escaped(engine, folder):
    name = os.fsdecode(b"caf\xe9.py")
    (folder / name).write_text(TEXT)
    verdict = engine.check_path(name)
    assert (r"caf\xe9.py", "keep") == (verdict.path, verdict.decision)


def test_a_named_link_is_followed(engine, write):
    (write({"a.py": TEXT}) / "b.py").symlink_to("a.py")
    assert ("keep", "b.py") == (engine.check_path("b.py").decision, engine.check_path("b.py").path)


# What is not judged: a drop that no rule decided, of no candidate


def test_a_nul_byte_near_the_start_means_binary(engine, write):
    write({"a.py": b"x = 1\0\n"})
    expected = ("drop", ("binary",), "binary: a NUL byte near the start")
    assert expected == end(engine.check_path("a.py"))


def test_a_file_over_eight_megabytes_is_too_large(engine, folder):
    with (folder / "a.py").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    expected = ("drop", ("too-large",), "8.0 MB, over 8 MB")
    assert expected == end(engine.check_path("a.py"))


def test_a_file_of_eight_megabytes_is_read(engine, folder):
    with (folder / "a.py").open("wb") as file:
        file.truncate(MAX_BYTES)
    assert ("binary",) == engine.check_path("a.py").decided_by


def test_a_name_that_tells_no_language_is_unknown(engine, write):
    write({"a.nonsense": TEXT})
    expected = ("drop", ("unknown-language",), "no known language has this name or content")
    assert expected == end(engine.check_path("a.nonsense"))


def test_a_pipe_is_special_and_never_opened(engine, folder):
    os.mkfifo("a.py")
    expected = ("drop", ("special-file",), "not a regular file")
    assert expected == end(engine.check_path("a.py"))


def test_a_socket_is_special(engine, folder):
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("a.py")
        assert ("special-file",) == engine.check_path("a.py").decided_by


def test_a_device_is_special(engine):
    assert ("special-file",) == engine.check_path("/dev/zero").decided_by


def test_a_language_without_a_rule_is_no_candidate(write):
    write({"a.md": TEXT})
    expected = ("drop", ("no-rules",), "no rule of the selection is for markdown")
    assert expected == end(load(select=["python/"]).check_path("a.md"))


@pytest.mark.parametrize("name", ["a.py", "b.nonsense", "/dev/null"])
def test_only_what_is_judged_is_a_candidate(engine, write, name):
    write({"a.py": TEXT, "b.nonsense": TEXT})
    assert (name == "a.py") == engine.check_path(name).candidate


# What cannot be read: an error


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("gone.py", "cannot be read: No such file or directory"),
        ("folder.py", "cannot be read: it is a folder"),
        ("loop.py", "cannot be read: Too many levels of symbolic links"),
        ("a.py/b.py", "cannot be read: Not a directory"),
        ("n" * 300, "cannot be read: File name too long"),
        ("a\0.py", "cannot be read: embedded null byte"),
        ("", "cannot be read: No such file or directory"),
    ],
)
def test_what_cannot_be_read_is_an_error_with_its_reason(engine, write, path, reason):
    folder = write({"a.py": TEXT, "folder.py/b.py": TEXT})
    (folder / "loop.py").symlink_to("loop.py")
    assert ("error", ("unreadable",), reason) == end(engine.check_path(path))


# Getting an engine


def limit_of(verdict):
    [finding] = verdict.findings
    return finding.must_be, finding.limit_from


def test_without_words_the_default_profile_judges():
    assert "default" == load().plan.profile


def test_a_profile_is_chosen_by_name():
    assert "opencoder" == load("opencoder").plan.profile


def test_a_setting_has_the_last_word(write):
    write({"rulekit.toml": '[limits]\n"text/few-lines" = {min = 7}\n'})
    engine = load(
        select=["text/few-lines"], settings=["text/few-lines.min=5"], config="rulekit.toml"
    )
    assert (">= 5", "--set") == limit_of(engine.check_text(TEXT, "a.py"))


def test_a_project_file_is_read_when_it_is_named(write):
    write({"rulekit.toml": '[limits]\n"text/few-lines" = {min = 7}\n'})
    engine = load(select=["text/few-lines"], config="rulekit.toml")
    assert (">= 7", "rulekit.toml") == limit_of(engine.check_text(TEXT, "a.py"))


def test_no_project_file_is_looked_for(write):
    write({"rulekit.toml": "nonsense ="})
    assert load().check_text(TEXT, "a.py")


def test_overrides_count_from_the_folder_of_the_project_file(write):
    write(
        {
            "sub/rulekit.toml": """
                [[override]]
                paths = ["/api/*.py"]
                reason = "stubs"
                limits = {"text/few-lines" = {min = 7}}
                """
        }
    )
    engine = load(select=["text/few-lines"], config="sub/rulekit.toml")
    limits = [limit_of(engine.check_text(TEXT, path))[1] for path in ("sub/api/a.py", "api/a.py")]
    assert ["rulekit.toml override", "profile default"] == limits


def test_a_seed_of_the_caller_goes_before_that_of_the_project(write):
    write({"rulekit.toml": "seed = 7\n"})
    seeds = [load(config="rulekit.toml", seed=seed).plan.seed for seed in (None, 0, 3)]
    assert [7, 0, 3] == seeds


def test_all_signals_keeps_every_reading():
    engine = load(select=["text/few-lines"], all_signals=True)
    readings = dict(engine.check_text(TEXT, "a.py").readings)
    assert (5.0, 24.0) == (readings["text.lines"].value, readings["text.characters"].value)


def test_all_signals_counts_what_each_finder_finds():
    engine = load(select=["text/few-lines"], all_signals=True)
    readings = dict(engine.check_text("# autogen, do not edit\na(b)\n", "a.py").readings)
    counts = ("count(code.generator_words)", "count(code.logic)")
    assert [2, 1] == [readings[name].value for name in counts]


def test_readings_are_left_out_otherwise(engine):
    assert () == engine.check_text(TEXT, "a.py").readings


def test_all_evidence_locates_what_passed_too():
    words = {"select": ["python/pass-heavy"], "settings": ["python/pass-heavy.max=1"]}
    counts = [
        load(**words, all_evidence=every).check_text("pass\n", "a.py").findings[0].evidence_count
        for every in (False, True)
    ]
    assert [0, 1] == counts


def test_a_plugin_can_be_left_out():
    assert "python" not in load(off=["python"]).plan.catalog.syntaxes


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ({"profile": "defualt"}, "no profile `defualt`, did you mean `default`"),
        ({"select": ["text/few-lnes"]}, "no rule is called `text/few-lnes`, did you mean"),
        ({"ignore": ["all"]}, "the selection has no rule"),
        ({"settings": ["text/few-lines.mni=3"]}, "say RULE.FIELD=VALUE"),
        ({"rules": ["nowhere"]}, "the rules folder is not there"),
    ],
)
def test_a_plan_that_cannot_be_made_is_told(words, complaint):
    with pytest.raises(RulekitError, match=complaint):
        load(**words)


def test_a_profile_that_does_not_exist_is_the_users_mistake():
    with pytest.raises(UsageError):
        load("nonsense")


def test_a_project_file_that_is_not_there_is_told(folder):
    with pytest.raises(SpecError, match="cannot be read: No such file"):
        load(config="rulekit.toml")


# What a project file names


@pytest.mark.parametrize("word", ["../secret", "/", "sub/../../secret", "out", "a\\u0000b"])
def test_rules_of_a_project_lie_in_its_folder(write, word):
    folder = write({"p/rulekit.toml": f'rules = ["{word}"]\n', "secret/mine/a.yaml": "p: hunter2"})
    (folder / "p/out").symlink_to("../secret")
    with pytest.raises(SpecError, match=r"lies outside of the folder of p/rulekit\.toml") as error:
        load(config="p/rulekit.toml")
    assert "p/rulekit.toml:1:10" == error.value.problems[0].place
    assert "hunter2" not in str(error.value)


def test_rules_that_a_person_names_may_lie_anywhere(write, tmp_path):
    write({"p/rulekit.toml": ""})
    (tmp_path / "away").mkdir()
    assert load(config="p/rulekit.toml", rules=[tmp_path / "away"]).plan.selected


def test_a_config_that_is_a_link_is_refused_with_the_next_step(write):
    folder = write({"secret": "root:*:20228:\n"})
    (folder / "rulekit.toml").symlink_to("secret")
    with pytest.raises(SpecError) as error:
        load(config="rulekit.toml")
    [problem] = error.value.problems
    assert ("not read: it is a link", "") == (problem.message, problem.source)
    assert problem.remedy.startswith("name the file that it points to")


def test_the_file_in_force_is_known_as_it_was_named(write):
    write({"sub/rulekit.toml": ""})
    assert "sub/rulekit.toml" == load(config="sub/rulekit.toml").plan.project.config
    assert "" == load().plan.project.config


@pytest.mark.slow
def test_a_file_loads_the_grammar_of_its_language_and_no_other():
    asked = (
        "import sys, rulekit; rulekit.load().check_text('x = 1', 'a.py');"
        "print(*sorted(name for name in sys.modules if name.startswith('tree_sitter_')))"
    )
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert ["tree_sitter_python", "tree_sitter_python._binding"] == told.stdout.split()
