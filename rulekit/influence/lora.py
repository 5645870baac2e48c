"""A LoRA of a causal model as reference: all that knows torch, transformers and peft."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from rulekit.errors import UsageError
from rulekit.influence.adam import AdamState
from rulekit.influence.lora_text import LoraText, first_line
from rulekit.influence.source import SampleGradient
from rulekit.influence.training_sample import TrainingSample
from rulekit.spec.influence import InfluenceSpec, InfluenceTraining

LIBRARIES = ("torch", "transformers", "peft")
ADAPTER = "adapter"
OPTIMIZER = "optimizer.pt"
TAKEN = ("adapter_config.json", "adapter_model.safetensors", OPTIMIZER)  # no pickles: code can hide
FIRST, SECOND, ADAM = "first.npy", "second.npy", "adam.json"


@dataclass(frozen=True)
class LoraReference:
    """A reference by LoRA on the model `base`; `adapter` is a folder to take it from, if any."""

    base: str
    spec: InfluenceSpec
    adapter: str = ""

    def prepare(self) -> None:
        """Raise UsageError where a library or the adapter's state is missing."""
        for name in LIBRARIES:
            try:
                metadata.version(name)
            except metadata.PackageNotFoundError:
                message = f"gradients need {name}; try: pip install 'rulekit[influence]'"
                raise UsageError(message) from None
        for name in TAKEN if self.adapter else ():
            if not (Path(self.adapter) / name).is_file():
                message = f"there is no `{name}` in `{self.adapter}`: influence needs a checkpoint"
                raise UsageError(f"{message} of peft with its optimizer's state")

    def make(self, strong: Sequence[TrainingSample], folder: Path) -> None:
        """Train on the strong samples, or take the adapter."""
        import numpy as np

        if self.adapter:
            (folder / ADAPTER).mkdir()
            for name in TAKEN[:2]:
                shutil.copyfile(Path(self.adapter) / name, folder / ADAPTER / name)
            adam = _taken(self._lora(folder), Path(self.adapter) / OPTIMIZER)
        else:
            adam = self._train(strong, folder)
        np.save(folder / FIRST, adam.first)
        np.save(folder / SECOND, adam.second)
        told = {"steps": adam.steps, "betas": adam.betas, "eps": adam.eps}
        versions = {name: metadata.version(name) for name in LIBRARIES}
        text = json.dumps({**told, "base": self.base, "versions": versions}, indent=1)
        (folder / ADAM).write_text(text + "\n")

    def load(self, folder: Path) -> LoraGradients:
        """The reference in a folder."""
        import numpy as np

        told = json.loads((folder / ADAM).read_text())
        first, second = np.load(folder / FIRST), np.load(folder / SECOND)
        adam = AdamState(first, second, told["steps"], tuple(told["betas"]), told["eps"])
        return LoraGradients(self._lora(folder), self._text(), adam)

    def _text(self) -> LoraText:
        return LoraText.of(self.base, self.spec.model)

    def _plain(self) -> Any:
        import torch
        import transformers

        try:
            model = transformers.AutoModelForCausalLM.from_pretrained(self.base)
        except (OSError, ValueError) as error:
            why = first_line(error)
            raise UsageError(f"the model `{self.base}` cannot be loaded: {why}") from None
        word = self.spec.model.device
        device = ("cuda" if torch.cuda.is_available() else "cpu") if word == "auto" else word
        dtype = torch.bfloat16 if device.startswith("cuda") else torch.float32
        try:
            return model.to(device, dtype)
        except (RuntimeError, AssertionError) as error:  # no such device; torch was built without
            raise UsageError(f"`device: {word}`: {first_line(error)}") from None

    def _lora(self, folder: Path) -> Any:
        import peft

        plain, path = self._plain(), folder / ADAPTER
        try:
            return peft.PeftModel.from_pretrained(plain, path, is_trainable=True)
        except Exception as error:  # noqa: BLE001  a file of something else raises anything
            message = f"the adapter does not fit `{self.base}`"
            raise UsageError(f"{message}: {first_line(error)}") from None

    def _train(self, strong: Sequence[TrainingSample], folder: Path) -> AdamState:
        import peft
        import torch

        said = self.spec.training or InfluenceTraining()
        torch.manual_seed(said.seed)
        config = peft.LoraConfig(
            r=said.rank,
            lora_alpha=said.alpha,
            lora_dropout=0.0,
            target_modules=said.targets,
            task_type="CAUSAL_LM",
        )
        text, plain = self._text(), self._plain()
        try:
            model = peft.get_peft_model(plain, config)
        except ValueError as error:
            raise UsageError(f"`targets`: {first_line(error)}") from None
        adam = torch.optim.Adam(trained(model), lr=said.rate)
        for batch in _batches([*_fitting(text, strong)], said):
            adam.zero_grad()
            for tokens, begin in batch:
                (loss_of(model, tokens, begin) / len(batch)).backward()
            adam.step()
        model.save_pretrained(folder / ADAPTER)
        _settle(folder / ADAPTER)
        return _state(trained(model), adam.state_dict())


