"""Padding that keeps height and width in a convolution of stride 1.

lost = dilation (kernel_size - 1)   pixels, without padding
padding = lost / 2                  on every side; an odd loss has none
Source: Dumoulin & Visin 2016, arXiv:1603.07285 (content key: dumoulin2016), section 2.2.1.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop.engine.generators.answer import whole_number
from desktop.engine.generators.draw import Draw
from desktop.engine.generators.shown import NoAnswerError, Shown
from desktop.engine.generators.solution import Generator, Mistakes, Solution, Values

STRIDE = 1


@dataclass(frozen=True)
class Parameters:
    """A square map's height and width, and the convolution's settings."""

    size: int
    kernel_size: int
    dilation: int


def sample(draw: Draw) -> Parameters:
    """Mostly odd kernels; even ones only with a dilation that makes them fit."""
    kernel_size, dilation = draw.choice(
        (
            *((k, d) for k in (5, 7, 9, 11) for d in (1, 2, 3)),
            *((3, d) for d in (2, 3, 4)),
            *((k, 2) for k in (4, 6, 8)),
        )
    )
    return Parameters(draw.integer(36, 64), kernel_size, dilation)


def solve(p: Parameters) -> Solution:
    """What the kernel costs without padding, and half of it for either side."""
    lost = p.dilation * (p.kernel_size - 1)
    if lost % 2:
        raise NoAnswerError(f"{lost} pixels cannot be shared by two sides: no answer")
    unpadded_size = Shown(p.size - lost)
    padding = Shown(lost // 2)
    values: Values = {
        "size": Shown(p.size),
        "kernel_size": Shown(p.kernel_size),
        "stride": Shown(STRIDE),
        "dilation": Shown(p.dilation),
        "span": Shown(lost + 1),
        "lost": Shown(lost),
        "unpadded_size": unpadded_size,
        "padding": padding,
    }
    answers = {"unpadded_size": whole_number(unpadded_size), "padding": whole_number(padding)}
    return Solution(values, answers, _mistakes(p, lost))


def _mistakes(p: Parameters, lost: int) -> Mistakes:
    dilated_kernel = p.dilation * p.kernel_size
    return {
        "total_padding": {"padding": lost},
        "dilation_ignored": {
            "unpadded_size": p.size - (p.kernel_size - 1),
            "padding": p.kernel_size // 2,
        },
        "kernel_not_less_one": {
            "unpadded_size": p.size - dilated_kernel,
            "padding": -(-dilated_kernel // 2),
        },
        "no_plus_one": {"unpadded_size": p.size - lost - 1},
    }


GENERATOR = Generator(
    "same_padding",
    sample,
    solve,
    presets={"exam": Parameters(size=28, kernel_size=3, dilation=1)},
)
