"""rulekit/cli/check.py: judge, report, and end with the right code."""

import json
import shlex

import pytest

LINES = "a\nb\nc\n"
TOLD = (
    " A file with several reasons counts for each. Only reason: files that have no other, "
    "save what follows from it; bytes are theirs."
)
LOUD = "a!\nb!\nc!\n"
SHORT = "a\n"
BOTH = "a!!!\n"
ODD = "odd\nb\nc\n"
ALL = "--all-findings"

# Of our three rules: a is kept, b is too loud (alone), c is too loud and too short, d is too short
# (alone), e is kept with a flag; f and g are no candidates.
TREE = {
    "a.py": LINES,
    "src/b.py": LOUD,
    "src/c.py": BOTH,
    "src/x/d.md": SHORT,
    "src/x/e.md": ODD,
    "f.bin": b"\0",
    "g.nonsense": "g",
}


@pytest.fixture
def tree(write):
    return write(TREE)


@pytest.fixture
def check(rulekit):
    """A function: how `rulekit check` ends; one worker is enough for what is tested here."""

    def called(*words, **more):
        return rulekit("check", "-j1", *words, **more)

    return called


# How it ends


@pytest.mark.parametrize(
    ("code", "text", "words"),
    [
        (0, LINES, ()),
        (0, ODD, ()),
        (1, SHORT, ()),
        (1, SHORT, ("--max-drop-rate", "99%")),
        (1, SHORT, ("--max-drop-rate", "0")),
        (1, SHORT, ("--max-drop-rate", "0.0%")),
        (0, LINES, ("--max-drop-rate", "0")),
        (0, SHORT, ("--max-drop-rate", "100%")),
        (0, SHORT, ("--exit-zero",)),
        (0, SHORT, ("--ignore", "mine/short")),
        (0, SHORT, ("--set", "mine/short.min=1")),
        (0, SHORT, ("--set", "mine/short.action=flag")),
        (1, LINES, ("--set", "mine/short.min=4")),
        (1, ODD, ("--set", "mine/odd.action=drop")),
    ],
)
def test_a_file_to_drop_ends_with_code_1_unless_it_is_allowed(
    check, mine, write, code, text, words
):
    write({"a.py": text})
    assert code == check("a.py", *mine, *words).code


@pytest.mark.parametrize(("code", "rate"), [(0, "60%"), (0, "0.6"), (1, "59.9%")])
def test_the_drop_rate_is_that_of_the_candidates(check, mine, tree, code, rate):
    assert code == check(*mine, "--max-drop-rate", rate).code  # 3 of 5


def test_an_error_ends_with_code_1_whatever_may_be_dropped(check, mine, write):
    (write({"a.py": LINES}) / "b.py").symlink_to("b.py")
    ended = check("a.py", "b.py", *mine, "--max-drop-rate", "100%")
    assert (1, True) == (ended.code, "Too many levels of symbolic links" in ended.out)


def test_exit_zero_forgives_an_error_too(check, mine, folder):
    (folder / "b.py").symlink_to("b.py")
    assert 0 == check("b.py", *mine, "--exit-zero").code


def test_a_run_without_a_candidate_warns(check, mine, write):
    write({"f.bin": b"\0"})
    ended = check(*mine)
    assert (0, "warning: no file was a candidate, so no rule was asked\n") == (
        ended.code,
        ended.err,
    )


def test_a_language_that_no_selected_rule_is_for_is_no_candidate(check, write):
    write({"a.md": LINES})
    ended = check("--select", "python/")
    assert "Not judged: 1 file (1 no rules); --show-files lists them." in ended.lines


def test_without_a_path_it_judges_what_is_here(check, mine, tree):
    assert check(".", *mine).out == check(*mine).out


def test_nothing_to_judge_is_no_success(check, mine, folder):
    ended = check(*mine)
    assert (2, "", "error: nothing to judge: no file in .\n") == (ended.code, ended.out, ended.err)


