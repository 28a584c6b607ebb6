"""What a smaller batch size costs and saves: updates, memory, and noise of the gradient.

updates = epochs ceil(samples / batch_size)
memory = 4 bytes (weights + batch_size activations)
noise = sqrt(large_batch_size / batch_size), the ratio of the gradients' standard deviations
Conventions: 32-bit numbers; 1 MB = 10^6 bytes; drop_last=False; samples drawn independently.
Source: Goodfellow et al. 2016, Deep Learning (content key: goodfellow2016), section 8.1.3.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from desktop.engine.generators.answer import to_places, whole_number
from desktop.engine.generators.draw import Draw
from desktop.engine.generators.shown import Shown
from desktop.engine.generators.solution import Generator, Mistakes, Solution, Values

BYTES = 4
MEGABYTE = 10**6
MEBIBYTE = 2**20
DECIMALS = 4
PLACES_ASKED = 1
BATCH_SIZES = (16, 24, 32, 48, 64, 96, 128)
RATIOS = (4, 9, 16, 25)  # squares


@dataclass(frozen=True)
class Parameters:
    """A training set, a network and two batch sizes; `activations` are those of one sample."""

    samples: int
    epochs: int
    batch_size: int
    ratio: int
    weights: Decimal
    activations: Decimal


def sample(draw: Draw) -> Parameters:
    """Batches that leave a rest, and a memory of whole tenths of a megabyte."""
    return Parameters(
        samples=draw.integer(50, 600) * 100,
        epochs=draw.integer(2, 10),
        batch_size=draw.choice(BATCH_SIZES),
        ratio=draw.choice(RATIOS),
        weights=draw.tidy(500_000, 5_000_000, 250_000),
        activations=draw.tidy(12_500, 125_000, 12_500),
    )


def rejects(p: Parameters, solution: Solution) -> bool:
    """Full batches only, or a bound beyond the training set."""
    return p.samples % p.batch_size == 0 or p.batch_size * p.ratio > p.samples


def solve(p: Parameters) -> Solution:
    """Updates and memory with the small batch, and the noise against the large one."""
    full, rest = divmod(p.samples, p.batch_size)
    batches = full + (rest > 0)
    updates = Shown(p.epochs * batches)
    batch_activations = Shown(p.batch_size * p.activations)
    numbers = Shown(p.weights + batch_activations.number)
    memory = Shown(BYTES * numbers.number / MEGABYTE, DECIMALS)
    noise = Shown(Decimal(p.ratio).sqrt(), DECIMALS)
    values: Values = {
        "samples": Shown(p.samples),
        "epochs": Shown(p.epochs),
        "batch_size": Shown(p.batch_size),
        "large_batch_size": Shown(p.batch_size * p.ratio),
        "ratio": Shown(p.ratio),
        "weights": Shown(p.weights),
        "activations": Shown(p.activations),
        "full_batches": Shown(full),
        "rest": Shown(rest),
        "batches": Shown(batches),
        "batch_activations": batch_activations,
        "numbers": numbers,
        "updates": updates,
        "memory": memory,
        "noise": noise,
    }
    answers = {
        "updates": whole_number(updates),
        "memory": to_places(memory, PLACES_ASKED),
        "noise": to_places(noise, PLACES_ASKED),
    }
    return Solution(values, answers, _mistakes(p))


def _mistakes(p: Parameters) -> Mistakes:
    full, batches = p.samples // p.batch_size, -(-p.samples // p.batch_size)
    across = -(-p.samples * p.epochs // p.batch_size)
    activations = p.batch_size * p.activations
    root = Decimal(p.ratio).sqrt()
    return {
        "rest_dropped": {"updates": p.epochs * full},
        "across_epochs": {"updates": across},
        "one_epoch": {"updates": batches},
        "by_sample": {"updates": p.epochs * p.samples},
        "weights_by_sample": {"memory": _megabytes(p.batch_size * p.weights + activations)},
        "activations_of_one": {"memory": _megabytes(p.weights + p.activations)},
        "weights_left_out": {"memory": _megabytes(activations)},
        "activations_of_all": {"memory": _megabytes(p.weights + p.samples * p.activations)},
        "numbers_for_bytes": {"memory": (p.weights + activations) / MEGABYTE},
        "mebibytes": {"memory": BYTES * (p.weights + activations) / MEBIBYTE},
        "variance": {"noise": Decimal(p.ratio)},
        "inverted": {"noise": 1 / root},
    }


def _megabytes(numbers: Decimal) -> Decimal:
    return BYTES * numbers / MEGABYTE


GENERATOR = Generator("minibatch_counts", sample, solve, presets={}, rejects=rejects)
