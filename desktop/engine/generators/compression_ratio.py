"""How much smaller the latent code of an autoencoder is than the image: in numbers, and in bits.

ratio = (in_channels size^2) / (code_channels code_size^2)
bit_ratio = (in_channels size^2 PIXEL_BITS) / (code_channels code_size^2 code_bits)
The image is raw, with 8 bits for every value; shapes are (channels, height, width), both square.
Source: Goodfellow et al. 2016 (content key: goodfellow2016), section 14.1.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from desktop.engine.generators.answer import to_places
from desktop.engine.generators.draw import Draw
from desktop.engine.generators.shown import Shown
from desktop.engine.generators.solution import Generator, Mistakes, Solution, Values

PIXEL_BITS = 8
DECIMALS = 4
PLACES_ASKED = 2
# height of the image and of the code: each divides so that the ratios end after few decimals
SIDES = ((16, 2), (16, 4), (28, 7), (32, 4), (32, 8), (64, 4), (64, 8), (64, 16), (96, 12))


@dataclass(frozen=True)
class Parameters:
    """The image's shape, the code's shape, and the bits of a number of the code."""

    in_channels: int
    size: int
    code_channels: int
    code_size: int
    code_bits: int


def sample(draw: Draw) -> Parameters:
    """Gray or color images and small feature maps, in floats of 32 or 16 bits."""
    size, code_size = draw.choice(SIDES)
    return Parameters(
        in_channels=draw.choice((1, 3, 3)),
        size=size,
        code_channels=draw.choice((4, 8, 16, 32)),
        code_size=code_size,
        code_bits=draw.choice((16, 32)),
    )


def rejects(p: Parameters, solution: Solution) -> bool:
    """A ratio of 1, a code of more numbers than the image, equal sizes."""
    ratio, bit_ratio = solution.number("ratio"), solution.number("bit_ratio")
    return ratio <= 1 or bit_ratio == 1 or p.code_channels == p.code_size


def solve(p: Parameters) -> Solution:
    """Both counts and their ratio, then the same in bits."""
    numbers = Shown(p.in_channels * p.size**2)
    code_numbers = Shown(p.code_channels * p.code_size**2)
    bits = Shown(numbers.number * PIXEL_BITS)
    code_bits = Shown(code_numbers.number * p.code_bits)
    ratio = Shown(numbers.number / code_numbers.number, DECIMALS)
    bit_ratio = Shown(bits.number / code_bits.number, DECIMALS)
    values: Values = {
        "in_channels": Shown(p.in_channels),
        "size": Shown(p.size),
        "code_channels": Shown(p.code_channels),
        "code_size": Shown(p.code_size),
        "pixel_bits": Shown(PIXEL_BITS),
        "number_bits": Shown(p.code_bits),
        "times_bits": Shown(p.code_bits // PIXEL_BITS),
        "numbers": numbers,
        "code_numbers": code_numbers,
        "bits": bits,
        "code_bits": code_bits,
        "ratio": ratio,
        "bit_ratio": bit_ratio,
    }
    answers = {
        "ratio": to_places(ratio, PLACES_ASKED),
        "bit_ratio": to_places(bit_ratio, PLACES_ASKED),
    }
    return Solution(values, answers, _mistakes(p))


def _mistakes(p: Parameters) -> Mistakes:
    area, code_area = Decimal(p.size**2), Decimal(p.code_size**2)
    right = p.in_channels * area / (p.code_channels * code_area)
    bits = Decimal(PIXEL_BITS) / p.code_bits  # of a value of the image, for one of a code's number
    ratios = {
        "inverted": (1 / right, 1 / (right * bits)),
        "percent_left": (100 / right, 100 / (right * bits)),
        "image_channels_lost": (right / p.in_channels, right * bits / p.in_channels),
        "code_channels_lost": (right * p.code_channels, right * bits * p.code_channels),
        "channels_lost": (area / code_area, bits * area / code_area),
        "sides_compared": (
            Decimal(p.size) / p.code_size,
            bits * Decimal(p.size) / p.code_size,
        ),
    }
    mistakes = {
        name: {"ratio": ratio, "bit_ratio": bit_ratio}
        for name, (ratio, bit_ratio) in ratios.items()
    }
    return mistakes | {
        "bits_ignored": {"bit_ratio": right},
        "bits_swapped": {"bit_ratio": right / bits},
        "image_bits_lost": {"bit_ratio": right / p.code_bits},
    }


GENERATOR = Generator("compression_ratio", sample, solve, presets={}, rejects=rejects)
