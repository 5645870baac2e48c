"""What the gradient of a sample costs on one GPU: models with random weights, by LoRA.

    pip install -e ".[influence]"
    python benchmarks/influence_gpu.py [--samples N] [--tokens N]

It says what is measured in a second, and nothing of quality, as the models know nothing. Without
a GPU it says that it is skipped, and ends with 0.
"""

import argparse
import time

from rulekit.influence.adam import AdamState
from rulekit.influence.lora import LoraGradients, trained
from rulekit.influence.projection import Projection
from rulekit.influence.training_sample import TrainingSample

RANK, SIZE, VOCABULARY = 16, 8192, 151_936
TARGETS = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]
# Width, inner width, layers, heads and heads of keys, as models of these sizes have them.
MODELS = {"0.5B": (896, 4864, 24, 14, 2), "1.5B": (1536, 8960, 28, 12, 2)}


class Counted:
    """A text of so many tokens, of which the second half is the solution."""

    def __init__(self, tokens):
        self.count = tokens

    def tokens(self, instruction, _):
        start = len(instruction)
        return [(start + 7 * i) % VOCABULARY for i in range(self.count)], self.count // 2


def lora(name):
    """A model of a size, with random weights and a LoRA."""
    import peft
    import torch
    import transformers

    width, inner, layers, heads, keys = MODELS[name]
    config = transformers.Qwen2Config(
        vocab_size=VOCABULARY,
        hidden_size=width,
        intermediate_size=inner,
        num_hidden_layers=layers,
        num_attention_heads=heads,
        num_key_value_heads=keys,
        tie_word_embeddings=True,
    )
    torch.manual_seed(0)
    plain = transformers.AutoModelForCausalLM.from_config(config).to("cuda", torch.bfloat16)
    said = peft.LoraConfig(r=RANK, lora_alpha=32, target_modules=TARGETS, task_type="CAUSAL_LM")
    return peft.get_peft_model(plain, said)


def measured(name, samples, tokens):
    """Parameters of the LoRA, and seconds of a sample: gradient, Adam's step, projection."""
    import numpy as np
    import torch

    model = lora(name)
    count = sum(one.numel() for one in trained(model))
    adam = AdamState(np.zeros(count, np.float32), np.full(count, 1e-8, np.float32), 100)
    source, projection = LoraGradients(model, Counted(tokens), adam), Projection(count, SIZE)
    spent = np.zeros(3)
    for i in range(samples + 2):
        if i == 2:  # the first two are slow
            spent[:] = 0
        begun = time.perf_counter()
        gradient = source.of(TrainingSample("s", i, instruction="x" * i, response="y")).gradient
        torch.cuda.synchronize()
        there = time.perf_counter()
        direction = adam.direction(gradient)
        stepped = time.perf_counter()
        projection.project(direction)
        spent += (there - begun, stepped - there, time.perf_counter() - stepped)
    return count, spent / samples


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--samples", type=int, default=50)
    parser.add_argument("--tokens", type=int, default=1024)
    options = parser.parse_args()
    try:
        import torch

        device = torch.cuda.get_device_name() if torch.cuda.is_available() else ""
    except ImportError:
        device = ""
    if not device:
        print("skipped: there is no GPU that torch can use here")
        return
    print(f"{device}: LoRA of rank {RANK}, projected to {SIZE}, {options.tokens} tokens")
    for name in MODELS:
        count, seconds = measured(name, options.samples, options.tokens)
        parts = ", ".join(
            f"{word} {1000 * one:.0f} ms"
            for word, one in zip(("gradient", "Adam", "projection"), seconds, strict=True)
        )
        print(f"{name}: {count:,} parameters, {1 / seconds.sum():.1f} samples/s ({parts})")


if __name__ == "__main__":
    main()
