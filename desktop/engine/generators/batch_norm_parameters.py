"""Entries of the running mean and the running variance of a BatchNorm2d layer.

running_entries = 2 channels, for an input of shape (batch, channels, height, width)
Source: Ioffe & Szegedy 2015, arXiv:1502.03167 (content key: ioffe2015), section 3.2.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop.engine.generators.answer import whole_number
from desktop.engine.generators.draw import Draw
from desktop.engine.generators.shown import Shown
from desktop.engine.generators.solution import Generator, Solution


@dataclass(frozen=True)
class Parameters:
    """The input's shape."""

    batch: int
    channels: int
    height: int
    width: int


def sample(draw: Draw) -> Parameters:
    """Batches and maps of the usual sizes."""
    return Parameters(
        batch=draw.choice((4, 8, 16, 32, 64)),
        channels=draw.choice((3, 6, 12, 16, 20, 24, 32, 48, 64)),
        height=draw.choice((7, 14, 16, 28, 32, 64)),
        width=draw.choice((7, 14, 16, 28, 32, 64)),
    )


def rejects(p: Parameters, solution: Solution) -> bool:
    """Channels that could be mistaken for another of the input's sizes."""
    return p.channels in (p.batch, p.height, p.width)


def solve(p: Parameters) -> Solution:
    """One running mean and one running variance per channel."""
    one_statistic = p.channels
    entries = Shown(2 * one_statistic)
    values = {
        "batch": Shown(p.batch),
        "channels": Shown(p.channels),
        "height": Shown(p.height),
        "width": Shown(p.width),
        "running_mean_entries": Shown(one_statistic),
        "running_var_entries": Shown(one_statistic),
        "running_entries": entries,
    }
    mistaken = {
        "per_position": 2 * p.channels * p.height * p.width,
        "times_batch": 2 * p.batch * p.channels,
        "one_statistic": one_statistic,
        "learnable_too": 4 * p.channels,
    }
    return Solution(
        values,
        {"running_entries": whole_number(entries)},
        {name: {"running_entries": value} for name, value in mistaken.items()},
    )


GENERATOR = Generator(
    "batch_norm_parameters",
    sample,
    solve,
    presets={"exam": Parameters(batch=8, channels=3, height=32, width=64)},
    rejects=rejects,
)
