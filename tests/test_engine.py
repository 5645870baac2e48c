"""rulekit/engine.py: judging one document, and showing where."""

import hashlib
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from making import document_of, rule_of, signal_of

from rulekit.core.document import MAX_BYTES
from rulekit.core.evidence import with_evidence
from rulekit.core.position import PATH
from rulekit.core.reading import Reading
from rulekit.core.scorecard import chance
from rulekit.core.signal import Signal
from rulekit.core.span import Span
from rulekit.core.verdict import EVIDENCE_COUNTED, EVIDENCE_SHOWN, Finding
from rulekit.engine import Engine
from rulekit.errors import RulekitError
from rulekit.language.encoding import decode, with_line_feeds
from rulekit.loader import load
from rulekit.plan.options import PlanOptions, Project
from rulekit.plan.plan import Plan

GOLDEN = sorted((Path(__file__).parent / "golden" / "files").iterdir())
TEXTUAL = [file for file in GOLDEN if b"\0" not in file.read_bytes()]

RULE = """\
title: {name}
why: Because the test says so.
source: ours
signal: {{pattern: '{name}', measure: count}}
keep: {{max: {limit}}}
message: '{message}'
examples:
  keep: [{{text: quiet}}]
  drop: [{{text: '{name} {name} {name} {name}'}}]
"""

# One rule for each colour: red drops above 1, blue above 0, green flags above 0.
COLOURS = {
    "red": RULE.format(name="red", limit=1, message="{value:g} {limit} {margin:g} {count} {text}"),
    "blue": RULE.format(name="blue", limit=0, message="blue"),
    "green": RULE.format(name="green", limit=0, message="green") + "action: flag\nweight: 2\n",
    "prose": RULE.format(name="prose", limit=0, message="prose") + "kinds: [prose]\n",
    "when": RULE.format(name="when", limit=0, message="when")
    + "when: [{signal: {pattern: if, measure: count}, min: 1}]\n",
    "tree": RULE.format(name="tree", limit=9, message="tree").replace(
        "pattern: 'tree'", "capture: call"
    ),
}


@pytest.fixture(scope="module")
def colours(tmp_path_factory):
    """A function: an engine that judges by some of the colours."""
    folder = tmp_path_factory.mktemp("rules") / "colour"
    folder.mkdir()
    for name, text in COLOURS.items():
        (folder / f"{name}.yaml").write_text(text)

    def judging(*names, **words):
        select = [f"colour/{name}" for name in names]
        return load(select=select, rules=[folder.parent], **words)

    return judging


def end(verdict):
    return verdict.decision, verdict.decided_by


def finding(verdict, name):
    return next(one for one in verdict.findings if one.rule == f"colour/{name}")


# Decisions


@pytest.mark.parametrize(
    ("text", "decision", "decided_by"),
    [
        ("", "keep", ()),
        ("red", "keep", ()),
        ("red red", "drop", ("colour/red",)),
        ("red blue red", "drop", ("colour/blue", "colour/red")),
        ("green", "keep", ()),
        ("green blue", "drop", ("colour/blue",)),
    ],
)
def test_every_rule_that_fails_drops_unless_it_only_flags(colours, text, decision, decided_by):
    engine = colours("red", "blue", "green")
    assert (decision, decided_by) == end(engine.check_text(text, "a.py"))


@pytest.mark.parametrize(
    ("text", "score"), [("", 1.0), ("blue", 0.75), ("green", 0.5), ("red red blue green", 0.0)]
)
def test_the_score_is_the_weight_of_the_passed_over_that_of_the_measured(colours, text, score):
    assert score == colours("red", "blue", "green").check_text(text, "a.py").score


def test_what_does_not_apply_has_no_weight(colours):
    verdict = colours("blue", "when").check_text("blue when", "a.py")
    assert (0.0, "unmeasured") == (verdict.score, finding(verdict, "when").outcome)


def test_a_condition_that_holds_lets_the_rule_speak(colours):
    assert ("drop", ("colour/when",)) == end(colours("when").check_text("when if", "a.py"))


def test_findings_are_sorted_by_rule_and_leave_out_other_kinds(colours):
    rules = [one.rule for one in colours("red", "blue", "prose").check_text("x", "a.py").findings]
    assert ["colour/blue", "colour/red"] == rules


