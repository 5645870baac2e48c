"""rulekit/page/page.py: the page itself."""

import hashlib
import json
import re
from html import escape

import pytest

from rulekit.page.page import ASSETS, MOST, Page

COUNTS = {"keep": 1, "drop": 1, "error": 0, "bytes": 9, "not_judged": {"binary": 2}}
HOSTILE = "</script><img src=x onerror=alert(1)>{{ 7*7 }}"
FILE = {"path": HOSTILE, "text": [[1, HOSTILE, 1]], "findings": [], "decided": [], "reasons": []}


def page(**more):
    return Page(HOSTILE, [("profile", HOSTILE)], COUNTS, **more).html()


def data(html):
    return json.loads(
        re.search('<script type="application/json" id="data">(.*?)</script>', html)[1]
    )


def test_no_name_and_no_text_becomes_markup():
    row = {"name": HOSTILE, "keep": 1, "drop": 1, "error": 0, "top": [(HOSTILE, 1)]}
    lines = [("same", HOSTILE)]
    sides = {"left": {"name": HOSTILE, "lines": lines}, "right": {"name": "", "lines": lines}}
    html = page(
        languages=[row],
        repositories=[row],
        files=[FILE],
        notes=[HOSTILE],
        edits=[{"name": HOSTILE, "said": HOSTILE, **sides}],
        copies=[{"step": HOSTILE, "said": HOSTILE, "kept": "", "dropped": "", **sides}],
        reasons=[{"id": HOSTILE, "title": HOSTILE, "drop": 1, "only_reason": 1, "flagged": 0,
                  "only_reason_bytes": 9, "error": 0, "alone": 1}],
        together={"rules": [HOSTILE, "b"], "counts": [[1, 0], [0, 1]]},
    )  # fmt: skip
    assert "<img" not in html
    assert "49" not in re.sub(r"<(script|style)\b.*?</\1>", "", html, flags=re.DOTALL)
    assert HOSTILE == data(html)["files"][0]["path"]


def test_a_page_names_no_other_address():
    html = page(files=[{**FILE, "path": "a.py"}]).replace(escape(HOSTILE), "")
    html = re.sub(r"<(script|style)\b.*?</\1>", "", html, flags=re.DOTALL)
    assert [] == re.findall(r"(?:src|href|action)=[\"']?(?!#)[^\"' >]+", html)
    assert "default-src &#39;none&#39;" in html


@pytest.mark.slow
def test_a_page_is_small_whatever_the_files_hold_and_says_whose_text_is_left_out():
    large = {**FILE, "text": [[1, "<" * 20_000, 1]]}  # each takes six characters
    html = page(files=[large] * 300)
    files = data(html)["files"]
    assert len(html.encode()) < MOST
    assert 300 == len(files)
    assert {False, True} == {one.get("cut", False) for one in files}


def test_the_same_facts_give_the_same_page():
    assert page(files=[FILE]) == page(files=[FILE])


def test_libraries_are_as_their_authors_published_them():
    said = (ASSETS / "vendor/README.md").read_text()
    known = dict(re.findall(r"^\| (\S+\.(?:js|css)) .*\| (\w{64}) \|$", said, re.MULTILINE))
    files = {one.name for one in (ASSETS / "vendor").iterdir()} - {"README.md"}
    assert known.keys() == files
    for name, digest in known.items():
        assert digest == hashlib.sha256((ASSETS / "vendor" / name).read_bytes()).hexdigest()
    assert 2 == said.count("Permission is hereby granted")
