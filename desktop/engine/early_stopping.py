"""Early stopping with patience."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class EarlyStop:
    """Where training stands: the best epoch so far, and whether it is time to stop.

    Epochs count from 1; best_epoch is 0 before the first. `waited` epochs brought no new best one.
    """

    best_epoch: int
    waited: int
    stops: bool


def early_stop(errors: Sequence[float], patience: int) -> EarlyStop:
    """Look at the validation errors of all epochs so far, up to the stop.

    Every strictly lower error is a new best one; training stops after `patience` epochs in a row
    without one, and the weights of the best epoch are kept.
    Source: Goodfellow et al. 2016, Deep Learning, algorithm 7.1.
    """
    best = waited = 0
    for epoch, error in enumerate(errors, 1):
        if best == 0 or error < errors[best - 1]:
            best = epoch
        waited = epoch - best
        if waited >= patience:
            break
    return EarlyStop(best, waited, best > 0 and waited >= patience)
