"""rulekit/scaffold/template.py: files that are filled and written where nothing is."""

from pathlib import Path

import pytest

from rulekit.errors import UsageError
from rulekit.scaffold.template import filled, write_new


def test_words_stand_where_the_template_names_them():
    text = filled("rule.yaml", {"schema": "", "open": "-- ", "close": ""})
    assert "        -- TODO: second\n" in text


def test_a_word_without_a_value_is_a_mistake_of_ours():
    with pytest.raises(KeyError):
        filled("rule.yaml", {})


def test_folders_are_made(tmp_path):
    write_new({tmp_path / "a/b.txt": "c"})
    assert "c" == (tmp_path / "a/b.txt").read_text()


def test_nothing_is_written_when_one_file_is_there(tmp_path):
    there = tmp_path / "b"
    there.write_text("mine")
    with pytest.raises(UsageError, match="it is there already"):
        write_new({tmp_path / "a": "", there: ""})
    assert ([there], "mine") == (list(tmp_path.iterdir()), there.read_text())


def test_a_dangling_link_is_something(tmp_path):
    Path(tmp_path / "a").symlink_to("nowhere")
    with pytest.raises(UsageError):
        write_new({tmp_path / "a": ""})


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "a").write_text("")
    with pytest.raises(UsageError, match="cannot write"):
        write_new({tmp_path / "a/b": ""})
