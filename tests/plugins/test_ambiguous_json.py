"""plugins/code/ambiguous.json: languages that share an extension, told apart by their text."""

from collections import Counter
from pathlib import Path
from time import process_time

import pytest
import re2
import yaml
from hypothesis import given
from hypothesis import strategies as st

from rulekit.language.content_rule import CONTENT_CHARS
from rulekit.language.detect import LanguageTable
from rulekit.language.table_json import content_rules_from_json, facts_from_json

PACK = Path(__file__).parents[2] / "plugins" / "code"
FACTS = facts_from_json((PACK / "languages.json").read_text(encoding="utf-8"))
RULES = content_rules_from_json((PACK / "ambiguous.json").read_text(encoding="utf-8"))
TABLE = LanguageTable(FACTS, RULES)
PATTERNS = sorted(
    {
        pattern
        for rules in RULES.values()
        for rule in rules
        for pattern in (rule.pattern, rule.without)
        if pattern
    }
)
TOLD_APART = yaml.safe_load((Path(__file__).parent / "told_apart.yaml").read_text("utf-8"))


def language_of(path, text):
    return TABLE.detect(path, text).language


def test_every_rule_names_a_known_language():
    assert set() == {rule.language for rules in RULES.values() for rule in rules} - set(TABLE.ids)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_every_pattern_compiles_in_re2(pattern):
    assert re2.compile(pattern)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_no_pattern_is_found_in_an_empty_file(pattern):
    assert re2.search(pattern, "") is None


def test_every_shared_extension_has_rules():
    claimed = Counter(extension for facts in FACTS for extension in facts.extensions)
    assert set() == {extension for extension in claimed if claimed[extension] > 1} - RULES.keys()


def test_every_language_of_an_extension_can_be_told():
    """By a rule, or because there is no default and the stated choice falls on it."""
    for extension, rules in RULES.items():
        claimants = {facts.id for facts in FACTS if extension in facts.extensions}
        untold = claimants - {rule.language for rule in rules}
        assert len(untold) <= (rules[-1].pattern is not None), extension


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("path", "language"),
    [(path, language) for path, texts in TOLD_APART.items() for language in texts],
)
def test_a_text_tells_its_language_among_those_that_share_its_name(path, language, end):
    assert language == language_of(path, TOLD_APART[path][language].replace("\n", end))


C_HEADERS = {
    "guarded for C++": """
        #ifndef STACK_H
        #define STACK_H
        #include <stddef.h>
        #ifdef __cplusplus
        extern "C" {
        #endif
        struct stack;
        struct stack *stack_new(size_t capacity);
        #ifdef __cplusplus
        }
        #endif
        #endif
    """,
    "guarded the GNU way": """
        #include <sys/cdefs.h>
        __BEGIN_DECLS
        extern int stack_push(struct stack *, const void *item);
        __END_DECLS
    """,
    "prose with C++ words": """
        /* A class of functions that
           class members, public and private, are
           templates for; using them in a namespace is
           virtual memory's friend. See stack::push. */
        typedef enum { STACK_EMPTY, STACK_FULL } stack_state; // namespace std { }
        int stack_peek(const struct stack *class, int private);
        #define STACK_NEW(this) static_cast<struct stack *>(this)
    """,
    "bit fields and labels": """
        struct flags {
            unsigned open : 1;
            unsigned private : 1;
        };
        static inline int twice(int x) { for (int i = 0; i < 1; i++) x += x; return x; }
    """,
    "doxygen commands": """
        /**
        @class stack
        @interface stack
        @protocol none
        */
        void stack_free(struct stack *stack);
    """,
    "macros only": """
        #pragma once
        #define VERSION_MAJOR 3
    """,
}

CPP_HEADERS = {
    "class": """
        #pragma once
        class Stack {
        public:
            int size() const;
        };
    """,
    "exported class, brace below": """
        class MY_EXPORT(2) Stack final
        {
            int size_;
        };
    """,
    "forward declaration": "class Stack;\nint size(Stack *);\n",
    "derived struct": "struct Circle : public Shape {\n    double radius;\n};\n",
    "namespace": "namespace geometry::plane {\nint area(int side);\n}\n",
    "template": "template <typename T>\nT twice(T x) { return x + x; }\n",
    "standard library": "#include <vector>\nint sum(int *first, int *last);\n",
    "qualified name": "inline int Stack::size() const { return size_; }\n",
    "reference": "void draw(const Shape& shape, int depth);\n",
    "default argument": "bool draw(struct shape *shape, int depth = 0);\n",
    "scoped enum": "enum class Colour : char { red, green };\n",
    "alias": "using Names = int[8];\n",
    "operator": "bool operator==(Point a, Point b);\n",
    "unguarded extern": 'extern "C" int puts(char const *);\n',
}

