"""The page in a real browser: what a reader sees, drags, types and opens, and what stays inert.

CI installs the browser. Elsewhere these tests are skipped where the system has none.
"""

import os
import shutil
from contextlib import chdir

import pytest
from click.testing import CliRunner
from playwright.sync_api import expect, sync_playwright

from rulekit.cli.main import cli

pytestmark = pytest.mark.slow

PROGRAM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), ""
)
HOSTILE = "<img src=x onerror=\"document.title='taken'\">"
NAME = f"data/{HOSTILE}.py"
GOOD = "def total(some):\n    found = 0\n    for one in some:\n        found += one\n    return 9\n"
PASSES = "    def f(self):\n        pass\n"
ENDING = "# </script><script>document.title='taken'</script>\n"
FILES = {
    "data/good.py": GOOD,
    "data/passes.py": f"class A:\n{PASSES * 9}",
    "data/some.py": f"class A:\n{PASSES}" + "    x = 1\n    y = [x]\n" * 3,
    "data/wide.py": "# 𝄞𝄞𝄞\nclass A:\n    def f(self): '𝄞'; pass\n    def g(self): pass\n",
    NAME: f"x = {HOSTILE!r}\n{ENDING}class B:\n{PASSES * 9}",
}


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """The page of an audit of these files."""
    folder = tmp_path_factory.mktemp("page")
    (folder / "data").mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text)
    words = ["--select=python/pass-heavy", "--isolated"]
    with chdir(folder):
        for command in (
            ["filter", "data", "--out=audit", "--signals=used", "-q", "-j1", *words],
            ["report", "audit", "-o", "html:page.html", "--isolated"],
        ):
            assert CliRunner().invoke(cli, command, standalone_mode=False).exception is None
    return (folder / "page.html").as_uri()


@pytest.fixture(scope="module")
def browser():
    """A browser that shows nobody anything."""
    if not PROGRAM:
        assert not os.environ.get("CI"), "CI installs a browser"
        pytest.skip("there is no Chromium; CI has one")
    with sync_playwright() as started:
        found = started.chromium.launch(executable_path=PROGRAM, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture(params=["desktop", "phone"])
def page(request, browser, address):
    """The open page; what it asks for and what goes wrong in it is an error."""
    sizes = {"desktop": (1280, 900), "phone": (390, 844)}
    width, height = sizes[request.param]
    page = browser.new_page(viewport={"width": width, "height": height})
    wrong = []
    page.on("console", lambda said: wrong.append(said.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda asked: wrong.append(asked.url) if asked.url != address else None)
    page.goto(address)
    page.wait_for_selector(".tabulator-row")
    yield page
    title = page.title()
    page.close()
    assert [] == wrong
    assert title == "audit · rulekit"


def open_file(page, name):
    """Open a file as a click on its path does, however often the table is drawn meanwhile."""
    page.locator("#table a", has_text=name).evaluate("one => one.click()")
    page.wait_for_selector("dialog[open]")


def paths(page):
    return {one.inner_text() for one in page.locator("#table .tabulator-row a").all()}


def test_every_file_is_in_the_table(page):
    assert FILES.keys() == paths(page)


def test_nothing_stands_beside_the_window(page):
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_search_finds_a_path_and_a_text_alone(page):
    page.fill("#search", "total(some")
    expect(page.locator(".tabulator-row")).to_have_count(1)
    assert {"data/good.py"} == paths(page)
    assert "1 of 5 files." == page.inner_text("#shown")
    page.click("#clear")
    page.fill("#search", "zzz")
    page.wait_for_selector("text=No file is like that")


def test_a_reason_shows_its_files_and_its_limit(page):
    page.click("[data-reason='python/pass-heavy']")
    expect(page.locator("#shown")).not_to_have_text("5 files.")
    assert "data/good.py" not in paths(page)
    assert "python/pass-heavy" == page.locator("#rule option:checked").inner_text()


def test_a_click_on_a_heading_sorts(page):
    page.click(".tabulator-col[tabulator-field=path] .tabulator-col-title")
    page.wait_for_timeout(100)
    shown = [one.inner_text() for one in page.locator("#table .tabulator-row a").all()]
    assert shown == sorted(FILES, key=str.lower)


def test_dragging_the_limit_tells_what_it_would_change(page):
    slider = page.locator("#limit")
    assert "the limit in force" in page.inner_text("#effect")
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    now = slider.evaluate("one => one.value / one.max")
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 8 + now * (box["width"] - 16), middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 2, middle, steps=5)
    page.mouse.up()
    assert "dropped by this rule alone would be kept" in page.inner_text("#effect")
    assert "data/passes.py would be kept" in page.inner_text("#changed")
    page.click("#reset")
    assert "the limit in force" in page.inner_text("#effect")


def test_keys_move_the_limit_too(page):
    page.focus("#limit")
    page.keyboard.press("Home")
    assert page.locator("#limit").get_attribute("aria-valuetext").startswith("at most 0")
    assert "would be dropped" in page.inner_text("#effect")


def test_a_file_opens_with_its_evidence_marked_and_every_finding(page):
    open_file(page, "passes.py")
    assert "data/passes.py" == page.inner_text("#file-name")
    assert "python/pass-heavy" in page.inner_text("#verdict")
    assert ["pass"] * 9 == page.locator("#source mark").all_inner_texts()
    page.click(".places button >> nth=4")
    assert "11" == page.locator("#source .row:has(mark.now) > b").inner_text()
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog[open]", state="detached")


def test_marks_stand_right_behind_characters_beyond_the_first_plane(page):
    page.fill("#search", "wide.py")
    expect(page.locator(".tabulator-row")).to_have_count(1)
    open_file(page, "wide.py")
    assert ["pass", "pass"] == page.locator("#source mark").all_inner_texts()


def test_a_hostile_name_and_text_are_shown_as_they_are(page):
    page.fill("#search", "onerror")
    expect(page.locator(".tabulator-row")).to_have_count(1)
    open_file(page, "onerror")
    assert NAME == page.inner_text("#file-name")
    assert "</script><script>" in page.inner_text("#source")
    assert 0 == page.locator("img").count()


def test_keys_search_open_go_on_and_close(page):
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id === 'search'")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog[open]")
    first = page.inner_text("#file-name")
    page.keyboard.press("j")
    expect(page.locator("#file-name")).not_to_have_text(first)
    page.keyboard.press("k")
    expect(page.locator("#file-name")).to_have_text(first)


def test_a_link_to_a_file_opens_it(browser, address):
    page = browser.new_page()
    page.goto(f"{address}#file=0")
    page.wait_for_selector("dialog[open]")
    assert page.inner_text("#file-name") in FILES
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_are_those_that_the_reader_prefers_until_one_turns_them(browser, address, scheme):
    page = browser.new_page(color_scheme=scheme)
    page.goto(address)

    def is_dark():
        back = page.evaluate("getComputedStyle(document.body).backgroundColor")
        return sum(map(int, back[4:-1].split(","))) < 380

    assert (scheme == "dark") == is_dark()
    page.click("#theme")
    assert (scheme == "dark") != is_dark()
    page.close()


def test_it_can_be_printed_with_its_files(browser, address, tmp_path):
    page = browser.new_page()
    page.goto(address)
    page.wait_for_selector(".tabulator-row")
    page.pdf(path=tmp_path / "page.pdf")
    assert (tmp_path / "page.pdf").stat().st_size > 10_000
    page.close()
