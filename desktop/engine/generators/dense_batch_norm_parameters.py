"""Learnable parameters of a fully-connected layer with a batch normalization after it.

parameters = in_features out_features + out_features (if bias) + 2 out_features (gamma, beta)
The input has the shape (batch, in_features); running statistics are no parameters.
Source: Ioffe & Szegedy 2015, arXiv:1502.03167 (content key: ioffe2015), section 3.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop.engine.generators.answer import whole_number
from desktop.engine.generators.draw import Draw
from desktop.engine.generators.shown import Shown, Word
from desktop.engine.generators.solution import Generator, Mistakes, Solution, Values

BATCHES = (4, 8, 16, 32, 64, 128)
FEATURES = (5, 10, 12, 20, 24, 25, 30, 40, 50, 60, 100, 120, 200, 256, 400, 784)


@dataclass(frozen=True)
class Parameters:
    """The sizes of X W + b, where X is (batch, in_features), and whether there is a b."""

    batch: int
    in_features: int
    out_features: int
    bias: bool


def sample(draw: Draw) -> Parameters:
    """Three different sizes, with a bias in two of three questions."""
    in_features, out_features = draw.sample(FEATURES, 2)
    return Parameters(
        batch=draw.choice(BATCHES),
        in_features=in_features,
        out_features=out_features,
        bias=draw.integer(1, 3) > 1,
    )


def solve(p: Parameters) -> Solution:
    """The count, part by part."""
    weights = Shown(p.in_features * p.out_features)
    bias = Shown(p.out_features if p.bias else 0)
    gamma_length = Shown(p.out_features)
    normalization = Shown(2 * p.out_features)
    parameters = Shown(weights.number + bias.number + normalization.number)
    values: Values = {
        "batch": Shown(p.batch),
        "in_features": Shown(p.in_features),
        "out_features": Shown(p.out_features),
        "has_bias": Word("has a bias" if p.bias else "has no bias"),
        "weights": weights,
        "bias_entries": bias,
        "gamma_length": gamma_length,
        "normalization": normalization,
        "parameters": parameters,
    }
    answers = {
        "gamma_length": whole_number(gamma_length),
        "parameters": whole_number(parameters),
    }
    return Solution(values, answers, _mistakes(p))


def _mistakes(p: Parameters) -> Mistakes:
    N, D, M = p.batch, p.in_features, p.out_features
    bias = M if p.bias else 0
    right = D * M + bias + 2 * M
    return {
        "length_of_input": {"gamma_length": D, "parameters": D * M + bias + 2 * D},
        "length_of_batch": {"gamma_length": N, "parameters": D * M + bias + 2 * N},
        "one_per_entry": {"gamma_length": N * M, "parameters": D * M + bias + 2 * N * M},
        "vector_left_out": {"parameters": right - M},
        "bias_counted": {"parameters": D * M + M + 2 * M},
        "running_statistics": {"parameters": right + 2 * M},
        "bias_per_input": {"parameters": D * M + (D if p.bias else 0) + 2 * M},
    }


GENERATOR = Generator("dense_batch_norm_parameters", sample, solve, presets={})
