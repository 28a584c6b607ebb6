"""Where the labels of an axis stand: round numbers and readable days, at most six of them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, timedelta

Tick = tuple[float, str]

TICKS_AT_MOST = 6
STEPS = (1.0, 2.0, 5.0)
DAY_STEPS = (1, 2, 7, 14, 28, 56, 91, 182, 365)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
EPOCH = date(1970, 1, 1)
MINUS = "−"


def round_step(span: float, count: int = TICKS_AT_MOST, whole: bool = False) -> float:
    """The smallest step of 1, 2 or 5 times a power of ten with at most `count` ticks in a span."""
    if span <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(span / count))
    steps = [power * factor * step for factor in (1, 10) for step in STEPS]
    fitting = [step for step in steps if span / step <= count - 1 and not (whole and step < 1)]
    return fitting[0] if fitting else 10 * power


def number_ticks(low: float, high: float, *, whole: bool = False) -> tuple[Tick, ...]:
    """Round numbers from low to high, with a true minus."""
    step = round_step(high - low, whole=whole)
    places = max(0, -math.floor(math.log10(step)))
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    return tuple(
        (place * step, f"{place * step:.{places}f}".replace("-", MINUS))
        for place in range(first, last + 1)
    )


def percent_ticks(low: float, high: float) -> tuple[Tick, ...]:
    """Round percentages from low to high, both given as shares."""
    return tuple((value / 100, f"{text} %") for value, text in number_ticks(low * 100, high * 100))


def day_ticks(first: int, last: int) -> tuple[Tick, ...]:
    """Days counted from 1970, so that the last one stands; equal steps of whole weeks if many."""
    span = last - first
    step = next((step for step in DAY_STEPS if span / step <= TICKS_AT_MOST - 2), None)
    step = step or math.ceil(span / (TICKS_AT_MOST - 2))
    days = range(last, first - 1, -step)
    return tuple((float(day), day_words(day)) for day in reversed(days))


def coming_ticks(first: int, last: int) -> tuple[Tick, ...]:
    """Days ahead: the first one is today, and stands as that word."""
    span = last - first
    step = next((step for step in DAY_STEPS if span / step <= TICKS_AT_MOST - 2), span or 1)
    words = ((day, "today" if day == first else day_words(day)) for day in range(first, last + 1))
    return tuple((float(day), word) for day, word in words if (day - first) % step == 0)


def thinned(ticks: Sequence[Tick], count: int) -> tuple[Tick, ...]:
    """Every n-th tick, so that at most `count` are left; the last one stays."""
    every = max(1, math.ceil(len(ticks) / max(count, 1)))
    return tuple(reversed(ticks[::-1][::every]))


def date_of(day: int) -> date:
    """The date of a study day."""
    return EPOCH + timedelta(days=day)


def day_words(day: int) -> str:
    """A study day as an axis says it: 31 Aug."""
    found = date_of(day)
    return f"{found.day} {MONTHS[found.month - 1]}"
