"""Schedules: the learning rate of each step.

A schedule takes the number of a step, from 0, to the learning rate of that step.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TypeAlias

Schedule: TypeAlias = Callable[[int], float]


def constant(learning_rate: float) -> Schedule:
    """The same at every step."""
    return lambda step: learning_rate


def step_decay(learning_rate: float, every: int, factor: float = 0.1) -> Schedule:
    """Times factor after every `every` steps: learning_rate factor^floor(step / every)."""
    return lambda step: learning_rate * factor ** (step // every)


def exponential_decay(learning_rate: float, factor: float) -> Schedule:
    """Times factor after each step: learning_rate factor^step."""
    return lambda step: learning_rate * factor**step


def inverse_decay(learning_rate: float, decay: float) -> Schedule:
    """Ever slower decay: learning_rate / (1 + decay step)."""
    return lambda step: learning_rate / (1 + decay * step)


def cosine(learning_rate: float, num_steps: int, final: float = 0.0) -> Schedule:
    """Half a cosine wave from learning_rate at step 0 to final at step num_steps, then final.

    final + (learning_rate - final) (1 + cos(pi step / num_steps)) / 2
    Source: Loshchilov & Hutter 2017, arXiv:1608.03983.
    """
    return lambda step: final + (learning_rate - final) * _half_cosine(step / num_steps)


def warm_up(schedule: Schedule, num_steps: int) -> Schedule:
    """A straight rise over the first num_steps, then another schedule, counted from there.

    schedule(0) (step + 1) / (num_steps + 1) before step num_steps
    Source: Goyal et al. 2017, arXiv:1706.02677.
    """

    def at(step: int) -> float:
        if step < num_steps:
            return schedule(0) * (step + 1) / (num_steps + 1)
        return schedule(step - num_steps)

    return at


def one_cycle(
    max_learning_rate: float,
    num_steps: int,
    rise: float = 0.3,
    start_divisor: float = 25.0,
    final_divisor: float = 1e4,
) -> Schedule:
    """Cosine rise to the maximum over the share `rise` of the steps, then a cosine fall.

    From max / start_divisor at step 0 over max at step rise num_steps - 1 to max / (start_divisor
    final_divisor) at step num_steps - 1, as PyTorch's OneCycleLR.
    Raises: ValueError if that leaves no step for the rise or for the fall.
    Source: Smith & Topin 2019, arXiv:1708.07120.
    """
    start = max_learning_rate / start_divisor
    final = start / final_divisor
    top = rise * num_steps - 1
    if not 0 < top < num_steps - 1:
        raise ValueError(f"one_cycle: {num_steps} steps are too few, or rise {rise} is not a share")

    def at(step: int) -> float:
        if step <= top:
            return max_learning_rate + (start - max_learning_rate) * _half_cosine(step / top)
        past = (step - top) / (num_steps - 1 - top)
        return final + (max_learning_rate - final) * _half_cosine(past)

    return at


def _half_cosine(share: float) -> float:
    """From 1 at 0 to 0 at 1, and 0 after that."""
    return (1 + math.cos(math.pi * min(share, 1.0))) / 2
