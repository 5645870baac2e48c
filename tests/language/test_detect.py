"""rulekit/language/detect.py: which clue wins, and how languages that share one are told apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulekit.language.content_rule import ContentRule
from rulekit.language.detect import Detected, LanguageFacts, LanguageTable

PYTHON = LanguageFacts(
    "python", "Python", "programming", (".py", ".spec"), interpreters=("python", "python3")
)
PERL = LanguageFacts("perl", "Perl", "programming", (".pl", ".t"), interpreters=("perl",))
RAKU = LanguageFacts("raku", "Raku", "programming", (".raku", ".pl"), interpreters=("raku",))
PROLOG = LanguageFacts("prolog", "Prolog", "programming", (".pl",), interpreters=("swipl",))
C = LanguageFacts("c", "C", "programming", (".c", ".h", ".h.in"), popular=True)
CPP = LanguageFacts("cpp", "C++", "programming", (".cpp", ".h"), aliases=("cpp",), popular=True)
MAKE = LanguageFacts("makefile", "Makefile", "programming", (".mk",), ("Makefile",))
TEMPLATE = LanguageFacts("html-erb", "HTML+ERB", "markup", (".erb", ".html.erb"))
HTML = LanguageFacts("html", "HTML", "markup", (".html",))
RUBY = LanguageFacts("ruby", "Ruby", "programming", (".rb", ".spec"), interpreters=("ruby",))
TEXT = LanguageFacts("text", "Text", "prose", (".txt",))
ALL = (PYTHON, PERL, RAKU, PROLOG, C, CPP, MAKE, TEMPLATE, HTML, RUBY, TEXT)

HEADERS = {".h": (ContentRule("cpp", r"(?m)^class\s+\w+"), ContentRule("c"))}
TABLE = LanguageTable(ALL, HEADERS)


def language_of(path, text="", table=TABLE):
    found = table.detect(path, text)
    return found.language if found else None


def how_of(path, text="", table=TABLE):
    return table.detect(path, text).how


def test_an_extension_that_one_language_claims_tells_it():
    assert Detected("python", "programming", ".py") == TABLE.detect("src/a.py", "x = 1\n")


def test_a_name_that_nobody_claims_tells_nothing():
    assert TABLE.detect("LICENSE", "Permission is hereby granted") is None


def test_an_empty_path_and_text_tell_nothing():
    assert TABLE.detect("", "") is None


def test_prose_is_detected_like_anything_else():
    assert Detected("text", "prose", ".txt") == TABLE.detect("notes.txt", "hello")


def test_the_longest_extension_wins():
    assert ".html.erb" == how_of("a/index.html.erb")


def test_a_shorter_extension_serves_where_the_longer_is_unknown():
    assert "html" == language_of("jquery.min.html")


def test_dots_in_directories_are_no_extensions():
    assert language_of("site.py/README") is None


def test_a_name_that_is_only_an_extension_has_it():
    assert "python" == language_of(".py")


def test_an_extension_is_found_in_any_case():
    assert ".py" == how_of("SETUP.PY")


def test_the_case_that_is_claimed_goes_first():
    table = LanguageTable([C, LanguageFacts("cpp", "C++", "programming", (".C",))], {})
    assert ["cpp", "c"] == [language_of("a.C", "", table), language_of("a.c", "", table)]


def test_the_lower_case_claim_goes_first_where_a_name_spells_neither():
    facts = [LanguageFacts("a", "A", "data", (".Ab",)), LanguageFacts("b", "B", "data", (".ab",))]
    assert "b" == language_of("x.AB", "", LanguageTable(facts, {}))


def test_a_file_name_tells():
    assert "file name Makefile" == how_of("src/Makefile", "all:\n")


def test_a_file_name_goes_before_the_extension():
    facts = LanguageFacts("cmake", "CMake", "programming", (".cmake",), ("CMakeLists.txt",))
    assert "cmake" == language_of("CMakeLists.txt", "", LanguageTable([*ALL, facts], {}))


def test_a_file_name_in_any_case_tells_what_nothing_else_does():
    assert ["makefile", None] == [language_of("MAKEFILE"), language_of("remakefile")]


def test_a_file_name_in_another_case_gives_way_to_the_extension():
    facts = LanguageFacts("cmake", "CMake", "programming", filenames=("Lists.txt",))
    table = LanguageTable([*ALL, facts], {})
    assert ["cmake", "text"] == [
        language_of(name, "", table) for name in ("Lists.txt", "lists.txt")
    ]


def test_a_file_name_that_two_languages_claim_is_told_apart_by_content():
    facts = [LanguageFacts(name, name, "data", filenames=("rc",)) for name in ("json", "yaml")]
    table = LanguageTable(facts, {"rc": (ContentRule("json", r"\A\{"), ContentRule("yaml"))})
    assert ["json", "yaml"] == [language_of("rc", text, table) for text in ("{}", "a: 1")]


def test_a_modeline_goes_before_everything_else():
    text = "#!/usr/bin/perl\n# -*- mode: ruby -*-\n"
    assert Detected("ruby", "programming", "modeline") == TABLE.detect("Makefile", text)


@pytest.mark.parametrize("word", ["C++", "cpp", "c++"])
def test_a_modeline_may_use_name_id_or_alias(word):
    assert "cpp" == language_of("a.h", f"// -*- {word} -*-\n")


def test_an_unknown_modeline_is_ignored():
    assert "python" == language_of("a.py", "# vim: set ft=klingon:\n")


def test_an_unknown_modeline_gives_way_to_a_known_one():
    assert "python" == language_of("a", "# -*- mode: klingon -*-\n# vim: ft=python\n")


def test_a_shebang_tells():
    assert "shebang python3" == how_of("bin/tool", "#!/usr/bin/env python3\n")


def test_a_shebang_is_known_without_its_version():
    assert "shebang python3.11" == how_of("bin/tool", "#!/usr/bin/env -S python3.11 -u\n")


def test_a_shebang_goes_before_the_extension_as_in_linguist():
    assert "ruby" == language_of("a.txt", "#!/usr/bin/ruby\n")


def test_a_shebang_may_name_a_language_to_its_program():
    assert "shebang Ruby" == how_of("bin/tool", "#!/usr/bin/run -l Ruby\n")


def test_a_script_that_hands_itself_on_is_in_the_language_of_that_program():
    shell = LanguageFacts("shell", "Shell", "programming", (".sh",), interpreters=("sh",))
    table = LanguageTable([*ALL, shell], {})
    assert ["ruby", "shell"] == [
        language_of("a.sh", f"#!/bin/sh\nexec {program} $0\n", table) for program in ("ruby", "x")
    ]


def test_an_unknown_shebang_is_ignored():
    assert "python" == language_of("a.py", "#!/opt/klingon\n")


def test_a_shebang_chooses_among_those_that_share_an_extension():
    assert "prolog" == language_of("a.pl", "#!/usr/bin/env swipl\n")


def test_an_extension_chooses_among_those_that_share_an_interpreter():
    pod = LanguageFacts("pod", "Pod", "prose", (".pod",), interpreters=("perl",))
    assert ".t" == how_of("a.t", "#!/usr/bin/perl\n", LanguageTable([*ALL, pod], {}))


def test_content_tells_apart_those_that_share_an_extension():
    assert ".h by content" == how_of("a.h", "class Shape {\n};\n")


def test_the_next_language_that_the_content_tells_is_named_as_runner_up():
    rules = {".pl": (ContentRule("prolog", ":-"), ContentRule("perl", "my"), ContentRule("raku"))}
    table = LanguageTable(ALL, rules)
    assert [".pl by content, else perl", ".pl by content", ".pl by default"] == [
        how_of("a.pl", text, table) for text in (":- my", ":- a", "say 1")
    ]


def test_the_rule_without_a_pattern_is_the_default():
    assert Detected("c", "programming", ".h by default") == TABLE.detect("a.h", "int area;\n")


def test_a_content_rule_may_say_what_must_not_be_there():
    rules = {".h": (ContentRule("cpp", "class", without="@end"), ContentRule("c"))}
    table = LanguageTable(ALL, rules)
    assert ["cpp", "c"] == [language_of("a.h", text, table) for text in ("class A", "class A @end")]


def test_where_no_content_rule_holds_a_stated_choice_decides():
    table = LanguageTable(ALL, {".pl": (ContentRule("prolog", ":-"),)})
    assert ["prolog", "perl"] == [language_of("a.pl", text, table) for text in (":- a.", "1;")]


def test_content_rules_see_the_first_64_kb_only():
    assert "c" == language_of("a.h", "\n" * 65_536 + "class Shape {")


def test_content_rules_do_not_undo_what_a_shebang_narrowed():
    perls = (PERL, LanguageFacts("raku", "Raku", "programming", (".pl",), interpreters=("perl",)))
    rules = {".pl": (ContentRule("prolog"),)}
    assert "perl" == language_of("a.pl", "#!/bin/perl", LanguageTable([*perls, PROLOG], rules))


def test_without_content_rules_a_popular_language_is_preferred():
    popular = LanguageFacts("raku", "Raku", "programming", popular=True)
    assert "raku" == language_of("a.pl", "", LanguageTable([*ALL, popular], {}))


def test_next_comes_the_language_whose_primary_extension_it_is():
    assert "prolog" == language_of("a.pl", "", LanguageTable([RAKU, PROLOG], {}))


def test_then_the_alphabet_decides_whatever_the_order_of_the_table():
    assert {"perl"} == {
        language_of("a.pl", "", LanguageTable(facts, {}))
        for facts in ([PERL, PROLOG, RAKU], [RAKU, PROLOG, PERL])
    }


def test_a_stated_choice_says_how_many_share_the_extension():
    assert ".pl (shared by 3 languages)" == how_of("a.pl")


def test_later_facts_extend_earlier_ones():
    table = LanguageTable([*ALL, LanguageFacts("python", "Python", "programming", (".pyx",))], {})
    assert (".py", ".spec", ".pyx") == table.facts("python").extensions


def test_later_facts_may_bring_a_language():
    table = LanguageTable([*ALL, LanguageFacts("klingon", "Klingon", "prose", (".tlh",))], {})
    assert "klingon" == language_of("hamlet.tlh", "", table)


def test_facts_that_disagree_on_the_kind_are_refused():
    with pytest.raises(ValueError, match="python: is programming, cannot be prose as well"):
        LanguageTable([PYTHON, LanguageFacts("python", "Python", "prose")], {})


def test_a_content_rule_for_a_language_without_the_extension_is_refused():
    with pytest.raises(ValueError, match=r"python does not claim \.h"):
        LanguageTable(ALL, {".h": (ContentRule("python"),)})


def test_a_bad_pattern_is_named():
    table = LanguageTable(ALL, {".h": (ContentRule("c", "(?=x)"), ContentRule("cpp"))})
    with pytest.raises(ValueError, match=r"content rule `\(\?=x\)`: invalid perl operator"):
        table.detect("a.h", "")


def test_a_table_knows_its_languages():
    assert ("perl", "prolog") == LanguageTable([PROLOG, PERL], {}).ids
    assert "perl" in TABLE
    assert "klingon" not in TABLE


ANY_TEXT = st.text(st.characters())  # lone surrogates too: what a careless reader hands on
ENDS = st.sampled_from(["", ".h", ".pl", ".PY", ".html.erb", "/Makefile", ".", ".."])
STARTS = st.sampled_from(["", "#!", "#!/usr/bin/env ", "-*-", "# vim: ft=", "class ", "\ufeff"])


@given(ANY_TEXT, ENDS, STARTS, ANY_TEXT)
def test_any_path_and_text_get_the_same_answer_twice(path, end, start, text):
    assert TABLE.detect(path + end, start + text) == TABLE.detect(path + end, start + text)


# What somebody says


@pytest.mark.parametrize(
    ("path", "text", "said", "language"),
    [
        ("a.py", "", "Ruby", "python"),  # the name leaves no doubt
        ("a.spec", "", "Ruby", "ruby"),
        ("a.spec", "", "Perl", "python"),  # it is none of those
        ("a.h", "int x;", "C++", "cpp"),
        ("a.h", "class A", "C", "cpp"),  # the text says more
        ("a.h", "int x;", "", "c"),
        ("a", "", "cpp", "cpp"),
        ("a", "", "PERL", "perl"),
        ("a", "", "Klingon", None),
        ("", "", "", None),
    ],
)
def test_what_somebody_says_is_heard_where_name_and_text_do_not_tell(path, text, said, language):
    found = TABLE.detect(path, text, said)
    assert language == (found and found.language)


def test_that_it_was_heard_is_told():
    assert "said to be C++" == TABLE.detect("a.h", "int x;", "C++").how
