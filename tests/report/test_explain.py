"""rulekit/report/explain.py: why one file was kept or dropped."""

import tomllib
from dataclasses import replace

import pytest

from rulekit.core.position import PATH, Positions
from rulekit.core.reading import Reading
from rulekit.core.scorecard import ScorePart
from rulekit.core.span import Span
from rulekit.core.verdict import Finding, Verdict
from rulekit.report.explain import nearest, sentence, show_explanation, show_readings
from rulekit.spec.patterns import read_patterns

PLACES = tuple(Positions(b"a\n" * 9).evidence(Span(2 * i, 2 * i + 1)) for i in range(9))
FAILED = Finding(
    "mine/loud", "fail", value=6.0, limit=4.0, bound="max", margin=2.0, limit_from="rule",
    message="6 shouts", evidence=PLACES[:6], evidence_count=6,
)  # fmt: skip
PASSED = Finding(
    "mine/short", "pass", value=10.0, limit=5.0, bound="min", margin=-5.0, limit_from="rule"
)
NEAR = replace(PASSED, rule="mine/near", value=5.5, margin=-0.5, limit_from="rulekit.toml")
FLAGGED = replace(FAILED, rule="mine/odd", action="flag", evidence=(), evidence_count=0)
UNMEASURED = Finding("mine/tree", "unmeasured", note="no parser for cobol")
CLOSED = Finding("mine/when", "unmeasured", applies=False, note="not asked: lines is 1")

DROPPED = Verdict(
    "src/a.py", "drop", "mine/loud: 6 shouts", ("mine/loud",), size=4096, language="python",
    kind="programming", detected_by=".py", score=0.75,
    findings=(FAILED, NEAR, PASSED, UNMEASURED, CLOSED, FLAGGED),
)  # fmt: skip
KEPT = replace(
    DROPPED, decision="keep", reason="1 rule passed", decided_by=(), score=1.0, findings=(PASSED,)
)


@pytest.fixture
def told(lines):
    """A function: the explanation of a verdict, line by line."""

    def explained(verdict, *, everything=False, base=None):
        return lines(
            lambda printer: show_explanation(
                printer, verdict, everything=everything, about="profile default", base=base
            )
        )

    return explained


def rows(explanation):
    """The words of the table's rows, by rule."""
    split = [line.split() for line in explanation]
    begin = next(i for i, words in enumerate(split) if words[:2] == ["rule", "value"])
    return {words[1]: words for words in split[begin:] if words[1:] and words[1][:5] == "mine/"}


def test_the_head_says_what_was_judged_and_how(told):
    assert [
        "src/a.py   python (.py)   4.1 KB   profile default",
        "DROP  6 shouts; at most 4 allowed",
    ] == told(DROPPED)[:2]


def test_a_failed_rule_has_value_limit_origin_and_lines(told):
    expected = ["✗", "mine/loud", "6", "<=", "4", "rule", "line", "1,", "2,", "3", "(+3)"]
    assert expected == rows(told(DROPPED))["mine/loud"]


def test_value_and_limit_are_in_the_unit_of_the_rule(told):
    share = replace(FAILED, value=0.5, limit=0.2, margin=0.3, unit="share of lines")
    explanation = told(replace(DROPPED, findings=(share,)))
    assert ["50%", "<=", "20%", "rule"] == rows(explanation)["mine/loud"][2:6]
    assert "DROP  6 shouts; at most 20% allowed" == explanation[1]
    expected = "To keep this file: mine/loud must read <= 20%; it reads 50% over 6 places."
    assert expected in explanation


@pytest.mark.parametrize(
    ("mark", "rule"),
    [
        ("✗", "mine/loud"),
        ("!", "mine/odd"),
        ("~", "mine/near"),
        ("✓", "mine/short"),
        ("-", "mine/tree"),
        ("-", "mine/when"),
    ],
)
def test_each_outcome_has_its_mark(told, mark, rule):
    assert mark == rows(told(DROPPED, everything=True))[rule][0]


def test_what_failed_or_was_near_is_shown_and_the_rest_counted(told):
    explanation = told(DROPPED)
    assert ["mine/loud", "mine/odd", "mine/near"] == list(rows(explanation))
    rest = "   2 more passed or did not apply; 1 not measured: no parser for cobol (--all)"
    assert rest in explanation


@pytest.mark.parametrize(
    ("rest", "findings"),
    [
        ("   1 more passed or did not apply (--all)", [PASSED]),
        ("   1 more passed or did not apply (--all)", [CLOSED]),
        ("   1 not measured: no parser for cobol (--all)", [UNMEASURED]),
        (
            "   3 not measured: no parser for cobol, too deep (--all)",
            [
                UNMEASURED,
                replace(UNMEASURED, rule="a/a"),
                replace(UNMEASURED, rule="a/b", note="too deep"),
            ],
        ),
    ],
)
def test_what_is_not_shown_is_counted_and_why_it_is_not_known(told, rest, findings):
    assert rest in told(replace(DROPPED, findings=(FAILED, *findings)))


