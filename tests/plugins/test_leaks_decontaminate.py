"""plugins/leaks/decontaminate.py: rows that hold what a benchmark asks, or answers."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rulekit_plugins.leaks.plugin import DECONTAMINATE
from rulekit_plugins.leaks.word import telling, word_runs

import rulekit
from rulekit.testing import curated_row

PROMPT = '''def longest_wave(heights):
    """Of the heights of a harbour, give the longest run in which each
    differs from its neighbour by the tide of the day before.
    >>> longest_wave([3, 1, 4])
    2
    """
'''
SOLUTION = """    runs = split_where(heights, tide_of(day_before))
    return max(map(len, runs), default=0)
"""
TEST = "def check(candidate):\n    assert candidate([3, 1, 4]) == 2\n"
ITEMS = (
    rulekit.BenchmarkItem(
        "H/0", {"prompt": PROMPT, "solution": SOLUTION, "test": TEST}, ("longest_wave",)
    ),
    rulekit.BenchmarkItem("H/1", {"prompt": "Count from zero: 0 1 2 3 4 5 6 7 8 9 10 11 12 13"}),
    rulekit.BenchmarkItem("H/2", {"prompt": "Sort every second letter of some string"}),
)
HOST = "import os\n\n\ndef other(path):\n    return os.path.join(path, 'harbour')\n"
NOTES = np.dtype([("group", "<u8"), ("key", "<u8"), ("amount", "<u8")])


def step(**settings):
    known = {"made": rulekit.Benchmark("made", "made up", lambda: ITEMS)}
    context = rulekit.StepContext(Path(), None, benchmarks=known)
    return DECONTAMINATE.build(DECONTAMINATE.settings(against=["made"], **settings), context)


STEP, CUT = step(), step(action="cut")


def settled(rows, of=STEP):
    """What is settled, by notes that come in pieces."""
    notes = [np.array(of.note(row), NOTES) for row in rows]
    return of.settle(lambda: iter(notes), len(rows))


def outcome(text, path="a.py", of=STEP):
    row = curated_row(text, path)
    return of.apply(row, settled([row], of))


def edited(text, path="a.py", of=CUT):
    found = outcome(text, path, of)
    data = text.encode()
    for edit in reversed(found.edits):
        data = data[: edit.start] + edit.replacement.encode() + data[edit.end :]
    return data.decode()


def test_a_row_that_shares_nothing_is_not_noted():
    assert [] == STEP.note(curated_row(HOST, "a.py"))
    assert rulekit.GOES_ON == outcome(HOST)


def test_a_prompt_ends_the_row_that_has_it():
    found = outcome(HOST + PROMPT)
    assert found.drop.startswith("shares 34 words with made/H/0, prompt: `def longest wave")


def test_a_leak_says_where_it_is_and_how_much_there_is():
    text = "é = 1\n" + HOST + PROMPT
    [leak] = outcome(text).leaks[:1]
    assert ("made", "H/0", "prompt", 1.0) == (*leak[:3], leak.covered)
    assert PROMPT.removesuffix('\n    """\n') == text.encode()[leak.start : leak.end].decode()


