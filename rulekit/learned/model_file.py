"""Model files, `models/NAME.model`: JSON, and the weights in base64."""

from __future__ import annotations

import hashlib
import json
import math
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from rulekit.core.signal import Signal
from rulekit.errors import Problem, SpecError
from rulekit.learned.model import BYTES, PAIRS, Model, Shape
from rulekit.learned.signal import learned
from rulekit.spec.text_file import RefusedFile, read_small

ENDING = ".model"
FORM = 1
MARK = "rulekit_model"  # the key by which a file is known, with its form
UNITS: Mapping[str, tuple[int, int]] = {
    BYTES: (7, 19),
    PAIRS: (3, 18),
}  # highest order; most bits, of a file under 1 MB
AGAIN = "`rulekit train` writes it anew"


@dataclass(frozen=True)
class ModelFile:
    """A file with a model, which is read when it is first asked for; it may be `linked`."""

    path: Path
    linked: bool = False

    @property
    def name(self) -> str:
        """The name of the model."""
        return self.path.name.removesuffix(ENDING)

    @cached_property
    def signal(self) -> Signal:
        """The signal of the model."""
        return learned(self.name, lambda: self.model)

    @cached_property
    def model(self) -> Model:
        """The model; raises SpecError for a file that is none."""
        return parse_model(self.data, str(self.path))

    @cached_property
    def data(self) -> bytes:
        """The bytes of the file; raises SpecError when they cannot be read."""
        try:
            return read_small(self.path, linked=self.linked)
        except RefusedFile as refused:
            problem = Problem(str(refused), str(self.path), remedy=refused.remedy)
        except OSError as error:
            problem = Problem(f"cannot be read: {error.strerror}", str(self.path))
        raise SpecError([problem])

    @property
    def files(self) -> tuple[Path, ...]:
        """The files that the score hangs on."""
        return (self.path,)

    @property
    def sha256(self) -> str:
        """The hash of the file's bytes."""
        return hashlib.sha256(self.data).hexdigest()


def written_model(model: Model) -> bytes:
    """The bytes of a file with this model: the same for the same model."""
    said = {
        MARK: FORM,
        "card": dict(model.card),
        "unit": model.shape.unit,
        "orders": [*model.shape.orders],
        "bits": model.shape.bits,
        "slope": model.slope,
        "offset": model.offset,
        "sha256": hashlib.sha256(model.weights + model.shape.merges).hexdigest(),
        "weights": b64encode(model.weights).decode(),
    }
    if model.shape.unit == PAIRS:
        said["merges"] = b64encode(model.shape.merges).decode()
    return json.dumps(said, indent=1).encode() + b"\n"


def parse_model(data: bytes, path: str) -> Model:
    """The model in the bytes of a file; raises SpecError for what is damaged, foreign or newer."""
    try:
        said = json.loads(data)
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict) or MARK not in said:
        raise _wrong(path, "this is no model of rulekit", "`rulekit train` writes models")
    if said[MARK] != FORM:
        message = f"the model is of form {said[MARK]!r:.20}, and this rulekit reads form {FORM}"
        raise _wrong(path, message, "a newer rulekit may read it: pip install -U rulekit")
    try:
        return _model(said)
    except (KeyError, TypeError, ValueError) as error:
        why = f"it has no {error}" if isinstance(error, KeyError) else str(error)
        raise _wrong(path, f"the model is damaged: {why}", AGAIN) from None


def _wrong(path: str, message: str, remedy: str) -> SpecError:
    return SpecError([Problem(message, path, remedy=remedy)])


def _model(said: Mapping[str, Any]) -> Model:
    shape = _shape(said)
    weights = b64decode(said["weights"], validate=True)
    written = hashlib.sha256(weights + shape.merges).hexdigest()
    if len(weights) != 1 << shape.bits or written != said["sha256"]:
        raise ValueError("the weights are not those that were written")
    slope, offset = said["slope"], said["offset"]
    if not all(isinstance(one, float) and math.isfinite(one) for one in (slope, offset)):
        raise ValueError("`slope` and `offset` are numbers")
    if not isinstance(said["card"], dict):
        raise TypeError("`card` is no object")
    return Model(shape, weights, slope, offset, said["card"])


def _shape(said: Mapping[str, Any]) -> Shape:
    unit, orders, bits = said["unit"], said["orders"], said["bits"]
    if unit not in UNITS:
        raise ValueError(f"`unit` is none of {', '.join(UNITS)}")
    highest, most = UNITS[unit]
    if not (isinstance(orders, list) and orders and orders == sorted({*map(_whole, orders)})):
        raise ValueError("`orders` are no ascending numbers")
    if orders[0] < 1 or orders[-1] > highest or not 1 <= _whole(bits) <= most:
        raise ValueError(f"`orders` go to {highest}, `bits` to {most}")
    if unit != PAIRS:
        return Shape(unit, tuple(orders), bits)
    shape = Shape(unit, tuple(orders), bits, b64decode(said["merges"], validate=True))
    _ = shape.pairs  # better told now than at the first text
    return shape


def _whole(value: Any) -> int:
    if type(value) is not int:
        raise TypeError(f"`{value!r:.20}` is no whole number")
    return value
