"""Parameters for scores at every pixel: the explanation's case, others by counting pairs."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from desktop.engine.generators.generate import fresh_variant
from desktop.engine.generators.segmentation_parameters import GENERATOR, Parameters, solve

SEEDS = range(50)


def test_the_numbers_of_the_explanation() -> None:
    solution = solve(Parameters(3, 32, 32, 10, 3))
    assert {name: answer.key for name, answer in solution.answers.items()} == {
        "conv": "280",
        "dense": "31467520",
    }


def test_a_case_by_hand_with_its_mistakes() -> None:
    # 2 x 4 x 5 in, 3 x 4 x 5 out: 40 and 60 values; kernels of 2 * 9 weights
    solution = solve(Parameters(2, 4, 5, 3, 3))
    assert [answer.key for answer in solution.answers.values()] == ["57", "2460"]
    assert solution.mistakes == {
        "biases_lost": {"conv": 54, "dense": 2400},
        "channels_lost": {"conv": 30, "dense": 1260},
        "kernel_not_squared": {"conv": 21},
        "classes_lost": {"conv": 19, "dense": 820},
        "one_bias_for_all": {"conv": 55, "dense": 2401},
        "kernels_for_each_pixel": {"conv": 1140},
        "scores_of_one_pixel": {"dense": 123},
        "pixels_once": {"dense": 180},
        "bias_per_class": {"dense": 2403},
        "biases_of_inputs": {"dense": 2440},
    }


def test_a_convolution_is_a_dense_layer_with_shared_and_missing_weights() -> None:
    # the matrix of a convolution, built by sending unit images through it
    p = Parameters(2, 4, 5, 3, 3)
    reach = p.kernel_size // 2
    kernel = np.arange(1, p.num_classes * p.in_channels * p.kernel_size**2 + 1)
    kernel = kernel.reshape(p.num_classes, p.in_channels, p.kernel_size, p.kernel_size)
    columns = []
    for c, i, j in itertools.product(range(p.in_channels), range(p.height), range(p.width)):
        image = np.zeros((p.in_channels, p.height + 2 * reach, p.width + 2 * reach), int)
        image[c, i + reach, j + reach] = 1
        windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape[2:], axis=(1, 2))
        columns.append(np.einsum("chwij,kcij->khw", windows, kernel).ravel())
    matrix = np.array(columns)
    solution = solve(p)
    assert matrix.size + matrix.shape[1] == solution.number("dense")
    shared = set(matrix.ravel().tolist()) - {0}
    assert len(shared) + p.num_classes == solution.number("conv")


@pytest.mark.parametrize("seed", SEEDS)
def test_draws_agree_with_arrays(seed: int) -> None:
    variant = fresh_variant(GENERATOR, seed)
    p = variant.parameters
    window = np.zeros((p.num_classes, p.in_channels, p.kernel_size, p.kernel_size))
    grid = np.zeros((p.height, p.width))
    inputs = p.in_channels * grid.size
    outputs = np.zeros((p.num_classes, *grid.shape))
    assert int(variant.answers["conv"].key) == window.size + len(window)
    assert int(variant.answers["dense"].key) == (inputs + 1) * outputs.size < 10**8