@pytest.mark.parametrize(
    "change",
    [
        str.upper,
        lambda text: text.replace("\n", "\r\n").replace("    ", "\t"),
        lambda text: "".join(f"// {line}\n" for line in text.splitlines()),
        lambda text: " ".join(text.split()),
        lambda text: text.replace("_", "-").replace('"', "“"),
        lambda text: text[: len(text) * 3 // 4],
        lambda text: text[len(text) // 4 :],
    ],
)
@pytest.mark.parametrize("part", [PROMPT, SOLUTION])
def test_a_text_is_found_however_it_is_laid_out(part, change):
    assert "H/0" in {leak.item for leak in outcome(HOST + change(part) + HOST).leaks}


def test_a_part_of_a_text_is_covered_in_part():
    covered = [leak.covered for leak in outcome(HOST + PROMPT[: len(PROMPT) // 2]).leaks]
    assert 0 < covered[0] < 0.6


def test_a_short_text_is_found_whole():
    assert "made/H/2, prompt" in outcome("# sort EVERY second letter\n# of some string").drop
    assert "" == outcome("# sort every second letter of some list").drop


@pytest.mark.parametrize(
    "text",
    [
        "Count from: 0 1 2 3 4 5 6 7 8 9 10 11 12 13",
        "zero one two three four five six seven eight nine ten eleven twelve thirteen",
        "a b c d e f g h i j k l m n o p q r s t u v w x y z",
        "0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15",
    ],
)
def test_counting_is_no_leak_of_what_counts(text):
    counting = [rulekit.BenchmarkItem("c", {"prompt": f"{PROMPT} {text}", "test": text})]
    known = {"made": rulekit.Benchmark("made", "counts", lambda: counting)}
    context = rulekit.StepContext(Path(), None, benchmarks=known)
    one = DECONTAMINATE.build(DECONTAMINATE.settings(against=["made"]), context)
    assert [] == one.note(curated_row(text))
    assert [] != one.note(curated_row(PROMPT))


def test_what_is_settled_is_plain():
    found = settled([curated_row(PROMPT, "a.py")])
    assert found == json.loads(json.dumps(found))
    assert ["made/H/1, prompt", "made/H/0, test"] == sorted(found["too_short"], reverse=True)
    assert ["made"] == list(found["benchmarks"])


def test_settling_nothing_says_the_same():
    assert settled([curated_row(PROMPT, "a.py")]) == STEP.settle(lambda: iter([]), 1)


def phrase_in(count):
    """Rows that share one sentence of the prompt, and what is settled of so many of them."""
    row = curated_row("# in which each differs from its neighbour by the tide of the sea")
    return row, settled([row] * count)


def test_a_phrase_of_a_hundred_rows_is_a_leak():
    row, found = phrase_in(100)
    assert "shares 12 words" in STEP.apply(row, found).drop


def test_a_phrase_of_more_is_nobody_s():
    row, found = phrase_in(101)
    assert [101] * 3 == list(found["common"].values())
    assert rulekit.GOES_ON == STEP.apply(row, found)


def test_a_phrase_may_be_in_a_share_of_the_rows():
    row = phrase_in(1)[0]
    notes = np.array(step().note(row) * 101, NOTES)
    assert {} == step(max_share=0.1).settle(lambda: iter([notes]), 1010)["common"]
    assert {} != step(max_share=0.1).settle(lambda: iter([notes]), 1009)["common"]


def test_a_text_that_leaked_a_thousand_times_is_a_leak():
    row = curated_row(PROMPT, "a.py")
    found = settled([row] * 101)
    assert 101 in found["common"].values()
    assert "made/H/0, prompt" in STEP.apply(row, found).drop


OWN = "def longest_wave(heights):\n    tide = tide_of(day_before)\n    return heights[tide:]\n"


def test_an_entry_point_is_a_leak_with_words_of_its_item():
    found = outcome(OWN + "# of the longest run in which\n")
    assert found.drop.startswith(
        "defines `longest_wave` and shares 5 words with made/H/0, solution"
    )
    assert ["entry point, solution"] == [leak.part for leak in found.leaks]


def test_an_entry_point_alone_is_none():
    assert "" == outcome("def longest_wave(sea):\n    return max(sea)\n").drop


def test_an_entry_point_of_many_words_alone_is_none():
    name = "find_the_longest_wave_of_all"
    item = rulekit.BenchmarkItem("1", {"prompt": f"def {name}(heights): {PROMPT}"}, (name,))
    known = {"made": rulekit.Benchmark("made", "made up", lambda: [item])}
    context = rulekit.StepContext(Path(), None, benchmarks=known)
    one = DECONTAMINATE.build(DECONTAMINATE.settings(against=["made"]), context)
    assert [] == one.note(curated_row(f"def {name}(sea):\n    pass\n"))
    assert 1 == len(one.note(curated_row(f"def {name}(heights):\n    pass\n")))


def test_words_of_an_item_without_its_entry_point_are_none():
    assert "" == outcome(OWN.replace("longest_wave", "other")).drop


def test_entry_points_can_be_off():
    assert "" == outcome(OWN, of=step(entry_points="off")).drop


def test_an_entry_point_in_camel_case_is_the_same():
    own = "function longestWave(h) {\n  const tide = tideOf(h) // tide of day before return\n}\n"
    assert "defines `longestWave`" in outcome(own, "a.js").drop


def test_cut_takes_out_the_lines_and_leaves_the_others():
    asked = "".join(PROMPT.splitlines(keepends=True)[1:3])
    assert HOST + "x = 1\n" + HOST == edited(HOST + asked + "x = 1\n" + asked + HOST)


def test_cut_says_what_it_found_and_lets_the_row_go_on():
    found = outcome(HOST + PROMPT + HOST, of=CUT)
    assert ("", True) == (found.drop, found.fact.startswith("shares 34 words"))
    assert outcome(HOST + PROMPT + HOST).leaks == found.leaks


def test_cut_takes_out_a_function_of_that_name():
    assert HOST + "\n" + HOST == edited(HOST + OWN + "\n" + HOST)


def test_a_function_whose_end_is_not_known_ends_the_row():
    found = outcome(HOST + OWN, "a.unknown", of=CUT)
    assert ("defines", ()) == (found.drop[:7], found.edits)


def test_a_row_of_which_nothing_is_left_is_ended():
    found = outcome("\n" + PROMPT.replace('    2\n    """\n', "") + "\n\n", of=CUT)
    assert ("shares", ()) == (found.drop[:6], found.edits)


LINES = st.lists(st.sampled_from([*PROMPT.splitlines(), "é = 1", "", "x"]), max_size=20)


@given(LINES, st.sampled_from(["\n", "\r\n", " "]))
def test_edits_are_whole_lines_in_order_around_every_leak(lines, end):
    text = end.join([*PROMPT.splitlines(), *lines])
    found, data = outcome(text, of=CUT), text.encode()
    bounds = [at for edit in found.edits for at in edit[:2]]
    assert sorted(set(bounds)) == bounds
    assert all(at in (0, len(data)) or data[at - 1 : at] == b"\n" for at in bounds)
    inside = [any(e.start <= k.start < k.end <= e.end for e in found.edits) for k in found.leaks]
    assert found.leaks
    assert found.drop or all(inside)


SPELLED = word_runs(PROMPT).spelled(0, 34)


@given(st.integers(0, 33), st.integers(1, 34))
def test_any_ten_words_with_six_different_ones_are_found(start, count):
    words = SPELLED[start : start + count]
    grams = [words[i : i + 10] for i in range(len(words) - 9)]
    expected = any(len(telling(gram)) >= 6 for gram in grams)
    assert expected == bool(STEP.note(curated_row(" ".join(words))))
