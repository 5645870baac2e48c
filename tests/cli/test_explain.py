"""rulekit/cli/explain.py: one file, everything about it."""

import json
import os
from pathlib import Path

import pytest

LOUD = "a!\nb!\nc!\nodd\n"
SHORT = "a\n"


@pytest.fixture
def explain(rulekit, mine):
    def called(*words, **more):
        return rulekit("explain", *words, *mine, **more)

    return called


def test_a_dropped_file_is_explained_to_the_line(explain, write):
    write({"a.py": LOUD})
    ended = explain("a.py")
    assert (0, "") == (ended.code, ended.err)
    assert [
        "DROP  3 shouts, the first: !; at most 2 allowed",
        "",
        "  mine/loud  3 shouts, the first: ! (3 > 2)",
        "    --> a.py:1:2",
        "     1 | a!",
        "       |  ^",
    ] == ended.lines[1:7]
    assert [
        "  mine/odd  odd (flag)",
        "    --> a.py:4:1",
        "     4 | odd",
        "       | ^^^",
        "",
        "    rule       value  must be  limit from  where",
        " ✗  mine/loud      3  <= 2     rule        line 1, 2, 3",
        " !  mine/odd       1  <= 0     rule        line 4",
        "   1 more passed or did not apply (--all)",
        "",
        "To keep this file: mine/loud must read <= 2; it reads 3 over 3 places.",
    ] == ended.lines[14:25]
    assert [
        "To keep this file: mine/loud must read <= 2; it reads 3 over 3 places.",
        "Or in rulekit.toml:",
        "  [[override]]",
        "  paths = ['/a.py']",
        '  skip = ["mine/loud"]',
        '  reason = "…"',
    ] == ended.lines[-6:]


def test_the_head_names_language_size_grammar_and_profile(explain, write):
    write({"a.py": LOUD})
    [first, *_] = explain("a.py").lines
    assert first.startswith("a.py   python (.py)   13 B   tree-sitter-python ")
    assert first.endswith("   profile default")


def test_a_kept_file_is_explained_too(explain, write):
    write({"a.py": "a\nb\nc\n"})
    ended = explain("a.py")
    told = "KEEP  3 rules passed; near a limit: mine/short (3 >= 3), then mine/loud (0 <= 2)"
    assert (0, told) == (ended.code, ended.lines[1])
    assert [
        "    rule        value  must be  limit from  where",
        " ~  mine/short      3  >= 3     rule        line 1, 2, 3",
        " ✓  mine/loud       0  <= 2     rule",
        "   1 more passed or did not apply (--all)",
    ] == ended.lines[3:]


def test_all_shows_every_rule_that_was_asked(explain, write):
    write({"a.py": "\n\na!\nb\nc\nd\n"})
    shown = explain("a.py", "--all").lines
    assert ["mine/short", "mine/loud", "mine/odd"] == [line.split()[1] for line in shown[4:7]]
    assert shown[7].startswith("   score 1.00: the weight of the rules that passed ")


def test_all_tells_where_what_passed_was_found(explain, write):
    write({"a.py": "\n\na!\nb\nc\nd\n"})
    [line] = [line for line in explain("a.py", "--all").lines if line.startswith(" ✓  mine/loud")]
    assert line.endswith("  line 3")


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_json_is_the_record_with_evidence_of_what_passed(explain, write, form):
    write({"a.py": "a!\nb\nc\n"})
    (line,) = explain("a.py", "-o", form).lines
    record = json.loads(line)
    [loud] = [finding for finding in record["findings"] if finding["rule"] == "mine/loud"]
    assert ("keep", "pass", 1, "!") == (
        record["decision"],
        loud["outcome"],
        loud["evidence_count"],
        loud["evidence"][0]["text"],
    )


def test_a_dash_is_standard_input(explain):
    ended = explain("-", "--stdin-filename", "x.py", stdin=SHORT.encode())
    assert ("x.py   python (.py)   2 B", "DROP  only 1 lines; at least 3 needed") == (
        ended.lines[0][:25],
        ended.lines[1],
    )


