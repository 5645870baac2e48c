"""rulekit/labelling/label_file.py: labels on the disk, whenever a session dies."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from rulekit.errors import SpecError, UsageError
from rulekit.labelling.label import LABELS, ReaderLabel
from rulekit.labelling.label_file import LabelFile, read_label_file

FILE = "labels.jsonl"
SHARED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])

made = some.builds(
    ReaderLabel,
    sha256=some.text("0123456789abcdef", min_size=1),
    path=some.text(min_size=1).filter(lambda word: word.isprintable()),
    label=some.sampled_from(LABELS),
    kind=some.none() | some.text(),
    note=some.text(),
    reader=some.sampled_from(["anna", "ben"]),
    row=some.none() | some.integers(0, 9),
    blind=some.none() | some.booleans(),
)


def written(labels):
    Path(FILE).unlink(missing_ok=True)
    with LabelFile(FILE) as file:
        for one in labels:
            file.add(one)
    return Path(FILE).read_bytes()


@SHARED
@given(some.lists(made, max_size=5))
def test_what_was_added_is_read_again(folder, said):
    written(said)
    assert said == read_label_file(FILE)
    with LabelFile(FILE) as again:
        assert said == again.labels
        assert not again.mended


@SHARED
@given(some.lists(made, min_size=1, max_size=4), some.data())
def test_a_session_that_dies_at_any_byte_loses_at_most_the_label_that_it_wrote(folder, said, data):
    whole = written(said)
    left = data.draw(some.integers(0, len(whole)))
    Path(FILE).write_bytes(whole[:left])
    ended = sum(len(one.to_line()) - 1 <= left - at for one, at in placed(said))
    assert said[:ended] == read_label_file(FILE)
    with LabelFile(FILE) as file:
        assert said[:ended] == file.labels
        begun = any(at < left < at + len(one.to_line()) - 1 for one, at in placed(said))
        assert begun == bool(file.mended)
        file.add(said[-1])
    assert [*said[:ended], said[-1]] == read_label_file(FILE)
    assert Path(FILE).read_bytes().endswith(said[-1].to_line())


def placed(said):
    """Labels with the bytes that stand before each."""
    at = 0
    for one in said:
        yield one, at
        at += len(one.to_line())


def test_what_a_torn_line_cost_is_said(folder, labels):
    whole = written([labels(), labels("b.py")])
    Path(FILE).write_bytes(whole[:-5])
    with LabelFile(FILE) as file:
        assert (
            "the last line of `labels.jsonl` was torn, and is taken out: one label" == file.mended
        )
    assert whole[: len(labels().to_line())] == Path(FILE).read_bytes()


@pytest.mark.parametrize("text", ["no labels, and no line end", '{"content": "a"}', "\n7\n"])
def test_a_file_of_something_else_is_left_alone(write, text):
    write({FILE: text})
    with pytest.raises(SpecError) as told, LabelFile(FILE):
        pass
    (problem,) = told.value.problems
    assert "no label: " in problem.message
    assert (FILE, 2 if text.startswith(chr(10)) else 1) == (problem.path, problem.line)
    assert text == Path(FILE).read_text()


def test_a_file_that_is_not_utf_8_is_told_with_its_line(write):
    write({FILE: b'\n{"path": "\xff"}\n'})
    with pytest.raises(UsageError) as told:
        read_label_file(FILE)
    assert f"{FILE}:2" == told.value.problems[0].place


def test_every_wrong_row_is_told(write):
    write({FILE: "{}\n\n[]\n"})
    with pytest.raises(SpecError) as told:
        read_label_file(FILE)
    assert [f"{FILE}:1", f"{FILE}:3"] == [one.place for one in told.value.problems]


@pytest.mark.parametrize("file", [".", "gone/labels.jsonl", "pipe", os.devnull])
def test_what_cannot_be_written_is_told(folder, file):
    os.mkfifo("pipe")
    with pytest.raises(UsageError) as told, LabelFile(file):
        pass
    assert f"`{file}` cannot be written: " in told.value.problems[0].message


def test_two_sessions_do_not_write_one_file(folder):
    with LabelFile(FILE), pytest.raises(UsageError, match="another session is writing"):
        LabelFile(FILE).__enter__()
    with LabelFile(FILE):
        pass


def test_a_label_that_cannot_be_stored_whole_is_not_in_the_file(folder, labels, monkeypatch):
    with LabelFile(FILE) as file:
        file.add(labels())
        before = Path(FILE).read_bytes()
        monkeypatch.setattr(os, "write", a_disk_with_room_for(9, os.write))
        with pytest.raises(UsageError, match="cannot be written: No space left"):
            file.add(labels("b.py"))
        assert before == Path(FILE).read_bytes()
        assert [labels()] == file.labels


def a_disk_with_room_for(count, write):
    """A function that writes as many bytes, and no more."""

    def written(descriptor, data):
        nonlocal count
        if not count:
            raise OSError(28, "No space left on device")
        done = write(descriptor, data[:count])
        count -= done
        return done

    return written


def test_rows_that_do_not_say_who_read_are_of_their_file(write):
    write({FILE: json.dumps({"path": "a.py", "label": "keep"})})
    assert [FILE] == [one.reader for one in read_label_file(FILE)]