def test_a_kind_has_the_rules_that_are_for_it(colours):
    verdict = colours("red", "prose").check_text("x", "a.md")
    assert ["colour/prose", "colour/red"] == [one.rule for one in verdict.findings]


def test_without_a_rule_for_it_a_document_is_no_candidate(colours):
    verdict = colours("prose").check_text("x = 1", "a.py")
    assert (("drop", ("no-rules",)), False, "python") == (
        end(verdict),
        verdict.candidate,
        verdict.language,
    )


def test_when_nothing_can_be_measured_it_is_an_error(colours):
    verdict = colours("tree").check_text("x", "a.md")
    assert ("error", ("unmeasured",)) == end(verdict)
    assert "nothing could be measured: no parser for markdown" == verdict.reason


def test_when_one_rule_is_measured_the_others_do_no_harm(colours):
    verdict = colours("tree", "red").check_text("x", "a.md")
    assert ("keep", "no parser for markdown") == (verdict.decision, finding(verdict, "tree").note)


# Reasons


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "2 rules passed"),
        ("blue", "colour/blue: blue"),
        ("blue red red", "colour/blue: blue (+1 more)"),
    ],
)
def test_the_reason_is_a_sentence(colours, text, reason):
    assert reason == colours("red", "blue").check_text(text, "a.py").reason


def test_the_reason_counts_what_did_not_apply(colours):
    reason = colours("red", "when").check_text("", "a.py").reason
    assert "1 rule passed, 1 did not apply or measure" == reason


def test_a_message_may_name_value_limit_margin_count_and_the_first_text(colours):
    verdict = colours("red").check_text("red red red", "a.py")
    assert "3 <= 1 2 3 red" == finding(verdict, "red").message


def test_a_rule_that_passed_has_no_message(colours):
    assert "" == finding(colours("red").check_text("red", "a.py"), "red").message


# Evidence


def test_evidence_is_kept_of_what_failed(colours):
    verdict = colours("red", "blue").check_text("red red blue", "a.py")
    assert (["red", "red"], ["blue"]) == (
        [one.text for one in finding(verdict, "red").evidence],
        [one.text for one in finding(verdict, "blue").evidence],
    )


def test_evidence_of_what_passed_is_looked_for_only_when_asked(colours):
    counts = [
        finding(colours("red", all_evidence=every).check_text("red", "a.py"), "red").evidence_count
        for every in (False, True)
    ]
    assert [0, 1] == counts


def test_evidence_without_memory_to_find_it_is_no_verdict():
    """Another machine would show it: the document is an error, and this no verdict without it."""

    def locate(_document):
        raise MemoryError

    signal = replace(signal_of("x", 2.0), locate=locate)
    rule = replace(rule_of(), signal=signal)
    finding = Finding("text/a", "fail", 2.0, 1.0, "max", 1.0, "rule")
    with pytest.raises(MemoryError):
        with_evidence(document_of("a"), rule, finding, everywhere=False)


def test_the_first_pieces_of_evidence_are_kept_and_all_are_counted(colours):
    found = finding(colours("red").check_text("red\n" * 100, "a.py"), "red")
    assert (EVIDENCE_SHOWN, 100) == (len(found.evidence), found.evidence_count)
    assert list(range(1, EVIDENCE_SHOWN + 1)) == [one.line for one in found.evidence]


def test_places_without_end_are_counted_up_to_a_limit():
    endless = Signal("x", "matches", "", lambda _: 9, lambda _: (Span(0, n % 2) for n in count()))
    rule = replace(rule_of(), signal=endless)
    found = with_evidence(document_of("ab"), rule, Finding(rule.id, "fail", 9.0), everywhere=False)
    assert (EVIDENCE_SHOWN, EVIDENCE_COUNTED) == (len(found.evidence), found.evidence_count)


@pytest.mark.parametrize("place", [Span(-5, 10**9), Span(0.5, 1.5), Span(2, 1), "x", None, (0, 99)])
def test_what_is_no_place_in_the_text_is_no_evidence(place):
    signal = Signal("x", "matches", "", lambda _: 9, lambda _: [place])
    rule = replace(rule_of(), signal=signal)
    found = with_evidence(document_of("ab"), rule, Finding(rule.id, "fail", 9.0), everywhere=False)
    assert ((), 0) == (found.evidence, found.evidence_count)


