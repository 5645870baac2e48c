"""rulekit/category/hashed.py: words that a text shares with descriptions, counted exactly."""

from hypothesis import given
from hypothesis import strategies as some

from rulekit.category.hashed import HashedLikeness, units

LIKENESS = HashedLikeness(["encrypt secret passwords", "query the tables of databases"])
words = some.text(alphabet="abcdeABCDE_1 é\n", max_size=40)


def near(text):
    return next(LIKENESS.similarities([text]))


def test_a_text_is_nearest_to_the_description_whose_words_it_has():
    secret, tables = near("def encrypt(password): ...")
    assert secret > tables


def test_identifiers_are_divided_at_case_and_underscores():
    assert units("HTTPServer read_rows") == units("http server read rows")
    assert units("http server").keys() < units("httpServer2 rows").keys()


def test_words_of_one_stem_are_near():
    secret, tables = near("decrypted encryption")
    assert (True, 0.0) == (secret > 0.2, tables)


def test_a_description_is_as_near_to_itself_as_can_be():
    assert [1.0, 0.0] == [round(one, 12) for one in near("encrypt secret passwords")]


def test_a_word_that_all_descriptions_have_says_nothing():
    both = HashedLikeness(["hash of tables", "hash of words"])
    assert [0.0, 0.0] == next(both.similarities(["hash"]))


def test_what_has_no_words_is_near_none():
    assert [0.0, 0.0] == near("1 + 2; x = y")


def test_similarities_are_the_same_on_every_day_and_machine():
    assert [0.6532745799184878, 0.14744195615489714] == near("encrypt the password")


@given(words)
def test_a_similarity_lies_between_none_and_all(text):
    assert all(0 <= one <= 1.0000001 for one in near(text))


@given(words, words)
def test_the_order_of_words_makes_no_difference(one, other):
    assert near(f"{one} {other}") == near(f"{other} {one}")