def test_all_shows_every_rule(told):
    explanation = told(DROPPED, everything=True)
    assert 6 == len(rows(explanation))
    assert not any("(--all)" in line for line in explanation)


def test_all_says_the_score_and_what_it_is(told):
    expected = "score 0.75: the weight of the rules that passed over that of all that were measured"
    assert f"   {expected}" in told(DROPPED, everything=True)
    assert not any("score" in line for line in told(DROPPED))


def test_all_says_what_adds_up_to_a_score_by_a_scorecard_the_most_first(told):
    parts = (
        ScorePart("calls", 2.0, 0.25),
        ScorePart("dropped by a rule", 1.0, -0.5),
        ScorePart("share", 0.125, 0.5),
    )
    explanation = told(replace(DROPPED, score_parts=parts), everything=True, base=1.5)
    first = next(i for i, line in enumerate(explanation) if line.startswith("   score 0.75: "))
    told_ = "the chance that a careful reader keeps it, by the points of the profile's scorecard"
    assert [
        f"   score 0.75: {told_}",
        "    points  signal             value",
        "     +1.50  to begin with",
        "     -0.50  dropped by a rule      1",
        "     +0.50  share              0.125",
        "     +0.25  calls                  2",
    ] == explanation[first : first + 6]


def test_a_score_that_no_signal_added_to_is_still_that_of_the_scorecard(told):
    explanation = told(DROPPED, everything=True, base=-0.25)
    assert "     -0.25  to begin with" in explanation
    assert not any("the weight of the rules" in line for line in explanation)


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("mine/tree", "not measured: no parser for cobol"),
        ("mine/when", "not asked: lines is 1"),
    ],
)
def test_what_has_no_value_says_why(told, rule, text):
    [line] = [line for line in told(DROPPED, everything=True) if line.startswith(f" -  {rule}")]
    assert ["-", rule, "—", *text.split()] == line.split()


def test_a_failure_without_a_place_is_about_the_whole_file(told):
    assert ["whole", "file"] == rows(told(DROPPED))["mine/odd"][-2:]


def test_a_failure_in_the_path_stands_in_the_path(told):
    place = PLACES[0]._replace(line=PATH, end_line=PATH)
    failed = replace(FAILED, evidence=(place,), evidence_count=1)
    assert ["the", "path"] == rows(told(replace(DROPPED, findings=(failed,))))["mine/loud"][-2:]


def test_a_rule_on_its_limit_was_near(told):
    on_it = replace(PASSED, value=5.0, margin=0.0)
    assert "~" == rows(told(replace(KEPT, findings=(on_it,))))["mine/short"][0]


def test_the_first_places_of_a_failure_are_shown(told):
    explanation = told(DROPPED)
    places = [line.strip() for line in explanation if "-->" in line]
    assert ["--> src/a.py:1:1", "--> src/a.py:2:1", "--> src/a.py:3:1  (+3 more)"] == places
    assert "  mine/loud  6 shouts (6 > 4)" in explanation


def test_a_spared_failure_says_so(told):
    spared = replace(FAILED, action="spare", note="one of the 20% that stay")
    explanation = told(replace(KEPT, findings=(spared,)))
    assert "  mine/loud  6 shouts (6 > 4) (one of the 20% that stay)" in explanation


def test_what_would_keep_the_file_is_said(told):
    expected = "To keep this file: mine/loud must read <= 4; it reads 6 over 6 places."
    assert expected == told(DROPPED)[-6]


def test_what_is_about_the_whole_file_has_no_places(told):
    whole = replace(FAILED, evidence=(), evidence_count=0)
    expected = "To keep this file: mine/loud must read <= 4; it reads 6."
    assert expected == told(replace(DROPPED, findings=(whole,)))[-6]


def test_a_lower_limit_must_be_reached(told):
    few = replace(FAILED, value=1.0, bound="min", margin=3.0, evidence=(), evidence_count=0)
    expected = "To keep this file: mine/loud must read >= 4; it reads 1."
    assert expected == told(replace(DROPPED, findings=(few,)))[-6]


def test_the_override_to_write_is_said(told):
    assert [
        "Or in rulekit.toml:",
        "  [[override]]",
        "  paths = ['/src/a.py']",
        '  skip = ["mine/loud"]',
        '  reason = "…"',
    ] == told(DROPPED)[-5:]


def test_a_kept_file_needs_no_advice(told):
    assert not any("keep this file" in line or "override" in line for line in told(KEPT))


