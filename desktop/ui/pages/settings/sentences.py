"""What a setting's value means, each in one sentence or two."""

from __future__ import annotations

from desktop.ui.pages.settings.spellings import grouped, step_words
from desktop.ui.wording import DAYS_OF_YEAR, YEARS_FROM, counted, listed


def retention_sentence(share: float) -> str:
    """What a share of cards recalled means."""
    forgotten = (1 - share) * 100
    return (
        f"Of 100 cards that come back you will have forgotten about {forgotten:.3g}. "
        "A higher number brings more reviews."
    )


def learning_sentence(steps: tuple[int, ...]) -> str:
    """When a new card comes back."""
    if not steps:
        return "A new card goes straight to its first interval in days."
    return f"A new card comes back after {_steps(steps)}, then after days."


def relearning_sentence(steps: tuple[int, ...]) -> str:
    """When a forgotten card comes back."""
    if not steps:
        return "A forgotten card goes straight to a new interval in days."
    return f"A forgotten card comes back after {_steps(steps)}, then after days."


def interval_sentence(days: int) -> str:
    """How long a card may stay away."""
    long = days > YEARS_FROM
    years = f", about {counted(round(days / DAYS_OF_YEAR), 'year')}" if long else ""
    return f"No card stays away for longer than {grouped(days)}\u00a0days{years}."


def rollover_sentence(hour: int) -> str:
    """To which day a late review belongs."""
    if hour == 0:
        return "A day of study ends at midnight."
    return f"A review after midnight and before {hour}:00 counts for the day before."


def exam_day_sentence(day: int | None) -> str:
    """What the schedule does about an exam."""
    if day is None:
        return "Without a date cards come back as memory alone asks. Leave it empty for none."
    return "Cards that would come after it come back in the week before. Home predicts that day."


def new_sentence(cards: int) -> str:
    """How many new cards a day brings."""
    if not cards:
        return "No card that you have not seen comes by itself."
    cards_are = (
        "card that you have not seen is" if cards == 1 else "cards that you have not seen are"
    )
    return f"At most {grouped(cards)} {cards_are} shown on a day."


def reviews_sentence(cards: int) -> str:
    """What happens to more reviews."""
    return f"After {counted(cards, 'review')} the rest waits for the next day."


def order_sentence(order: str) -> str:
    """Which new card comes first."""
    if order == "topic":
        return "New cards come topic by topic, as the course teaches them."
    return "New cards come in the order of the exam."


def placement_sentence(placement: str) -> str:
    """Where new cards stand in a sitting."""
    return {
        "mixed": "New cards are spread among the reviews.",
        "before": "New cards come before the reviews.",
        "after": "New cards come after the reviews.",
    }[placement]


def drills_sentence(wanted: bool) -> str:
    """What becomes of drills."""
    if wanted:
        return "Exercises with fresh numbers are part of every sitting."
    return "Exercises are left out; what you know of them is kept."


def siblings_sentence(apart: bool) -> str:
    """When the cards of one question come."""
    if apart:
        return "On one day only one of them comes, so that it does not give the others away."
    return "A question and its drills may come on one day."


def leech_sentence(lapses: int) -> str:
    """What is marked as often forgotten."""
    return f"A card forgotten {counted(lapses, 'time')} is marked: learn it in another way."


def theme_sentence(scheme: str) -> str:
    """Which colours are shown."""
    if scheme == "system":
        return "Light or dark, as the computer is set."
    return f"Always {scheme}, whatever the computer is set to."


def size_sentence(percent: int) -> str:
    """What grows, and by which keys."""
    return "Text, measure and controls grow together. Ctrl with plus, minus or 0 does the same."


def _steps(steps: tuple[int, ...]) -> str:
    return listed([step_words(step) for step in steps])
