"""rulekit/spec/text_file.py: the small files that say how to judge."""

import os
import re
from pathlib import Path

import pytest

from rulekit.spec.text_file import LARGEST, RefusedFile, read_beneath, read_small, why_refused


def refused(path):
    with pytest.raises(RefusedFile) as answer:
        read_small(path)
    assert (answer.value.reason, answer.value.remedy) == (
        why_refused(path).reason,
        why_refused(path).remedy,
    )
    return answer.value.reason


def test_a_regular_file_is_read_whole(write):
    write({"a": b"caf\xe9\r\n"})
    assert (b"caf\xe9\r\n", None) == (read_small("a"), why_refused("a"))


@pytest.mark.parametrize("target", ["a", "gone", "/proc/kmsg", "/dev/zero", ".", "link"])
def test_a_link_is_refused_wherever_it_leads(write, target):
    (write({"a": ""}) / "link").symlink_to(target)
    assert "it is a link" == refused("link")


def test_a_link_is_read_where_it_may_be_one(write):
    (write({"a": "x"}) / "link").symlink_to("a")
    assert b"x" == read_small("link", linked=True)


def test_a_link_to_a_device_is_refused_where_links_may_be(folder):
    (folder / "link").symlink_to("/dev/zero")
    with pytest.raises(RefusedFile, match="no regular file"):
        read_small("link", linked=True)


def test_a_pipe_is_refused_at_once(folder):
    os.mkfifo("pipe")
    assert "it is no regular file" == refused("pipe")


@pytest.mark.parametrize("path", [".", "/dev/zero"])
def test_a_folder_and_a_device_are_refused(folder, path):
    assert "it is no regular file" == refused(path)


def test_a_file_over_a_megabyte_is_refused_and_one_of_it_is_read(write):
    write({"small": b"x" * LARGEST, "large": b"x" * (LARGEST + 1)})
    assert (LARGEST, "it is over 1 MB") == (len(read_small("small")), refused("large"))


def test_a_file_that_says_it_is_empty_is_held_to_the_size_too():
    assert 0 == Path("/proc/self/maps").stat().st_size
    assert read_small("/proc/self/maps")


def test_a_file_that_is_not_there_is_no_refusal(folder):
    with pytest.raises(FileNotFoundError):
        read_small("gone")


@pytest.mark.parametrize("link", ["a", "a/b"])
def test_no_folder_on_the_way_may_be_a_link(write, link):
    folder = write({"else/b/c": "secret", "else/c": "secret", "x": ""})
    (folder / link).parent.mkdir(exist_ok=True)
    (folder / link).symlink_to(folder / "else")
    name = re.escape(link.rpartition("/")[2])
    with pytest.raises(RefusedFile, match=f"`{name}` is a link"):
        read_beneath(str(folder), "a/b/c")


def test_a_file_below_plain_folders_is_read(write):
    assert b"x" == read_beneath(str(write({"a/b/c": "x"})), "a/b/c")
