"""Softmax probability of the true class, and the cross-entropy of one sample.

probability = exp(logit_target) / sum of exp(logit)
loss = -ln(probability) = ln(sum of exp(logit)) - logit_target   natural logarithm
Source: Goodfellow, Bengio & Courville 2016 (content key: goodfellow2016), section 6.2.2.3.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from desktop.engine.generators.answer import Value, to_places
from desktop.engine.generators.draw import Draw
from desktop.engine.generators.shown import Listed, Shown, numbered, shown_all
from desktop.engine.generators.solution import Generator, Mistakes, Solution, Values

DECIMALS = 4
PROBABILITY_DECIMALS = 5  # of a small probability the logarithm magnifies what is cut off
PROBABILITY_PLACES = 3
LOSS_PLACES = 2


@dataclass(frozen=True)
class Parameters:
    """One logit for each class, and the true class, counted from 1."""

    logits: tuple[int, int, int]
    target: int


@dataclass(frozen=True)
class ClassScore:
    """A class's logit and its exponential."""

    index: Shown
    logit: Shown
    exponential: Shown


def sample(draw: Draw) -> Parameters:
    """Three different logits; any of the classes can be the true one."""
    first, second, third = draw.sample((-1, 0, 1, 2, 3), 3)
    return Parameters((first, second, third), draw.integer(1, 3))


def rejects(p: Parameters, solution: Solution) -> bool:
    """A loss that the two ways to it round differently."""
    loss = Shown(solution.number("loss"), LOSS_PLACES)
    return loss.number != solution.number("loss_by_logits")


def solve(p: Parameters) -> Solution:
    """Exponentials, their sum, the true class's share of it, and its negative logarithm."""
    target = p.target - 1
    exponentials = shown_all((Decimal(logit).exp() for logit in p.logits), DECIMALS)
    total = Shown(_sum(exponentials), DECIMALS)
    probability = Shown(exponentials[target].number / total.number, PROBABILITY_DECIMALS)
    loss = Shown(-probability.number.ln(), DECIMALS)
    logits = shown_all(p.logits)
    values: Values = {
        "logits": Listed(logits),
        "target": Shown(p.target),
        "target_logit": logits[target],
        "target_exponential": exponentials[target],
        "class_scores": tuple(
            ClassScore(Shown(index), logit, exponential)
            for index, (logit, exponential) in enumerate(zip(logits, exponentials, strict=True), 1)
        ),
        **numbered("exponential", exponentials),
        "total": total,
        "probability": probability,
        "loss": loss,
        "log_total": Shown(total.number.ln(), DECIMALS),
        "loss_by_logits": Shown(total.number.ln() - p.logits[target], LOSS_PLACES),
    }
    answers = {
        "probability": to_places(probability, PROBABILITY_PLACES),
        "loss": to_places(loss, LOSS_PLACES),
    }
    return Solution(values, answers, _mistakes(p, exponentials, probability.number))


def _mistakes(p: Parameters, exponentials: tuple[Shown, ...], right: Decimal) -> Mistakes:
    total = _sum(exponentials)
    shares = [exponential.number / total for exponential in exponentials]
    largest = max(shares)
    return {
        "logits_shared": _logits_shared(p),
        "not_divided": {
            "probability": exponentials[p.target - 1].number,
            "loss": Decimal(-p.logits[p.target - 1]),
        },
        "largest_class": {"probability": largest, "loss": -largest.ln()},
        "common_logarithm": {"loss": -right.log10()},
        "sign_lost": {"loss": right.ln()},
        "logarithm_lost": {"loss": 1 - right},
        "all_classes": {"loss": -sum((share.ln() for share in shares), Decimal(0))},
    }


def _logits_shared(p: Parameters) -> dict[str, Value]:
    """Each logit's share of their sum, as far as that can be had."""
    total = sum(p.logits)
    if total == 0:
        return {}
    share = Decimal(p.logits[p.target - 1]) / total
    return {"probability": share, "loss": -share.ln()} if share > 0 else {"probability": share}


def _sum(exponentials: tuple[Shown, ...]) -> Decimal:
    return sum((exponential.number for exponential in exponentials), Decimal(0))


GENERATOR = Generator("softmax_cross_entropy", sample, solve, presets={}, rejects=rejects)
