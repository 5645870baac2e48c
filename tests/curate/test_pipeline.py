"""rulekit/curate/pipeline.py: a pipeline, checked against what is installed."""

from hashlib import sha256

import pytest

import rulekit
from curate.planning import built, parts, source_of, steps
from rulekit.curate.pipeline import build_pipeline
from rulekit.curate.pipeline_source import find_pipeline, pipeline_names
from rulekit.errors import SpecError

OUTPUTS = "outputs:\n  algorithmic:\n    - exact: {of: text}\n    - near\n"


def complaints_about(*lines, more="", **parts):
    with pytest.raises(SpecError) as caught:
        built(steps(*lines, more=more), **parts)
    return [f"{one.line}:{one.column} {one.message}" for one in caught.value.problems]


def ids(*lines, more="", **parts):
    return [one.id for one in built(steps(*lines, more=more), **parts).steps]


# Steps.


def test_steps_are_built_in_their_order():
    assert ["admit", "exact", "near"] == ids("admit: {max_bytes: 8 MB}", "exact", "near:")


def test_a_step_that_is_there_again_has_a_number():
    lines = ("exact", "near", "exact: {of: text}", "exact")
    assert ["exact", "near", "exact-2", "exact-3"] == ids(*lines)


def test_a_step_tells_the_settings_that_the_file_gives():
    pipeline = built(steps("exact: {of: text, prefer: ['stars?']}", "near"))
    assert [("exact", 'of: text prefer: ["stars?"]'), ("near", "")] == pipeline.told()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("exakt: {}", "4:5 there is no step `exakt`, did you mean `exact`?"),
        ("zzz: {of: text}", "4:5 there is no step `zzz`; there are: admit, "),
        ("exact: {off: text}", "4:13 unknown key `off`, did you mean `of`?"),
        ("exact: {of: texts}", "4:17 unknown of `texts`, did you mean `text`?"),
        ("exact: {prefer: stars}", "4:21 `prefer` must be a list, not `stars`"),
        ("exact: {prefer: [3]}", "4:22 `prefer` must be a text, not `3`"),
        ("exact: text", "4:12 the settings of `exact` are a mapping of keys to values"),
        ("near: {threshold: 1.5}", "4:23 `threshold` must be less than or equal to 1, not `1.5`"),
        ("near: {words: 5.5}", "4:19 `words` must be an integer, not `5.5`"),
        ("near: {bands: 8}", "4:11 `bands` needs `rows`; or leave both, to have them chosen"),
        ("sample", "4:5 the key `to` is missing"),
        ("rules: {profile: nosuch}", "4:5 there is no profile `nosuch`"),
        ("pii: {detectors: [nosuch]}", "4:5 the step `pii` uses no detector `nosuch`"),
        ("decontaminate: {against: [nosuch]}", "4:5 there is no benchmark `nosuch`"),
        ("decontaminate: {against: [./no.jsonl]}", "4:5 "),
    ],
)
def test_a_mistake_in_a_step_is_told_at_its_place(line, expected, tmp_path):
    source = source_of(steps("exact", line), tmp_path)
    with pytest.raises(SpecError) as caught:
        build_pipeline(parts(), lambda profile: rulekit.load(profile=profile), source)
    (problem,) = caught.value.problems
    assert f"{problem.line}:{problem.column} {problem.message}".startswith(expected)
    assert "p.yaml" == problem.path


@pytest.mark.parametrize("line", ["exakt", "exakt:", "exakt: {}"])
def test_an_unknown_step_is_told_at_its_name_however_it_is_written(line):
    expected = ["4:5 there is no step `exakt`, did you mean `exact`?"]
    assert expected == complaints_about("exact", line)


def test_what_a_step_that_is_a_word_lacks_is_told_at_the_word():
    assert ["4:5 the key `to` is missing"] == complaints_about("exact", "sample")