OBJECTIVE_C_HEADERS = {
    "interface": """
        #import <Foundation/Foundation.h>
        @interface Stack : NSObject
        @property (nonatomic, readonly) NSUInteger count;
        - (void)push:(id)item;
        @end
    """,
    "protocol": """
        @protocol StackDelegate <NSObject>
        - (void)stackDidEmpty:(id)stack;
        @end
    """,
    "category": """
        @interface NSString (Reversed)
        - (NSString *)reversed;
        @end
    """,
    "imports": """
        #import "Stack.h"
        #import "Queue.h"
    """,
    "enumeration": """
        @class Stack;
        typedef NS_ENUM(NSInteger, StackState) { StackStateEmpty };
    """,
}


def flush_left(text):
    return "\n".join(line.removeprefix("        ") for line in text.split("\n"))


@pytest.mark.parametrize("name", C_HEADERS)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_header_of_c_is_c(name, end):
    assert "c" == language_of("stack.h", flush_left(C_HEADERS[name]).replace("\n", end))


@pytest.mark.parametrize("name", CPP_HEADERS)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_header_of_cpp_is_cpp(name, end):
    assert "cpp" == language_of("stack.h", flush_left(CPP_HEADERS[name]).replace("\n", end))


@pytest.mark.parametrize("name", OBJECTIVE_C_HEADERS)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_header_of_objective_c_is_objective_c(name, end):
    text = flush_left(OBJECTIVE_C_HEADERS[name]).replace("\n", end)
    assert "objective-c" == language_of("stack.h", text)


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("a.cs", "using System;\nclass A { }\n", "csharp"),
        ("a.cs", "!Stack methodsFor: 'adding'!\n", "smalltalk"),
        ("a.html", "<!doctype html>\n<p>x</p>\n", "html"),
        ("a.html", "<emu-clause id=x>\n", "ecmarkup"),
        ("a.hh", "<?hh // strict\n", "hack"),
        ("a.hh", "#pragma once\n", "cpp"),
        ("a.inc", "<?php echo 1;\n", "php"),
        ("a.inc", "<div>\n", "html"),
        ("a.inc", "procedure Push(Item: Integer);\n", "pascal"),
        ("a.inc", "OPCODE(add, 2)\nOPCODE(sub, 2)\n", "cpp"),
        ("a.inc", 'LICENSE = "MIT"\nSRC_URI = "git://x"\n', "bitbake"),
        ("a.cgi", "use strict;\nmy $x = 1;\n", "perl"),
        ("a.cgi", "import os\nprint(os.environ)\n", "python"),
        ("a.fcgi", "#!/usr/bin/ruby\nputs 1\n", "ruby"),
        ("a.spec", "Name: stack\nVersion: 1\n%build\nmake\n", "rpm-spec"),
        ("a.spec", "a = Analysis(['main.py'])\n", "python"),
        ("a.frag", "void main() { }\n", "glsl"),
        ("a.frag", "(function () {\n", "javascript"),
        ("a.gs", "function onOpen() {\n  Logger.log(1);\n}\n", "javascript"),
        ("a.es", "%% A script\nmain(_) -> ok.\n", "erlang"),
        ("a.re", "let twice = x => x + x;\n", "reason"),
        ("a.re", "/*!re2c\n", "cpp"),
        ("a.rpy", "label start:\n    scene park\n", "ren-py"),
        ("a.rpy", "from twisted.web import static\n", "python"),
        ("a.md", '(define_insn "add"\n', "gcc-machine-description"),
        ("a.md", "# Title\n", "markdown"),
    ],
)
def test_a_shared_extension_is_told_apart_by_its_text(path, text, expected):
    assert expected == language_of(path, text)


@given(st.sampled_from(sorted(RULES)), st.text(st.characters()))
def test_any_text_with_a_shared_name_has_a_language(key, text):
    assert TABLE.detect(key, text) == TABLE.detect(key, text)
    assert TABLE.detect(key, text) is not None


@pytest.mark.parametrize("piece", ["a ", "(a b\n", "\t", "word: word\n", "'$\\\n"])
def test_no_list_of_rules_takes_long_on_a_hostile_text(piece):
    text = piece * (CONTENT_CHARS // len(piece))
    for key in RULES:
        TABLE.detect(key, "")  # compiles the patterns
        begun = process_time()
        TABLE.detect(key, text)
        assert process_time() - begun < 0.3, key