@dataclass(frozen=True)
class LoraGradients:
    """Gradients of a sample for the parameters of a LoRA, one after the other."""

    model: Any
    text: LoraText
    adam: AdamState

    def of(self, sample: TrainingSample) -> SampleGradient:
        """The gradient of the mean loss of a solution's tokens."""
        import torch

        tokens, begin = self.text.tokens(sample.instruction, sample.response)
        self.model.eval()
        loss = loss_of(self.model, tokens, begin)
        found = torch.autograd.grad(loss, trained(self.model))
        vector = torch.cat([one.reshape(-1).float() for one in found]).cpu().numpy()
        return SampleGradient(float(loss), len(tokens) - begin, vector)


def trained(model: Any) -> list[Any]:
    """The parameters that are trained, in the model's order."""
    return [one for one in model.parameters() if one.requires_grad]


def loss_of(model: Any, tokens: Sequence[int], begin: int) -> Any:
    """The mean loss of the tokens from `begin` on."""
    import torch

    device = next(model.parameters()).device
    row = torch.tensor([[*tokens]], device=device)
    logits = model(input_ids=row).logits[0, begin - 1 : -1].float()
    return torch.nn.functional.cross_entropy(logits, row[0, begin:])


def _fitting(text: LoraText, strong: Sequence[TrainingSample]) -> Iterator[tuple[list[int], int]]:
    """Tokens of samples that are not too long; gradients tell of the others."""
    for one in strong:
        try:
            yield text.tokens(one.instruction, one.response)
        except UsageError:
            continue


def _batches(
    rows: Sequence[tuple[list[int], int]], said: InfluenceTraining
) -> Iterator[list[tuple[list[int], int]]]:
    """Batches of all epochs; a hash orders the rows of each."""
    if not rows:
        raise UsageError("no strong sample has few enough tokens: raise `length`")
    for epoch in range(said.epochs):
        keys = {i: hashlib.sha256(f"{said.seed}:{epoch}:{i}".encode()) for i in range(len(rows))}
        order = sorted(keys, key=lambda i: keys[i].digest())
        for at in range(0, len(order), said.batch):
            yield [rows[i] for i in order[at : at + said.batch]]


def _taken(model: Any, path: Path) -> AdamState:
    """The state in a file that torch wrote; nothing in it is run."""
    import torch

    message = f"`{path}` is no state of Adam for the adapter beside it"
    try:
        found = torch.load(path, map_location="cpu", weights_only=True)
    except Exception as error:  # noqa: BLE001  a file of something else raises anything
        raise UsageError(f"{message}: {first_line(error)}") from None
    try:
        return _state(trained(model), found)
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise UsageError(f"{message}: {first_line(error)}") from None


def _settle(folder: Path) -> None:
    """Take out of an adapter's folder what differs from run to run: the order of a set, a card."""
    path = folder / "adapter_config.json"
    told = json.loads(path.read_text())
    plain = {key: sorted(one) if isinstance(one, list) else one for key, one in told.items()}
    path.write_text(json.dumps(plain, indent=1, sort_keys=True) + "\n")
    (folder / "README.md").unlink(missing_ok=True)


def _state(parameters: Sequence[Any], told: Any) -> AdamState:
    """Adam's state of some parameters; raises KeyError or ValueError if it is of others."""
    import torch

    numbers = [one for group in told["param_groups"] for one in group["params"]]
    states = [told["state"][one] for one in numbers]
    shapes = [tuple(one["exp_avg"].shape) for one in states]
    if shapes != [tuple(one.shape) for one in parameters]:
        raise ValueError(f"{len(shapes)} parameters, and the adapter has {len(parameters)}")
    first, second = (
        torch.cat([one[key].reshape(-1).float() for one in states]).cpu().numpy()
        for key in ("exp_avg", "exp_avg_sq")
    )
    group = told["param_groups"][0]
    return AdamState(first, second, int(states[0]["step"]), tuple(group["betas"]), group["eps"])
