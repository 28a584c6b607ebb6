"""Numbers as pictures and tables write them: rounded half up, a true minus, fixed decimals."""

from __future__ import annotations

import math
from collections.abc import Sequence

from desktop.engine.generators.shown import Shown
from desktop.questions.variants import MINUS
from desktop.ui.explore.scene import Column

LARGEST = 1e7
SMALLEST = 1e-4


def fixed(value: float, decimals: int) -> str:
    """A number with so many decimals; very large and very small ones as 1.2e6."""
    if not math.isfinite(value):
        return "∞" if value > 0 else f"{MINUS}∞" if value < 0 else "–"
    if abs(value) >= LARGEST or (0 < abs(value) < SMALLEST and decimals > 0):
        return f"{value:.{min(decimals, 2)}e}".replace("-", MINUS)
    text = f"{Shown(value, decimals).number:.{decimals}f}"
    return _signed("0" if float(text) == 0 and decimals == 0 else text)


def plain(value: float, digits: int = 4) -> str:
    """A number with at most so many significant digits and no zeros at its end."""
    if not math.isfinite(value):
        return fixed(value, 0)
    return _signed(f"{value:.{digits}g}")


def cell(value: float | int | str, column: Column) -> str:
    """What a table's cell shows."""
    if isinstance(value, str):
        return value
    return plain(value) if column.decimals is None else fixed(value, column.decimals)


def _signed(text: str) -> str:
    negative = text.startswith("-") and any(sign in "123456789" for sign in text)
    return text.lstrip("-") if not negative else text.replace("-", MINUS)


def number(value: float, decimals: int = 3, *, paren: bool = False) -> str:
    """A number with at most so many decimals and no zeros at its end; (−2) with `paren`."""
    text = fixed(value, decimals)
    if "." in text and "e" not in text:
        text = text.rstrip("0").rstrip(".")
    return f"({text})" if paren and text.startswith(MINUS) else text


def product(*factors: float) -> str:
    """A product as one writes it: −2 · (−1)."""
    first, *others = factors
    return " · ".join([number(first), *(number(factor, paren=True) for factor in others)])


def sum_of(terms: Sequence[Sequence[float]]) -> str:
    """A sum of products as one writes it: 1 · (−0.5) − 2 · (−1) + 0.5."""
    first, *others = terms
    written = [product(*first)]
    for term in others:
        text = product(*term)
        written.append(f"− {text[1:]}" if text.startswith(MINUS) else f"+ {text}")
    return " ".join(written)
