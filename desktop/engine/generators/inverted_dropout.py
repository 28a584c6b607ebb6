"""Inverted dropout: a layer's outputs in a training step with a given mask, and at test time.

training = activations * mask / keep, keep = 1 - drop_probability, mask 1 where a unit is kept
test = activations
Source: Srivastava et al. 2014 (content key: srivastava2014), section 10, for the scaling.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from desktop.engine.generators.answer import EXACT, places, vector
from desktop.engine.generators.draw import Draw
from desktop.engine.generators.shown import Listed, Shown, Word, shown_all
from desktop.engine.generators.solution import Generator, Mistakes, Solution, Values

DECIMALS = 2
DROP_PROBABILITIES = tuple(Decimal(text) for text in ("0.2", "0.6", "0.75", "0.8"))
MASKS = ((1, 0, 0, 1), (1, 0, 1, 1), (0, 1, 0, 0))  # in any order


@dataclass(frozen=True)
class Parameters:
    """The layer's outputs before dropout, and which of its units a training step keeps.

    `fate` is what the stated probability means: that a unit is dropped, or that it is kept.
    """

    activations: tuple[int, ...]
    mask: tuple[int, ...]
    drop_probability: Decimal
    fate: str


@dataclass(frozen=True)
class Unit:
    """A unit in the training step."""

    index: Shown
    activation: Shown
    mask: Shown
    output: Shown


def sample(draw: Draw) -> Parameters:
    """Four different activations, and a mask that keeps one to three of them."""
    mask = draw.shuffled(draw.choice(MASKS))
    return Parameters(
        activations=draw.sample(range(1, 13), len(mask)),
        mask=mask,
        drop_probability=draw.choice(DROP_PROBABILITIES),
        fate=draw.choice(("dropped", "kept")),
    )


def solve(p: Parameters) -> Solution:
    """The outputs in training, unit by unit, and at test time."""
    drop = Shown(p.drop_probability, DECIMALS)
    keep = Shown(1 - drop.number, DECIMALS)
    scale = Shown(1 / keep.number, DECIMALS)
    units = tuple(
        Unit(Shown(i), Shown(x), Shown(m), Shown(x * m * scale.number, DECIMALS))
        for i, (x, m) in enumerate(zip(p.activations, p.mask, strict=True), 1)
    )
    training = tuple(unit.output for unit in units)
    test = shown_all(p.activations)
    values: Values = {
        "activations": Listed(shown_all(p.activations)),
        "mask": Listed(shown_all(p.mask)),
        "fate": Word(p.fate),
        "stated": keep if p.fate == "kept" else drop,
        "drop": drop,
        "keep": keep,
        "scale": scale,
        "units": units,
        "training": Listed(training),
        "test": Listed(test),
    }
    answers = {"training": vector(training, places(DECIMALS)), "test": vector(test, EXACT)}
    return Solution(values, answers, _mistakes(p))


def _mistakes(p: Parameters) -> Mistakes:
    drop, keep = p.drop_probability, 1 - p.drop_probability
    return {
        "divided_by_drop": {"training": _masked(p, 1 / drop)},
        "not_scaled": {"training": _masked(p, Decimal(1))},
        "scaled_down": {"training": _masked(p, keep)},
        "mask_inverted": {
            "training": tuple(
                (1 - m) * x / keep for x, m in zip(p.activations, p.mask, strict=True)
            )
        },
        "scaled_at_test": {"test": tuple(x * keep for x in p.activations)},
        "dropped_at_test": {"test": _masked(p, 1 / keep)},
    }


def _masked(p: Parameters, factor: Decimal) -> tuple[Decimal, ...]:
    return tuple(x * m * factor for x, m in zip(p.activations, p.mask, strict=True))


GENERATOR = Generator("inverted_dropout", sample, solve, presets={})