@pytest.mark.parametrize(
    ("path", "decided"),
    [
        ("b.bin", "NOT JUDGED  binary: a NUL byte near the start"),
        ("c.nonsense", "NOT JUDGED  no known language has this name or content"),
        ("pipe.py", "NOT JUDGED  not a regular file"),
    ],
)
def test_what_is_no_candidate_says_why(explain, write, path, decided):
    write({"b.bin": b"\0", "c.nonsense": "c"})
    os.mkfifo("pipe.py")
    ended = explain(path)
    assert (0, decided) == (ended.code, ended.lines[1])


def test_a_limit_names_the_layer_that_set_it(rulekit, mine, write):
    write({"a.py": LOUD, "rulekit.toml": '[limits]\n"mine/loud" = {max = 1}\n'})
    words = ("explain", "a.py", *mine[:4], "-ojson")
    origins = [
        json.loads(rulekit(*words, *more).out)["findings"][0]["limit_from"]
        for more in ((), ("--set", "mine/loud.max=0"), ("--isolated",))
    ]
    assert ["rulekit.toml", "--set", "rule"] == origins


def test_an_override_of_the_path_counts(rulekit, mine, write):
    override = '[[override]]\npaths = ["a.*"]\nreason = "x"\nskip = ["mine/short"]\n'
    write({"a.py": SHORT, "b.py": SHORT, "rulekit.toml": override})
    ends = [rulekit("explain", path, *mine[:4]).lines[1] for path in ("a.py", "b.py")]
    assert ["KEEP  2 rules passed", "DROP  only 1 lines; at least 3 needed"] == [
        told.partition("; no limit is near")[0] for told in ends
    ]


def test_what_its_score_drops_is_kept_by_what_is_printed(rulekit, mine, write):
    write({"rulekit.toml": "min-score = 0.9\n", "a.py": "odd\nb\nc\n"})
    shown = rulekit("explain", "a.py", *mine[:4]).lines
    advice = shown.index("To keep this file: its score must be higher, or none asked for.")
    assert "score 0.67 is under 0.9" in shown[1]
    assert any(line.startswith("   score 0.67: ") for line in shown[:advice])
    with Path("rulekit.toml").open("a") as file:
        file.write("\n".join(shown[advice + 2 :]))
    assert rulekit("explain", "a.py", *mine[:4]).lines[1].startswith("KEEP")


def test_no_escape_sequence_of_a_file_reaches_the_output(explain, write):
    write({"\x1b[31m.py": "\x1b[31m!\x07!\n!\n"})
    assert "\x1b" not in explain("\x1b[31m.py").out


# signals


def test_signals_lists_every_number_with_its_unit_and_the_limits_that_use_it(rulekit, mine, write):
    write({"a.py": LOUD})
    shown = rulekit("signals", "a.py", *mine).lines
    assert "a.py   python" == shown[0]
    assert ["signal", "value", "unit", "limits"] == shown[1].split()
    [loud] = [line.split() for line in shown if line.startswith(" count(/!/)")]
    assert ["count(/!/)", "3", "matches", "mine/loud", "<=", "2"] == loud
    [characters] = [line.split() for line in shown if line.startswith(" text.characters")]
    assert ["text.characters", "13"] == characters[:2]


def test_signals_are_sorted_by_name(rulekit, mine, write):
    write({"a.py": LOUD})
    lines = rulekit("signals", "a.py", *mine).lines[2:]
    names = [line.split("  ")[0] for line in lines if not line.startswith("  ")]
    assert (sorted(names), True) == (names, len(names) > 50)


def test_a_signal_without_a_value_says_why(rulekit, mine, write):
    write({"a.md": LOUD})
    shown = rulekit("signals", "a.md", *mine).lines
    assert any("—  (no parser for markdown)" in line for line in shown)


def test_signals_of_standard_input(rulekit, mine):
    ended = rulekit("signals", "-", "--stdin-filename", "x.py", *mine, stdin=b"a\n")
    assert (0, "x.py   python") == (ended.code, ended.lines[0])


def test_what_is_not_judged_has_no_signals(rulekit, mine, write):
    write({"b.bin": b"\0"})
    shown = rulekit("signals", "b.bin", *mine).lines
    assert "b.bin   binary: a NUL byte near the start" == shown[0]
