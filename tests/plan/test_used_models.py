"""rulekit/plan/used_models.py: the models and weights that verdicts hang on."""

from pathlib import Path

from weighing import FILES as WEIGHTS

from rulekit.core.signal import Signal
from rulekit.learned.model_file import ModelFile
from rulekit.loader import load
from rulekit.plan.used_models import model_problems, used_models, used_weights

FILES = {f"learned({one})": ModelFile(Path(f"gone/{one}.model")) for one in ("worth", "pages")}


def signals(*names):
    return [Signal(name, "", "", lambda _document: 0.0) for name in names]


def test_a_model_is_used_where_its_signal_is_read_alone_or_in_a_ratio():
    assert {} == used_models(FILES, signals("text.characters", "learned(wor)"))
    for name in ("learned(worth)", "learned(worth) / text.characters"):
        assert {"worth": FILES["learned(worth)"]} == used_models(FILES, signals(name))


def test_the_problems_of_used_models_are_all_told():
    assert ["gone/worth.model", "gone/pages.model"] == [
        one.path for one in model_problems(FILES.values())
    ]


def test_weights_are_used_where_their_signal_is_read_alone_or_in_a_ratio(write):
    write(WEIGHTS)
    known = load(rules=["own"]).plan.catalog.weights
    assert {} == used_weights(known, signals("text.characters", "weighted(siz)"))
    for name in ("weighted(size)", "weighted(size) / text.characters"):
        assert {"size": known["weighted(size)"]} == used_weights(known, signals(name))
