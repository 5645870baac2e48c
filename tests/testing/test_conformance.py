"""rulekit/testing/conformance.py: what is promised, and that a broken promise is found."""

from pathlib import Path

import pytest

from rulekit.errors import PluginError, UsageError
from rulekit.testing import assert_conforms, conform

SOURCES = Path(__file__).parent / "sources"

pytestmark = pytest.mark.slow  # a process, and hundreds of texts


# CI tries every pack, with every_pack.py, and test_docs.py one with huge texts: that the kit is
# content with a good one is shown here.
def test_a_bundled_pack_conforms():
    assert_conforms("css", sources=SOURCES, examples=1, huge=False)


@pytest.fixture(scope="module")
def broken(installed, tmp_path_factory):
    """What is said of the pack that breaks every promise but those of survival."""
    folder = tmp_path_factory.mktemp("sources")
    (folder / "one.toy").write_text("# é\nx = 1\n")
    installed("all")
    return conform("toy", sources=folder, examples=2, huge=False)


@pytest.mark.parametrize(
    ("check", "about", "message"),
    [
        ("measured", "toy.fragile", "failed: ZeroDivisionError: division by zero"),
        ("measured", "toy.silent", "has no value and does not say why"),
        ("in-range", "toy.above", "reads 2 (share of lines), and a share is 0 to 1"),
        ("in-range", "toy.below", "reads -1 (lines), which is below 0"),
        ("in-range", "toy.half", "reads 0.5 (yes or no), and yes is 1, no is 0"),
        ("located", "toy.beyond", "points at bytes 0 to 1073741824 of 0"),
        ("located", "toy.inside", "points into a character, at bytes 1 to 1"),
        ("located", "toy.nowhere", "cannot say where: KeyError: 'gone'"),
        ("bounded", "toy.under", "reads 3, and its bounds are 0 to 2"),
        ("bounded", "toy.unsure", "has bounds, 0 to 2, where it has no value"),
        ("bounded", "toy.wrong", "its bounds fail: KeyError: 'gone'"),
        ("bounded", "toy.absent", "is said to be absent where it is not 0"),
        ("repeats", "readings", "is not the same the second time"),
        ("line-ends", "toy.ends", "reads 0 with CRLF, 1 with LF"),
    ],
)
def test_a_broken_promise_is_found(broken, check, about, message):
    assert message == broken.found[check, about].message


def test_nothing_else_is_complained_of(broken):
    good = {"toy.good", "toy.chars", "toy.bounded"}
    assert set() == good & {one.about for one in broken.complaints}
    assert {"bounded", "in-range", "line-ends", "located", "measured", "repeats"} == {
        one.check for one in broken.complaints
    }


def test_what_breaks_it_is_made_small(broken):
    found = broken.found
    assert [b"", b"1\r\n"] == [
        found["measured", "toy.fragile"].sample.content,
        found["line-ends", "toy.ends"].sample.content,
    ]
    assert 1 == len(found["located", "toy.inside"].sample.content)


def test_a_capture_that_finds_nothing_is_a_warning(broken):
    [warning] = broken.warnings
    assert ("captures", "toy") == (warning.check, warning.about)
    assert warning.message.endswith("find nothing in its 3 sources: @class")


def test_a_good_pack_has_no_complaint(tried):
    report = tried("good", examples=1)
    assert ([], ("toy",), 3) == (report.complaints, report.languages, report.sources)
    assert {report.texts} == {report.counts[name].tried for name in ("ends", "repeats")}


def test_finders_are_tried_as_signals_are(tried):
    found = tried("lost", "# é\nx = 1\n# b\n").found
    assert {
        ("found", "toy.backward"): "its spans are not sorted",
        ("found", "toy.unlike"): "finds other spans the second time",
        ("found", "toy.shut"): "finds something where its gate matches nothing",
    } == {key: one.message for key, one in found.items() if key[0] in ("found", "located")}
    past = "failed: toy.past gives bytes 0 to 1073741824 of 0"
    assert past == found["measured", "count(toy.past)"].message
    assert set() == {about for _, about in found if "kept" in about or "lazy" in about}


@pytest.mark.slow
def test_a_hang_is_found_and_survived(tried):
    complaint = tried("endless", "x = 'wait'\n", timeout=0.5).found["ends", "timed-out"]
    assert "stopped: it makes no progress, and takes no CPU time either" == complaint.message


def test_what_was_not_declared_and_what_depends_on_the_process_are_found(tried):
    found = tried("furtive").found
    assert [
        "toy.undeclared asks for @import and does not name it in its `needs`",
        "count(toy.secret) asks for @import and does not name it in its `needs`",
        "is not the same in another process",
    ] == [
        found["needs", "toy.undeclared"].message,
        found["needs", "count(toy.secret)"].message,
        found["repeats", "readings"].message,
    ]


@pytest.mark.slow
def test_a_crash_is_survived_and_all_complaints_are_one_assertion_error(installed, tmp_path):
    (tmp_path / "one.toy").write_text("x = 'die'\n")
    installed("deadly")
    with pytest.raises(AssertionError) as raised:
        assert_conforms("toy", sources=tmp_path, examples=0, huge=False)
    first, _, last = str(raised.value).split("\n")
    assert "error: crashed the process judging it died (exit code 3)" == first
    assert "  = printf die | rulekit signals - --stdin-filename one.toy" == last


def test_a_pack_that_cannot_be_tried_says_why(installed):
    with pytest.raises(UsageError, match=r"no plugin `pyton`, did you mean `python`"):
        conform("pyton")
    installed("good", **{"rules/toy/short.yaml": "title: x\n"})
    with pytest.raises(PluginError):
        conform("toy")


def test_sources_of_no_language_of_the_pack_are_refused(installed, tmp_path):
    installed("good")
    with pytest.raises(UsageError, match=r"no file in `.*` is in toy"):
        conform("toy", sources=tmp_path)
    (tmp_path / "one.png").write_bytes(b"\0")
    with pytest.raises(UsageError, match=r"no file in `.*` is in toy"):
        conform("toy", sources=tmp_path)
    (tmp_path / "one.toy").write_bytes(b"\0")
    with pytest.raises(UsageError, match=r"one.toy` is no source: binary: a NUL byte"):
        conform("toy", sources=tmp_path)
