"""Parameters of a convolution: the exam's options, others by counting arrays."""

from __future__ import annotations

import numpy as np
import pytest

from desktop.engine.generators.conv_parameters import GENERATOR, Parameters, solve
from desktop.engine.generators.generate import fresh_variant

SEEDS = range(50)


def test_the_exam_has_its_marked_value() -> None:
    answers = GENERATOR.preset("exam").answers
    assert {name: answer.key for name, answer in answers.items()} == {
        "per_filter": "33",
        "parameters": "33",
    }


def test_the_wrong_options_of_the_exam_are_mistakes() -> None:
    mistakes = solve(GENERATOR.presets["exam"]).mistakes
    options = {"height_for_channels": 65, "every_number": 2_097_153, "batch_for_channels": 17}
    for name, option in options.items():
        assert mistakes[name] == {"per_filter": option, "parameters": option}


@pytest.mark.parametrize(("bias", "parameters"), [(True, "112"), (False, "108")])
def test_a_case_by_hand(bias: bool, parameters: str) -> None:
    # 3 * 9 = 27 weights a filter, four filters
    assert solve(Parameters(2, 3, 5, 5, 3, 4, bias)).answers["parameters"].key == parameters


@pytest.mark.parametrize("seed", SEEDS)
def test_counts_are_those_of_arrays_that_fit(seed: int) -> None:
    p = fresh_variant(GENERATOR, seed).parameters
    k, filters = p.kernel_size, p.out_channels
    x = np.zeros((p.batch, p.in_channels, p.height, p.width))
    window = np.zeros(x[0, :, :k, :k].shape)
    bias = np.zeros(filters if p.bias else 0)
    solution = solve(p)
    parameters = filters * window.size + bias.size
    assert int(solution.answers["per_filter"].key) == parameters // filters
    assert int(solution.answers["parameters"].key) == parameters

    def each(size: int, count: int = filters) -> dict[str, int]:
        return {"per_filter": size, "parameters": count * size}

    extra = int(p.bias)
    assert solution.mistakes == {
        "bias_left_out": each(window.size),
        "bias_counted": each(window.size + 1),
        "channels_lost": each(window[0].size + extra),
        "kernel_not_squared": each(window[:, 0].size + extra),
        "height_for_channels": each(x.shape[2] * window[0].size + extra),
        "batch_for_channels": each(x.shape[0] * window[0].size + extra),
        "every_number": each(x.size + extra),
        "filters_for_channels": each(filters * window[0].size + extra, x.shape[1]),
        "one_bias_for_all": {"parameters": parameters - bias.size + extra},
    }