# Standard input


def test_a_dash_is_standard_input_under_the_name_given(check, mine):
    ended = check("-", "--stdin-filename", "a.py", "-oconcise", *mine, stdin=b"a\n")
    assert (1, ["a.py: drop: mine/short only 1 lines (1 < 3)"]) == (
        ended.code,
        [line.replace(":1:1", "") for line in ended.lines[:1]],
    )


def test_standard_input_without_a_name_is_told_by_its_content(check, mine):
    ended = check("-", "-ojsonl", *mine, stdin=b"#!/usr/bin/env python3\nb\nc\n")
    record = json.loads(ended.out)
    assert ("<stdin>", "python", "keep") == (record["path"], record["language"], record["decision"])


@pytest.mark.parametrize(
    ("cause", "data"),
    [("binary", b"\0"), ("unknown-language", b"a\n"), ("too-large", b"a" * 8_000_001)],
)
def test_standard_input_may_be_no_candidate(check, mine, cause, data):
    record = json.loads(check("-", "-ojsonl", *mine, stdin=data).out)
    assert ([cause], False) == (record["decided_by"], record["candidate"])


# Reports


def test_a_report_may_go_to_a_file(check, mine, tree, tmp_path):
    ended = check(*mine, "-o", f"jsonl:{tmp_path}/out.jsonl")
    paths = [json.loads(line)["path"] for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert ("", sorted(TREE)) == (ended.out, paths)


@pytest.mark.slow
def test_several_reports_come_of_one_run(check, mine, tree, tmp_path):
    forms = ("json", "jsonl", "full")
    files = [word for form in forms for word in ("-o", f"{form}:{tmp_path}/{form}")]
    ended = check(*mine, *files, "-o", "concise")
    written = {form: (tmp_path / form).read_text() for form in forms}
    alone = {form: check(*mine, "-o", form).out for form in forms}
    assert (alone, "5 judged: 2 keep, 3 drop, 0 error") == (written, ended.lines[-1])


@pytest.mark.slow
def test_the_default_report_is_brief(check, mine, tree):
    assert check(*mine, "-obrief").out == check(*mine).out


def test_by_default_few_files_are_shown_with_their_evidence(check, mine, write):
    write({"a.py": LOUD, "b.py": LINES})
    assert [
        "drop  a.py",
        "  mine/loud  3 shouts, the first: ! (3 > 2)",
        "    --> a.py:1:2  (+2 more)",
        "     1 | a!",
        "       |  ^",
        "",
        " language  files  keep  drop  drop rate  reasons",
        " python        2     1     1      50.0%  mine/loud 1",
        "2 files judged: 1 kept, 1 dropped (50.0% dropped)",
        f"Explain one: rulekit explain --isolated --select mine/ --rules {mine[1]} a.py",
    ] == check(*mine).lines


def test_by_default_more_files_have_a_line_each(check, mine, tree):
    assert [
        "src/b.py:1: mine/loud  3 shouts, the first: ! (3 > 2)",
        "src/c.py:1: mine/short  only 1 lines (1 < 3) (+1 more)",
        "src/x/d.md:1: mine/short  only 1 lines (1 < 3)",
        "src/x/e.md:1: mine/odd  odd (flag)",
    ] == check(*mine).lines[:4]


def test_by_default_many_files_with_one_reason_have_a_line_with_the_title_of_the_rule(
    check, mine, write
):
    write({f"{name}.py": "x\n" * (1 + (name == "c")) for name in "abcdef"})
    expected = "6 files: mine/short  Too short (1 to 2; at least 3 needed): a.py, b.py, c.py, …"
    assert expected == check(*mine).lines[0]
    shown = check(*mine, "--show-files").lines
    assert ["a.py", "b.py", "c.py", "d.py", "e.py", "f.py"] == [one[:4] for one in shown[:6]]


def test_output_is_the_long_name_of_o(check, mine, tree):
    assert check(*mine, "-oconcise").out == check(*mine, "--output", "concise").out


def test_all_findings_puts_passed_rules_into_the_records(check, mine, write):
    write({"a.py": LOUD})
    for form in ("json", "jsonl"):
        shown, whole = (json.loads(check(*mine, "-o", form, *more).out) for more in ([], [ALL]))
        if form == "json":
            (shown,), (whole,) = shown["verdicts"], whole["verdicts"]
        assert ["mine/loud"] == [one["rule"] for one in shown["findings"]]
        expected = ["mine/loud", "mine/odd", "mine/short"]
        assert expected == [one["rule"] for one in whole["findings"]]


def test_json_is_one_object(check, mine, tree):
    whole = json.loads(check(*mine, "-ojson").out)
    assert (sorted(TREE), {"binary": 1, "unknown-language": 1}) == (
        [record["path"] for record in whole["verdicts"]],
        whole["summary"]["not_judged"],
    )


def test_signals_keeps_every_reading_in_the_records(check, mine, write):
    write({"a.py": LINES})
    record = json.loads(check("a.py", *mine, "-ojsonl", "--signals").out)
    assert {"value": 6.0} == record["readings"]["text.characters"]


def test_a_file_that_cannot_be_written_is_told(check, mine, tree):
    ended = check(*mine, "-o", "json:nowhere/out.json")
    complaint = "error: -o: cannot write `nowhere/out.json`: No such file or directory\n"
    complaint += "  = make the folder: mkdir -p nowhere\n"
    assert (2, complaint) == (ended.code, ended.err)


# What is shown of it


def test_statistics_count_what_each_rule_dropped_and_what_it_alone_did(check, mine, tree):
    assert [
        "",
        " reason      files  share  only reason  bytes  flagged",
        " mine/loud       2  40.0%            1    9 B        0",
        " mine/short      2  40.0%            1    2 B        0",
        " mine/odd        0   0.0%            0    0 B        1",
        TOLD,
        "",
        " language  files  keep  drop  drop rate  reasons",
        " python        3     1     2      66.7%  mine/loud 1, mine/short 1",
        " markdown      2     1     1      50.0%  mine/short 1",
        "5 files judged: 2 kept, 3 dropped (60.0% dropped)",
        "Not judged: 2 files (1 binary, 1 unknown language); --show-files lists them.",
    ] == check(*mine, "--statistics").lines


def test_by_rule_the_table_counts_rules(check, mine, tree):
    shown = check(*mine, "--by", "rule", "-q").lines
    assert " mine/loud       2  40.0%            1    9 B        0" in shown


def test_by_dir_the_table_counts_folders(check, mine, tree):
    assert [
        " dir    files  keep  drop  drop rate  reasons",
        " src        2     0     2     100.0%  mine/loud 1, mine/short 1",
        " src/x      2     1     1      50.0%  mine/short 1",
        " .          1     1     0       0.0%",
        "5 files judged: 2 kept, 3 dropped (60.0% dropped)",
    ] == check(*mine, "--by", "dir", "-q").lines[1:6]


def test_show_files_lists_what_was_not_judged_and_why(check, mine, tree):
    shown = check(*mine, "--show-files").lines
    assert "  f.bin: binary: a NUL byte near the start" in shown
    assert "  g.nonsense: no known language has this name or content" in shown


def test_quiet_leaves_the_counts(check, mine, tree):
    assert [
        "5 files judged: 2 kept, 3 dropped (60.0% dropped)",
        "Not judged: 2 files (1 binary, 1 unknown language); --show-files lists them.",
    ] == check(*mine, "-q").lines


def test_verbose_names_the_kept_too(check, mine, tree):
    shown = check(*mine, "-v", "-oconcise").lines
    assert ["a.py: keep: 3 rules passed"] == [line for line in shown if "keep:" in line][:1]


def test_a_pipe_gets_whole_lines_without_colours_whatever_the_columns(
    check, mine, write, monkeypatch
):
    path = f"{'long/' * 40}a.py"
    write({path: SHORT})
    monkeypatch.setenv("COLUMNS", "20")
    line = f"{path}: drop: mine/short only 1 lines (1 < 3)"
    assert line == check(path, *mine, "-oconcise").lines[0].replace(":1:1", "")


# Which rules


def rules_of(ended):
    return [finding["rule"] for finding in json.loads(ended.out)["findings"]]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--select", "mine/"), ["mine/loud", "mine/odd", "mine/short"]),
        (("--select", "mine/loud"), ["mine/loud"]),
        (("--select", "mine/loud,mine/odd"), ["mine/loud", "mine/odd"]),
        (("--select", "mine/loud", "--select", "mine/odd"), ["mine/loud", "mine/odd"]),
        (("--select", "mine/*o*d"), ["mine/loud", "mine/odd"]),
        (("--select", "mine/", "--ignore", "mine/o*"), ["mine/loud", "mine/short"]),
        (("--select", "mine/odd", "--extend-select", "mine/loud"), ["mine/loud", "mine/odd"]),
        (
            ("--select", "all", "--ignore", "text/,code/,python/,mine/odd"),
            ["mine/loud", "mine/short"],
        ),
    ],
)
def test_rules_are_chosen_by_id_pack_and_glob(check, mine, write, words, expected):
    write({"a.py": LINES})
    assert expected == rules_of(check("a.py", *mine[:2], *words, "-ojsonl", ALL))


