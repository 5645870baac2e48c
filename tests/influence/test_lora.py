"""rulekit/influence/lora.py, as far as it needs no library: docs/influence.md says who ran it."""

import json
from itertools import chain

import pytest

from rulekit.errors import UsageError
from rulekit.influence import lora
from rulekit.influence.lora import LoraReference
from rulekit.spec.influence import InfluenceTraining, read_influence

SPEC, _ = read_influence(
    "influence: x\nsamples: a\nstrong: b\nmodel: {base: m}\nadapter: there\n", "x.yaml"
)


def test_an_adapter_needs_the_state_of_its_optimizer(tmp_path, monkeypatch):
    monkeypatch.setattr(lora, "LIBRARIES", ())
    for name in ("adapter_config.json", "adapter_model.safetensors"):
        (tmp_path / name).write_text("{}")
    with pytest.raises(UsageError, match=r"there is no `optimizer.pt`"):
        LoraReference("m", SPEC, str(tmp_path)).prepare()
    (tmp_path / "optimizer.pt").write_text("")
    LoraReference("m", SPEC, str(tmp_path)).prepare()


def test_an_adapter_in_which_code_can_hide_is_not_taken(tmp_path, monkeypatch):
    monkeypatch.setattr(lora, "LIBRARIES", ())
    for name in ("adapter_config.json", "adapter_model.bin", "optimizer.pt"):
        (tmp_path / name).write_text("{}")
    with pytest.raises(UsageError, match=r"there is no `adapter_model.safetensors`"):
        LoraReference("m", SPEC, str(tmp_path)).prepare()


def test_an_epoch_has_each_row_once_in_an_order_of_its_own():
    rows = [([i], 0) for i in range(10)]
    found = [*lora._batches(rows, InfluenceTraining(epochs=2, batch=4))]
    assert [4, 4, 2, 4, 4, 2] == [*map(len, found)]
    first, second = ([*chain(*part)] for part in (found[:3], found[3:]))
    assert rows == sorted(first) == sorted(second)
    assert first != second != rows


def test_without_rows_nothing_is_trained():
    with pytest.raises(UsageError, match="raise `length`"):
        next(lora._batches([], InfluenceTraining()))


def test_an_adapter_is_written_in_one_order(tmp_path):
    told = []
    for targets in (["v", "q"], ["q", "v"]):
        (tmp_path / "README.md").write_text("made today")
        said = json.dumps({"target_modules": targets, "r": 4})
        (tmp_path / "adapter_config.json").write_text(said)
        lora._settle(tmp_path)
        told.append((tmp_path / "adapter_config.json").read_bytes())
    assert told[0] == told[1]
    assert ["adapter_config.json"] == [path.name for path in tmp_path.iterdir()]
