"""rulekit/spec/toml_places.py: where each key and value of a TOML text stands."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulekit.spec.toml_places import Places

PROJECT = """\
profile = "opencoder"  # [not] = a table
ignore = [
  "text/few-words",
  'x]y',  # ]
]
[limits]
"code/long-line" = { max = 500, spare = 0.2 }
"python/pass-heavy".max = 0.1

  [limits.text]
min = 0.1

[[override]]
paths = ["src/api/*"]
reason = '''
[limits]
max = 1
'''

[[override]]
paths = ["tests/"]
[override.limits."code/long-line"]
max = 900
"""


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("profile",), (1, 1, 7)),
        (("ignore",), (2, 1, 6)),
        (("limits",), (6, 2, 6)),
        (("limits", "code/long-line"), (7, 1, 16)),
        (("limits", "code/long-line", "spare"), (7, 33, 5)),
        (("limits", "python/pass-heavy", "max"), (8, 1, 23)),
        (("limits", "text"), (10, 4, 11)),
        (("limits", "text", "min"), (11, 1, 3)),
        (("override", 0), (13, 3, 8)),
        (("override", 0, "reason"), (15, 1, 6)),
        (("override", 1, "paths"), (21, 1, 5)),
        (("override", 1, "limits", "code/long-line", "max"), (23, 1, 3)),
    ],
)
def test_each_key_has_its_place(path, place):
    assert place == Places(PROJECT).keys[path]


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("profile",), (1, 11, 11)),
        (("ignore",), (2, 10, 1)),
        (("ignore", 0), (3, 3, 16)),
        (("ignore", 1), (4, 3, 5)),
        (("limits", "code/long-line"), (7, 20, 26)),
        (("limits", "code/long-line", "spare"), (7, 41, 3)),
        (("limits", "python/pass-heavy", "max"), (8, 27, 3)),
        (("override", 0, "paths", 0), (14, 10, 11)),
        (("override", 0, "reason"), (15, 10, 3)),
        (("override", 1, "limits", "code/long-line", "max"), (23, 7, 3)),
    ],
)
def test_each_value_has_its_place(path, place):
    assert place == Places(PROJECT).values[path]


KEY = st.sampled_from(["a", "b", "c.d", "a . b", "'x]y'", '"p.q"', "limits"])
PLAIN = ["1", "-1.5e3", "true", "nan", "1979-05-27 07:32:00", "'#'", '"a\\"]"', '"""a"b"""']
SCALAR = st.sampled_from([*PLAIN, "'''\n[t]\nk = 1\n'''", '"""\n\\"""]\n"""', "''", "0x1F"])
PAIR = "{} = {}".format


def array(items):
    return "[ # ]\n" + ", # [\n".join(items) + "\n]"


def table(pairs):
    return "{" + ", ".join(pairs) + "}"


VALUE = st.recursive(
    SCALAR,
    lambda inner: (
        st.lists(inner, max_size=3).map(array)
        | st.lists(st.builds(PAIR, KEY, inner), max_size=3).map(table)
    ),
    max_leaves=5,
)
LINE = (
    st.builds(PAIR, KEY, VALUE)
    | KEY.map("[{}] # a".format)
    | KEY.map("[[ {} ]]".format)
    | st.sampled_from(["", "# [a]", "  "])
)
TOML = st.builds(str.join, st.sampled_from(["\n", "\r\n", "\n  "]), st.lists(LINE, max_size=5))


@given(TOML)
def test_every_value_has_a_place_and_every_place_a_value(text):
    try:
        read = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    places = Places(text).values.keys()
    assert (set(), set()) == (values_in(read, leaves=True) - places, places - values_in(read))


def values_in(value, path=(), *, leaves=False):
    """Paths of all values below one, or of those that hold no others."""
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    found = set()
    for key, one in inner:
        below = isinstance(one, dict | list) and values_in(one, (*path, key), leaves=leaves)
        found |= below or set()
        found |= set() if leaves and isinstance(one, dict | list) else {(*path, key)}
    return found


@pytest.mark.parametrize(
    ("text", "path", "place"),
    [
        ("[limits.'code/long-line']\nmax = 1", ("limits", "code/long-line"), (1, 2, 23)),
        ("[a.b] # c", ("a", "b"), (1, 2, 3)),
        ('"a\\u002fb" = 1', ("a/b",), (1, 1, 10)),
        ('["a\\"]"]\nb = 1', ('a"]', "b"), (2, 1, 1)),
    ],
)
def test_a_name_in_quotation_marks_has_its_place(text, path, place):
    assert place == Places(text).keys[path]
