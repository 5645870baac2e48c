"""rulekit/catalog/weight_folders.py: weights beside rules, found by their names."""

import pytest
from making import document_of
from modelling import FILES as MODELS
from weighing import FILES, SIZE, SMALL

from rulekit.errors import SpecError
from rulekit.loader import load
from rulekit.plan.fingerprint import fingerprint

LONG = "a = 1\n" * 7


def refused(write, text, name="size"):
    """The problems of a file of weights."""
    write({**FILES, f"own/weights/{name}.yaml": text})
    with pytest.raises(SpecError) as caught:
        load(rules=["own"])
    return [(one.message, one.line, one.column) for one in caught.value.problems]


def test_a_rule_reads_weights_and_tells_what_each_signal_added(write):
    write(FILES)
    engine = load(rules=["own"], select=["mine/"])
    verdict = engine.check_text(LONG, "a.py")
    (finding,) = verdict.findings
    assert ("drop", -1.5) == (verdict.decision, finding.value)
    assert "-1.5: `text.lines` -1.50, `line_fraction(@comment)` +0.00" == finding.message
    assert engine.check_text("# a\n" * 3 + LONG[18:], "a.py").kept


def test_a_signal_of_weights_that_a_language_does_not_have_makes_them_unmeasured(write):
    write(FILES)
    (finding,) = load(rules=["own"], select=["mine/"]).check_text(LONG, "a.txt").findings
    assert "unmeasured" == finding.outcome
    assert finding.note.startswith("line_fraction(@comment): ")


def test_weights_may_be_part_of_a_ratio_and_read_a_model(write):
    ratio = SMALL.replace("weighted(size)", "{ratio: [weighted(size), text.lines]}")
    learned = SIZE.replace("text.lines", "learned(worth)")
    write({**MODELS, "own/weights/size.yaml": learned, "own/mine/small.yaml": ratio})
    plan = load(rules=["own"], select=["mine/small"]).plan
    assert ({"size"}, {"worth"}) == (plan.weights.keys(), plan.models.keys())
    assert {"size"} == fingerprint(plan)["weights"].keys()


def test_other_weights_are_another_plan_and_another_title_is_not(write):
    def known(text):
        write({**FILES, "own/weights/size.yaml": text})
        return fingerprint(load(rules=["own"], select=["mine/"]).plan)["weights"]["size"]

    before = known(SIZE)
    assert before == known(SIZE.replace("made up", "fitted"))
    assert before == known(SIZE.replace("mean: 4", "mean: 4, interval: [-1, 0]"))
    assert before != known(SIZE.replace("mean: 4", "mean: 5"))
    assert before != known(SIZE.replace("-0.5", "-0.25"))


def test_weights_that_no_rule_reads_are_not_in_the_plan(write):
    write(FILES)
    assert {} == fingerprint(load(rules=["own"], select=["text/"]).plan)["weights"]


def test_two_files_of_one_name_are_told(write):
    write({**FILES, "more/weights/size.yaml": SIZE})
    with pytest.raises(SpecError, match=r"the weights size exist already: own/weights/size\.yaml"):
        load(rules=["own", "more"])


def test_a_signal_that_nobody_has_is_told_with_the_nearest(write):
    text = SIZE.replace("text.lines", "text.lnies")
    assert [("unknown signal `text.lnies`, did you mean `text.lines`?", 4, 14)] == refused(
        write, text
    )


def test_weights_cannot_be_made_of_weights(write):
    text = SIZE.replace("text.lines", "weighted(size)")
    assert refused(write, text)[0][0].startswith("unknown signal `weighted(size)`")


def test_a_signal_that_is_there_twice_is_told(write):
    text = SIZE.replace("{capture: comment, measure: line_fraction}", "text.lines")
    assert [("`text.lines` is here twice", 5, 5)] == refused(write, text)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("weight: 3", "wieght: 3", "unknown key `wieght`, did you mean `weight`?"),
        ("weight: 3", "weight: much", "`weight` must be a number, not `much`"),
        ("weight: 3", "weight: .inf", "not a finite number: `.inf`"),
        ("source: made up", "", "the key `source` is missing"),
    ],
)
def test_a_mistake_in_the_file_is_told_with_its_place(write, old, new, said):
    assert said in [message for message, *_ in refused(write, SIZE.replace(old, new))]


def test_a_name_that_no_rule_could_write_is_told(write):
    (problem,) = refused(write, SIZE, "My Size")
    assert "lower-case words and hyphens, not `My Size`" in problem[0]


def test_what_is_no_file_of_weights_in_their_folder_is_told(write):
    write({**FILES, "own/weights/size.csv": ""})
    with pytest.raises(SpecError, match=r"a file of weights ends in \.yaml"):
        load(rules=["own"])


def test_weights_of_a_pack_are_read_by_its_rules(catalog, folder):
    (folder / "rules/weights").mkdir(parents=True)
    (folder / "rules/weights/size.yaml").write_text(SIZE.replace("text.lines", "toy.nothing"))
    (problem,) = next(one for one in catalog({}).plugins if one.status == "failed").problems
    assert problem.message.startswith("unknown signal `toy.nothing`")
    lines = SIZE.replace("text.lines", "{pattern: 'x', measure: count}")
    (folder / "rules/weights/size.yaml").write_text(lines)
    known = catalog({"rules/toy/small.yaml": SMALL})
    signal = known.rules["toy/small"].rule.signal
    assert -1.0 == signal.measure(document_of("xxxxxx\n"))
