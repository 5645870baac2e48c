"""plugins/pools/membership.py: regions whose functions are members."""

from marking import marked
from rulekit_plugins.pools.membership import classes_of


def regions(text, language="rust"):
    document = marked(text, language, **{"class": r"struct \w+ \{.*?\}"})
    return [document.data[slice(*span)].decode() for span in classes_of(document)]


def test_what_implements_a_type_holds_members():
    block = "impl<T> A for B<T> where T: C {\n    fn f() { if a { } }\n}"
    assert ["struct B { a: u8 }", block] == regions(
        f"struct B {{ a: u8 }}\n{block}\nfn g() {{ }}\n"
    )


def test_a_parameter_that_implements_something_opens_none():
    assert [] == regions("fn f(a: impl B) -> impl C { a }\n")


def test_a_block_that_is_not_closed_ends_with_the_text():
    assert ["impl A { impl B {"] == regions("impl A { impl B {")


def test_elsewhere_classes_do():
    assert ["struct A { }"] == regions("struct A { }\nimpl B { }\n", "zig")
