"""rulekit/curate/row_signals.py: signals for steps, measured or stored."""

from pathlib import Path

import pytest
from modelling import FILES
from replying import answered, write_replies
from weighing import SIZE

import rulekit
from curate.planning import engine
from rulekit.curate.row_signals import RowSignals
from rulekit.errors import SpecError, UsageError
from rulekit.plan.options import PlanOptions
from rulekit.run.afresh import engines
from rulekit.testing import curated_row

COMMENTS = "char_fraction(@comment+@docstring)"
ROW = curated_row("# half\nx = 1\n", "a.py")


def signals(of=None):
    of = of or engine()
    return RowSignals(lambda: of.plan.catalog, engines(of, PlanOptions()), ".")


def test_a_signal_of_a_rule_is_read_as_filter_reads_it():
    verdict = rulekit.load(select="code/comment-heavy").check_text(ROW.text, "a.py")
    (finding,) = verdict.findings
    assert finding.value == signals()(COMMENTS).read(ROW).value == pytest.approx(6 / 13)


def test_a_signal_that_a_pack_names_is_found():
    assert 1.0 == signals()("code.own_lines").read(ROW).value


def test_what_has_no_such_captures_has_no_value_and_says_why():
    found = signals()("code_line_fraction(@python.pass)").read(curated_row("x = 1;", "a.c"))
    assert (None, "no @python.pass is marked in c") == (found.value, found.note)


def test_a_row_whose_language_is_not_known_has_no_value():
    row = curated_row("hm", "hm")
    assert {"no known language has this name or content"} == {
        signals()(name).read(row).note for name in (COMMENTS, "score")
    }


def test_the_score_is_that_of_the_verdict():
    expected = engine().check_text(ROW.text, "a.py").score
    assert expected == signals()("score").read(ROW).value


def test_the_score_of_another_profile_is_named():
    expected = rulekit.load(profile="opencoder").check_text(ROW.text, "a.py").score
    assert expected == signals()("score(opencoder)").read(ROW).value


def test_what_another_profile_says_hangs_on_its_plan():
    assert ["opencoder"] == [*signals()("score(opencoder)").digests]
    assert {} == signals()("score").digests


def test_an_unknown_signal_is_refused_with_the_nearest():
    with pytest.raises(
        UsageError, match=r"no signal `code.own_line`, did you mean `code.own_lines`"
    ):
        signals()("code.own_line")
    with pytest.raises(UsageError, match="did you mean `score`"):
        signals()("scroe")
    with pytest.raises(UsageError, match="there is `score`, that of the profile"):
        signals()("zzz")


def test_an_unknown_profile_is_refused_with_the_nearest():
    with pytest.raises(UsageError, match="opencoder"):
        signals()("score(opencodr)")


@pytest.fixture
def own(write):
    write(FILES)
    return rulekit.load(rules="own")


def test_what_a_model_says_hangs_on_its_file(own):
    found = signals(own)("learned(worth)")
    assert {"worth": own.plan.catalog.models["learned(worth)"].sha256} == found.digests
    assert found.read(curated_row("return value\n", "a.py")).value > 0.5


def test_what_replies_say_hangs_on_all_of_them(folder):
    path = write_replies("out", {ROW.text: [answered(7)]})
    marked = signals(rulekit.load(replies=path))
    for name in ("reply(score.quality)", "reply(marks:score.quality)"):
        found = marked(name)
        assert (7.0, ["replies(marks)"]) == (found.read(ROW).value, [*found.digests])
    write_replies("out", {ROW.text: [answered(3)]})
    other = signals(rulekit.load(replies=path))("reply(score.quality)")
    assert found.digests != other.digests


def test_what_weights_say_hangs_on_them_and_on_all_that_they_read(write):
    replies = write_replies("asked", {"x = 1\n": [answered(7)]})

    def known(weight):
        text = SIZE.replace("text.lines", "reply(score.quality)").replace("-0.5", weight)
        write({"own/weights/size.yaml": text})
        return signals(rulekit.load(rules=["own"], replies=replies))("weighted(size)").digests

    assert ["replies(marks)", "weights(size)"] == [*known("1")]
    assert known("1") == known("1")
    assert known("1") != known("2")


def test_a_reply_without_folders_is_refused_with_the_option():
    with pytest.raises(UsageError, match="no folder of replies is given: --replies DIR"):
        signals()("reply(score.quality)")


def test_a_model_that_is_damaged_is_refused_before_the_first_row(own):
    Path("own/models/worth.model").write_text("{}")
    with pytest.raises(SpecError, match=r"worth\.model"):
        signals(rulekit.load(rules="own", ignore="mine/unworthy"))("learned(worth)")
