"""rulekit/fitting/experiment.py: data sets with their measured results, as people write them."""

import pytest
from weighing import experiments_yaml, planted

from rulekit.errors import SpecError, UsageError
from rulekit.fitting.aspect_means import means_of_audit
from rulekit.fitting.experiment import read_experiments
from rulekit.loader import load

NAMES = load(select=["text/"]).plan.catalog.weighable
ONE = "an experiment has one of audit, replies, means"
ROWS = "`rows` are those of an `audit`"
WRITTEN = experiments_yaml(*planted(14))


@pytest.fixture
def read(write):
    """A function: a file with this text, read."""

    def called(text=WRITTEN):
        write({"runs.yaml": text})
        return read_experiments("runs.yaml", NAMES)

    return called


def problems(read, text):
    with pytest.raises((SpecError, UsageError)) as caught:
        read(text).experiments()
    return [(one.message, one.line) for one in caught.value.problems]


def test_means_that_are_written_down_are_those_of_the_experiment(read):
    rows, results = planted(14)
    found = read().experiments()
    assert [f"set{k:02}" for k in range(14)] == [one.name for one in found]
    assert results == pytest.approx([one.result for one in found], abs=1e-4)
    assert rows[3] == pytest.approx([one.value for one in found[3].data.means], abs=1e-4)


def test_aspects_are_signals_as_a_rule_writes_them(read):
    names = "[text.lines, {capture: comment, measure: line_fraction}, reply(score.quality)]"
    text = WRITTEN.replace("[reply(a), reply(b), reply(c)]", names)
    for letter, name in zip(
        "abc", ("text.lines", "line_fraction(@comment)", "reply(score.quality)"), strict=True
    ):
        text = text.replace(f"reply({letter})", name)
    found = read(text)
    assert ("text.lines", "line_fraction(@comment)", "reply(score.quality)") == found.aspects
    assert ("lines", "share of lines") == found.units


def with_audits(project, rows=""):
    """Experiments of one aspect; the first has its mean from an audit."""
    means = [f"means: {{text.lines: {k}}}" for k in range(1, 14)]
    data = [f"audit: {project.name}/full{rows}", *means]
    lines = [f"  - {{name: e{k:02}, {one}, result: {k * k}}}" for k, one in enumerate(data)]
    return "\n".join(["title: t", "source: s", "aspects: [text.lines]", "experiments:", *lines, ""])


@pytest.mark.parametrize(
    ("rows", "kept"), [("", True), (", rows: kept", True), (", rows: all", False)]
)
def test_paths_count_from_the_folder_of_the_file(project, folder, rows, kept):
    file = project.parent / "runs.yaml"
    file.write_text(with_audits(project, rows))
    found = read_experiments(str(file), NAMES).experiments()
    expected = means_of_audit(str(project / "full"), ["text.lines"], kept=kept)
    assert expected == found[0].data
    assert (0, "") == (found[1].data.rows, found[1].data.sha256)


def test_an_audit_that_cannot_be_read_is_told_where_it_is_named(read, project):
    text = with_audits(project).replace(f"{project.name}/full", "gone")
    assert [("there is no audit `gone`", 5)] == problems(read, text)


@pytest.mark.parametrize(
    ("old", "new", "said", "line"),
    [
        ("name: set03", "name: set02", "the experiment `set02` is here twice", 8),
        ("reply(b), reply(c)]", "reply(b), reply(b)]", "the aspect `reply(b)` is here twice", 3),
        ("[reply(a)", "[text.lnies", "unknown signal `text.lnies`, did you mean `text.lines`?", 3),
        ("{reply(a)", "{rply(a)", "`rply(a)` is none of the aspects, did you mean `reply(a)`?", 5),
        ("{reply(a)", "{repyl(a)", "the mean of `reply(a)` is missing", 5),
        (": [reply(a), reply(b), reply(c)]", ": []", "`aspects` must not be empty", 3),
        ("source: made up", "sauce: made up", "unknown key `sauce`, did you mean `source`?", 2),
        ("result: ", "result: 1e99}  # ", "`1e+99` is beyond 1e+50", 5),
        ("result: ", "result: .nan}  # ", "not a finite number: `.nan`", 5),
        (" means", " replies: x, means", f"{ONE}, not replies and means", 5),
        (" means", " audit: x, replies: y, means", f"{ONE}, not audit and replies and means", 5),
        (" means", " rows: all, means", f"{ROWS}: only there are some kept", 5),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line(read, old, new, said, line):
    assert (said, line) in problems(read, WRITTEN.replace(old, new))


def test_under_twelve_experiments_nothing_is_fitted(read):
    (said,) = problems(read, experiments_yaml(*planted(11)))
    assert said[0].startswith("`runs.yaml` has 11 experiments, and 12 are the least: ")
    assert 12 == len(read(experiments_yaml(*planted(12))).experiments())


def test_results_that_are_all_the_same_are_told(read):
    text = experiments_yaml(planted(12)[0], [41.0] * 12)
    assert [
        ("all 12 results of `runs.yaml` are the same: there is nothing to tell", 0)
    ] == problems(read, text)


def test_aspects_that_differ_nowhere_are_told(read):
    text = experiments_yaml([[1.0, 2.0, 3.0]] * 12, planted(12)[1])
    assert [("no aspect differs between the experiments", 3)] == problems(read, text)


@pytest.mark.parametrize("word", ["gone.yaml", ".", "s3://bucket/runs.yaml"])
def test_a_file_that_is_none_is_told(folder, word):
    with pytest.raises(UsageError, match=r"there is no file|can be no address"):
        read_experiments(word, NAMES)


def test_replies_in_a_store_are_out_of_reach(read, project):
    text = with_audits(project).replace(f"audit: {project.name}/full", "replies: s3://b/x")
    assert [("`s3://b/x`: a folder of replies can be no address", 5)] == problems(read, text)
