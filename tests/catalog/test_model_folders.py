"""rulekit/catalog/model_folders.py: models beside rules, found by their names."""

from pathlib import Path

import pytest
from installing import RULE as LOUD
from making import document_of
from modelling import FILES, RULE

from rulekit.catalog.load_catalog import load_catalog
from rulekit.catalog.model_folders import find_models
from rulekit.errors import SpecError
from rulekit.loader import load

MODEL = FILES["own/models/worth.model"]
FILES_OF = "/models/worth.model"


def test_models_of_all_folders_are_known_by_their_signals(write):
    write({**FILES, "more/models/pages.model": MODEL})
    models = load(rules=["own", "more"]).plan.catalog.models
    assert {"learned(worth)", "learned(pages)"} == models.keys()
    assert not models["learned(pages)"].linked


def test_a_hidden_file_among_models_is_nobodys(write):
    write({**FILES, "own/models/.gitkeep": ""})
    assert {"learned(worth)"} == load(rules=["own"]).plan.catalog.models.keys()


def test_a_model_of_a_pack_is_read_by_rules_of_the_pack_and_may_be_a_link(catalog, folder, write):
    write({"store/worth.model": MODEL})
    (folder / "rules/models").mkdir(parents=True)
    (folder / "rules/models/worth.model").symlink_to(folder / "store/worth.model")
    known = catalog({"rules/toy/unworthy.yaml": RULE})
    assert {"learned(worth)"} == known.models.keys()
    rule = known.rules["toy/unworthy"].rule
    assert rule.signal.measure(document_of("return value\n")) > 0.5


def test_two_models_of_one_name_are_told(write):
    write({**FILES, "more/models/worth.model": MODEL})
    with pytest.raises(SpecError, match=r"the model worth exists already: own/models/worth\.model"):
        load(rules=["own", "more"])


BOA = """
from pathlib import Path

import rulekit


@rulekit.hookimpl
def rulekit_packs():
    return [rulekit.Pack("boa", Path(__file__).parent / "others")]
"""


def test_two_packs_with_a_model_of_one_name_cost_the_later_one_alone(packs, plugin):
    files = {f"rules{FILES_OF}": MODEL, f"others{FILES_OF}": MODEL, "others/boa/loud.yaml": LOUD}
    found = load_catalog(sources=[*packs(files), plugin(BOA, "boa")])
    (boa,) = (one for one in found.plugins if one.status == "failed")
    (problem,) = boa.problems
    assert "boa" == boa.name
    assert "the model worth exists already: rules/models/worth.model" == problem.message
    assert ("rules", {"toy/loud", "toy/quiet", "snake/lazy"}) == (
        found.models["learned(worth)"].path.parent.parent.name,
        {*found.rules},
    )


def test_a_folder_that_is_named_twice_has_its_models_once(packs):
    packs({f"rules{FILES_OF}": MODEL})
    assert {"learned(worth)"} == find_models([], [Path("rules")] * 2, {}).keys()


def test_a_model_whose_name_no_rule_could_write_is_told(write):
    write({**FILES, "own/models/My Worth.model": MODEL})
    with pytest.raises(SpecError, match="lower-case words and hyphens, not `My Worth`"):
        load(rules=["own"])


def test_what_is_no_model_in_the_folder_of_models_is_told(write):
    write({**FILES, "own/models/worth.bin": b""})
    with pytest.raises(SpecError, match=r"a model ends in \.model"):
        load(rules=["own"])
