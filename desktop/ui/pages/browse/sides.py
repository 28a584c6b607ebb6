"""From a card, or a past variant of it, to what the preview shows."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.questions.card import Card
from desktop.review.grading import Reply
from desktop.review.records import LogRow
from desktop.review.task import Task
from desktop.ui.pages.browse.card_text import LETTERS, back, front, sources
from desktop.ui.pages.browse.preview import CardSides
from desktop.ui.plots.ticks import day_words
from desktop.ui.wording import amount, credits_words

LONGEST_ANSWER = 200  # characters of an open answer that are repeated


def card_sides(card: Card, topics: Mapping[str, str]) -> CardSides:
    """A card as it comes: with the first numbers, options in the exam's order."""
    row = card.rows[0] if card.rows else None
    return CardSides(
        label=label_of(card, topics),
        title=card.title,
        front=tuple(front(card, row)),
        back=tuple(back(card, row)),
        figures=card.figures,
        sources=tuple(sources(card)),
    )


def past_sides(task: Task, row: LogRow, topics: Mapping[str, str]) -> CardSides:
    """A card as it was put before the learner, and what was answered then."""
    card = task.card
    return CardSides(
        label=label_of(card, topics),
        title=card.title,
        front=tuple(front(card, task.row, task.option_order)),
        back=tuple(back(card, task.row, task.option_order)),
        figures=card.figures,
        sources=tuple(sources(card)),
        past=" ".join(filter(None, (_happened(row), _answered(task, row), task.changed))),
    )


def label_of(card: Card, topics: Mapping[str, str]) -> str:
    """Number, kind, credits and topics in one line."""
    named = ", ".join(topics.get(topic, topic) for topic in card.topics)
    return f"{card.number}, {card.kind} · {credits_words(card.credits)} · {named}"


def _happened(row: LogRow) -> str:
    what = row.rating.name.capitalize() if row.rating else "practice"
    variant = f", variant {row.variant}" if row.seed is not None and row.variant else ""
    if row.credits_earned is None or row.credits_total is None:
        return f"{day_words(row.study_day)}{variant}: {what}."
    earned = f"{amount(row.credits_earned)} of {credits_words(row.credits_total)}"
    return f"{day_words(row.study_day)}{variant}: {what}, {earned}."


def _answered(task: Task, row: LogRow) -> str:
    reply = Reply.from_json(row.reply)
    if reply.typed:
        return f"You typed {', '.join(reply.typed.values())}."
    if task.card.kind == "choice" and row.reply:
        places = [at for at, option in enumerate(task.option_order) if option in reply.ticked]
        letters = ", ".join(LETTERS[at] for at in places)
        return f"You ticked {letters}." if letters else "You ticked nothing."
    if reply.text:
        cut = len(reply.text) > LONGEST_ANSWER
        return f"You wrote: {reply.text[:LONGEST_ANSWER]}{' …' if cut else ''}"
    return ""
