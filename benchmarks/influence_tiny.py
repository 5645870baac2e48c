"""A language model of bytes that is small enough for a test, with LoRA written by hand.

It needs torch 1.13 or newer and nothing else: Debian's python3-torch will do.
"""

import math

import numpy as np
import torch
from torch import nn
from torch.nn import functional

CONTEXT, WIDTH, HIDDEN, RANK = 8, 8, 64, 16


class Lora(nn.Module):
    """A linear map, and a product of two thin ones that is trained beside it."""

    def __init__(self, inner, outer):
        super().__init__()
        self.plain = nn.Linear(inner, outer)
        self.down = nn.Parameter(torch.randn(RANK, inner) / math.sqrt(inner))
        self.up = nn.Parameter(torch.zeros(outer, RANK))

    def forward(self, x):
        return self.plain(x) + functional.linear(functional.linear(x, self.down), self.up) * 2


class ByteModel(nn.Module):
    """Tells a byte by the eight before it; some 20,000 parameters."""

    def __init__(self):
        super().__init__()
        self.bytes = nn.Embedding(128, WIDTH)
        self.first, self.second = Lora(CONTEXT * WIDTH, HIDDEN), Lora(HIDDEN, HIDDEN)
        self.last = Lora(HIDDEN, 128)

    def forward(self, contexts):
        found = self.bytes(contexts).flatten(1)
        return self.last(self.second(self.first(found).tanh()).tanh())

    def lora(self):
        """The parameters that a reference trains, in one order."""
        return [one for name, one in self.named_parameters() if name.endswith((".down", ".up"))]


def places_of(instruction, response):
    """For each byte of the response, the eight before it; and the bytes."""
    text = np.frombuffer(f"{instruction}\n{response}\n".encode("ascii"), np.uint8).astype(np.int64)
    padded = np.concatenate([np.zeros(CONTEXT, np.int64), text])
    before = np.lib.stride_tricks.sliding_window_view(padded, CONTEXT)[:-1]
    return before[len(instruction) + 1 :], text[len(instruction) + 1 :]


def loss_of(model, samples):
    """The mean loss of the responses' bytes."""
    pairs = zip(*(places_of(*one) for one in samples), strict=True)
    before, told = (np.concatenate(parts) for parts in pairs)
    return functional.cross_entropy(model(torch.from_numpy(before)), torch.from_numpy(told))


def train(model, parameters, batches, rate):
    """Adam on batches of samples; its state: two vectors, and the number of steps."""
    for one in model.parameters():
        one.requires_grad_(False)
    for one in parameters:
        one.requires_grad_(True)
    adam = torch.optim.Adam(parameters, lr=rate)
    for batch in batches:
        adam.zero_grad()
        loss_of(model, batch).backward()
        adam.step()
    states = [adam.state[one] for one in parameters]
    first, second = (flat([one[key] for one in states]) for key in ("exp_avg", "exp_avg_sq"))
    return first, second, len(batches)


def flat(tensors):
    return torch.cat([one.detach().reshape(-1) for one in tensors]).numpy().astype(np.float32)


class TinyGradients:
    """The loss of a sample under a reference, and its gradient for the LoRA parameters."""

    def __init__(self, model):
        self.model, self.parameters = model, model.lora()

    def of(self, instruction, response):
        loss = loss_of(self.model, [(instruction, response)])
        found = torch.autograd.grad(loss, self.parameters)
        return float(loss), len(response) + 1, flat(found)