def test_a_profile_chooses_limits(check, write):
    write({"a.py": LINES})
    limits = []
    for profile in ("default", "opencoder"):
        words = ("--profile", profile, "--select", "python/pass-heavy", "-ojsonl", ALL)
        [finding] = json.loads(check("a.py", *words).out)["findings"]
        limits.append((finding["limit"], finding["bound"], finding["limit_from"]))
    assert [(0.2, "max", "profile default"), (0.05, "max", "rule")] == limits


def test_a_plugin_left_out_brings_no_rule(check, write):
    write({"a.py": LINES})
    rules = rules_of(check("a.py", "-p", "no:python", "-ojsonl", ALL))
    assert rules
    assert not any(rule.startswith("python/") for rule in rules)


# Which files


@pytest.fixture
def paths(check, mine):
    def found(*words):
        ended = check(*mine, *words, "-ojsonl")
        return [json.loads(line)["path"] for line in ended.lines]

    return found


def test_files_come_in_the_order_of_their_paths(paths, tree):
    assert sorted(TREE) == paths()


@pytest.mark.slow
def test_what_git_ignores_is_left_out(paths, write):
    write({".gitignore": "*.log", "a.py": LINES, "b.log": ""})
    assert ([".gitignore", "a.py"], [".gitignore", "a.py", "b.log"]) == (
        paths(),
        paths("--no-ignore"),
    )


