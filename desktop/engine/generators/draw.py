"""Random draws that are the same for a seed on every machine and with every NumPy.

Only the raw 64-bit stream of PCG64 is used: NumPy guarantees its values, but not what the methods
of numpy.random.Generator make of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from decimal import Decimal
from typing import TypeVar

from numpy.random import PCG64

from desktop.engine.generators.shown import Number, exact

RAW_VALUES = 2**64
SEED_BYTES = 8

Option = TypeVar("Option")


def seed_of(exam: str, question: str, drill: str, number: int) -> int:
    """The seed of a card's variant `number`; `drill` is empty for a numeric question.

    first 8 bytes, big-endian, of SHA-256("exam/question/drill/number")
    """
    digest = hashlib.sha256(f"{exam}/{question}/{drill}/{number}".encode()).digest()
    return int.from_bytes(digest[:SEED_BYTES], "big")


class Draw:
    """A stream of draws: a pure function of its seed and of the calls made so far."""

    def __init__(self, seed: int) -> None:
        self._raw = PCG64(seed).random_raw

    def integer(self, low: int, high: int) -> int:
        """One of low, low + 1, ..., high, each equally likely.

        Raises: ValueError if high < low.
        """
        count = high - low + 1
        if not 1 <= count <= RAW_VALUES:
            raise ValueError(f"no integers to draw from {low} to {high}")
        # beyond the last whole multiple of `count` the remainders would favour small values
        limit = RAW_VALUES - RAW_VALUES % count
        value = int(self._raw())
        while value >= limit:
            value = int(self._raw())
        return low + value % count

    def choice(self, options: Sequence[Option]) -> Option:
        """One of the options, each equally likely.

        Raises: ValueError if there are none.
        """
        return options[self.integer(0, len(options) - 1)]

    def tidy(self, low: Number | str, high: Number | str, step: Number | str) -> Decimal:
        """One of low, low + step, ..., high, each equally likely, as an exact decimal.

        Raises: ValueError if the steps do not lead from low to high.
        """
        first, last, width = (exact(number) for number in (low, high, step))
        if width <= 0 or last < first or (last - first) % width != 0:
            raise ValueError(f"steps of {step} do not lead from {low} to {high}")
        return first + width * self.integer(0, int((last - first) / width))

    def sign(self) -> int:
        """1 or -1."""
        return self.choice((1, -1))

    def shuffled(self, options: Sequence[Option]) -> tuple[Option, ...]:
        """All options in a drawn order, each order equally likely."""
        return self.sample(options, len(options))

    def sample(self, options: Sequence[Option], count: int) -> tuple[Option, ...]:
        """`count` of the options in a drawn order, none twice.

        Raises: ValueError if there are fewer.
        """
        left = list(options)
        if not 0 <= count <= len(left):
            raise ValueError(f"no {count} of {len(left)} options to draw")
        return tuple(left.pop(self.integer(0, len(left) - 1)) for _ in range(count))
