"""What the review page is told about a card beside the card itself."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.review.task import Task
from desktop.ui.wording import counted, credits_words

EXAM_NUMBERS = "These are the exam’s own. From the next review on they change, the skill stays."
FIRST_NUMBERS = "The skill is remembered; at every review the numbers change."


@dataclass(frozen=True, slots=True)
class CardFacts:
    """Words for the margin, ready made; what is empty is left out.

    `label` and `meta` stand there from the beginning and give nothing away. `numbers`, `memory` and
    `marks` come with the answer.
    """

    label: str
    meta: str
    numbers: str = ""
    memory: str = ""
    marks: str = ""


@dataclass(frozen=True, slots=True)
class PastReview:
    """A review of the past, to be opened again: the row of the log, and its words."""

    seq: int
    words: str


def label_of(task: Task) -> str:
    """Which problem a card belongs to."""
    drill = ", drill" if task.card.kind == "drill" else ""
    return f"Problem\u00a0{task.card.number}{drill}"


def meta_of(task: Task, topics: list[str]) -> str:
    """What it is worth and about."""
    rule = ", any number of options" if task.card.kind == "choice" else ""
    return f"{credits_words(task.card.credits)}{rule}. {', '.join(topics)}"


def numbers_of(task: Task) -> str:
    """Where the numbers come from."""
    if task.row is None:
        return ""
    if task.changed:
        return task.changed
    if task.practice:
        return "For practice: nothing of this is scheduled."
    if task.number == 0:
        return EXAM_NUMBERS if task.card.kind == "numeric" else FIRST_NUMBERS
    return f"Variant {task.number} of this card. {FIRST_NUMBERS}"


def memory_of(task: Task, recall: float | None) -> str:
    """What is known of the card's memory."""
    state = task.state
    if not state.reps:
        return "Seen for the first time."
    seen = f"Answered {counted(state.reps, 'time')}"
    lapses = f", forgotten {counted(state.lapses, 'time')}" if state.lapses else ""
    judged = f" Its recall today was judged {recall:.0%}." if recall is not None else ""
    return f"{seen}{lapses}.{judged}"