def misplaced(evidence, text):
    """What of a piece of evidence does not fit its text, worked out from the characters alone."""
    start, end = evidence.start, evidence.end
    lines = text.split("\n")
    line, end_line = text.count("\n", 0, start) + 1, text.count("\n", 0, end) + 1
    column, end_column = start - text.rfind("\n", 0, start), end - text.rfind("\n", 0, end)
    if end == len(text) and text.endswith("\n"):  # there is no line after the last line's end
        end_line, end_column = end_line - 1, len(lines[-2]) + 2
    if start == len(text) and text.endswith("\n"):
        line, column = end_line, end_column
    source = lines[line - 1].rstrip("\r")
    here = evidence.source[evidence.source_column - 1 :]
    wrong = {
        "text": evidence.text != text[start:end][:160],
        "line": evidence.line != line,
        "column": evidence.column != column,
        "end line": evidence.end_line != end_line,
        "end column": evidence.end_column != end_column,
        "source": evidence.source not in source,
        "source column": not source[column - 1 :].startswith(here),
    }
    return [what for what, is_wrong in wrong.items() if is_wrong]


TEXTS = {
    "ascii": "a red\nred\n",
    "umlauts": "ä = 'ö' red\nüred ß red\n",
    "astral": "x = '😀𝒳' red\n  😀red\n",
    "combining": "e\u0301 red e\u0301red\n",
    "crlf": "a\r\nred\r\n\r\nb red\r\nred\r\n",
    "cr": "a\rred\rred\n",
    "tabs": "\t\tred\n\tred\n",
    "no end": "red\nred",
    "long line": "x" * 5000 + "red" + "é" * 5000 + "red" + "\nred",
    "other line ends": "a\u2028red\x0bred\x0cred\x85red\n",
    "zero width": "\u200bred\ufeffred\n",
    "controls": "\x1b[31mred\x07red\n",
}
ENCODINGS = {
    "utf-8": "utf-8",
    "with a mark": "utf-8-sig",
    "utf-16": "utf-16",
    "utf-16-be": "utf-16-be",
    "utf-32": "utf-32",
}
MARKS = {"utf-16-be": b"\xfe\xff"}


@pytest.fixture(scope="module")
def red(colours):
    return colours("red")


@pytest.fixture(scope="module")
def curious():
    """An engine that looks for evidence of every installed rule."""
    return load(all_evidence=True)


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_evidence_points_at_its_text_whatever_the_encoding(red, text, encoding):
    data = MARKS.get(encoding, b"") + text.encode(ENCODINGS[encoding])
    found = finding(red.check_bytes(data, "a.py"), "red")
    shown = with_line_feeds(text)
    assert (text.count("red"), {"red"}) == (found.value, {one.text for one in found.evidence})
    assert [[]] * len(found.evidence) == [misplaced(one, shown) for one in found.evidence]


def test_latin_1_counts_characters_too(colours):
    text = "# Größe, Übergröße, für, wäre\nred ü red\n"
    found = finding(colours("red").check_bytes(text.encode("latin-1"), "a.py"), "red")
    assert [(2, 1), (2, 7)] == [(one.line, one.column) for one in found.evidence]
    assert [[], []] == [misplaced(one, text) for one in found.evidence]


@pytest.mark.parametrize("file", TEXTUAL, ids=lambda file: file.name)
def test_evidence_of_every_installed_rule_points_at_its_text(curious, file):
    data = file.read_bytes()
    verdict = curious.check_bytes(data, file.name)
    text = decode(data)
    pieces = {one.rule: one.evidence for one in verdict.findings if one.evidence}
    pieces = {rule: [one for one in found if one.line != PATH] for rule, found in pieces.items()}
    assert {} == {
        rule: wrong
        for rule, evidence in pieces.items()
        if (wrong := [misplaced(one, text) for one in evidence if misplaced(one, text)])
    }


def test_the_golden_files_have_evidence_to_test(curious):
    verdicts = [curious.check_path(file) for file in TEXTUAL]
    rules = {one.rule for verdict in verdicts for one in verdict.findings if one.evidence}
    assert len(rules) > 15


# Documents


def test_a_verdict_knows_its_document(colours):
    data = "# ä\n".encode()
    verdict = colours("red").check_bytes(data, "src/a.py", "row 7")
    assert ("src/a.py", "row 7", hashlib.sha256(data).hexdigest(), 5) == (
        verdict.path,
        verdict.id,
        verdict.sha256,
        verdict.size,
    )
    assert ("python", "programming", ".py", True) == (
        verdict.language,
        verdict.kind,
        verdict.detected_by,
        verdict.candidate,
    )


