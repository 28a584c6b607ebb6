"""The numbers of a numeric card or drill: the bundle's own at first, then fresh ones.

A family that fails in front of the learner costs nothing: other numbers are shown, the failure is
noted in the program's log, and nothing is ever marked against broken numbers.
"""

from __future__ import annotations

import logging
from typing import NamedTuple

from desktop.questions.card import Card
from desktop.questions.rows import Row

TRIES = 5
TRY_STEP = 100_000  # numbers that replace broken ones lie beyond all that are reviewed

_log = logging.getLogger(__name__)


class Numbers(NamedTuple):
    """A row, its number, and the seed that it comes from; number 0 comes from the bundle."""

    number: int
    seed: int | None
    row: Row


class BrokenNumbersError(RuntimeError):
    """A generator that raised, or whose values are not those that the card's texts name."""


def numbers_for(card: Card, number: int) -> Numbers:
    """Numbers to show as the card's variant `number`, whatever fails."""
    for attempt in range(TRIES):
        asked = number + attempt * TRY_STEP
        if asked == 0:
            break
        seed = seed_for(card, asked)
        try:
            return Numbers(asked, seed, row_from(card, seed))
        except BrokenNumbersError as error:
            _log.error("%s, number %d, seed %d: %s", card.id, asked, seed, error)
    return Numbers(0, None, card.rows[0])


def seed_for(card: Card, number: int) -> int:
    """The seed of a card's variant, as the deck has it too."""
    from desktop.engine.generators.draw import seed_of  # the first card needs no engine

    exam, question, *drill = card.id.split("/")
    return seed_of(exam, question, "".join(drill), number)


def row_from(card: Card, seed: int | None) -> Row:
    """The row of a seed, or the bundle's own where there is none.

    Raises: BrokenNumbersError if the generator cannot make it, or it does not fit the card.
    """
    if seed is None:
        return card.rows[0]
    from desktop.engine.generators import generate
    from desktop.questions.variants import row_of

    try:
        row = row_of(generate(str(card.generator), seed))
    except Exception as error:  # whatever a family does, the learner must not see it
        raise BrokenNumbersError(f"{card.generator}: {error!r}") from error
    if not _fits(row, card.rows[0]):
        raise BrokenNumbersError(f"{card.generator}: its values are not those of the card's texts")
    return row


def _fits(row: Row, built: Row) -> bool:
    """Whether a row fills what the row of the build filled."""
    return (
        row.values.keys() == built.values.keys()
        and row.records.keys() == built.records.keys()
        and row.answers.keys() == built.answers.keys()
        and all(row.records[name] for name, records in built.records.items() if records)
    )
