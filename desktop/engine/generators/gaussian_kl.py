"""KL divergence from a diagonal Gaussian to the standard normal, the extra loss term of a VAE.

kl = (1 / 2) sum over the dimensions of (mu^2 + variance - 1 - ln variance), in nats
It is KL(q || N(0, 1)). The encoder gives the variances or, as most do, their natural logarithms.
Source: Kingma & Welling 2014, arXiv:1312.6114 (content key: kingma2014), appendix B.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop.engine.generators.answer import to_places
from desktop.engine.generators.draw import Draw
from desktop.engine.generators.shown import Listed, Shown, Word, shown_all
from desktop.engine.generators.solution import Generator, Mistakes, Solution, Values

DECIMALS = 5
PLACES_ASKED = 3
VARIANCES = ("0.25", "0.5", "2", "4")
LOG_VARIANCES = ("-2", "-1", "-0.5", "0.5", "1", "2")

Term = Callable[[Decimal, Decimal, Decimal], Decimal]  # of mu, variance and log variance


@dataclass(frozen=True)
class Parameters:
    """Means, and variances or log-variances, of the latent dimensions."""

    mu: tuple[Decimal, ...]
    spread: tuple[Decimal, ...]
    is_log: bool


@dataclass(frozen=True)
class Dimension:
    """A latent dimension and its share of the sum, before it is halved."""

    index: Shown
    mu: Shown
    square: Shown
    variance: Shown
    log_variance: Shown
    term: Shown


def sample(draw: Draw) -> Parameters:
    """Two dimensions, their variances given as they are or as logarithms."""
    is_log = draw.choice((True, False))
    spread = draw.sample(LOG_VARIANCES if is_log else VARIANCES, 2)
    return Parameters(
        mu=(draw.tidy(-2, 2, "0.5"), draw.tidy(-2, 2, "0.5")),
        spread=(Decimal(spread[0]), Decimal(spread[1])),
        is_log=is_log,
    )


def rejects(p: Parameters, solution: Solution) -> bool:
    """Means of equal size, or that squaring does not change; logarithms that cancel."""
    first, second = (abs(mu) for mu in p.mu)
    idle_square = first == second or {first, second} == {Decimal(0), Decimal(1)}
    low, high = sorted(p.spread)
    return idle_square or (low + high == 0 if p.is_log else low * high == 1)


def solve(p: Parameters) -> Solution:
    """The term of each dimension, their sum, and half of it."""
    dimensions = tuple(
        _dimension(index, mu, spread, p.is_log)
        for index, (mu, spread) in enumerate(zip(p.mu, p.spread, strict=True), 1)
    )
    total = Shown(sum((one.term.number for one in dimensions), Decimal(0)), DECIMALS)
    kl = Shown(total.number / 2, DECIMALS + 1)
    first, second = dimensions
    values: Values = {
        "mu": Listed(shown_all(p.mu, DECIMALS)),
        "spread": Listed(shown_all(p.spread, DECIMALS)),
        "given": Word("log-variances" if p.is_log else "variances"),
        "dimensions": dimensions,
        "term1": first.term,
        "term2": second.term,
        "total": total,
        "kl": kl,
    }
    return Solution(values, {"kl": to_places(kl, PLACES_ASKED)}, _mistakes(p))


def _dimension(index: int, mu: Decimal, spread: Decimal, is_log: bool) -> Dimension:
    exact_variance, exact_log = _both_forms(spread, is_log)
    variance, log_variance = Shown(exact_variance, DECIMALS), Shown(exact_log, DECIMALS)
    square = Shown(mu**2, DECIMALS)
    return Dimension(
        Shown(index),
        Shown(mu, DECIMALS),
        square,
        variance,
        log_variance,
        Shown(square.number + variance.number - 1 - log_variance.number, DECIMALS),
    )


def _both_forms(spread: Decimal, is_log: bool) -> tuple[Decimal, Decimal]:
    """The variance and its logarithm."""
    return (spread.exp(), spread) if is_log else (spread, spread.ln())


def _mistakes(p: Parameters) -> Mistakes:
    """At full precision: dividing by a small variance magnifies what is rounded off it."""
    dimensions = tuple(
        (mu, *_both_forms(spread, p.is_log)) for mu, spread in zip(p.mu, p.spread, strict=True)
    )
    right = _sum(dimensions, lambda mu, v, log: mu**2 + v - 1 - log)
    slips: dict[str, Term] = {
        "deviation_for_variance": lambda mu, v, log: mu**2 + v.sqrt() - 1 - log / 2,
        "minus_one_lost": lambda mu, v, log: mu**2 + v - log,
        "log_added": lambda mu, v, log: mu**2 + v - 1 + log,
        "log_lost": lambda mu, v, log: mu**2 + v - 1,
        "mean_not_squared": lambda mu, v, log: mu + v - 1 - log,
        "one_number_for_both": lambda mu, v, log: mu**2 - 1,
        "reversed": lambda mu, v, log: (1 + mu**2) / v - 1 + log,
    }
    totals = {name: _sum(dimensions, term) for name, term in slips.items()}
    totals |= {"half_lost": 2 * right, "averaged": right / len(dimensions)}
    return {name: {"kl": total / 2} for name, total in totals.items()}


def _sum(dimensions: Sequence[tuple[Decimal, Decimal, Decimal]], term: Term) -> Decimal:
    return sum((term(*dimension) for dimension in dimensions), Decimal(0))


GENERATOR = Generator("gaussian_kl", sample, solve, presets={}, rejects=rejects)
