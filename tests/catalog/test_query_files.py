"""rulekit/catalog/query_files.py: which file is inherited, and what is wrong with that."""

from rulekit.catalog.query_files import inheritance_problems, inheriting
from rulekit.syntax.query import QuerySource

PARENT = "(comment) @comment\n(goto) @goto\n"


def sources_of(**texts):
    return {
        language: QuerySource(language, text, f"{language}.scm") for language, text in texts.items()
    }


def complaints_about(language, absent=(), **texts):
    found = inheritance_problems(language, sources_of(**texts), absent)
    return [f"{one.place} {one.message}" for one in found]


def test_a_language_inherits_by_its_id_and_what_that_inherits():
    sources = sources_of(a=PARENT, b="; inherits: a\n", c="; inherits: b\n(x) @call")
    files = [file.path for file in inheriting("c", sources).files]
    assert (["a.scm", "b.scm", "c.scm"], {"call", "comment", "goto"}) == (
        files,
        inheriting("c", sources).captures,
    )


def test_a_language_that_inherits_nothing_or_something_known_is_right():
    assert [] == complaints_about("a", a=PARENT)
    assert [] == complaints_about("b", a=PARENT, b="; inherits: a\n; no @goto: none\n")


def test_an_unknown_language_is_told_with_the_nearest():
    expected = ["b.scm:2:13 no installed language is called `pyton`, did you mean `python`?"]
    assert expected == complaints_about("b", python="", b="; b\n; inherits: pyton\n")


def test_an_unknown_language_near_to_none_is_told_with_all():
    expected = ["b.scm:1:13 no installed language is called `zzz`; there are: b, python"]
    assert expected == complaints_about("b", b="; inherits: zzz\n", python="")


def test_the_language_of_a_plugin_that_is_off_is_told_so():
    expected = "b.scm:1:13 no installed language is called `c`: the plugin `c` is off or broken"
    assert [expected] == complaints_about("b", ["c"], b="; inherits: c\n")


def test_each_language_of_a_circle_is_told():
    texts = {"a": "; inherits: b\n", "b": "; inherits: c\n", "c": "; inherits: a\n"}
    expected = ["b.scm:1:13 `b` inherits itself: b -> c -> a -> b"]
    assert expected == complaints_about("b", **texts)
    assert ["a.scm:1:13 `a` inherits itself: a -> a"] == complaints_about("a", a="; inherits: a\n")


def test_what_inherits_from_a_broken_language_waits_until_that_is_told():
    texts = {"a": "; inherits: a\n", "b": "; inherits: a\n", "c": "; inherits: d\n"}
    assert [] == complaints_about("b", **texts)
    assert [] == complaints_about("e", **texts, e="; inherits: c\n")


def test_a_note_about_what_is_not_inherited_is_told_with_the_nearest():
    expected = ["b.scm:2:6 no `@gotto` is inherited, did you mean `goto`?"]
    assert expected == complaints_about("b", a=PARENT, b="; inherits: a\n; no @gotto: none\n")


def test_a_file_that_leaves_every_name_out_for_a_reason_says_enough(catalog, rule):
    notes = "; no @comment: nothing is one\n"
    told = catalog({"queries.scm": notes, "rules/snake/lazy.yaml": rule()})
    [snake] = [one for one in told.plugins if one.name == "snake"]
    assert ("ok", ()) == (snake.status, snake.problems)
