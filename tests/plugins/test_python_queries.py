"""plugins/python/queries.scm: what every capture finds in Python 3 and in Python 2."""

import pytest
from making import captured

# For every capture: sources, and the texts that it finds in each.
FOUND = {
    "comment": [
        ("x = 1  # one\n# two\n", ["# one", "# two"]),
        ('"# none"\n', []),
        ("#!/usr/bin/python\n", ["#!/usr/bin/python"]),
        ("if x:\n    pass\n    # last", ["# last"]),
    ],
    "docstring": [
        ('"""module"""\n', ['"""module"""']),
        ('# c\n"module"\nimport os\n', ['"module"']),
        ("def f():\n    '''function'''\n    return 1\n", ["'''function'''"]),
        ("def f(): 'on one line'\n", ["'on one line'"]),
        ('class A:\n    # c\n    r"""class"""\n', ['r"""class"""']),
        ("x = 1\n'''of an attribute'''\n", ["'''of an attribute'''"]),
        ("x = 'a'\nf('b')\n'c'.d()\nreturn 'e'\n", []),
        ("u'''two'''\n", ["u'''two'''"]),
    ],
    "string": [
        ("x = 'a' + \"b\"\n", ["'a'", '"b"']),
        ("x = '''a\nb'''\n", ["'''a\nb'''"]),
        ("x = rb'\\d', f'{y!r:>8}'\n", ["rb'\\d'", "f'{y!r:>8}'"]),
        ("x = 'a' 'b'\n", ["'a'", "'b'"]),
        ("f'{a[\"k\"]}'.x()\n", ["f'{a[\"k\"]}'", '"k"']),
        ('"""docstring"""\n', []),
        ("x = u'two', ur'three'\n", ["u'two'", "ur'three'"]),
    ],
    "number": [
        ("x = 1 + 0x1F + 1_000 + 2.5e3 + 3j\n", ["1", "0x1F", "1_000", "2.5e3", "3j"]),
        ("x1 = '2'\n", []),
        ("x = 0777 + 10L\n", ["0777", "10L"]),
    ],
    "identifier": [
        ("a.b(c=1)\n", ["a", "b", "c"]),
        ("from a import b as c\n", ["a", "b", "c"]),
        ("'a'  # b\n", []),
    ],
    "function": [
        ("def f(x):\n    return x\n", ["def f(x):\n    return x"]),
        ("async def f(): pass\n", ["async def f(): pass"]),
        ("class A:\n    @p\n    def f(self): pass\n", ["def f(self): pass"]),
        ("def f():\n  def g(): pass\n", ["def f():\n  def g(): pass", "def g(): pass"]),
        ("f = lambda x: x\n", []),
        ("def f(a, (b, c)): pass\n", ["def f(a, (b, c)): pass"]),
    ],
    "simple_function": [
        ("def f(): return 1\n", ["def f(): return 1"]),
        ("def f():\n    'd'\n    return 1\n", ["def f():\n    'd'\n    return 1"]),
        ("def f():\n    # c\n    return\n", ["def f():\n    # c\n    return"]),
        ("def f():\n    x = 1\n    return x\n", []),
        ("def f():\n    return 1\n    return 2\n", []),
        ("def f(): pass\n", []),
    ],
    "class": [
        ("class A(B): pass\n", ["class A(B): pass"]),
        ("@d\nclass A:\n  class B: pass\n", ["class A:\n  class B: pass", "class B: pass"]),
        ("A = type('A', (), {})\n", []),
    ],
    "function_name": [
        ("def f(): g()\nasync def h(): pass\n", ["f", "h"]),
    ],
    "class_name": [
        ("class A(B): pass\n", ["A"]),
    ],
    "accessor": [
        ("def f(self): return self.a\n", ["def f(self): return self.a"]),
        ("def f(s):\n  'd'\n  return s.a\n", ["def f(s):\n  'd'\n  return s.a"]),
        ("def f(self, a): self.a = a\n", ["def f(self, a): self.a = a"]),
        ("def f(self): return self.a()\n", []),
        ("def f(self, a): self.a = g(a)\n", []),
        ("def f(self, a):\n  self.a = a\n  self.b = a\n", []),
    ],
    "statement": [
        ("a = 1\nb()\ndel a\n", ["a = 1", "b()", "del a"]),
        ("for a in b:\n  break\n", ["break"]),
        ("if a:\n  raise b\n", ["raise b"]),
        ("import a\ndef f(): pass\n", []),
    ],
    "operation": [
        ("a + 1\n-b\na += 2\n", ["a + 1", "-b", "a += 2"]),
        ("not a\na and b\na < b < c\n", ["not a", "a and b", "a < b < c"]),
        ("a = b\nc(d)\n", []),
    ],
    "table": [
        ("a = [1, (2, 3)]\n", ["[1, (2, 3)]", "(2, 3)"]),
        ("{1: 2}, {3}\n", ["{1: 2}", "{3}"]),
        ("a[1]\n[b for b in c]\na, b = c\n", []),
    ],
    "import": [
        ("import a, b.c as d\n", ["import a, b.c as d"]),
        ("from . import (a,\n  b)\n", ["from . import (a,\n  b)"]),
        ("from __future__ import division\n", ["from __future__ import division"]),
        ("important = __import__('a')\n", []),
    ],
    "variable": [
        ("a = 1\nb: int = 2\nc: int\n", ["a", "b", "c"]),
        ("a, b = (c, d) = e\n", ["a", "b", "c", "d"]),
        ("a.b = a.c[0] = 1\n", ["b"]),
        ("a += 1\n", ["a"]),
        ("if (a := b): pass\n", ["a"]),
        ("for a in b: pass\nfor c, d in e: pass\n", ["a", "c", "d"]),
        ("[a for a, b in c]\n{d for d in e}\n", ["a", "b", "d"]),
        ("with a as b: pass\n", ["b"]),
        ("try: pass\nexcept A as b: pass\n", ["b"]),
        ("def f(a, b=1, *c, d: int, e: int = 2, **g): pass\n", ["a", "b", "c", "d", "e", "g"]),
        ("a == b\na.c(d=e)\nimport g\n", []),
    ],
    "parameter": [
        ("def f(a, b=1, *c, d: int, e: int = 2, **g): pass\n", ["a", "b", "c", "d", "e", "g"]),
        ("def f(a, /, b, *, c): pass\n", ["a", "b", "c"]),
        ("f(a, b=c)\n", []),
    ],
    "simple_variable": [
        ("class A:\n    a = 1\n    b: int\n    c: int = 2\n", ["a = 1", "b: int", "c: int = 2"]),
        ("class A:\n    def f(self):\n        a = 1\n", []),
        ("class A:\n    a.b = 1\n    c += 1\n", []),
        ("a = 1\n", []),
    ],
    "simple_return": [
        ("def f():\n    if x: return 1\n    return\n", ["return 1", "return"]),
        ("def f():\n    yield 1\n", []),
    ],
    "branch": [
        (
            "if a: b\nelif c: d\nelse: e\n",
            ["if a: b\nelif c: d\nelse: e", "elif c: d"],
        ),
        ("x = a if b else c\n", ["a if b else c"]),
        ("match a:\n    case 1: b\n", ["match a:\n    case 1: b", "case 1: b"]),
        ("try: a\nexcept B: c\nfinally: d\n", ["except B: c"]),
        ("try: a\nexcept B, c: d\n", ["except B, c: d"]),
        ("for a in b: c\nelse: d\n", []),
    ],
    "loop": [
        ("for a in b: c\n", ["for a in b: c"]),
        ("async for a in b: c\n", ["async for a in b: c"]),
        ("while a: b\n", ["while a: b"]),
        ("[a for a in b for c in a]\n", ["for a in b", "for c in a"]),
        ("if a: b\n", []),
    ],
    "call": [
        ("a.b(c(1))\n", ["a.b(c(1))", "c(1)"]),
        ("@a(1)\nclass A(B): pass\n", ["a(1)"]),
        ("super().__init__(a())\nsuper(A, self).__init__(b)\n", ["a()"]),
        ("super().f(c)\nA.__init__(d)\n", ["super().f(c)", "A.__init__(d)"]),
        ("print 1\n", []),
    ],
    "print": [
        ("print(1)\nprint (2)\n", ["print(1)", "print (2)"]),
        ("pprint(1)\na.print(1)\nfingerprint\n", []),
        ("p = print\n", []),
        (
            "print 1, 2\nprint >>f, 3\nprint 'a' % b\n",
            ["print 1, 2", "print >>f, 3", "print 'a' % b"],
        ),
        ("print(1) if a else print(2)\n", ["print(1)", "print(2)"]),
    ],
    "assert": [
        ("assert a, 'b'\n", ["assert a, 'b'"]),
        (
            "self.assertEqual(a, b)\nm.assert_called()\n",
            ["self.assertEqual(a, b)", "m.assert_called()"],
        ),
        ("assert_all(a)\nself.reassert(a)\nassertive = self.assertEqual\n", []),
    ],
    "python.pass": [
        ("class A: pass\ndef f():\n    pass\n", ["pass", "pass"]),
        ("password = 'pass'  # pass\nbypass()\n", []),
    ],
    "error": [
        ("x = 1\n", []),
        ("x = 1\n$\n", ["$"]),
    ],
    "missing": [
        ("x = 1\n", []),
        ("for i in:\n    pass\n", [""]),
    ],
}

PYTHON_2 = [
    "print 'hello'\n",
    "print >>sys.stderr, 'a', b\n",
    "print\n",
    "exec code in names\n",
    "exec 'x = 1'\n",
    "x = `y`\n",
    "try:\n    a()\nexcept IOError, e:\n    b(e)\n",
    "try:\n    a()\nexcept (IOError, OSError), e:\n    b(e)\n",
    "if a <> b: c()\n",
    "mode = 0777\n",
    "s = ur'\\d'\n",
    "n = 10L + 0xFFL\n",
    "raise ValueError, 'no'\n",
    "def f(a, (b, c)): return b\n",
    "class A: __metaclass__ = B\n",
    "x = {}.has_key(1)\n",
]


@pytest.mark.parametrize("text", PYTHON_2)
def test_python_2_is_python_too(text):
    assert [[], []] == [captured(text, name) for name in ("error", "missing")]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_ends_make_no_difference(end):
    text = end.join(["# c", "def f(a):", "    '''d'''", "    return a", ""])
    assert [["'''d'''"], ["a"], ["return a"]] == [
        captured(text, name) for name in ("docstring", "parameter", "simple_return")
    ]
