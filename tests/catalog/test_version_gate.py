"""rulekit/catalog/version_gate.py: installed versions and what a distribution requires."""

from importlib import metadata
from pathlib import Path

import pytest

from rulekit import Grammar, Language, Pack
from rulekit.catalog.plugin import Plugin
from rulekit.catalog.plugins import load_plugins
from rulekit.catalog.version_gate import unheld, version_problems

ABOUT = "Metadata-Version: 2.1\nName: rulekit-boa\nVersion: 1.0\n"
PYTHON = Language("python", Grammar("tree_sitter_python"), Path("queries.scm"))
WHEEL = metadata.version("tree-sitter-python")


@pytest.fixture
def boa(write):
    """A function: a plugin of a distribution that requires these."""

    def installed(*required):
        lines = "".join(f"Requires-Dist: {one}\n" for one in required)
        write({"rulekit_boa-1.0.dist-info/METADATA": ABOUT + lines})
        pack = Pack("boa", languages=(PYTHON,))
        return Plugin("boa", "rulekit-boa 1.0", "1.0", packs=(pack,))

    return installed


def told(problems):
    return [(one.message, one.remedy) for one in problems]


def test_a_wheel_of_another_version_is_told_with_both_and_what_to_install(boa):
    plugin = boa("tree-sitter-python<0.2", "rulekit", "numpy>=99")
    message = f"rulekit-boa 1.0 requires tree-sitter-python<0.2, and tree-sitter-python {WHEEL} is "
    expected = [(f"{message}installed", 'try: pip install "tree-sitter-python<0.2"')]
    assert expected == told(version_problems(plugin))


def test_another_version_of_rulekit_is_told(boa):
    [(message, _)] = told(version_problems(boa("rulekit>=99")))
    assert message.startswith("rulekit-boa 1.0 requires rulekit>=99, and rulekit ")


def test_what_is_required_elsewhere_does_not_count_here(boa):
    assert [] == version_problems(boa("rulekit>=99; python_version < '3'"))
    assert [] == version_problems(boa("rulekit>=99; extra == 'more'"))


def test_a_wheel_that_is_not_required_is_to_be_held_to_its_minor_version(boa):
    major, minor, *_ = WHEEL.split(".")
    held = f"tree-sitter-python>={major}.{minor},<{major}.{int(minor) + 1}"
    [(message, remedy)] = told(unheld(boa("rulekit")))
    assert f"rulekit-boa 1.0 uses tree-sitter-python {WHEEL} and does not require it" == message
    assert f"hold it to one minor version in dependencies: `{held}`" == remedy
    assert [] == unheld(boa(held))


def test_nothing_is_known_of_a_plugin_without_a_distribution():
    plugin = Plugin("boa", "boa_plugin", "", packs=(Pack("boa", languages=(PYTHON,)),))
    assert ([], []) == (version_problems(plugin), unheld(plugin))


def test_nothing_is_wrong_with_the_bundled_packs():
    bundled = [one for one in load_plugins(()) if one.origin == "bundled"]
    assert [] == [problem for one in bundled for problem in version_problems(one)]
