"""Values as the learner reads them: numbers rounded half up, lists of them, and words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache
from typing import TypeAlias

KEY_DIGITS = 10
EDGE_BAND = Decimal("0.02")  # of a unit of the last decimal place
HALF = Decimal("0.5")
WIDE = Context(prec=1000, rounding=ROUND_HALF_UP)  # room for any float's digits
WORDS = re.compile(r"[A-Za-z0-9 ×.,:()'+/=−-]{1,60}")  # nothing that HTML or TeX would read

Number: TypeAlias = Decimal | int | float
Size: TypeAlias = int | str  # of a shape; the only text is "N", the batch


class NoAnswerError(ValueError):
    """Parameters that have no answer; a draw like this is rejected, a preset never is."""


def exact(value: Number | str) -> Decimal:
    """The decimal that a number is written as: 0.1 is a tenth, not the binary nearest to it."""
    if type(value) is Decimal:  # most numbers are; every draw and mistake passes here
        return value
    return Decimal(str(value)) if isinstance(value, float) else Decimal(value)


def written(value: Number) -> str:
    """A number as a decimal string of at most 10 significant digits, without an exponent.

    Rounded half away from zero; zeros at the end and a negative zero's sign are left out.
    Raises: NoAnswerError if it is not finite, or an integer of more digits.
    """
    number = exact(value)
    if not number.is_finite():
        raise NoAnswerError(f"{value} is not finite: no answer")
    if number == 0:
        return "0"
    unit = number.adjusted() - KEY_DIGITS + 1
    if unit > 0:
        raise NoAnswerError(
            f"{value} has more than {KEY_DIGITS} digits before the point: no answer"
        )
    return _plain(_half_up(number, -unit))


def _half_up(number: Decimal, decimals: int) -> Decimal:
    return number.quantize(_unit(decimals), context=WIDE)


@cache
def _unit(decimals: int) -> Decimal:
    return Decimal(1).scaleb(-decimals)


@cache
def _edge(decimals: int) -> Decimal:
    """How much is rounded off where the edge's band begins."""
    return (HALF - EDGE_BAND) * _unit(decimals)


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


@dataclass(frozen=True)
class Shown:
    """A quantity as the learner reads it: rounded half up to `decimals` places, -0.125 to -0.13.

    Later steps compute from `number`, the shown value, so that what is read can be checked.
    """

    value: Number
    decimals: int = 0

    @property
    def number(self) -> Decimal:
        """The shown value."""
        return _half_up(exact(self.value), self.decimals)

    @property
    def text(self) -> str:
        """The shown value as a decimal string; zeros at the end are left out."""
        return _plain(self.number)

    @property
    def on_edge(self) -> bool:
        """Whether the exact value is so close to a rounding edge that another way to it may cross.

        A value that needs no rounding is half a unit away from the edges.
        """
        if isinstance(self.value, int) and self.decimals >= 0:
            return False
        value = exact(self.value)
        return abs(value - _half_up(value, self.decimals)) > _edge(self.decimals)


@dataclass(frozen=True)
class Listed:
    """Several quantities in one slot: 1, −2, 0.5; brackets are the author's."""

    items: tuple[Shown, ...]

    @property
    def text(self) -> str:
        """The shown values as decimal strings with commas between them."""
        return ", ".join(item.text for item in self.items)

    @property
    def numbers(self) -> tuple[Decimal, ...]:
        """The shown values."""
        return tuple(item.number for item in self.items)


@dataclass(frozen=True)
class Word:
    """A word or a shape in a slot, such as "maximum" or "N × 16 × 7 × 7".

    Raises: ValueError for a character that HTML or TeX would read.
    """

    text: str

    def __post_init__(self) -> None:
        """Refuse what is not plain."""
        if not WORDS.fullmatch(self.text):
            raise ValueError(f"{self.text!r} is no plain word for a slot")


def shape_word(sizes: Iterable[Size]) -> Word:
    """A shape as it is read: N × 16 × 7 × 7."""
    return Word(" × ".join(str(size) for size in sizes))


def shown_all(values: Iterable[Number], decimals: int = 0) -> tuple[Shown, ...]:
    """Each value rounded to so many places."""
    return tuple(Shown(value, decimals) for value in values)


def numbered(name: str, entries: Sequence[Shown]) -> dict[str, Shown]:
    """The entries of a vector as values of their own: x1, x2, ..."""
    return {f"{name}{i}": entry for i, entry in enumerate(entries, 1)}


def gridded(name: str, rows: Sequence[Sequence[Shown]]) -> dict[str, Shown]:
    """The entries of a matrix as values of their own: w11, w12, ... by row and column."""
    return {
        f"{name}{i}{j}": entry for i, row in enumerate(rows, 1) for j, entry in enumerate(row, 1)
    }
