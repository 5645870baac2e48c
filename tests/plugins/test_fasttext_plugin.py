"""plugins/fasttext/plugin.py: a model of somebody else's in a rule of ours."""

import math
import subprocess
import sys

import pytest
from fasttext_model import DESCRIPTION, FILES

from rulekit.errors import SpecError
from rulekit.loader import load
from rulekit.plan.fingerprint import differences, fingerprint

LOADED = {"rules": ["own"], "select": ["mine/"]}


@pytest.fixture
def engine(write):
    """A function: an engine with the rule alone, some files being others."""

    def loaded(**files):
        changed = {f"own/models/code-pages.{name}": one for name, one in files.items()}
        write({**FILES, **changed})
        return load(**LOADED)

    return loaded


def value(engine, text):
    (finding,) = engine.check_text(text, "a.txt").findings
    return finding.value


def test_the_score_is_the_chance_of_the_label(engine):
    assert round(1 / (1 + math.exp(-6)), 4) == value(engine(), "return value\n")
    assert round(1 / (1 + math.exp(2)), 4) == pytest.approx(
        value(engine(), "return lorem ipsum"), abs=1e-4
    )


def test_the_message_says_that_there_is_no_reason(engine):
    verdict = engine().check_text("lorem ipsum\n", "a.txt")
    (finding,) = verdict.findings
    assert ("drop", ()) == (verdict.decision, finding.evidence)
    assert f"{finding.value:.4g}: a model of fasttext cannot say why" == finding.message


def test_a_text_is_prepared_as_the_description_says(engine):
    whole = value(engine(), "return value")
    assert whole == value(engine(), "RETURN\nValue\r\n")
    assert whole == value(engine(), "return value" + " " * 28 + "lorem ipsum")
    cased = engine(yaml=DESCRIPTION.replace("lower: true", "lower: false"))
    assert value(cased, "RETURN lorem") < 0.5 == value(engine(), "RETURN lorem")


@pytest.mark.parametrize("text", ["\n\n", "dolor sit amet"])
def test_a_text_of_no_known_word_is_unmeasured(engine, text):
    (finding,) = engine().check_text(text, "a.txt").findings
    wanted = ("unmeasured", "the model knows no word of the text")
    assert wanted == (finding.outcome, finding.note)


def test_the_plan_is_another_with_another_file_or_description(engine):
    before = fingerprint(engine().plan)
    assert [] == differences(before, fingerprint(engine().plan))
    other = FILES["own/models/code-pages.bin"].replace(b"value", b"valve")
    for now in (engine(bin=other), engine(yaml=f"{DESCRIPTION}\n")):
        assert ["the model code-pages: has changed"] == differences(before, fingerprint(now.plan))


@pytest.mark.parametrize(
    ("said", "message", "remedy"),
    [
        ({"bin": b"GIF89a" * 99}, "this is no model of fastText", ""),
        ({"bin": FILES["own/models/code-pages.bin"][:-1]}, "the file is damaged, or is cut", ""),
        (
            {"yaml": DESCRIPTION.replace("code\n", "cod\n").replace("is about", "")},
            "the model has no label `__label__cod`",
            "it has `__label__code`, `__label__prose`",
        ),
        (
            {"yaml": DESCRIPTION.replace("fasttext", "fastext")},
            "no plugin reads models of the kind `fastext`, did you mean `fasttext`?",
            "",
        ),
        ({"yaml": "label: a\n"}, "the key `kind` is missing", ""),
        ({"yaml": f"{DESCRIPTION}lable: a\n"}, "unknown key `lable`, did you mean `label`?", ""),
    ],
)
def test_what_is_wrong_is_told_before_a_text_is_judged(engine, said, message, remedy):
    with pytest.raises(SpecError) as caught:
        engine(**said)
    (problem,) = caught.value.problems
    assert message in problem.message
    assert problem.path.startswith("own/models/code-pages.")
    assert remedy in problem.remedy


def test_without_the_library_the_extra_is_named(engine, monkeypatch):
    monkeypatch.setitem(sys.modules, "fasttext", None)
    with pytest.raises(SpecError, match="fasttext-predict-v2 is not installed") as caught:
        engine()
    assert "pip install 'rulekit[fasttext]'" in caught.value.problems[0].remedy


def test_a_description_without_a_file_is_told(write):
    write({name: text for name, text in FILES.items() if not name.endswith(".bin")})
    with pytest.raises(
        SpecError, match=r"is not there, or it is a link\n  --> own/models/code-pages\.bin"
    ):
        load(**LOADED)


@pytest.mark.slow
def test_a_stored_plan_scores_as_the_one_that_it_was_made_of(write, rulekit_process):
    write({**FILES, "a.txt": "lorem ipsum\n"})
    told = {rulekit_process("check", "a.txt", "--rules", "own", "--select", "mine/", "--isolated")
            for _ in range(2)}  # fmt: skip
    assert 1 == len(told)
    assert "cannot say why" in told.pop()


@pytest.fixture
def rulekit_process(tmp_path, monkeypatch):
    """A function: what a command prints in a process of its own, which keeps plans."""
    monkeypatch.setenv("RULEKIT_CACHE_DIR", str(tmp_path / "cache"))

    def called(*words):
        command = [sys.executable, "-m", "rulekit", *words]
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout

    return called
