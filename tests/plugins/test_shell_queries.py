"""plugins/shell/queries.scm: what every capture finds in shell scripts."""

import pytest
from making import captured_in

# For every capture: sources, and the texts that it finds in each.
FOUND = {
    "comment": [
        ("#!/bin/sh\n# one\na # two\n", ["#!/bin/sh", "# one", "# two"]),
        ("a=(\n  b # one\n)\n", ["# one"]),
        ("echo b#c '# d' \"# e\" \\# f ${#g} $#\n", []),
        ("a <<B\n# none\nB\n", []),
    ],
    "directive": [
        ("set -euo pipefail\nset +x\n", ["set -euo pipefail", "set +x"]),
        (
            "shopt -s nullglob\nsetopt a\nemulate zsh\n",
            ["shopt -s nullglob", "setopt a", "emulate zsh"],
        ),
        ("set -- a b\nset a\nreset -e\necho set -e # set -e\n", []),
    ],
    "string": [
        ("a 'b' \"c $d\" $'e\\n' $\"f\"\n", ["'b'", '"c $d"', "$'e\\n'", '"f"']),
        ("a=\"b\"'c'd\n", ['"b"', "'c'"]),
        ('a "$(b "c")"\n', ['"$(b "c")"', '"c"']),
        ("a <<B\nc $d\nB\ne <<-'F'\n\tg\n\tF\n", ["c $d\n", "g\n\t"]),
        ("a b $c `d` $(e) {f,g} # 'h'\n", []),
    ],
    "number": [
        ("a 1\n((b = 2 + 0x1F))\nexit 3\n", ["1", "2", "3"]),
        ("a1 b2 '3' 4.5 -6 7z\n", ["-6"]),
    ],
    "identifier": [
        ("a=1\nb $c ${d[e]}\n", ["a", "b", "c", "d"]),
        ("f() { g; }\nfor h in i; do j; done\n", ["f", "g", "h", "j"]),
        ("'a' # b\n", []),
    ],
    "function": [
        ("a() { b; }\n", ["a() { b; }"]),
        ("function a {\n  b\n}\nfunction c() (d)\n", ["function a {\n  b\n}", "function c() (d)"]),
        ("a() if b; then c; fi\n", ["a() if b; then c; fi"]),
        ("a\nb=c\nalias d='e() { f; }'\n# g() { h; }\n", []),
    ],
    "function_name": [
        ("a() { b; }\nfunction c-d { e; }\n", ["a", "c-d"]),
        ("a b\nalias c=d\n", []),
    ],
    "simple_function": [
        (
            "a() { return 1; }\nb() {\n  # c\n  return\n}\n",
            ["a() { return 1; }", "b() {\n  # c\n  return\n}"],
        ),
        (
            'a() { echo "$1"; }\nb() {\n  printf c\n}\n',
            ['a() { echo "$1"; }', "b() {\n  printf c\n}"],
        ),
        ("a() { b; }\nc() { d; return 1; }\ne() { return 1; f; }\ng() { echo h | i; }\n", []),
        ("a() { if b; then return 1; fi; }\nc() { d=e; }\nf() (return 1)\n", []),
    ],
    "import": [
        ('. ./a.sh\nsource "$b/c.sh"\n', [". ./a.sh", 'source "$b/c.sh"']),
        ("autoload -Uz a\nload b\n", ["autoload -Uz a", "load b"]),
        ("[ -f a ] && . a\n", [". a"]),
        ("\\. a\n", ["\\. a"]),
        ("./a.sh\nb source\nresource c\n# . d\n'. e'\n", []),
    ],
    "variable": [
        ("a=1 b=c\nd[0]=e\nf+=(g)\n", ["a", "b", "d", "f"]),
        ("local a b=c\nreadonly D=1\nexport E\ndeclare -A f\n", ["a", "b", "D", "E", "f"]),
        ("for a in b; do c; done\nselect d in e; do f; done\n", ["a", "d"]),
        ("for ((a = 0; a < 3; a++)); do b; done\n", ["a"]),
        ("read -r a b\nIFS=: read c\nmapfile -t d\n", ["a", "b", "IFS", "c", "d"]),
        ("while getopts ':ab:' c; do d; done\ngetopts e f\n", ["c", "f"]),
        ("echo $a ${b:=c} d=e\n[ f = g ]\nh() { i; }\n", []),
    ],
    "simple_variable": [
        ("a=b\nC=1\nd='e'\nf=\"g\"\n", ["a=b", "C=1", "d='e'", 'f="g"']),
        ('export A=b\nreadonly C="d e"\n', ["A=b", 'C="d e"']),
        ('a=$b\nc="$d"\ne=$(f)\ng=(h)\nexport i=${j}\n', []),
        ("a() {\n  b=1\n  local c=2\n}\nd=1 e\n", []),
    ],
    "simple_return": [
        (
            "a() { b; return; }\nc() { return 1; }\nd() { return $e; }\n",
            ["return", "return 1", "return $e"],
        ),
        ("exit 1\nbreak\nreturned\n# return\necho return\n", []),
    ],
    "statement": [
        ("a b\nc=1\nlocal d=e\nunset f\n", ["a b", "c=1", "local d=e", "unset f"]),
        ("a | b\n! c\nd && e || f\n", ["a | b", "! c", "d", "e", "f"]),
        ("a > b\nc 2>&1 | d\n", ["a", "c", "c 2>&1 | d"]),
        ("if a; then b; elif c; then d; else e; fi\n", [*"abcde"]),
        ("while a; do b; done\nfor c in d; do e; done\n", ["b", "e"]),
        ("case a in b) c ;; esac\n", ["c"]),
        ("(a; b)\n{ c; }\nd() { e; }\n", [*"abce"]),
        ("a $(b) `c` <(d)\n", ["a $(b) `c` <(d)"]),
        ("f() { :; }\n[ a ]\n# b\n", [":"]),
    ],
    "operation": [
        ("((a + 1))\nb=$((c * d))\n((e++))\n", ["a + 1", "c * d", "e++"]),
        ("[ -f a ]\n[[ $b == c && -n $d ]]\n", ["-f a", "$b == c", "$b == c && -n $d", "-n $d"]),
        ("a -f b\nc = d\ne && f\ng=h\n", []),
    ],
    "table": [
        ("a=(b c)\ndeclare -A d=([e]=f)\ng+=()\n", ["(b c)", "([e]=f)", "()"]),
        ("(a b)\nc() (d)\n$(e)\n{f,g}\n", []),
    ],
    "branch": [
        (
            "if a; then b; elif c; then d; else e; fi\n",
            ["if a; then b; elif c; then d; else e; fi", "elif c; then d;"],
        ),
        ("case $a in b | c) d ;; *) e ;; esac\n", ["b | c) d ;;", "*) e ;;"]),
        ("a && b\nc || d\n((e ? 1 : 2))\n", ["a && b", "c || d", "e ? 1 : 2"]),
        ("a; b\nc | d\ne &\n! f\n'if g' # if h\n", []),
    ],
    "loop": [
        ("for a in b; do c; done\n", ["for a in b; do c; done"]),
        ("for ((;;)); do a; done\n", ["for ((;;)); do a; done"]),
        (
            "while a; do b; done\nuntil c; do d; done\n",
            ["while a; do b; done", "until c; do d; done"],
        ),
        ("select a in b; do c; done\n", ["select a in b; do c; done"]),
        ("if a; then b; fi\nfor_each c\n# while d\n", []),
    ],
    "call": [
        ('a b\nc | d\n$e f\n"$g" h\n', ["a b", "c", "d", "$e f", '"$g" h']),
        ("a=$(b) c\n(d)\ne > f\n", ["a=$(b) c", "b", "d", "e"]),
        ("echo a\nexit 1\nshift\n", ["echo a", "exit 1", "shift"]),
        ("return 1\nbreak\n: a\ntrue\nalias b=c\n. d\nset -e\n", []),
        ("a=1\nlocal b\nexport C=d\nf() { :; }\n[ g ]\n[[ h ]]\n", []),
    ],
    "print": [
        ("echo a\nprintf '%s' b\nprint c\n", ["echo a", "printf '%s' b", "print c"]),
        ("if a; then echo b; else echo c; fi\nd || echo e\n", ["echo b", "echo c", "echo e"]),
        (
            "for a in b; do echo c; done\nf() { echo d; }\n(echo e)\n",
            ["echo c", "echo d", "echo e"],
        ),
        (
            "case a in b) echo c ;; esac\nif d; then e; elif f; then echo g; fi\n",
            ["echo c", "echo g"],
        ),
        ("echo a >&2\n", ["echo a >&2"]),
        ("echo a | b\nc=$(echo d)\necho e > f\ng echo\n# echo h\n", []),
    ],
    "assert": [
        (
            "assert_output a\nassert b\nrefute_line c\nassertEquals d e\n",
            ["assert_output a", "assert b", "refute_line c", "assertEquals d e"],
        ),
        ("@test 'a' {\n  run b\n  assert_success\n}\n", ["assert_success"]),
        ("assertion a\nb assert\n[ c ]\n# assert d\nassert=e\n", []),
    ],
    "shell.command_name": [
        ("a b\nc=1 d | e\n./f.sh\n", ["a", "d", "e", "./f.sh"]),
        ("$a b\n'c' d\ne=f\n[ g ]\nlocal h\n", []),
    ],
    "error": [
        ("a\n", []),
        ("a )\n", [")"]),
    ],
    "missing": [
        ("a\n", []),
        ("if a; then b\n", [""]),
    ],
}

