"""Numbers, amounts and times in words, as they stand in the app's sentences."""

from __future__ import annotations

SPACE = "\u00a0"  # binds a number and its noun
UNITS = (
    *("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
)
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
WORDS_BELOW = 100

MINUTE_MS = 60_000
HOUR_MS = 60 * MINUTE_MS
DAY_MS = 24 * HOUR_MS
DAYS_OF_MONTH = 30.44
MONTHS_FROM = 45  # days
YEARS_FROM = 540  # days
DAYS_OF_YEAR = 365.25


def number_word(number: int) -> str:
    """A count in words up to ninety-nine, in digits from there."""
    if number >= WORDS_BELOW:
        return str(number)
    if number < len(UNITS):
        return UNITS[number]
    tens, unit = divmod(number, 10)
    return f"{TENS[tens]}-{UNITS[unit]}" if unit else TENS[tens]


def capital(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]


def counted(number: int, noun: str) -> str:
    """A count with its noun: 1 card, 2 cards, 1,200 cards."""
    return f"{number:,}{SPACE}{noun}{'' if number == 1 else 's'}"


def is_or_are(number: int) -> str:
    """The verb of a count."""
    return "is" if number == 1 else "are"


def amount(value: float) -> str:
    """Credits without a needless zero: 2, 1.5, with a true minus."""
    return f"{value:.2f}".rstrip("0").rstrip(".").replace("-", "−")


def credits_words(value: float) -> str:
    """Credits with their noun: 1 credit, 1.5 credits."""
    return f"{amount(value)}{SPACE}credit{'' if value == 1 else 's'}"


def interval_words(interval_ms: int) -> str:
    """How long from now: in 10 min, in 5 days, in 4 months."""
    if interval_ms < HOUR_MS:
        return f"in {max(1, round(interval_ms / MINUTE_MS))}{SPACE}min"
    if interval_ms < DAY_MS:
        return f"in {round(interval_ms / HOUR_MS)}{SPACE}h"
    days = round(interval_ms / DAY_MS)
    if days < MONTHS_FROM:
        return f"in {counted(days, 'day')}"
    if days < YEARS_FROM:
        return f"in {counted(round(days / DAYS_OF_MONTH), 'month')}"
    return f"in {amount(round(days / DAYS_OF_YEAR, 1))}{SPACE}years"


def listed(names: list[str]) -> str:
    """Names in a sentence: a, b and c."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
