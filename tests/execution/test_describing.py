"""rulekit/execution/describing.py: packages as rows, and what cannot be loaded is told."""

from dataclasses import replace

import pytest
from describing import environment, metadata
from sandboxing import KINDS, sandbox_of

import rulekit
from rulekit.errors import UsageError
from rulekit.execution.describing import LOADING, PackageBounds, package_rows
from rulekit.sandbox.quota import Quota

QUICK = replace(LOADING, cpu=1, seconds=4)
SHOP = '"""A shop."""\n\ndef buy(what, price=3):\n    """Buy it."""\n\ndef _hide():\n    pass\n'
PACKAGES = {
    "shop.py": SHOP,
    "many.py": "".join(f"def f{i}(): {'é' * 7_000!r}\n" for i in range(60)),
    "loud.py": "print('x' * 100_000)\ndef f():\n    'Speak.'\n",
    "ends.py": "import os\nos._exit(0)\n",
    "leaves.py": "import sys\nsys.exit(3)\n",
    "turns.py": "while True: pass\n",
    "asks.py": "import urllib.request\nurllib.request.urlopen('http://example.org')\n",
    "lacks.py": "import nobody_has_it\n",
    "bare.py": "X = 1\n",
    "shy.py": (
        "import os\nclass M(type):\n    def __dir__(cls): raise ValueError('no')\n"
        "class A(metaclass=M): pass\ndef f(): 'Do.'\ndel os.environ['HOME']\n"
    ),
    "parts/good.py": "def f():\n    'Do.'\n",
    "parts/bad.py": "import os\nos._exit(5)\n",
    "parts/tests.py": "raise ValueError\n",
    **metadata("Shop-Dist", "1.2", "shop"),
}


@pytest.fixture(scope="module")
def python(tmp_path_factory):
    return environment(tmp_path_factory.mktemp("env") / "env", PACKAGES)


@pytest.fixture(scope="module")
def describe(python):
    harness = rulekit.load().plan.harnesses["python"]

    def run(*names, kind="auto", quota=QUICK, interpreter=python, **bounds):
        sandbox = sandbox_of(kind, quota)
        return [*package_rows(harness, names, interpreter, sandbox, PackageBounds(**bounds))]

    return run


@pytest.mark.parametrize("kind", KINDS)
def test_a_row_has_signature_docstring_and_version(describe, kind):
    (shop,) = describe("shop", kind=kind)
    about = {key: shop.rows[1][key] for key in ("id", "path", "package", "distribution", "version")}
    assert ["module shop\n\nA shop.", "shop.buy(what, price=3)\n\nBuy it."] == [
        row["content"] for row in shop.rows
    ]
    assert {
        "id": "Shop-Dist==1.2:shop.buy",
        "path": "shop.buy",
        "package": "shop",
        "distribution": "Shop-Dist",
        "version": "1.2",
    } == about


def test_more_than_a_sandbox_takes_is_told_by_several_programs(describe):
    (many,) = describe("many")
    assert [f"many.f{i}" for i in sorted(range(60), key=str)] == [row["path"] for row in many.rows]


def test_what_is_beyond_the_bound_is_counted(describe):
    (many,) = describe("many", most=7, characters=100)
    assert (7, 53) == (len(many.rows), many.left)
    assert {(100, True)} == {(len(row["content"]), row["cut"]) for row in many.rows}


def test_a_package_may_print(describe):
    assert ["loud.f()\n\nSpeak."] == [row["content"] for row in describe("loud")[0].rows]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("ends", "Python ended with code 0 when it was loaded"),
        ("leaves", "SystemExit: 3"),
        ("turns", "it computed for longer than `cpu` seconds"),
        ("asks", "URLError: "),
        ("lacks", "ModuleNotFoundError: No module named 'nobody_has_it'"),
        ("bare", "it has no public functions and classes, and no docstring"),
        ("shpo", "there is no module `shpo`, did you mean `shop`?"),
        ("shop.buy", "there is no module `shop.buy`: it is a name in `shop`"),
        ("shop_dist", "there is no module `shop_dist`: the distribution of that name has shop"),
        ("../shop", "`../shop` is not the name of a module"),
    ],
)
def test_a_package_that_cannot_be_loaded_is_told(describe, name, why):
    (found,) = describe(name)
    assert ([], why) == (found.rows, found.why[: len(why)])


def test_the_others_are_described_all_the_same(describe):
    assert [False, True, False] == [not one.why for one in describe("leaves", "shop", "bare")]


def test_a_module_that_ends_the_program_costs_only_itself(describe):
    (parts,) = describe("parts")
    assert ["parts.good.f"] == [row["path"] for row in parts.rows]
    assert {"parts.bad": "Python ended with code 5 when it was loaded"} == parts.lost


def test_a_thing_that_cannot_be_looked_at_costs_only_itself(describe):
    (shy,) = describe("shy")
    assert ["shy.M", "shy.f"] == [row["path"] for row in shy.rows]
    assert {"shy.A": "ValueError: no"} == shy.lost


def test_a_row_is_told_once(describe):
    found = describe("parts", "parts.good", "parts")
    assert [("parts", 1), ("parts.good", 0)] == [(one.name, len(one.rows)) for one in found]


def test_what_cannot_be_started_is_an_error(describe):
    with pytest.raises(UsageError, match="no Python that can be run"):
        describe("shop", interpreter="/nowhere")


def test_a_language_without_packages_is_refused():
    harness = replace(rulekit.load().plan.harnesses["python"], describe=None)
    with pytest.raises(UsageError, match="nothing describes packages of"):
        next(package_rows(harness, ["shop"], "", sandbox_of("auto", Quota())))


@pytest.mark.parametrize("bounds", [{"most": 0}, {"characters": 99}, {"characters": 100_001}])
def test_bounds_are_checked(bounds):
    with pytest.raises(UsageError):
        PackageBounds(**bounds)
