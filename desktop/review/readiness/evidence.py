"""What the log says about this learner: how true the memory model is, and what recall is worth."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from desktop.review.statistics import ReviewTable
from desktop.review.statistics.table import Flags

SHIFT_SPREAD = 0.5  # of how far, in logits, learners differ from the model beforehand
SHARE_MEAN, SHARE_WEIGHT = 0.9, 8.0  # of the credits earned when recalled, in answers
SHARE_SPREAD = 0.2
FIRST_MEAN, FIRST_WEIGHT = 0.25, 8.0  # of questions answered at their first sight
KINDS = ("choice", "open", "numeric", "drill")
NEWTON_STEPS = 25
SURE = 1e-4  # a chance of recall stays this far from 0 and 1


@dataclass(frozen=True, slots=True)
class Share:
    """Part of the credits earned when recalled: its mean, that mean's error, the spread."""

    mean: float
    error: float
    spread: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of a learner.

    `shift` is added to the logit of every predicted chance of recall; `shift_error` is its standard
    error. `first` is the chance to answer a question never seen, with its standard error.
    """

    reviews: int
    shift: float
    shift_error: float
    shares: Mapping[str, Share]
    first: float
    first_error: float

    def recall(self, predicted: float) -> float:
        """The chance of recall, corrected by how true predictions have been."""
        return _logistic(_logit(predicted) + self.shift)


def evidence_of(table: ReviewTable, kinds: Mapping[str, str]) -> Evidence:
    """The evidence of a log; `kinds` maps a card's id to its kind."""
    recalls = table.recalls
    shift, error = fitted_shift(table.predicted[recalls], table.recalled[recalls])
    of_kind = np.array([kinds.get(card_id, "") for card_id in table.card_ids])
    kind = of_kind[table.card] if table.card.size else np.array([], dtype=str)
    marked = (table.rating > 1) & ~np.isnan(table.total) & (table.total > 0)
    shares = {name: _share(table, marked & (kind == name)) for name in KINDS}
    first = (table.rating > 0) & (table.elapsed < 0)
    mean, mean_error = _share_of(int(table.recalled[first].sum()), int(first.sum()))
    return Evidence(int((table.rating > 0).sum()), shift, error, shares, mean, mean_error)


def fitted_shift(
    predicted: np.ndarray, recalled: np.ndarray, spread: float = SHIFT_SPREAD
) -> tuple[float, float]:
    """How far recall lies from its prediction, in logits, with the standard error.

    The shift d that is likeliest for P(recalled) = logistic(logit(predicted) + d), with d normal
    around 0 beforehand; found by Newton's method, the error from the curvature there.
    """
    logits = np.log(np.clip(predicted, SURE, 1 - SURE) / (1 - np.clip(predicted, SURE, 1 - SURE)))
    outcomes = recalled.astype(np.float64)
    shift, curvature = 0.0, 1 / spread**2
    for _ in range(NEWTON_STEPS):
        chance = 1 / (1 + np.exp(-(logits + shift)))
        slope = float((outcomes - chance).sum()) - shift / spread**2
        curvature = float((chance * (1 - chance)).sum()) + 1 / spread**2
        step = slope / curvature
        shift += step
        if abs(step) < 1e-9:
            break
    return shift, curvature**-0.5


def _share(table: ReviewTable, rows: Flags) -> Share:
    shares = table.earned[rows] / table.total[rows]
    count = float(shares.size)
    mean = (float(shares.sum()) + SHARE_MEAN * SHARE_WEIGHT) / (count + SHARE_WEIGHT)
    squares = float(((shares - mean) ** 2).sum()) + SHARE_WEIGHT * SHARE_SPREAD**2
    spread = math.sqrt(squares / (count + SHARE_WEIGHT))
    return Share(mean, spread / math.sqrt(count + SHARE_WEIGHT), spread)


def _share_of(successes: int, count: int) -> tuple[float, float]:
    """Mean and error of a chance, with what is believed beforehand."""
    weight = count + FIRST_WEIGHT
    mean = (successes + FIRST_MEAN * FIRST_WEIGHT) / weight
    return mean, math.sqrt(mean * (1 - mean) / (weight + 1))


def _logit(chance: float) -> float:
    inside = min(max(chance, SURE), 1 - SURE)
    return math.log(inside / (1 - inside))


def _logistic(logit: float) -> float:
    return 1 / (1 + math.exp(-logit))
