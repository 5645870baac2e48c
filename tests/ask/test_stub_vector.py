"""rulekit/ask/stub_vector.py: texts of the same words have vectors that are near."""

from rulekit.ask.stub_vector import embedding, vector_of


def test_a_vector_hangs_on_the_words_of_a_text_and_not_on_their_order():
    assert vector_of("read the rows") == vector_of("Rows: the_read")
    assert vector_of("read the rows") != vector_of("write the rows")


def test_an_answer_has_a_vector_for_each_text():
    asked = {"input": ["one", "two"]}
    vectors = [one["embedding"] for one in embedding(asked, "stub", is_broken=False)["data"]]
    assert [vector_of("one"), vector_of("two")] == vectors
    (one,) = embedding({"input": "one"}, "stub", is_broken=False)["data"]
    assert vector_of("one") == one["embedding"]


def test_a_fault_leaves_no_vector():
    (one,) = embedding({"input": "one"}, "stub", is_broken=True)["data"]
    assert one["embedding"] is None
