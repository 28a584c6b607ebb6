"""Compression by an autoencoder: cases by hand, others by the bytes of arrays, every mistake."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from desktop.engine.generators.compression_ratio import GENERATOR, Parameters, rejects, solve
from desktop.engine.generators.generate import fresh_variant

SEEDS = range(50)
FLOATS = {16: np.float16, 32: np.float32}


def test_a_case_by_hand() -> None:
    # 3 * 32 * 32 = 3072 against 8 * 4 * 4 = 128; a float takes four times the bits of a pixel
    solution = solve(Parameters(3, 32, 8, 4, 32))
    assert {name: answer.key for name, answer in solution.answers.items()} == {
        "ratio": "24",
        "bit_ratio": "6",
    }


def test_fewer_numbers_can_take_more_bits() -> None:
    # 784 numbers against 392, but 6272 bits against 12,544
    solution = solve(Parameters(1, 28, 8, 7, 32))
    assert [answer.key for answer in solution.answers.values()] == ["2", "0.5"]


def test_a_ratio_of_one_is_rejected() -> None:
    for p in (Parameters(1, 16, 16, 4, 32), Parameters(1, 16, 4, 4, 32)):
        assert rejects(p, solve(p))


@pytest.mark.parametrize("seed", SEEDS)
def test_ratios_are_those_of_arrays(seed: int) -> None:
    variant = fresh_variant(GENERATOR, seed)
    p = variant.parameters
    image = np.zeros((p.in_channels, p.size, p.size), np.uint8)
    code = np.zeros((p.code_channels, p.code_size, p.code_size), FLOATS[p.code_bits])
    ratio = Fraction(image.size, code.size)
    bit_ratio = Fraction(image.nbytes, code.nbytes)
    # no rounding on the way: what is shown is exact
    assert Fraction(variant.values["ratio"].number) == ratio
    assert Fraction(variant.values["bit_ratio"].number) == bit_ratio
    width = bit_ratio / ratio
    areas = Fraction(image[0].size, code[0].size)
    slips = {
        "inverted": (1 / ratio, 1 / bit_ratio),
        "percent_left": (
            Fraction(100 * code.size, image.size),
            Fraction(100 * code.nbytes, image.nbytes),
        ),
        "image_channels_lost": (
            Fraction(image[0].size, code.size),
            Fraction(image[0].nbytes, code.nbytes),
        ),
        "code_channels_lost": (
            Fraction(image.size, code[0].size),
            Fraction(image.nbytes, code[0].nbytes),
        ),
        "channels_lost": (areas, Fraction(image[0].nbytes, code[0].nbytes)),
        "sides_compared": (Fraction(p.size, p.code_size), Fraction(p.size, p.code_size) * width),
        "bits_ignored": (ratio,),
        "bits_swapped": (Fraction(image.size * code.itemsize, code.size),),
        "image_bits_lost": (Fraction(image.nbytes, 8 * code.nbytes),),
    }
    mistakes = solve(p).mistakes
    assert set(mistakes) == set(slips)
    for name, values in slips.items():
        found = [float(Decimal(str(value))) for value in mistakes[name].values()]
        assert found == pytest.approx([float(value) for value in values])
