"""An examination: which questions are asked, with which numbers and in which order of options.

The mock exam in the app and the printed paper are both made from it. Without a seed it is the exam
as it was. With one it is fresh: options are shuffled, quantities have new numbers, and where an
open question has a drill that can carry its credits, the draw decides which of them is asked.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from desktop.questions.card import Card, CardPart
from desktop.questions.model import Exam
from desktop.questions.numbers import numbers_for
from desktop.questions.rows import Row

if TYPE_CHECKING:
    from desktop.engine.generators.draw import Draw

FIRST_NUMBER = 1_000  # variants of papers lie beyond those that reviews begin with
LARGEST_SEED = 999_999
MINUTES = (30, 45)  # shorter papers, beside the whole exam


@dataclass(frozen=True, slots=True)
class ExamItem:
    """A question as it is asked: its card, worth its credits here, its numbers, its order.

    `number` is the question's own, such as 4.7, also where one of its drills is asked.
    """

    card: Card
    number: str
    variant: int | None = None
    seed: int | None = None
    row: Row | None = None
    option_order: tuple[int, ...] = ()

    @property
    def credits(self) -> float:
        """What it is worth."""
        return self.card.credits


@dataclass(frozen=True, slots=True)
class ExamProblem:
    """The questions of one problem that are asked."""

    id: str
    title: str
    items: tuple[ExamItem, ...]

    @property
    def credits(self) -> float:
        """What they are worth together."""
        return sum(item.credits for item in self.items)


@dataclass(frozen=True, slots=True)
class Examination:
    """A whole paper."""

    title: str
    code: str
    minutes: int
    seed: int | None
    problems: tuple[ExamProblem, ...]

    @property
    def credits(self) -> float:
        """What all questions are worth."""
        return sum(problem.credits for problem in self.problems)

    @property
    def items(self) -> tuple[ExamItem, ...]:
        """Every question, in order."""
        return tuple(itertools.chain.from_iterable(p.items for p in self.problems))


def compose(
    exam: Exam, cards: Sequence[Card], seed: int | None = None, minutes: int | None = None
) -> Examination:
    """The exam as it was, or fresh by a seed; `minutes` below the exam's gives a shorter paper.

    A shorter paper is worth as many credits as it has minutes, where whole questions allow that,
    and takes them from each problem as nearly in proportion as whole questions allow.
    Raises: ValueError for a seed outside of 0 to 999,999, or minutes outside of 10 to the exam's.
    """
    if seed is not None and not 0 <= seed <= LARGEST_SEED:
        raise ValueError(f"the seed is {seed}: it lies between 0 and {LARGEST_SEED:,}")
    length = exam.minutes if minutes is None else minutes
    if not 10 <= length <= exam.minutes:
        raise ValueError(f"{length} minutes: a paper has between 10 and {exam.minutes}")
    current = [card for card in cards if card.retired is None]
    drills = _drills(current)
    questions = [card for card in current if card.kind != "drill"]
    from desktop.engine.generators.draw import Draw, seed_of  # Home needs no engine

    draw = Draw(seed_of("paper", exam.code, str(length), seed or 0))
    chosen = questions if length == exam.minutes else shortened(questions, exam, length, draw)
    problems = []
    for number, group in itertools.groupby(chosen, key=problem_of):
        asked = list(group)
        items = (_item(card, drills.get(card.id, ()), seed) for card in asked)
        problems.append(ExamProblem(number, asked[0].problem, tuple(items)))
    return Examination(exam.title, exam.code, length, seed, tuple(problems))


def problem_of(card: Card) -> str:
    """The number of a card's problem."""
    return card.number.partition(".")[0]


