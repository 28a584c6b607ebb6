"""Receptive field and jump: the exam's 6, others by tracing neurons back to the pixels."""

from __future__ import annotations

import math

from desktop.engine.generators.generate import fresh_variant
from desktop.engine.generators.receptive_field import GENERATOR, Parameters, solve
from desktop.engine.generators.solution import NamedMistake

SEEDS = range(300)


def pixels(p: Parameters, neuron: int) -> set[int]:
    """The pixels of a row that a neuron after the last layer depends on."""
    found = {neuron}
    for kernel_size, stride in zip(p.kernel_sizes[::-1], p.strides[::-1], strict=True):
        found = {stride * unit + entry for unit in found for entry in range(kernel_size)}
    return found


def test_the_exam_has_its_marked_value() -> None:
    variant = GENERATOR.preset("exam")
    assert {name: answer.key for name, answer in variant.answers.items()} == {
        "field": "6",
        "jump": "2",
    }
    assert variant.mistakes == (
        NamedMistake(
            ("own_stride_counted", "kernel_not_less_one", "kernels_added"), {"field": "7"}
        ),
        NamedMistake(("strides_added",), {"jump": "3"}),
        NamedMistake(("last_stride_left_out",), {"jump": "1"}),
    )


def test_a_case_by_hand() -> None:
    # fields 5, 6, 6 + 2 * 2 = 10, 10 + 4 * 2 = 18; jumps 1, 2, 4, 12
    solution = solve(Parameters(kernel_sizes=(5, 2, 3, 3), strides=(1, 2, 2, 3)))
    assert {name: answer.key for name, answer in solution.answers.items()} == {
        "field": "18",
        "jump": "12",
    }
    assert solution.mistakes == {
        "own_stride_counted": {"field": 5 + 2 * 1 + 4 * 2 + 12 * 2},
        "strides_ignored": {"field": 10},
        "kernel_not_less_one": {"field": 5 + 1 * 2 + 2 * 3 + 4 * 3},
        "kernels_added": {"field": 13},
        "strides_added": {"jump": 8},
        "last_stride_left_out": {"jump": 4},
        "last_stride_only": {"jump": 3},
    }


def test_draws_agree_with_the_pixels_that_a_neuron_sees() -> None:
    for seed in SEEDS:
        variant = fresh_variant(GENERATOR, seed)
        p = variant.parameters
        seen, beside = pixels(p, 0), pixels(p, 1)
        assert int(variant.answers["field"].key) == max(seen) - min(seen) + 1
        assert int(variant.answers["jump"].key) == min(beside) - min(seen)
        for count, layer in enumerate(variant.values["layers"], 1):
            below = Parameters(p.kernel_sizes[:count], p.strides[:count])
            assert layer.index.number == count
            assert layer.after.number == len(pixels(below, 0))
            assert layer.next_jump.number == min(pixels(below, 1))


def test_every_mistake_is_a_sum_with_the_slip_in_it() -> None:
    for seed in range(50):
        p = fresh_variant(GENERATOR, seed).parameters
        k, s = p.kernel_sizes, p.strides
        later = range(1, len(k))
        assert solve(p).mistakes == {
            "own_stride_counted": {
                "field": k[0] + sum(math.prod(s[: i + 1]) * (k[i] - 1) for i in later)
            },
            "strides_ignored": {"field": len(pixels(Parameters(k, (1,) * len(k)), 0))},
            "kernel_not_less_one": {"field": k[0] + sum(math.prod(s[:i]) * k[i] for i in later)},
            "kernels_added": {"field": sum(k)},
            "strides_added": {"jump": sum(s)},
            "last_stride_left_out": {"jump": math.prod(s[:-1])},
            "last_stride_only": {"jump": s[-1]},
        }