def test_exclude_leaves_paths_out(paths, tree):
    assert ["a.py", "src/x/e.md"] == paths("--exclude", "[b-d].*", "--exclude", "[fg].*")


def test_a_path_that_is_named_is_excluded_only_by_force(paths, tree):
    words = ("a.py", "src/b.py", "--exclude", "src/")
    assert (["a.py", "src/b.py"], ["a.py"]) == (paths(*words), paths(*words, "--force-exclude"))


def test_nothing_that_is_left_after_it_is_no_mistake(check, mine, tree):
    ended = check("a.py", *mine, "--exclude", "a.py", "--force-exclude")
    assert (0, "warning: no file was a candidate, so no rule was asked\n") == (
        ended.code,
        ended.err,
    )


# A project's file

PROJECT = """
select = ["mine/"]
exclude = ["/gen/"]
max-drop-rate = "50%"

[limits]
"mine/short" = {min = 2}

[[override]]
paths = ["api/*.py"]
reason = "stubs"
skip = ["mine/short"]
"""


@pytest.fixture
def project(write):
    return write(
        {
            "rulekit.toml": PROJECT,
            "a.py": "a\nb\n",
            "api/b.py": "a\n",
            "sub/api/c.py": "a\n",
            "gen/d.py": "",
        }
    )