def shortened(questions: Sequence[Card], exam: Exam, minutes: int, draw: Draw) -> list[Card]:
    """Questions for a shorter paper, in the exam's order.

    Of all ways to reach the wanted credits, those problems' sums are taken whose squared distances
    from proportion add up to the least; within a problem the draw decides.
    """
    problems = {key: list(group) for key, group in itertools.groupby(questions, key=problem_of)}
    share = minutes / exam.minutes
    wanted = round(2 * exam.credits * share)  # in half credits
    subsets = {key: _subsets(cards) for key, cards in problems.items()}
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for key, cards in problems.items():
        target = 2 * share * sum(card.credits for card in cards)
        following: dict[int, tuple[float, tuple[int, ...]]] = {}
        for (total, (cost, sums)), reached in itertools.product(best.items(), sorted(subsets[key])):
            offer = (cost + (reached - target) ** 2, (*sums, reached))
            known = following.get(total + reached)
            if known is None or offer < known:
                following[total + reached] = offer
        best = following
    nearest = min(best, key=lambda total: (abs(total - wanted), best[total][0]))
    chosen: list[Card] = []
    for (key, cards), reached in zip(problems.items(), best[nearest][1], strict=True):
        taken = draw.choice(subsets[key][reached])
        chosen += [card for place, card in enumerate(cards) if taken >> place & 1]
    return chosen


def _subsets(cards: Sequence[Card]) -> Mapping[int, list[int]]:
    """Sum in half credits -> the sets of cards, as bits, that are worth it."""
    found: dict[int, list[int]] = {0: [0]}
    for place, card in enumerate(cards):
        worth = round(2 * card.credits)
        for total, sets in list(found.items()):
            for bits in list(sets):
                if not bits >> place:
                    found.setdefault(total + worth, []).append(bits | 1 << place)
    return found


def _drills(cards: Sequence[Card]) -> Mapping[str, tuple[Card, ...]]:
    """The drills of every question, by its id."""
    found: dict[str, tuple[Card, ...]] = {}
    for card in cards:
        if card.kind == "drill":
            question = card.id.rpartition("/")[0]
            found[question] = (*found.get(question, ()), card)
    return found


def _item(question: Card, drills: Sequence[Card], seed: int | None) -> ExamItem:
    if seed is None:
        order = tuple(range(len(question.options)))
        row = question.rows[0] if question.rows else None
        return ExamItem(question, question.number, 0 if row else None, None, row, order)
    from desktop.engine.generators.draw import Draw, seed_of

    draw = Draw(seed_of("paper", question.id, "", seed))
    order = draw.shuffled(range(len(question.options)))
    card = draw.choice(offers(question, drills))
    if not card.generator:
        return ExamItem(card, question.number, option_order=order)
    numbers = numbers_for(card, FIRST_NUMBER + seed)
    return ExamItem(card, question.number, numbers.number, numbers.seed, numbers.row)


def offers(question: Card, drills: Sequence[Card]) -> list[Card]:
    """What may be asked for a question in a fresh paper: itself, or a drill worth its credits."""
    found = [question]
    if question.kind == "open":
        found += [worth for drill in drills if (worth := worth_credits(drill, question.credits))]
    return found


def questions_with_offers(cards: Sequence[Card]) -> list[tuple[Card, list[Card]]]:
    """Every current question of the exam with what may be asked for it."""
    current = [card for card in cards if card.retired is None]
    drills = _drills(current)
    questions = [card for card in current if card.kind != "drill"]
    return [(card, offers(card, drills.get(card.id, ()))) for card in questions]


def worth_credits(drill: Card, credits: float) -> Card | None:
    """The drill with its parts' credits scaled to a sum, each a half credit at least, or None."""
    halves = round(2 * credits)
    total = sum(part.credits for part in drill.parts)
    if halves < len(drill.parts):
        return None
    exact = [halves * part.credits / total for part in drill.parts]
    whole = [max(1, int(share)) for share in exact]
    while sum(whole) != halves:
        step = 1 if sum(whole) < halves else -1
        open_to_it = [i for i, share in enumerate(whole) if share + step >= 1]
        place = max(open_to_it, key=lambda i: step * (exact[i] - whole[i]))
        whole[place] += step
    parts = tuple(_worth(part, share / 2) for part, share in zip(drill.parts, whole, strict=True))
    return msgspec.structs.replace(drill, parts=parts, credits=credits)


def _worth(part: CardPart, credits: float) -> CardPart:
    return msgspec.structs.replace(part, credits=credits)
