"""rulekit/influence/gradient_block.py: rows of gradients."""

import numpy as np
import pytest

from rulekit.audit.folder import AuditFolder
from rulekit.errors import UsageError
from rulekit.influence.adam import AdamState
from rulekit.influence.gradient_block import BlockFile, Measurer
from rulekit.influence.source import SampleGradient
from rulekit.influence.training_sample import TrainingSample

SAMPLE = TrainingSample("s", 3, "c", "i", "ask", "do")


class Fixed:
    """The same gradient for every sample."""

    adam = AdamState(np.zeros(4), np.full(4, 1e-8), 3)

    def __init__(self, gradient, loss=1.5):
        self.gradient, self.loss = np.float32(gradient), loss

    def of(self, _):
        return SampleGradient(self.loss, 7, self.gradient)


def measured(gradient, **more):
    return Measurer(Fixed(gradient, **more), (64, 0), "removed").line(SAMPLE)


def test_a_line_has_a_direction_of_length_one_and_how_long_it_was():
    line = measured([3, 0, 4, 0])
    assert (1.5, 7, 5.0) == (line["loss"], line["tokens"], line["norm"])
    assert 1.0 == pytest.approx(float(np.linalg.norm(line["vector"].astype(float))), abs=1e-3)
    step = float(np.linalg.norm(Fixed.adam.direction(np.float32([3, 0, 4, 0]))))
    assert step == pytest.approx(line["step"], rel=1e-5)


@pytest.mark.parametrize(
    "more", [{"gradient": [1, np.nan, 0, 0]}, {"gradient": [1, 0, 0, 0], "loss": np.inf}]
)
def test_what_is_no_number_is_told(more):
    line = measured(**more)
    assert ("its loss or its gradient is no number", False) == (line["trouble"], "vector" in line)


def test_a_block_that_is_read_is_that_which_was_written(tmp_path):
    audit, lines = AuditFolder(tmp_path), [measured([3, 0, 4, 0]), measured([np.nan, 0, 0, 0])]
    audit.work.mkdir()
    file = BlockFile(tmp_path / "gradients/a.parquet", "key")
    file.write(audit, lines, 64)
    first, second = file.read()
    assert lines[0]["vector"].tolist() == first["vector"].tolist()
    assert second["vector"] is None
    assert [one["loss"] for one in (first, second)] == [1.5, None]
    with pytest.raises(UsageError, match="of another reference"):
        [*BlockFile(file.path, "other").read()]
    file.path.write_bytes(b"x")
    with pytest.raises(UsageError, match="not as it was written"):
        [*file.read()]