def test_all_mistakes_are_told_at_once():
    lines = ("exakt: {}", "near: {word: 5}", "exact: {of: texts}", "nearr: {}")
    assert ["3:5", "4:12", "5:17", "6:5"] == [one.split()[0] for one in complaints_about(*lines)]


def test_settings_of_a_step_that_is_left_out_are_checked_too():
    assert ["4:12 unknown key `word`, did you mean `words`?"] == complaints_about(
        "exact", "near: {word: 5}", only=("exact",)
    )


def test_the_remedy_of_what_cannot_be_built_is_told(tmp_path):
    with pytest.raises(SpecError) as caught:
        built(steps("decontaminate: {against: [nosuch]}"), tmp_path)
    (problem,) = caught.value.problems
    assert "nosuch" in f"{problem.message} {problem.remedy}"
    assert problem.source.strip().startswith("- decontaminate")


# A part of the steps.

FOUR = ("exact", "near", "exact: {of: text}", "near: {words: 7}")


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"only": ("near",)}, ["near"]),
        ({"only": ("near-2", "exact")}, ["exact", "near-2"]),
        ({"until": "near"}, ["exact", "near"]),
        ({"until": "exact-2"}, ["exact", "near", "exact-2"]),
        ({"until": "near", "only": ("near", "near-2")}, ["near"]),
        ({}, ["exact", "near", "exact-2", "near-2"]),
    ],
)
def test_only_and_until_take_a_part_of_the_steps(parts, expected):
    assert expected == ids(*FOUR, **parts)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"until": "nea"}, "--until nea: `p.yaml` has no such step, did you mean `near`?"),
        ({"only": ("near-3",)}, "--only near-3: `p.yaml` has no such step, did you mean `near`?"),
        (
            {"only": ("near", "zzz")},
            "--only zzz: `p.yaml` has no such step; there are: exact, near, exact-2, near-2",
        ),
    ],
)
def test_a_part_that_is_no_step_is_refused_with_the_nearest(parts, expected):
    with pytest.raises(rulekit.UsageError) as caught:
        ids(*FOUR, **parts)
    assert [expected.split(", did")[0]] == [
        one.message.split(", did")[0] for one in caught.value.problems
    ]


# Outputs.


def test_an_output_that_no_step_writes_is_told_at_its_name():
    more = OUTPUTS.replace("algorithmic", "algorythmic")
    expected = "6:3 no step writes the output `algorythmic`, did you mean `algorithmic`?"
    assert [expected] == complaints_about("exact", "select", more=more)


def test_an_output_is_no_mistake_when_a_part_of_the_steps_is_done():
    assert ["exact"] == ids("exact", "select", more=OUTPUTS, only=("exact",))


def test_two_steps_that_write_one_output_are_told_at_the_second():
    lines = ("select", "exact", "select: {any_of: [sort]}")
    assert ["5:5 two steps write the output `algorithmic`"] == complaints_about(*lines)


def test_two_outputs_of_two_names_are_none():
    pipeline = built(steps("select", "select: {name: other}"))
    assert ("algorithmic", "other") == pipeline.outputs


def test_an_output_has_the_steps_that_the_file_says_for_it_and_knows_its_columns():
    text = steps("select", more="corpus: {stars: n}\n" + OUTPUTS)
    pipeline = built(text, output="algorithmic")
    assert (["exact", "near"], {}) == ([one.id for one in pipeline.steps], pipeline.corpus)
    assert {"stars": "n"} == built(text).corpus


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("- exact: {of: text}", "- exakt: {of: text}", "7:7 there is no step `exakt`"),
        ("- exact: {of: text}", "- exact: {of: texts}", "7:19 unknown of `texts`"),
    ],
)
def test_a_mistake_in_the_steps_of_an_output_is_told_before_the_corpus_is_read(old, new, expected):
    """A corpus takes days; then nobody wants to hear of a misspelt word."""
    more = OUTPUTS.replace(old, new)
    (complaint,) = complaints_about("exact", "select", more=more)
    assert complaint.startswith(expected)


