"""Binary cross-entropy of a small batch, from logits, with the natural logarithm.

probability = 1 / (1 + exp(-logit)), likelihood = probability where the label is 1, else its rest
loss = mean over the batch of -ln(likelihood)
Source: Goodfellow et al. 2016 (content key: goodfellow2016), section 6.2.2.2.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop.engine.generators.answer import to_places
from desktop.engine.generators.draw import Draw
from desktop.engine.generators.shown import Listed, Shown, shown_all
from desktop.engine.generators.solution import Generator, Mistakes, Solution, Values

DECIMALS = 4
PROBABILITY_DECIMALS = 5  # the logarithm magnifies what is rounded off a small one
PLACES_ASKED = 2
SIZES = tuple(Decimal(size) for size in ("0.5", "1", "1.5", "2", "2.5", "3"))


@dataclass(frozen=True)
class Parameters:
    """The batch: a logit and a label, 0 or 1, for every sample."""

    logits: tuple[Decimal, ...]
    labels: tuple[int, ...]


@dataclass(frozen=True)
class Sample:
    """What one sample adds to the loss."""

    index: Shown
    logit: Shown
    minus_logit: Shown
    label: Shown
    probability: Shown
    likelihood: Shown
    loss: Shown


def sample(draw: Draw) -> Parameters:
    """Two or three samples of both classes, with logits of different sizes."""
    labels = (0, 1, draw.integer(0, 1))[: draw.integer(2, 3)]
    sizes = draw.sample(SIZES, len(labels))
    return Parameters(tuple(draw.sign() * size for size in sizes), draw.shuffled(labels))


def solve(p: Parameters) -> Solution:
    """The loss, sample by sample."""
    samples = tuple(
        _sample(i, logit, label)
        for i, (logit, label) in enumerate(zip(p.logits, p.labels, strict=True), 1)
    )
    count = len(samples)
    total = Shown(sum((one.loss.number for one in samples), Decimal(0)), DECIMALS)
    loss = Shown(total.number / count, DECIMALS)
    values: Values = {
        "count": Shown(count),
        "logits": Listed(shown_all(p.logits, 1)),
        "labels": Listed(shown_all(p.labels)),
        "samples": samples,
        "total": total,
        "loss": loss,
    }
    return Solution(values, {"loss": to_places(loss, PLACES_ASKED)}, _mistakes(samples))


def _sample(index: int, logit: Decimal, label: int) -> Sample:
    probability = Shown(1 / (1 + (-logit).exp()), PROBABILITY_DECIMALS)
    likelihood = probability if label else Shown(1 - probability.number, PROBABILITY_DECIMALS)
    return Sample(
        index=Shown(index),
        logit=Shown(logit, 1),
        minus_logit=Shown(-logit, 1),
        label=Shown(label),
        probability=probability,
        likelihood=likelihood,
        loss=Shown(-likelihood.number.ln(), DECIMALS),
    )


def _mistakes(samples: Sequence[Sample]) -> Mistakes:
    count = len(samples)
    likelihoods = [one.likelihood.number for one in samples]
    losses = [-likelihood.ln() for likelihood in likelihoods]
    total = sum(losses, Decimal(0))
    of_label_one = [loss for one, loss in zip(samples, losses, strict=True) if one.label.number]
    mistaken = {
        "labels_swapped": -sum((_rest(q).ln() for q in likelihoods), Decimal(0)) / count,
        "label_zero_left_out": sum(of_label_one, Decimal(0)) / count,
        "base_ten": total / count / Decimal(10).ln(),
        "not_averaged": total,
        "averaged_first": -(sum(likelihoods, Decimal(0)) / count).ln(),
        "squared_error": sum((_rest(q) ** 2 for q in likelihoods), Decimal(0)) / count,
        "sign_lost": -total / count,
    }
    return {name: {"loss": value} for name, value in mistaken.items()}


def _rest(probability: Decimal) -> Decimal:
    return 1 - probability


GENERATOR = Generator("binary_cross_entropy", sample, solve, presets={})
