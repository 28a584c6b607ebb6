"""Batch normalization of a small batch in training: statistics, and the output of one sample.

mean = mean of a feature over the batch
std = sqrt(mean of (x - mean)^2)       the biased variance; no epsilon
y = gamma (x - mean) / std + beta
X has the shape (samples, features); gamma and beta have an entry for each feature.
Source: Ioffe & Szegedy 2015, arXiv:1502.03167 (content key: ioffe2015), algorithm 1.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from desktop.engine.generators.answer import places, vector
from desktop.engine.generators.draw import Draw
from desktop.engine.generators.shown import Listed, Shown, gridded, numbered, shown_all
from desktop.engine.generators.solution import Generator, Mistakes, Solution, Values

SAMPLES = 4
DECIMALS = 4
PLACES_ASKED = 2
# deviations from the mean whose standard deviation is whole: 2, 3, 3, 5, 6
PATTERNS = ((-2, -2, 2, 2), (-3, -1, -1, 5), (-5, 1, 1, 3), (-7, -1, 1, 7), (-6, -2, -2, 10))
SCALES = ("0.5", "1.5", "2", "3")
SHIFTS = ("-3", "-2", "-1", "0.5", "1", "2", "3")

Output = Callable[["Column"], Decimal]


@dataclass(frozen=True)
class Parameters:
    """The batch by features (each with its values), what is learned, and the sample to look at."""

    columns: tuple[tuple[int, ...], tuple[int, ...]]
    gamma: tuple[Decimal, Decimal]
    beta: tuple[Decimal, Decimal]
    sample: int  # from 1


@dataclass(frozen=True)
class Column:
    """A feature: its values in the batch, its statistics, and the sample's way through."""

    index: Shown
    values: Listed
    total: Shown
    mean: Shown
    deviations: Listed
    squares: Listed
    square_total: Shown
    variance: Shown
    std: Shown
    x: Shown
    deviation: Shown
    gamma: Shown
    beta: Shown
    y: Shown


def sample(draw: Draw) -> Parameters:
    """Two features around different means, with whole standard deviations."""
    patterns = draw.sample(PATTERNS, 2)
    means = draw.sample((-4, -3, -2, 2, 3, 4, 5, 6), 2)
    gamma, beta = draw.sample(SCALES, 2), draw.sample(SHIFTS, 2)
    return Parameters(
        columns=(_column(draw, patterns[0], means[0]), _column(draw, patterns[1], means[1])),
        gamma=(Decimal(gamma[0]), Decimal(gamma[1])),
        beta=(Decimal(beta[0]), Decimal(beta[1])),
        sample=draw.integer(1, SAMPLES),
    )


def _column(draw: Draw, pattern: tuple[int, ...], mean: int) -> tuple[int, ...]:
    return tuple(mean + deviation for deviation in draw.shuffled(pattern))


def rejects(p: Parameters, solution: Solution) -> bool:
    """A sample of two equal values, a scale equal to its shift, or equal spreads."""
    first, second = (column[p.sample - 1] for column in p.columns)
    same = any(g == b for g, b in zip(p.gamma, p.beta, strict=True))
    return first == second or same or solution.number("std1") == solution.number("std2")


def solve(p: Parameters) -> Solution:
    """The statistics of each feature over the batch, then the output of the sample."""
    columns = tuple(_solved(p, j) for j in range(len(p.columns)))
    means, stds, y = ([getattr(c, name) for c in columns] for name in ("mean", "std", "y"))
    rows = [shown_all(row) for row in zip(*p.columns, strict=True)]
    values: Values = {
        "samples": Shown(len(rows)),
        "index": Shown(p.sample),
        "gamma": Listed(shown_all(p.gamma, DECIMALS)),
        "beta": Listed(shown_all(p.beta, DECIMALS)),
        "columns": columns,
        "mean": Listed(tuple(means)),
        "std": Listed(tuple(stds)),
        "y": Listed(tuple(y)),
        **numbered("std", stds),
        **gridded("x", rows),
    }
    answers = {
        "mean": vector(means, places(PLACES_ASKED)),
        "std": vector(stds, places(PLACES_ASKED)),
        "y": vector(y, places(PLACES_ASKED)),
    }
    return Solution(values, answers, _mistakes(columns))


def _solved(p: Parameters, j: int) -> Column:
    entries = p.columns[j]
    total = Shown(sum(entries))
    mean = Shown(total.number / len(entries), DECIMALS)
    deviations = shown_all((x - mean.number for x in entries), DECIMALS)
    squares = shown_all((deviation.number**2 for deviation in deviations), DECIMALS)
    square_total = Shown(sum(square.number for square in squares), DECIMALS)
    variance = Shown(square_total.number / len(entries), DECIMALS)
    std = Shown(variance.number.sqrt(), DECIMALS)
    deviation = deviations[p.sample - 1]
    return Column(
        index=Shown(j + 1),
        values=Listed(shown_all(entries)),
        total=total,
        mean=mean,
        deviations=Listed(deviations),
        squares=Listed(squares),
        square_total=square_total,
        variance=variance,
        std=std,
        x=Shown(entries[p.sample - 1]),
        deviation=deviation,
        gamma=Shown(p.gamma[j], DECIMALS),
        beta=Shown(p.beta[j], DECIMALS),
        y=Shown(p.gamma[j] * deviation.number / std.number + p.beta[j], DECIMALS),
    )


def _scaled(column: Column, normalized: Decimal) -> Decimal:
    return column.gamma.number * normalized + column.beta.number


def _normalized(column: Column) -> Decimal:
    return column.deviation.number / column.std.number


def _mistakes(columns: tuple[Column, ...]) -> Mistakes:
    outputs: dict[str, Output] = {
        "mean_kept": lambda c: _scaled(c, c.x.number / c.std.number),
        "gamma_beta_swapped": lambda c: c.beta.number * _normalized(c) + c.gamma.number,
        "shifted_first": lambda c: c.gamma.number * (_normalized(c) + c.beta.number),
        "not_scaled": _normalized,
    }
    spreads: dict[str, Output] = {
        "root_forgotten": lambda c: c.variance.number,
        "unbiased": lambda c: (c.square_total.number / (SAMPLES - 1)).sqrt(),
        "absolute_deviations": lambda c: sum(map(abs, c.deviations.numbers), Decimal(0)) / SAMPLES,
    }
    mistakes = {name: {"y": tuple(map(output, columns))} for name, output in outputs.items()}
    for name, spread in spreads.items():
        mistakes[name] = {
            "std": tuple(map(spread, columns)),
            "y": tuple(_scaled(c, c.deviation.number / spread(c)) for c in columns),
        }
    first, second = columns
    side = Decimal(1 if first.x.number > second.x.number else -1)
    mistakes["over_features"] = {"y": (_scaled(first, side), _scaled(second, -side))}
    return mistakes


GENERATOR = Generator("batch_norm_forward", sample, solve, presets={}, rejects=rejects)