MODERN = [
    "a() { b; } > c 2>&1\n",
    "function a-b.c() {\n  local -r d=1 e\n}\n",
    "a() [[ -n b ]]\n",
    "[[ $a =~ ^[0-9]+$ ]] && b\n",
    "[[ $a == *.txt && ! -e $b ]] || c\n",
    "[[ $a =~ (b|c)\\ d ]]\n",
    "[[ ($a || $b) && $c < $d ]]\n",
    "[[ $a != @(b|c) && -v d[e] ]]\n",
    'if [ "$a" = b -a -n c ]; then d; fi\n',
    "case $a in b|c) d ;; (e) f ;& g*) h ;;& *) i; esac\n",
    'case "$1" in\n  -h | --help) a ;;\n  --b=*) c="${1#*=}" ;;\n  [a-z]*) d ;;\n  "") e;;\nesac\n',
    "case $a in +(b)) c;; !(d)) e;; esac\n",
    "for a; do b; done\nfor c in {1..10..2}; do d; done\n",
    'while IFS= read -r a || [ -n "$a" ]; do b; done < <(c)\n',
    "a=(b c [3]=d)\ndeclare -A e=([f]=g [h i]=j)\ndeclare -n k=l\n",
    "a[$b]+=c\na+=(d)\nunset a[0] b\n",
    "a=$((16#ff + 0x1f + 010 << 2 & ~b ** 3))\n((c <<= 2, d--))\n",
    "((a > b ? c : d))\nlet a=b+1\na=$[b + 1]\n",
    "a ${b:-c} ${d:=e} ${f:?g} ${h:+i} ${j:-${k:-l}}\n",
    "a ${b#c} ${d##e} ${f%g} ${h%%i} ${j/k/l} ${m//n/o} ${p/#q/r}\n",
    "a ${b:1:2} ${c: -1} ${#d} ${!e} ${!f*} ${!g[@]} ${h[@]:1:2}\n",
    "a ${b^} ${c^^} ${d,,} ${e@Q} ${f[-1]}\n",
    "a $1 ${10} $@ $* $# $? $$ $! $- $_\n",
    "a <<B | c > d\ne $(f) `g` it's\nB\n",
    "a <<-'B' && c\n\td $e\n\tB\n",
    "f() {\n  a <<B\nc\nB\n}\n",
    "$(a <<B\nc\nB\n)\n",
    'a <<< "$b" 2>/dev/null >&2 &>c <d\n',
    "exec 3<a 4>&1 {b}>c 5>&-\n",
    "diff <(a) <(b) > >(c)\n",
    "a |& b &\nwait\n",
    "coproc A { b; }\ntime -p a | b\n",
    "a=$(case b in c) d ;; esac)\n",
    "a=$(< b)\nc=`d \\`e\\``\n",
    "find . \\( -name '*.a' -o -name b \\) -exec c {} \\; -print\n",
    "a || { b; exit 1; }\n",
    "a | while read -r b; do c; done\n",
    '@test "a b" {\n  run c\n  [ "$status" -eq 0 ]\n}\n',
    "é() { echo ü; }\n",
    "trap 'a; b' EXIT\neval \"$(c)\"\n",
]


@pytest.mark.parametrize("text", MODERN)
def test_modern_and_odd_syntax_is_read_whole(text):
    assert [[], []] == [captured_in("shell", text, name) for name in ("error", "missing")]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_ends_make_no_difference(end):
    text = end.join(["# a", "f() {", "  g=h", "  return 1", "}", ""])
    names = ("variable", "simple_return", "function_name")
    assert [["g"], ["return 1"], ["f"]] == [captured_in("shell", text, name) for name in names]


HOLDERS = [
    "f() {\n%s}\n",
    "if a; then\n%sfi\n",
    "while a; do\n%sdone\n",
    "case a in b)\n%s;;\nesac\n",
    "(\n%s)\n",
]


@pytest.mark.slow
@pytest.mark.parametrize("form", HOLDERS)
def test_a_body_of_thousands_of_lines_holds_back_nothing(form):
    """A pattern that stays open over it would keep more matches waiting than there may be."""
    body = '  a=$(b "$c" | d) || return 1\n  assert_equal "$a" e\n' * 1_100
    assert 1_100 == len(captured_in("shell", form % body, "assert"))
