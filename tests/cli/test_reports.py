"""rulekit/cli/reports.py: the words of `-o`, and where links lead."""

from contextlib import ExitStack, suppress

import pytest

from rulekit.cli.reports import links_before, open_reports
from rulekit.core.tally import Tally
from rulekit.errors import UsageError
from rulekit.report.formats import Full
from rulekit.report.style import Style


@pytest.mark.parametrize("form", ["github", "sarif"])
def test_a_format_of_files_is_refused_for_rows_of_a_corpus(form):
    with ExitStack() as stack, pytest.raises(UsageError, match="not of a corpus's rows"):
        open_reports([form], Style(what="row"), stack)


def test_records_are_apart_from_reports_of_what_is_new(folder):
    more = {"html": Full}
    with ExitStack() as stack:
        words = ["jsonl:a", "json:b", "md:c", "html:d", "full"]
        reports = open_reports(words, Style(), stack, more)
    assert (["JsonLines", "Json", "Full"], ["Comment", "Full"]) == tuple(
        [type(one).__name__ for one in part] for part in reports
    )


def test_an_unknown_format_is_told_with_the_nearest():
    with ExitStack() as stack, pytest.raises(UsageError, match="did you mean `sarif`"):
        open_reports(["sarf"], Style(), stack)


# Links


@pytest.fixture
def environ(folder):
    """What GitHub says of a checkout that is the current folder."""
    return {
        "GITHUB_SERVER_URL": "https://github.example",
        "GITHUB_REPOSITORY": "o/r",
        "GITHUB_SHA": "abc",
        "GITHUB_WORKSPACE": str(folder),
    }


def test_on_github_links_lead_to_the_commit(environ):
    assert "https://github.example/o/r/blob/abc/" == links_before(environ)


def test_links_count_from_the_checkout_wherever_rulekit_is_called(environ, folder, monkeypatch):
    (folder / "sub dir").mkdir()
    monkeypatch.chdir(folder / "sub dir")
    assert "https://github.example/o/r/blob/abc/sub%20dir/" == links_before(environ)


@pytest.mark.parametrize("name", ["GITHUB_REPOSITORY", "GITHUB_SHA", "GITHUB_WORKSPACE"])
def test_elsewhere_links_are_paths(environ, name):
    assert "" == links_before(environ | {name: ""})


def test_outside_of_the_checkout_links_are_paths(environ, folder):
    assert "" == links_before(environ | {"GITHUB_WORKSPACE": str(folder / "other")})


def written(name, file, *, fails=False):
    """What is in a file when a report of a format has written to it, or has failed at it."""
    with suppress(RuntimeError), ExitStack() as stack:
        reports = open_reports([f"{name}:{file}"], Style(), stack)
        reports.finish(Tally())
        if fails:
            raise RuntimeError
    return file.read_text()


@pytest.mark.parametrize("name", ["json", "junit", "md", "sarif"])
def test_a_report_that_fails_leaves_the_one_before_as_it_was(folder, name):
    file = folder / "report"
    before = written(name, file)
    assert before
    file.write_text("before")
    assert "before" == written(name, file, fails=True)
    assert [file] == [*folder.iterdir()]
    assert before == written(name, file)


def test_a_link_to_a_file_stays_one(folder):
    (folder / "there").write_text("before")
    (folder / "link").symlink_to("there")
    assert "{" == written("json", folder / "link")[0]
    assert (folder / "link").is_symlink()


def test_lines_are_there_as_soon_as_they_are_written(folder):
    with ExitStack() as stack:
        open_reports([f"jsonl:{folder / 'lines'}"], Style(), stack)
        assert [folder / "lines"] == [*folder.iterdir()]