def test_a_file_that_no_rule_was_asked_about_has_its_reason(told):
    binary = Verdict("a.bin", "drop", "binary: a NUL", ("binary",), size=3, candidate=False)
    assert [
        "a.bin   no language   3 B   profile default",
        "NOT JUDGED  binary: a NUL",
    ] == told(binary)


UNKNOWN = Verdict("a b.txt", "drop", "no known language", ("unknown-language",), candidate=False)


def test_a_file_of_no_known_language_may_be_judged_as_another(told):
    expected = "As another file: rulekit explain - --stdin-filename NAME < 'a b.txt'"
    assert expected == told(UNKNOWN)[-1]


def test_a_row_of_no_known_language_is_no_file_to_be_judged_as_another(told):
    shown = told(replace(UNKNOWN, shard="a.jsonl", row=3))
    assert not any("As another file" in line for line in shown)


def test_a_path_with_an_escape_sequence_is_shown_escaped(told):
    assert "\x1b" not in "".join(told(replace(DROPPED, path="a\x1b[31m.py")))


# What follows from another failure

FOLLOWS = replace(FAILED, rule="mine/follows", value=9.0, margin=5.0, implied_by="mine/loud")
FOLDED = replace(
    DROPPED, decided_by=("mine/loud", "mine/follows"), findings=(FOLLOWS, FAILED, FLAGGED)
)


def test_what_follows_stands_under_what_it_follows_from_and_has_no_place_of_its_own(told):
    explanation = told(FOLDED)
    assert "    and so: mine/follows (9 > 4)" in explanation
    assert 3 == sum("-->" in line for line in explanation)
    assert "follows from mine/loud" == " ".join(rows(explanation)["mine/follows"][-3:])


def test_to_keep_a_file_what_follows_must_pass_too(told):
    assert [
        "To keep this file, all of these:",
        "  - mine/loud must read <= 4; it reads 6 over 6 places.",
        "  - what follows must pass, too: mine/follows.",
        "Or in rulekit.toml:",
        "  [[override]]",
        "  paths = ['/src/a.py']",
        '  skip = ["mine/loud", "mine/follows"]',
        '  reason = "…"',
    ] == told(FOLDED)[-8:]


def test_all_that_must_pass_is_listed_the_worst_first(told):
    explanation = told(replace(DROPPED, findings=(OTHER, FAILED)))
    first = explanation.index("To keep this file, all of these:")
    assert [
        "  - mine/loud must read <= 4; it reads 6 over 6 places.",
        "  - mine/other must read <= 4; it reads 6 over 6 places.",
        "Or in rulekit.toml:",
    ] == explanation[first + 1 : first + 4]


@pytest.mark.parametrize(
    ("bound", "found", "said"),
    [
        ("max", 2.0, "mine/any must find nothing, not 2 places."),
        ("min", 0.0, "mine/any must find some; `rulekit rule mine/any` says of what."),
    ],
)
def test_a_rule_that_asks_whether_there_is_any_is_not_told_in_numbers(told, bound, found, said):
    limit, places = (0.0, PLACES[:2]) if bound == "max" else (1.0, ())
    any_ = replace(
        FAILED, rule="mine/any", value=found, limit=limit, bound=bound, unit="matches",
        evidence=places, evidence_count=len(places),
    )  # fmt: skip
    assert f"To keep this file: {said}" in told(replace(DROPPED, findings=(any_,)))


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ("a'b.py", """paths = ["/a'b.py"]"""),
        ("it's\\.py", r"""paths = ["/it's\\\\.py"]"""),
        ('a"b.py', """paths = ['/a"b.py']"""),
        ("a[1].py", r"paths = ['/a\[1\].py']"),
    ],
)
def test_the_path_of_an_override_can_be_pasted(told, path, written):
    (line,) = [line for line in told(replace(DROPPED, path=path)) if "paths" in line]
    assert written == line.strip()
    (pattern,) = tomllib.loads(line)["paths"]
    assert read_patterns([pattern]).covers(path)


def test_a_file_that_no_rulekit_toml_from_here_covers_gets_no_override(told):
    explanation = told(replace(DROPPED, path="../a.py"))
    assert explanation[-2].startswith("To keep this file: mine/loud must read <= 4")
    assert "A rulekit.toml in its own repository may leave this out for it." == (explanation[-1])


# The sentence


OTHER = replace(FAILED, rule="mine/other", message="odd", margin=1.0)


@pytest.mark.parametrize(
    ("said", "findings"),
    [
        ("6 shouts; at most 4 allowed", (FAILED, PASSED, FLAGGED)),
        ("6 shouts; at most 4 allowed", (FAILED, FOLLOWS)),
        ("6 shouts; at most 4 allowed (and 1 other reason)", (OTHER, FAILED, FOLLOWS)),
        (
            "6 shouts; at most 4 allowed (and 2 other reasons)",
            (OTHER, FAILED, replace(OTHER, rule="a/b")),
        ),
        ("6 shouts", (replace(FAILED, limit=0.0),)),
    ],
)
def test_a_dropped_file_is_told_by_its_worst_reason_and_how_many_others_there_are(said, findings):
    assert said == sentence(replace(DROPPED, findings=findings))