@pytest.fixture
def decisions(check, mine):
    def made(*words):
        ended = check(*mine[:2], *words, "-ojsonl")
        records = [json.loads(line) for line in ended.lines]
        return {one["path"]: one["decision"] for one in records if one["path"].endswith(".py")}

    return made


JUDGED = {"a.py": "keep", "api/b.py": "keep", "sub/api/c.py": "drop"}


def test_the_project_file_here_is_obeyed(decisions, project):
    assert JUDGED == decisions()


def test_the_project_file_above_is_obeyed_and_its_paths_count_from_its_folder(
    decisions, project, monkeypatch
):
    monkeypatch.chdir(project / "api")
    assert {"b.py": "keep"} == decisions()


def test_the_project_file_of_a_path_elsewhere_is_not_obeyed_unless_it_is_named(
    decisions, project, monkeypatch
):
    monkeypatch.chdir(project.parent)
    judged = {f"here/{path}": decision for path, decision in JUDGED.items()}
    assert judged != decisions("here", "--select", "mine/")
    assert judged == decisions("here", "--config", "here/rulekit.toml")


def test_the_allowed_drop_rate_is_the_projects(check, mine, project):
    codes = [check(*mine[:2], *words).code for words in ([], ["--max-drop-rate", "20%"])]
    assert [0, 1] == codes  # 1 of 3


def test_isolated_looks_for_no_project_file(decisions, project):
    assert {
        "a.py": "drop",
        "api/b.py": "drop",
        "gen/d.py": "drop",
        "sub/api/c.py": "drop",
    } == decisions("--isolated", "--select", "mine/")


def test_config_names_another_project_file(decisions, project, write):
    write({"other.toml": 'select = ["mine/odd"]\n'})
    assert {"keep"} == set(decisions("--config", "other.toml").values())


def test_the_command_line_goes_before_the_project(decisions, project):
    assert "drop" == decisions("--set", "mine/short.min=3")["a.py"]


@pytest.mark.parametrize(
    ("text", "place", "complaint"),
    [
        ("select = [", "rulekit.toml:1:11", "not TOML"),
        (
            'profil = "default"\n',
            "rulekit.toml:1:1",
            "unknown key `profil`, did you mean `profile`?",
        ),
        ("\n\nprofile = 3\n", "rulekit.toml:3:", "`profile` must be a"),
        (
            '[limits]\n"mine/shrt" = {min = 2}\n',
            "rulekit.toml:2:1",
            "no rule is called `mine/shrt`",
        ),
        ('[[override]]\npaths = ["a"]\n', "rulekit.toml:1:", "the key `reason` is missing"),
        ("min-score = 2\n", "rulekit.toml:1:", "`min-score` must be less than or equal to 1"),
    ],
)
def test_a_broken_project_file_is_told_with_its_place(check, mine, write, text, place, complaint):
    write({"rulekit.toml": text, "a.py": LINES})
    ended = check("a.py", *mine[:2])
    assert (2, "") == (ended.code, ended.out)
    assert complaint in ended.err
    assert f"--> {place}" in ended.err


def test_every_mistake_of_a_project_file_is_told_at_once(check, write):
    write({"rulekit.toml": "profil = 1\nselec = 2\nsede = 3\n", "a.py": LINES})
    assert "3 problems" == check("a.py").err.splitlines()[-1]


def test_min_score_drops_what_passes_too_little(check, mine, write):
    write({"rulekit.toml": "min-score = 0.9\n", "a.py": ODD})
    ended = check("a.py", *mine[:4])
    assert (1, True) == (ended.code, "  score 0.67 is under 0.9" in ended.lines)


# Plugins of others

BROKEN = "import nonsense_that_is_not_installed\n"


