"""Parameter updates of gradient descent, minibatch SGD and one-sample SGD over several epochs.

GD: epochs    minibatch SGD: epochs ceil(samples / batch_size)    one sample: epochs samples
The last, smaller batch counts too (drop_last=False in PyTorch).
Source: Goodfellow et al. 2016, Deep Learning (content key: goodfellow2016), section 8.1.3.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop.engine.generators.answer import whole_number
from desktop.engine.generators.draw import Draw
from desktop.engine.generators.shown import Shown
from desktop.engine.generators.solution import Generator, Solution

SAMPLES = (500, 900, 1000, 1200, 2000, 2500, 4000, 5000, 10_000, 12_000, 20_000, 45_000, 60_000)
BATCH_SIZES = (16, 32, 48, 64, 96, 128, 150, 200, 256)
EASY_BATCH_SIZES = (20, 25, 50, 100)  # they divide all the samples
ONE_IN = 5  # questions in which all batches are full


@dataclass(frozen=True)
class Parameters:
    """A training set, the batches it is split into, and how often it is gone through."""

    samples: int
    batch_size: int
    epochs: int


def sample(draw: Draw) -> Parameters:
    """Usual sizes; now and then the batch size divides the samples."""
    easy = draw.integer(1, ONE_IN) == 1
    return Parameters(
        samples=draw.choice(SAMPLES),
        batch_size=draw.choice(EASY_BATCH_SIZES if easy else BATCH_SIZES),
        epochs=draw.integer(2, 12),
    )


def rejects(p: Parameters, solution: Solution) -> bool:
    """Full batches by accident, or counts of one epoch that could be mistaken for another's."""
    divides = p.samples % p.batch_size == 0
    return (divides and p.batch_size not in EASY_BATCH_SIZES) or solution.number("batches") in {
        p.epochs,
        p.batch_size,
        1,
    }


def solve(p: Parameters) -> Solution:
    """The batches of an epoch, and the updates of each method over all epochs."""
    full, rest = divmod(p.samples, p.batch_size)
    batches = full + (rest > 0)
    updates = {
        "gd_updates": Shown(p.epochs),
        "minibatch_updates": Shown(p.epochs * batches),
        "single_updates": Shown(p.epochs * p.samples),
    }
    values = {
        "samples": Shown(p.samples),
        "batch_size": Shown(p.batch_size),
        "epochs": Shown(p.epochs),
        "full_batches": Shown(full),
        "in_full_batches": Shown(full * p.batch_size),
        "rest": Shown(rest),
        "batches": Shown(batches),
        **updates,
    }
    crossing = -(-p.epochs * p.samples // p.batch_size)
    mistakes = {
        "gd_by_batch": {"gd_updates": p.epochs * batches},
        "gd_by_sample": {"gd_updates": p.epochs * p.samples},
        "one_epoch": {
            "gd_updates": 1,
            "minibatch_updates": batches,
            "single_updates": p.samples,
        },
        "last_batch_dropped": {"minibatch_updates": p.epochs * full},
        "across_epochs": {"minibatch_updates": crossing},
        "by_sample": {"minibatch_updates": p.epochs * p.samples},
        "batch_size_for_batches": {"minibatch_updates": p.epochs * p.batch_size},
        "single_by_batch": {"single_updates": p.epochs * batches},
    }
    return Solution(
        values, {name: whole_number(shown) for name, shown in updates.items()}, mistakes
    )


GENERATOR = Generator("update_counts", sample, solve, presets={}, rejects=rejects)
