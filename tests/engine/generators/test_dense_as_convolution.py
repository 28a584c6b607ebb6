"""A convolution for a fully-connected layer: both are run, and their parameters counted."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from desktop.engine.generators.dense_as_convolution import GENERATOR, Parameters, solve
from desktop.engine.generators.generate import fresh_variant

SEEDS = range(300)


def convolution(
    x: NDArray[np.int64], weight: NDArray[np.int64], bias: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Stride 1 and no padding: x (channels, height, width) -> (out, height', width')."""
    windows = np.lib.stride_tricks.sliding_window_view(x, weight.shape[2:], (1, 2))
    return np.einsum("chwij,ocij->ohw", windows, weight) + bias[:, None, None]


def test_the_exam_has_its_numbers() -> None:
    answers = GENERATOR.preset("exam").answers
    assert answers["weight"].key == ("100", "2", "28", "28")
    assert answers["parameters"].key == "156900"


def test_the_mistakes_by_hand() -> None:
    assert solve(Parameters(channels=3, height=4, width=5, out_features=7)).mistakes == {
        "channels_lost": {"weight": (7, 1, 4, 5), "parameters": 147},
        "one_by_one_kernel": {"weight": (7, 3, 1, 1), "parameters": 28},
        "filter_for_each_channel": {"weight": (21, 1, 4, 5), "parameters": 441},
        "order_swapped": {"weight": (3, 7, 4, 5)},
        "bias_left_out": {"parameters": 420},
        "one_bias": {"parameters": 421},
    }


def test_the_convolution_computes_the_layer() -> None:
    for seed in range(20):
        p = fresh_variant(GENERATOR, seed).parameters
        random = np.random.default_rng(seed)
        x = random.integers(-3, 4, (p.channels, p.height, p.width))
        dense_weight = random.integers(-3, 4, (p.out_features, x.size))
        bias = random.integers(-3, 4, p.out_features)
        solution = solve(p)
        sizes = [int(size) for size in solution.answers["weight"].key]
        weight = dense_weight.reshape(sizes)
        y = convolution(x, weight, bias)
        assert y.shape == (p.out_features, 1, 1)
        assert (y.ravel() == dense_weight @ x.ravel() + bias).all()
        assert int(solution.answers["parameters"].key) == weight.size + bias.size
        assert solution.number("dense_weights") == dense_weight.size
        assert solution.number("per_filter") == weight[0].size + 1


def test_every_mistake_has_the_parameters_of_its_weight() -> None:
    for seed in SEEDS:
        p = fresh_variant(GENERATOR, seed).parameters
        out, channels, height, width = p.out_features, p.channels, p.height, p.width
        assert out != channels > 1
        right = np.zeros((out, channels, height, width))
        slips = {
            "channels_lost": right[:, :1],
            "one_by_one_kernel": right[:, :, :1, :1],
            "filter_for_each_channel": right.reshape(-1, 1, height, width),
        }
        mistakes = solve(p).mistakes
        for name, weight in slips.items():
            parameters = weight.size + len(weight)
            assert mistakes[name] == {"weight": weight.shape, "parameters": parameters}
        assert mistakes["order_swapped"] == {"weight": right.swapaxes(0, 1).shape}
        assert mistakes["bias_left_out"] == {"parameters": right.size}
        assert mistakes["one_bias"] == {"parameters": right.size + 1}
