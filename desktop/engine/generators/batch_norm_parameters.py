"""Entries of the running mean and the running variance of a BatchNorm2d layer.

running_entries = 2 channels, for an input of shape (batch, channels, height, width)
Source: Ioffe & Szegedy 2015, arXiv:1502.03167 (content key: ioffe2015), section 3.2.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop.engine.generators.solution import Generator, Shown, Solution, whole_number


@dataclass(frozen=True)
class Parameters:
    """The input's shape."""

    batch: int
    channels: int
    height: int
    width: int


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
    solve,
    presets={"exam": Parameters(batch=8, channels=3, height=32, width=64)},
)
