"""Every setting: its group, its label, how it is typed, and what a value means in one sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from desktop.review.scheduling import INTERVAL_MAX, RETENTION
from desktop.review.settings import MOST_CARDS
from desktop.ui.pages.settings.sentences import (
    drills_sentence,
    exam_day_sentence,
    interval_sentence,
    learning_sentence,
    leech_sentence,
    new_sentence,
    order_sentence,
    placement_sentence,
    relearning_sentence,
    retention_sentence,
    reviews_sentence,
    rollover_sentence,
    siblings_sentence,
    size_sentence,
    theme_sentence,
)
from desktop.ui.pages.settings.spellings import (
    grouped,
    read_day,
    read_percent,
    read_steps,
    read_whole,
    write_day,
    write_steps,
)

Value: TypeAlias = Any
SCHEDULE, DAY, LOOK = "Schedule", "A day of study", "Look"
GROUPS = (SCHEDULE, DAY, LOOK)


@dataclass(frozen=True, slots=True)
class Entry:
    """One setting. `choices` are (value, word) to choose from; else it is typed.

    `read` raises SpellingError for what is no value.
    """

    key: str
    group: str
    label: str
    sentence: Callable[[Value], str]
    read: Callable[[str], Value] = str
    write: Callable[[Value], str] = str
    unit: str = ""
    choices: tuple[tuple[Value, str], ...] = ()


def whole(low: int, high: int) -> Callable[[str], int]:
    """Reads whole numbers of a range."""

    def read(text: str) -> int:
        return read_whole(text, low, high)

    return read


def _read_retention(text: str) -> float:
    return read_percent(text, *RETENTION)


def _write_percent(share: float) -> str:
    return f"{share * 100:.6g}"


INTERVAL, HOUR, CARDS, LAPSES = (
    *(whole(1, INTERVAL_MAX), whole(0, 23), whole(0, MOST_CARDS), whole(1, 99)),
)
YES_NO = ((True, "Yes"), (False, "No"))
ORDERS = (("exam", "By the exam"), ("topic", "By topic"))
PLACEMENTS = (("mixed", "Among the reviews"), ("before", "First"), ("after", "Last"))
THEMES = (("light", "Light"), ("dark", "Dark"), ("system", "As the system"))
SIZES = tuple((percent, f"{percent}\u00a0%") for percent in (90, 100, 115, 130))

SCHEDULE_ENTRIES = (
    Entry("exam_day", SCHEDULE, "Exam date", exam_day_sentence, read_day, write_day),
    Entry(
        "desired_retention",
        SCHEDULE,
        "Recall to aim for",
        retention_sentence,
        _read_retention,
        _write_percent,
        "%",
    ),
    Entry("learning_steps", SCHEDULE, "Learning steps", learning_sentence, read_steps, write_steps),
    Entry(
        "relearning_steps",
        SCHEDULE,
        "Steps after forgetting",
        relearning_sentence,
        read_steps,
        write_steps,
    ),
    Entry(
        "maximum_interval",
        SCHEDULE,
        "Longest interval",
        interval_sentence,
        INTERVAL,
        grouped,
        "days",
    ),
    Entry(
        "rollover_hour", SCHEDULE, "A new day begins at", rollover_sentence, HOUR, unit="o’clock"
    ),
)
DAY_ENTRIES = (
    Entry("new_per_day", DAY, "New cards a day", new_sentence, CARDS, grouped),
    Entry("reviews_per_day", DAY, "Reviews a day, at most", reviews_sentence, CARDS, grouped),
    Entry("new_order", DAY, "Order of new cards", order_sentence, choices=ORDERS),
    Entry("new_placement", DAY, "Place of new cards", placement_sentence, choices=PLACEMENTS),
    Entry("drills", DAY, "Drills", drills_sentence, choices=YES_NO),
    Entry(
        "bury_siblings", DAY, "A question and its drills apart", siblings_sentence, choices=YES_NO
    ),
    Entry("leech_lapses", DAY, "Often forgotten means", leech_sentence, LAPSES, unit="times"),
)
LOOK_ENTRIES = (
    Entry("appearance", LOOK, "Colours", theme_sentence, choices=THEMES),
    Entry("text_size", LOOK, "Text size", size_sentence, choices=SIZES),
)
ENTRIES = (*SCHEDULE_ENTRIES, *DAY_ENTRIES, *LOOK_ENTRIES)
ENTRY_OF = {entry.key: entry for entry in ENTRIES}