# What a run is known by.


def hashed(*lines, folder=".", more="", **parts):
    return built(steps(*lines, more=more), folder, **parts).hash


def test_the_hash_is_of_what_is_done_not_of_how_it_is_written():
    assert hashed("exact", "near: {words: 5}") == hashed("exact: {of: content}", "near")


def test_another_setting_step_column_or_order_is_another_hash():
    hashes = [
        hashed("exact", "near"),
        hashed("near", "exact"),
        hashed("exact"),
        hashed("exact", "near", "near"),
        hashed("exact", "near: {words: 6}"),
        hashed("exact", "near", more="corpus: {stars: n}\n"),
        hashed("exact", "near", until="exact", more="corpus: {stars: n}\n"),
    ]
    assert len(hashes) == len(set(hashes))


PROMPT = "return the longest list that a careful reader would have sorted by hand"
ITEM = f'{{"task_id": "%s", "prompt": "{PROMPT}"}}\n'


def test_the_content_of_a_file_that_a_step_reads_is_in_the_hash(tmp_path):
    file, line = tmp_path / "mine.jsonl", "decontaminate: {against: [./mine.jsonl]}"
    file.write_text(ITEM % "a")
    before = hashed(line, folder=tmp_path)
    assert before == hashed(line, folder=tmp_path)
    file.write_text(ITEM % "b")
    assert before != hashed(line, folder=tmp_path)


def test_files_of_one_name_in_two_folders_are_both_in_the_fingerprint(tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "mine.jsonl").write_text(ITEM % name)
    lines = [f"decontaminate: {{against: [./{name}/mine.jsonl]}}" for name in ("one", "two")]
    found = built(steps(*lines), tmp_path).fingerprint["files"]
    digests = [sha256((ITEM % name).encode()).hexdigest() for name in ("one", "two")]
    assert digests == sorted(found.values(), key=digests.index)


def test_the_hash_does_not_hang_on_where_the_pipeline_lies(tmp_path):
    line = "decontaminate: {against: [./mine.jsonl]}"
    for name in ("here", "there"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "mine.jsonl").write_text(ITEM % "a")
    assert hashed(line, folder=tmp_path / "here") == hashed(line, folder=tmp_path / "there")


# What the steps ask for.


def test_a_pipeline_edits_if_one_of_its_steps_does():
    assert [False, True] == [built(steps(*lines)).edits for lines in (["exact"], ["exact", "pii"])]


def test_a_pipeline_needs_the_captures_of_all_its_steps():
    assert frozenset() == built(steps("exact", "near")).needs


# Finding one.


@pytest.mark.parametrize("name", ["refinecode", "pretrain"])
def test_an_installed_pipeline_is_found_by_its_name_and_can_be_built(name):
    assert name in pipeline_names(parts())
    found = find_pipeline(parts(), name, (), "")
    assert name == built(found.text, found.folder).name
    assert (found.only, found.until) == ((), "")


def test_a_file_is_found_by_its_path(folder):
    (folder / "mine.yml").write_text(steps("exact"))
    found = find_pipeline(parts(), "mine.yml", ["exact"], "exact")
    assert (steps("exact"), "mine.yml", str(folder), ("exact",), "exact") == (
        found.text, found.path, found.folder, found.only, found.until,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("refinecod", "there is no pipeline `refinecod`, did you mean `refinecode`?"),
        ("../pipelines/refinecode", "there is no pipeline `../pipelines/refinecode`"),
        ("", "there is no pipeline ``"),
        ("missing.yaml", "there is no file `missing.yaml`"),
    ],
)
def test_what_is_no_pipeline_is_refused(word, expected, folder):
    with pytest.raises(rulekit.UsageError) as caught:
        find_pipeline(parts(), word, (), "")
    assert caught.value.problems[0].message.startswith(expected)
