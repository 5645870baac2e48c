"""plugins/pools/function_unit.py: functions with what belongs to them."""

import pytest
from marking import marked
from rulekit_plugins.pools.function_unit import functions_in, imports_in

from rulekit.testing import curated_row


def document(text, path):
    return curated_row(text, path).document


def units(text, path):
    whole = document(text, path)
    return [(unit.name, whole.data[unit.start : unit.end].decode()) for unit in functions_in(whole)]


def documented(text, path):
    whole = document(text, path)
    return [
        unit.docstring and whole.data[slice(*unit.docstring)].decode()
        for unit in functions_in(whole)
    ]


WHOLE = [
    ("a.py", "async def f(a): return a"),
    ("a.py", "@a.b\n@c(\n    d,\n)  # e\n# f\ndef f():\n    pass"),
    ("a.c", "static int *f(int a)\n{\n  return 0;\n}"),
    ("a.cpp", "template <typename T, int N>\nT f(T a) { return a; }"),
    ("a.cpp", "int A::f() const { return 1; }"),
    ("a.cs", "[A]\npublic int f() => 1;"),
    ("a.java", "@A({1, 2})\nint f() { return 1; }"),
    ("a.go", "func (a *A) f(b int) int { return b }"),
    ("a.js", "export default async function f(a) { return a; }"),
    ("a.js", "const f = (a) => { return a; };"),
    ("a.js", "A.prototype.f = function () { return 1; };"),
    ("a.js", "module.exports = f = function () { return 1; };"),
    ("a.ts", "export async function f<T>(a: T): Promise<T> { return a; }"),
    ("a.ts", "export const f: A<{ b: C }> = async (a) => { return a; };"),
    ("a.php", "#[A(1)]\nfunction f(): int { return 1; }"),
    ("a.php", "$f = function () { return 1; };"),
    ("a.rs", "#[a]\n#[b(\n    c,\n)] // d\n/// e\npub fn f() -> u8 { 1 }"),
    ("a.kt", "@A(1)\nprivate suspend fun <T> List<T>.f(): T = first()"),
    ("a.rb", "def f(a)\n  a\nend"),
    ("a.sh", "function f {\n  return 1\n}"),
]
OPENING = {"a.php": "<?php\n"}
OTHER = {
    "a.py": "x = 1\n",
    "a.go": "var x = 1\n",
    "a.js": "x(1);\n",
    "a.ts": "x(1);\n",
    "a.php": "x(1);\n",
    "a.rs": "const X: u8 = 1;\n",
    "a.kt": "val x = 1\n",
    "a.rb": "x = 1\n",
    "a.sh": "x=1\n",
}


@pytest.mark.parametrize(("path", "text"), WHOLE)
def test_a_function_has_all_that_belongs_to_it(path, text):
    assert [("f", text)] == units(f"{OPENING.get(path, '')}{text}\n", path)


@pytest.mark.parametrize(("path", "text"), WHOLE)
def test_neither_what_stands_before_nor_after_is_a_part_of_it(path, text):
    other = OTHER.get(path, "int x = 1;\n")
    assert ("f", text) in units(f"{OPENING.get(path, '')}{other}\n{text}\n\n{other}", path)


def test_a_function_inside_of_another_is_a_part_of_it():
    text = "def f():\n    def g():\n        return 1\n    return g"
    assert [("f", text)] == units(text, "a.py")


def test_a_method_is_a_function_and_its_class_is_none():
    assert [("m", "def m(self): return 1")] == units(
        "class A:\n    def m(self): return 1\n", "a.py"
    )


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.java", "class A { A() { f = new B() { void g() { } }; } }\n"),
        ("a.js", "a = { };\nexport default () => { const g = () => { return 1; }; };\n"),
        ("a.c", "TEST(a) { return 1; }\n"),
        ("a.php", "<?php $a = ['b' => function () { $g = function () { return 1; }; }];\n"),
    ],
)
def test_a_function_without_a_name_is_none(path, text):
    assert [] == units(text, path)


def test_decorators_of_another_are_none_of_its_own():
    text = "@a\ndef f(): pass\n\n@b\nclass C:\n    def g(self): pass\n"
    assert ["@a\ndef f(): pass", "def g(self): pass"] == [one for _, one in units(text, "a.py")]


def test_the_docstring_is_the_first_string_of_the_body():
    text = "def f(a: int) -> int:\n    # No.\n    'Doc.'\n    'No.'\n"
    assert ["'Doc.'"] == documented(text, "a.py")
    assert [None] == documented("def f():\n    x = 1\n    'No.'\n", "a.py")
    assert [None] == documented("def f():\n    def g():\n        'No.'\n", "a.py")
    assert [None] == documented("# No.\ndef f(): pass\n", "a.py")


@pytest.mark.parametrize("path", ["a.c", "a.cpp", "a.js", "a.ts", "a.rs", "a.kt"])
def test_the_comment_right_before_documents(path):
    begin = {"a.js": "function", "a.ts": "function", "a.rs": "fn", "a.kt": "fun"}
    function = f"{begin.get(path, 'int')} f() {{ }}"
    assert ["// Doc\n// two."] == documented(f"// Doc\n// two.\n{function}\n", path)
    assert ["/* Doc. */"] == documented(f"/* No. */\n\n/* Doc. */ {function}\n", path)


@pytest.mark.parametrize(
    "before", ["/* No. */\n\n", "int a; // No.\n", "// ----\n", "/* No. */\nint a;\n", ""]
)
def test_no_other_comment_does(before):
    assert [None] == documented(f"{before}int f() {{ }}\n", "a.c")


def test_a_comment_documents_what_a_declaration_names():
    text = "// Doc.\nexport const f = () => { };\n"
    assert ["// Doc."] == documented(text, "a.js")


def test_attributes_may_stand_before_and_behind_the_comment():
    comment, attribute, function = "/// Doc.", "#[a]", "fn f() { }"
    for lines in ([comment, attribute, function], [attribute, comment, function]):
        assert [comment] == documented("\n".join(lines), "a.rs")


LUA = {
    "function": r"\bfunction\b.*?\bend$",
    "function_name": r"\bfunction (?:\w+[.])?(\w+)|(\b\w+) = function",
    "comment": "--[^\n]*",
}


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("local f = function(a)\n  return a\nend", "local f = function(a)\n  return a\nend"),
        ("A.f = function() end", "A.f = function() end"),
    ],
)
def test_lua_names_a_function_by_what_it_is_the_value_of(text, whole):
    own = marked(f"-- Doc.\n{text}\n", "lua", **LUA)
    assert [whole] == [own.data[unit.start : unit.end].decode() for unit in functions_in(own)]
    assert [(0, 7)] == [unit.docstring for unit in functions_in(own)]


def test_a_field_in_a_table_of_lua_is_no_variable():
    assert [] == list(functions_in(marked("a = {\n  f = function() end\n}\n", "lua", **LUA)))


def test_a_string_before_a_function_documents_it_where_strings_do():
    text = '"""Doc."""\nfunction f() 1 end\n'
    captures = {**LUA, "docstring": '^""".*?"""'}
    assert [(0, 10)] == [unit.docstring for unit in functions_in(marked(text, "julia", **captures))]


def test_a_language_whose_imports_do_not_tell_names_has_none():
    assert [] == list(imports_in(document("#include <a.h>\n", "a.c")))