def test_what_no_rule_dropped_is_told_by_its_reason():
    low = replace(DROPPED, reason="score 0.50 is under 0.8", decided_by=("min-score",), findings=())
    assert "score 0.50 is under 0.8" == sentence(low)


@pytest.mark.parametrize(
    ("said", "findings"),
    [
        ("1 rule passed", ()),
        ("1 rule passed; no limit is near, the nearest is: mine/short (10 >= 5)", (PASSED,)),
        (
            "1 rule passed; near a limit: mine/near (5.5 >= 5), then mine/short (10 >= 5)",
            (PASSED, NEAR),
        ),
    ],
)
def test_a_kept_file_is_told_with_what_was_nearest_to_a_limit(said, findings):
    assert said == sentence(replace(KEPT, findings=findings))


# The nearest limits


def passed_by(share, rule, **more):
    """A rule whose limit was so far away, as a share of it."""
    limit = 8.0
    return replace(PASSED, rule=rule, value=limit * (1 + share), limit=limit, margin=-limit * share,
                   **more)  # fmt: skip


FAR = [passed_by(share, f"mine/{i}") for i, share in enumerate((9.0, 0.5, 2.0, 1.0))]
CLOSE = [passed_by(share, f"mine/close{i}") for i, share in enumerate((0.125, 0.0, 0.25))]


def near(verdict, *findings):
    return [one.rule for one in nearest(replace(verdict, findings=findings))]


def test_of_a_kept_file_three_rules_are_near_however_far_they_are():
    assert ["mine/1", "mine/3", "mine/2"] == near(KEPT, *FAR)


def test_of_another_only_those_within_a_fifth_of_the_limit():
    assert [] == near(DROPPED, *FAR)
    assert ["mine/close1", "mine/close0"] == near(DROPPED, *FAR, *CLOSE)


def test_more_than_three_are_told_where_so_many_are_within_a_fifth():
    five = [passed_by(0.125, f"mine/close{i}") for i in range(5)]
    assert [one.rule for one in five] == near(KEPT, *FAR, *five)


def test_whether_there_is_any_has_no_distance():
    whether = [
        replace(PASSED, value=0.0, limit=0.0, bound="max", margin=0.0, unit="matches"),
        replace(PASSED, value=1.0, limit=1.0, margin=0.0, unit="yes or no"),
        replace(PASSED, value=1.0, limit=1.0, margin=0.0, unit="matches"),
    ]
    assert [] == near(KEPT, *whether)


def test_what_failed_or_is_unknown_is_not_near():
    assert [] == near(KEPT, FLAGGED, UNMEASURED, CLOSED)


def test_of_a_kept_file_those_near_a_limit_are_marked_and_the_nearest_shown(told):
    table = rows(told(replace(KEPT, findings=(*FAR, CLOSE[0]))))
    assert {"mine/close0": "~", "mine/1": "✓", "mine/3": "✓"} == {
        rule: words[0] for rule, words in table.items()
    }


def test_the_table_begins_with_the_worst_failure_and_goes_on_with_the_nearest_limit(told):
    findings = (*FAR, *CLOSE, OTHER, FAILED, FLAGGED)
    assert ["mine/loud", "mine/other", "mine/odd", "mine/close1", "mine/close0"] == list(
        rows(told(replace(DROPPED, findings=findings)))
    )


# Readings


def test_a_reading_is_in_its_unit(lines):
    verdict = replace(KEPT, readings=(("x.part", Reading(0.25)),))
    shown = lines(lambda to: show_readings(to, verdict, {"x.part": "share of lines"}, {}))
    assert " x.part    25%  share of lines" == shown[-1]


def test_every_reading_has_its_unit_and_the_limits_that_use_it(lines):
    verdict = replace(KEPT, readings=(("x.lines", Reading(12.0)), ("x.tree", Reading(None, "why"))))
    units, uses = (
        {"x.lines": "lines", "x.tree": "share"},
        {"x.lines": ["mine/a >= 3", "mine/b <= 9"]},
    )
    assert [
        "src/a.py   python",
        " signal   value  unit   limits",
        " x.lines     12  lines  mine/a >= 3, mine/b <= 9",
        " x.tree       —  (why)",
    ] == lines(lambda printer: show_readings(printer, verdict, units, uses))


def test_what_was_not_judged_has_its_reason_instead_of_a_language(lines):
    binary = Verdict("a.bin", "drop", "binary: a NUL", ("binary",), candidate=False)
    assert "a.bin   binary: a NUL" == lines(lambda to: show_readings(to, binary, {}, {}))[0]
