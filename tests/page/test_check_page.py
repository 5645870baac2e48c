"""rulekit/page/check_page.py: the page of a check."""

import json
import re
from contextlib import chdir

import pytest
from click.testing import CliRunner

from rulekit.cli.main import cli


def data_of(html):
    return json.loads(re.search('id="data">(.*?)</script>', html)[1])


def checked(project, *words):
    with chdir(project):
        done = CliRunner().invoke(
            cli, ["check", "left", "-q", "-j1", *words], standalone_mode=False
        )
    assert done.exception is None, done.exception
    return done.stdout


@pytest.mark.slow
def test_a_check_has_the_page_of_an_audit(project):
    html = checked(project, "-o", "html")
    data = data_of(html)
    assert 40 == len(data["files"])
    assert "mine/loud" in {one["rule"] for one in data["limits"]}
    assert all(one["text"] and not one["place"] for one in data["files"])


@pytest.mark.slow
def test_other_reports_beside_it_are_as_without_it(project, tmp_path):
    page = tmp_path / "page.html"
    with_page = checked(project, "-o", "jsonl", "-o", f"html:{page}")
    assert checked(project, "-o", "jsonl") == with_page
    assert page.read_text().startswith("<!doctype html>")