def test_a_text_has_the_hash_of_its_utf8(colours):
    engine = colours("red")
    assert engine.check_bytes("ä red\n".encode(), "a.py") == engine.check_text("ä red\n", "a.py")


def test_a_text_may_hold_what_has_no_utf8(colours):
    verdict = colours("red").check_text("red \ud800 red", "a.py")
    assert ("drop", ["red", "red"]) == (
        verdict.decision,
        [one.text for one in verdict.findings[0].evidence],
    )


@pytest.mark.parametrize("size", [MAX_BYTES, MAX_BYTES + 1])
@pytest.mark.parametrize("how", ["check_text", "check_bytes"])
def test_only_what_is_over_eight_megabytes_is_too_large(colours, size, how):
    data = b" " * size if how == "check_bytes" else " " * size
    verdict = getattr(colours("red"), how)(data, "a.py", id="x")
    assert (size > MAX_BYTES, "x") == ("too-large" in verdict.decided_by, verdict.id)


def test_a_text_is_measured_in_bytes_for_that(colours):
    verdict = colours("red").check_text("é" * (MAX_BYTES // 2 + 1), "a.py")
    assert (("too-large",), MAX_BYTES + 2) == (verdict.decided_by, verdict.size)


def test_an_empty_file_is_judged(colours):
    assert ("keep", 0) == (
        colours("red").check_bytes(b"", "a.py").decision,
        colours("red").check_bytes(b"", "a.py").size,
    )


# Sparing


@pytest.fixture(scope="module")
def spared(colours):
    """A function: which of 500 failing documents are spared under a share and a seed."""
    texts = [f"blue {i}" for i in range(500)]

    def kept(share, seed=None, name="blue"):
        engine = colours(name, settings=[f"colour/{name}.spare={share}"], seed=seed)
        texts_of = (text.replace("blue", name) for text in texts)
        return [i for i, text in enumerate(texts_of) if engine.check_text(text, "a.py").kept]

    return kept


def test_about_a_fifth_is_spared(spared):
    assert 75 < len(spared(0.2)) < 125  # 500 x 0.2, give or take less than three deviations


@pytest.mark.parametrize(("share", "count"), [(0, 0), (1, 500)])
def test_none_or_all_can_be_spared(spared, share, count):
    assert count == len(spared(share))


def test_the_same_ones_are_spared_each_time(spared):
    assert spared(0.2) == spared(0.2, seed=0)


def test_another_seed_spares_others(spared):
    once, again = set(spared(0.2)), set(spared(0.2, seed=1))
    assert 75 < len(again) < 125
    assert len(once & again) < 50  # a fifth of a fifth is 20


def test_a_larger_share_spares_the_same_and_more(spared):
    assert set(spared(0.2)) < set(spared(0.5))


def test_what_is_spared_is_kept_and_says_so(colours):
    engine = colours("blue", settings=["colour/blue.spare=1"])
    found = finding(engine.check_text("blue", "a.py"), "blue")
    assert ("fail", "spare", "one of the 100% that stay") == (
        found.outcome,
        found.action,
        found.note,
    )


def test_each_rule_spares_its_own(colours):
    engine = colours("blue", "red", settings=["colour/blue.spare=0.5", "colour/red.spare=0.5"])
    verdicts = [engine.check_text(f"blue red red {i}", "a.py") for i in range(200)]
    both = sum(verdict.kept for verdict in verdicts)
    assert 25 < both < 75  # a half of a half


def test_the_path_does_not_decide_who_is_spared(colours):
    engine = colours("blue", settings=["colour/blue.spare=0.5"])
    decisions = {engine.check_text("blue", path).decision for path in ("a.py", "b.py", "c/d.py")}
    assert 1 == len(decisions)


@pytest.fixture(scope="module")
def catalog():
    return load().plan.catalog


@pytest.mark.slow
def test_every_rule_can_judge_alone(catalog):
    """A signal that asks for a capture which it does not name is only found out like this."""
    files = {file.name: file.read_bytes() for file in GOLDEN}
    files["macro.c"] = b"#define A 1\nint f(void) {\n  return A;\n}\n"
    found = []
    for rule in catalog.rules:
        engine = Engine(Plan(catalog, PlanOptions(select=(rule,)), Project()))
        for name, data in files.items():
            try:
                engine.check_bytes(data, name)
            except RulekitError as error:
                found.append((rule, name, str(error)))
    assert [] == found


# Scores by a scorecard

CARD = """\
title: A chance
source: made up
base: 1
dropped: -0.5
terms:
  - signal: {pattern: red, measure: count}
    steps: [{above: 0, points: -2}, {above: 2, points: -1}]
  - signal: {pattern: blue, measure: count}
    steps: [{above: 0, points: -0.25}]
  - signal: {pattern: good, measure: count}
    steps: [{above: 0, points: 3}]
  - signal: {pattern: dull, measure: count}
    steps: [{above: 0, points: -4}]
  - signal: {pattern: dim, measure: count}
    steps: [{above: 0, points: -5}]
  - signal: {capture: call, measure: count}
    steps: [{above: -1, points: 0.125}]
"""


@pytest.fixture
def scored(write):
    """A function: an engine that judges by one rule, more than one `red` drops, and a scorecard."""

    def judging(min_score=0.0, card=CARD, **words):
        write({
            "rules/colour/red.yaml": COLOURS["red"],
            "rules/profiles/mine.yaml": (
                f"title: Mine\nsource: ours\nselect: [colour/]\nmin_score: {min_score}\n"
            ),
            "rules/profiles/mine.score.yaml": card,
        })  # fmt: skip
        return load("mine", rules=["rules"], **words)

    return judging


@pytest.mark.parametrize(
    ("text", "odds"),
    [
        ("quiet", 1),
        ("red", 1 - 2),
        ("red red", 1 - 2 - 0.5),
        ("red red red", 1 - 2 - 1 - 0.5),
        ("good", 1 + 3),
        ("good dull", 1 + 3 - 4),
    ],
)
def test_the_score_is_the_chance_that_the_points_add_up_to(scored, text, odds):
    assert chance(odds) == scored().check_text(text, "a.md").score


def test_a_signal_of_the_scorecard_that_no_rule_reads_may_need_a_capture(scored):
    assert chance(1.125) == scored().check_text("quiet()\n", "a.py").score
    assert chance(1) == scored().check_text("quiet()\n", "a.md").score


def test_a_score_under_the_least_drops_and_names_the_three_worst_signals(scored):
    verdict = scored(0.5).check_text("red blue dull dim good", "a.md")
    assert ("drop", ("min-score",)) == end(verdict)
    worst = "count(/dim/) 1, count(/dull/) 1, count(/red/) 1"
    assert verdict.reason == f"score {verdict.score:.2f} is under 0.5, most of all for {worst}"


def test_a_score_that_is_low_without_a_signal_against_it_has_its_limit_for_a_reason(scored):
    verdict = scored(0.8).check_text("quiet", "a.md")
    assert "score 0.73 is under 0.8" == verdict.reason


def test_what_a_rule_drops_is_dropped_by_it_whatever_the_score(scored):
    assert ("drop", ("colour/red",)) == end(scored(0.01).check_text("red red good", "a.md"))


def test_what_adds_up_to_a_score_is_told_only_where_everything_is(scored):
    text = "red red blue good"
    assert () == scored().check_text(text, "a.md").score_parts
    verdict = scored(all_evidence=True).check_text(text, "a.md")
    assert [
        ("dropped by a rule", 1, -0.5),
        ("count(/red/)", 2, -2),
        ("count(/blue/)", 1, -0.25),
        ("count(/good/)", 1, 3),
    ] == [tuple(part) for part in verdict.score_parts]
    assert verdict.score == chance(1 + sum(part.points for part in verdict.score_parts))


def test_a_profile_without_a_scorecard_has_the_weight_of_what_passed_for_a_score(colours):
    verdict = colours("red", "green", all_evidence=True).check_text("red red", "a.md")
    assert (round(2 / 3, 9), ()) == (round(verdict.score, 9), verdict.score_parts)


def test_a_document_that_nothing_could_be_measured_of_has_no_score(scored):
    engine = scored()
    engine.read = lambda signal, document: Reading(None, "why")
    verdict = engine.check_text("red good dull dim", "a.md")
    assert ("error", None) == (verdict.decision, verdict.score)


def test_the_readings_that_rules_used_have_those_of_the_scorecard(scored):
    readings = dict(scored(used_signals=True).check_text("red", "a.md").readings)
    assert {"count(/red/)", "count(/dim/)", "count(@call)"} <= readings.keys()