def test_a_broken_plugin_that_is_not_needed_is_told_and_the_run_goes_on(check, mine, plugin, write):
    plugin("cobol", BROKEN)
    write({"a.py": LINES})
    ended = check("a.py", *mine)
    assert (0, True) == (
        ended.code,
        ended.err.startswith(
            "warning: the plugin `cobol` (cobol 1.0) is broken: ModuleNotFoundError"
        ),
    )


def test_strict_ends_the_run_for_it(check, mine, plugin, write):
    plugin("cobol", BROKEN)
    write({"a.py": LINES})
    ended = check("a.py", *mine, "--strict")
    assert (2, "", "error: the plugin `cobol`") == (ended.code, ended.out, ended.err[:25])


def test_a_broken_plugin_that_is_needed_ends_the_run(check, plugin, write):
    plugin("cobol", BROKEN)
    write({"a.py": LINES})
    ended = check("a.py", "--select", "all")
    assert (2, "", True) == (ended.code, ended.out, "leave it out with -p no:cobol" in ended.err)


def test_what_was_needed_can_be_left_out(check, plugin, write):
    plugin("cobol", BROKEN)
    write({"a.py": LINES})
    ended = check("a.py", "--select", "all", "-p", "no:cobol", "--exit-zero")
    assert (0, "") == (ended.code, ended.err)


# The path in the repository

VENDOR = """\
title: A copy
why: Because the test says so.
source: ours
signal: {path: '^lib/vendor/', measure: exists}
keep: {max: 0}
message: "a copy: {text}"
examples:
  keep: [{text: a, path: a.py}]
  drop: [{text: a, path: lib/vendor/a.py}]
"""


@pytest.mark.parametrize(
    ("here", "path"),
    [(".", "project/lib/vendor/a.py"), ("project/lib/vendor", "a.py"), ("project", "lib")],
)
@pytest.mark.parametrize("jobs", ["-j1", "-j2"])
def test_a_rule_on_the_path_sees_it_from_the_root_of_the_repository(
    rulekit, write, monkeypatch, here, path, jobs
):
    """In this process, in others, in `explain` and from any folder."""
    folder = write({
        "own/mine/copy.yaml": VENDOR, "project/.git/HEAD": "", "project/lib/vendor/a.py": "a\n",
        "project/lib/b.py": "b\n",
    })  # fmt: skip
    words = ("--isolated", "--rules", str(folder / "own"), "--select", "mine/")
    monkeypatch.chdir(folder / here)
    ended = rulekit("check", path, "-oconcise", jobs, *words)
    shown = "lib/vendor/a.py" if path == "lib" else path
    assert f"{shown}: drop: mine/copy a copy: lib/vendor/" == ended.lines[0]
    explained = rulekit("explain", shown, *words).lines
    assert ["DROP  a copy: lib/vendor/", "", "  mine/copy  a copy: lib/vendor/"] == explained[1:4]
    assert ["       | lib/vendor/a.py", "       | ^^^^^^^^^^^"] == explained[5:7]


def test_the_next_step_names_a_rulekit_toml_only_if_it_was_named(rulekit, mine, write):
    write({"a.py": LOUD, "rulekit.toml": "", "other.toml": ""})
    words = (*mine[:4], "-j1")
    found = rulekit("check", "a.py", *words).lines[-1]
    named = rulekit("check", "a.py", *words, "--config", "other.toml").lines[-1]
    assert ("--config" in found, "--config other.toml" in named) == (False, True)


def test_the_next_step_judges_alike(rulekit, mine, write):
    write({"a.py": "a!\nb!\nc\n"})
    last = rulekit("check", "a.py", "-j1", *mine, "--set", "mine/loud.max=1").lines[-1]
    words = shlex.split(last.removeprefix("Explain one: rulekit "))
    assert "DROP  2 shouts, the first: !; at most 1 allowed" == rulekit(*words).lines[1]
