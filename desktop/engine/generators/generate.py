"""Fresh variants: draws until the numbers make a good question."""

from __future__ import annotations

from decimal import Context, localcontext
from typing import TypeVar

from desktop.engine.generators.draw import Draw
from desktop.engine.generators.shown import NoAnswerError
from desktop.engine.generators.solution import (
    PRECISION,
    Generator,
    Solution,
    Variant,
    numbers_shown,
    told_apart,
)

MOST_TRIES = 200
FEWEST_MISTAKES = 2

Parameters = TypeVar("Parameters")


class NoVariantError(RuntimeError):
    """A family whose draws are rejected again and again."""


def fresh_variant(generator: Generator[Parameters], seed: int) -> Variant:
    """The variant of a seed: a pure function of both.

    Raises: NoVariantError after 200 rejected draws.
    """
    draw = Draw(seed)
    with localcontext(Context(prec=PRECISION)):
        for tries in range(1, MOST_TRIES + 1):
            variant = _attempt(generator, generator.sample(draw), tries)
            if variant is not None:
                return variant
    raise NoVariantError(
        f"{generator.name}: seed {seed} has no variant in {MOST_TRIES} draws: "
        "let sample draw fewer cases that are rejected"
    )


def _attempt(
    generator: Generator[Parameters], parameters: Parameters, tries: int
) -> Variant | None:
    """The variant of these parameters, or None if they make a poor question."""
    try:
        solution = generator.solve(parameters)
        if generator.rejects(parameters, solution) or is_unfit(solution):
            return None
        mistakes = told_apart(solution)
    except NoAnswerError:
        return None
    if sum(len(mistake.names) for mistake in mistakes) < FEWEST_MISTAKES:
        return None
    return Variant(parameters, solution.values, solution.answers, mistakes, tries)


def is_unfit(solution: Solution) -> bool:
    """Whether a number lies on a rounding edge, or an answer is 0 within a share of itself.

    Raises: NoAnswerError if an answer cannot be written.
    """
    if any(answer.vanishes or answer.on_edge for answer in solution.answers.values()):
        return True
    return any(shown.on_edge for shown in numbers_shown(solution.values))
