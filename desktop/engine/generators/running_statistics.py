"""Running mean and variance of a batch normalization layer after two batches.

running_mean = (1 - momentum) running_mean + momentum mean       from 0
running_var = (1 - momentum) running_var + momentum unbiased     from 1
unbiased = sum of (x - mean)^2 / (count - 1), where count = batch height width values of a channel
PyTorch's convention; in Keras momentum weighs the old value, and 1 - momentum the batch's.
Source: Ioffe & Szegedy 2015, arXiv:1502.03167 (content key: ioffe2015), section 3.1.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from desktop.engine.generators.answer import to_places
from desktop.engine.generators.draw import Draw
from desktop.engine.generators.shown import Listed, Shown, shown_all
from desktop.engine.generators.solution import Generator, Mistakes, Solution, Values

START_MEAN, START_VAR = Decimal(0), Decimal(1)
DECIMALS = 5
PLACES_ASKED = 3
# deviations from the mean: the sum of their squares divides by their number and by one less
PATTERNS = (
    ((-2, 2), (-3, 3), (-1, 1), (-4, 4)),
    ((-3, -3, 3, 3), (-1, -1, -1, 3), (-3, 1, 1, 1), (-6, 0, 0, 6), (-3, -3, 0, 6)),
    ((-3, -1, 0, 1, 3), (-1, -1, -1, -1, 4), (-2, -1, 0, 1, 2), (-4, -2, 0, 2, 4)),
)

Batch = tuple[int, ...]


@dataclass(frozen=True)
class Parameters:
    """The values of a channel in two batches, and the layer's momentum."""

    batches: tuple[Batch, Batch]
    momentum: Decimal


@dataclass(frozen=True)
class Step:
    """A batch and what it does to the running statistics."""

    index: Shown
    values: Listed
    total: Shown
    mean: Shown
    deviations: Listed
    squares: Listed
    square_total: Shown
    variance: Shown
    mean_before: Shown
    running_mean: Shown
    var_before: Shown
    running_var: Shown


def sample(draw: Draw) -> Parameters:
    """Two to five values a batch, with a whole mean that is not 0."""
    first, second = draw.sample(draw.choice(PATTERNS), 2)
    means = draw.sample((-4, -3, -2, 2, 3, 4, 5, 6, 8), 2)
    return Parameters(
        batches=(_batch(draw, first, means[0]), _batch(draw, second, means[1])),
        momentum=draw.choice((Decimal("0.1"), Decimal("0.1"), Decimal("0.2"), Decimal("0.5"))),
    )


def _batch(draw: Draw, pattern: Batch, mean: int) -> Batch:
    return tuple(mean + deviation for deviation in draw.shuffled(pattern))


def rejects(p: Parameters, solution: Solution) -> bool:
    """Two batches of one variance, or statistics that leave the running ones where they are."""
    first, second = p.batches
    var, mean = _unbiased(first), _mean(first)
    idle_var = var == START_VAR or _mixed(START_VAR, var, p.momentum) == _unbiased(second)
    idle_mean = mean == START_MEAN or _mixed(START_MEAN, mean, p.momentum) == _mean(second)
    return var == _unbiased(second) or idle_var or idle_mean


def solve(p: Parameters) -> Solution:
    """Mean and unbiased variance of each batch, each mixed into the running value."""
    keep = 1 - p.momentum
    steps: list[Step] = []
    mean, var = Shown(START_MEAN, DECIMALS), Shown(START_VAR, DECIMALS)
    for index, batch in enumerate(p.batches, 1):
        step = _step(index, batch, p.momentum, mean, var)
        steps.append(step)
        mean, var = step.running_mean, step.running_var
    values: Values = {
        "batch1": Listed(shown_all(p.batches[0])),
        "batch2": Listed(shown_all(p.batches[1])),
        "count": Shown(len(p.batches[0])),
        "count_less_one": Shown(len(p.batches[0]) - 1),
        "momentum": Shown(p.momentum, DECIMALS),
        "keep": Shown(keep, DECIMALS),
        "start_weight": Shown(keep**2, DECIMALS),
        "steps": tuple(steps),
        "running_mean": mean,
        "running_var": var,
    }
    answers = {
        "running_mean": to_places(mean, PLACES_ASKED),
        "running_var": to_places(var, PLACES_ASKED),
    }
    return Solution(values, answers, _mistakes(p))


def _step(index: int, batch: Batch, momentum: Decimal, mean: Shown, var: Shown) -> Step:
    total = Shown(sum(batch))
    center = Shown(total.number / len(batch), DECIMALS)
    deviations = shown_all((x - center.number for x in batch), DECIMALS)
    squares = shown_all((deviation.number**2 for deviation in deviations), DECIMALS)
    square_total = Shown(sum(square.number for square in squares), DECIMALS)
    variance = Shown(square_total.number / (len(batch) - 1), DECIMALS)
    return Step(
        index=Shown(index),
        values=Listed(shown_all(batch)),
        total=total,
        mean=center,
        deviations=Listed(deviations),
        squares=Listed(squares),
        square_total=square_total,
        variance=variance,
        mean_before=mean,
        running_mean=Shown(_mixed(mean.number, center.number, momentum), DECIMALS),
        var_before=var,
        running_var=Shown(_mixed(var.number, variance.number, momentum), DECIMALS),
    )


def _mixed(old: Decimal, new: Decimal, momentum: Decimal) -> Decimal:
    return (1 - momentum) * old + momentum * new


def _mean(batch: Batch) -> Decimal:
    return Decimal(sum(batch)) / len(batch)


def _biased(batch: Batch) -> Decimal:
    center = _mean(batch)
    return sum(((x - center) ** 2 for x in batch), Decimal(0)) / len(batch)


def _unbiased(batch: Batch) -> Decimal:
    return _biased(batch) * len(batch) / (len(batch) - 1)


def _after(start: Decimal, news: tuple[Decimal, Decimal], momentum: Decimal) -> Decimal:
    """The running value after both batches."""
    first, second = news
    return _mixed(_mixed(start, first, momentum), second, momentum)


def _averaged(news: tuple[Decimal, Decimal]) -> Decimal:
    """The plain mean over both batches."""
    return sum(news, Decimal(0)) / len(news)


def _mistakes(p: Parameters) -> Mistakes:
    first, second = p.batches
    means = (_mean(first), _mean(second))
    variances = (_unbiased(first), _unbiased(second))
    biased = (_biased(first), _biased(second))
    roots = (variances[0].sqrt(), variances[1].sqrt())
    m = p.momentum

    def both(mean: Decimal, var: Decimal) -> dict[str, Decimal]:
        return {"running_mean": mean, "running_var": var}

    return {
        "momentum_swapped": both(
            _after(START_MEAN, means, 1 - m), _after(START_VAR, variances, 1 - m)
        ),
        "biased_variance": {"running_var": _after(START_VAR, biased, m)},
        "variance_from_zero": {"running_var": _after(Decimal(0), variances, m)},
        "deviation_averaged": {"running_var": _after(START_VAR, roots, m)},
        "started_with_first_batch": both(_mixed(*means, m), _mixed(*variances, m)),
        "plain_mean": both(_averaged(means), _averaged(variances)),
        "first_batch_forgotten": both(
            _mixed(START_MEAN, means[1], m), _mixed(START_VAR, variances[1], m)
        ),
    }


GENERATOR = Generator("running_statistics", sample, solve, presets={}, rejects=rejects)
