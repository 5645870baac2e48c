"""rulekit/cli/trees.py: what is told of folders before the first file is judged."""

import pytest


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda out: out.write_text(""), "it is no folder"),
        (lambda out: out.symlink_to("gone"), "it is a link to a folder that is not there"),
        (lambda out: out.symlink_to("c/a.py"), "it is a link to what is no folder"),
    ],
    ids=["a file", "a dangling link", "a link to a file"],
)
def test_an_out_that_can_be_no_folder_is_refused_with_why_and_the_next_step(
    rulekit, write, make, said
):
    folder = write({"c/a.py": "x = 1\n"})
    make(folder / "out")
    ended = rulekit("filter", "c", "--out", "out", "-j1")
    assert (2, f"error: --out out: {said}, and an audit is a folder") == (
        ended.code,
        ended.err.splitlines()[0],
    )
    assert "  = name another, or one that is not there yet" in ended.err


@pytest.mark.slow
def test_an_out_may_be_a_link_to_a_folder(rulekit, write, mine):
    folder = write({"c/a.py": "x = 1\n"})
    (folder / "real").mkdir()
    (folder / "out").symlink_to("real")
    assert 0 == rulekit("filter", "c", "--out", "out", "-j1", "-q", *mine).code


@pytest.mark.slow
def test_an_ignore_file_that_is_not_read_is_told_once(rulekit, write, mine):
    folder = write({"c/a.py": "x = 1\n", "c/b.py": "x = 1\n"})
    (folder / "c/.gitignore").symlink_to("/proc/kmsg")
    ended = rulekit("filter", "c", "--out", "out", "-j2", "-q", *mine)
    assert 0 == ended.code
    (told,) = ended.err.splitlines()
    assert told.startswith("warning: `c/.gitignore` is not read, and nothing is ignored by it:")
