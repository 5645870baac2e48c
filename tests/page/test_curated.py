"""rulekit/page/curated.py: what a curation did with texts."""

from rulekit.page.curated import MASK, edited, hidden

TEXT = "é mail jo@x.org\nthen\n"  # é takes two bytes
START, END = 8, 16


def cut(start, end, replacement=""):
    return {"start": start, "end": end, "replacement": replacement}


def test_places_are_bytes_of_the_original():
    assert b"jo@x.org" == TEXT.encode()[START:END]
    assert "é mail <EMAIL>\nthen\n" == edited(TEXT, [cut(START, END, "<EMAIL>")])


def test_of_edits_that_overlap_the_first_stands():
    assert "é mail A\nthen\n" == edited(TEXT, [cut(START, END, "A"), cut(START + 2, END, "B")])


def test_personal_data_is_hidden_and_everything_else_stays_in_its_place():
    shown = hidden(TEXT, [cut(START, END)])
    assert f"é mail {MASK * 8}\nthen\n" == shown


def test_places_that_overlap_are_hidden_once_and_lines_stay():
    shown = hidden(TEXT, [cut(START, END), cut(END - 2, END + 3)])
    assert f"é mail {MASK * 8}\n{MASK * 2}en\n" == shown
    assert len(TEXT) == len(shown)


def test_a_text_without_any_is_as_it_was():
    assert TEXT == hidden(TEXT, []) == edited(TEXT, [])
