"""Parameters of an autoencoder: cases by hand, others by the entries of arrays, every mistake."""

from __future__ import annotations

import numpy as np
import pytest

from desktop.engine.generators.autoencoder_parameters import GENERATOR, Parameters, solve
from desktop.engine.generators.generate import fresh_variant

SEEDS = range(50)


def test_the_encoder_of_the_explanation_of_5_5() -> None:
    solution = solve(Parameters((784, 128, 32)))
    # 784 * 128 + 128 + 128 * 32 + 32, and 32 * 128 + 128 + 128 * 784 + 784
    assert {name: answer.key for name, answer in solution.answers.items()} == {
        "encoder": "104608",
        "decoder": "105360",
    }


def test_a_case_by_hand_with_its_mistakes() -> None:
    # encoder 6 * 3 + 3 and 3 * 2 + 2, decoder 2 * 3 + 3 and 3 * 6 + 6
    solution = solve(Parameters((6, 3, 2)))
    assert [answer.key for answer in solution.answers.values()] == ["29", "33"]
    assert solution.mistakes == {
        "no_biases": {"encoder": 24, "decoder": 24},
        "biases_of_inputs": {"encoder": 33, "decoder": 29},
        "one_bias_a_layer": {"encoder": 26, "decoder": 26},
        "units_counted": {"encoder": 11, "decoder": 11},
        "same_as_encoder": {"decoder": 29},
        "weights_shared": {"decoder": 9},
        "hidden_layer_skipped": {"encoder": 14, "decoder": 18},
    }


@pytest.mark.parametrize("seed", SEEDS)
def test_counts_are_those_of_arrays_that_fit(seed: int) -> None:
    variant = fresh_variant(GENERATOR, seed)
    widths = variant.parameters.widths
    assert list(widths) == sorted(set(widths), reverse=True), "the code is narrower than the rest"
    x = np.zeros((1, widths[0]))
    sizes = []
    for part in (widths, widths[::-1]):
        size = 0
        for width in part[1:]:
            weights, bias = np.zeros((x.shape[1], width)), np.zeros(width)
            x = x @ weights + bias
            size += weights.size + bias.size
        sizes.append(size)
    assert x.shape == (1, widths[0])
    assert [int(variant.answers[name].key) for name in ("encoder", "decoder")] == sizes
    # the weights are the same in number, the biases are not
    assert sizes[1] - sizes[0] == widths[0] - widths[-1]
