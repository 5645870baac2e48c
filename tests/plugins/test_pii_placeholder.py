"""plugins/pii/placeholder.py: what stands for a value."""

import pytest
from rulekit_plugins.pii.placeholder import NumberedValues, PlaceholderSet, check_placeholder


def values(template, key="s"):
    return NumberedValues(PlaceholderSet({"email": template, "key": "<KEY{n}>"}, key))


def test_a_plain_placeholder_is_the_same_for_all():
    stands = values("<EMAIL>")
    assert ["<EMAIL>"] * 2 == [stands.placeholder("email", one) for one in (b"a", b"b")]


def test_values_are_numbered_as_they_come():
    stands = values("<EMAIL{n}>")
    said = [stands.placeholder("email", one) for one in (b"a", b"b", b"a", b"c")]
    assert ["<EMAIL1>", "<EMAIL2>", "<EMAIL1>", "<EMAIL3>"] == said


def test_each_kind_has_numbers_of_its_own():
    stands = values("<EMAIL{n}>")
    assert ["<EMAIL1>", "<KEY1>"] == [stands.placeholder(kind, b"a") for kind in ("email", "key")]


def test_a_hash_is_the_same_in_every_row():
    assert values("{hash}").placeholder("email", b"a") == values("{hash}").placeholder(
        "email", b"a"
    )


def test_a_hash_has_eight_hex_digits():
    assert 8 == len(f"{int(values('{hash}').placeholder('email', b'a'), 16):08x}")


def test_another_key_gives_another_hash():
    one, other = (values("{hash}", key).placeholder("email", b"a") for key in "st")
    assert one != other


def test_a_long_key_counts_to_its_end():
    one, other = (values("{hash}", "s" * 100 + end).placeholder("email", b"a") for end in "xy")
    assert one != other


@pytest.mark.parametrize("template", ["<EMAIL>", "<EMAIL{n}>", "mail.{hash}.{n}", "a+b"])
def test_a_placeholder_is_known_again(template):
    stands = values(template)
    made = stands.placeholder("email", b"a").encode()
    assert [(2, 2 + len(made))] == stands.placeholders.spans_in(b"x " + made + b" y")


def test_another_text_is_no_placeholder():
    assert [] == values("<EMAIL{n}>").placeholders.spans_in(b"<EMAIL> <EMAILx> a@b")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "not empty"),
        ("<{name}>", "{n}"),
        ("{", "{n}"),
        ('"x"', "end a string"),
        ("a\nb", "end a string"),
        ("a\\b", "end a string"),
    ],
)
def test_a_placeholder_that_would_break_a_string_is_refused(text, said):
    with pytest.raises(ValueError, match=said):
        check_placeholder(text)
