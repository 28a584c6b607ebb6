"""A mock exam that is begun, answered in part, handed in and marked at once."""

from __future__ import annotations

from desktop.questions.bundle import Bundle
from desktop.review.exam.marking import mark
from desktop.review.exam.results import ExamResult, finish
from desktop.review.exam.sitting import Sitting
from desktop.review.grading import Grader
from desktop.review.store import Store
from tests.replies import right_reply

SEED = 3


def sit(store: Store, bundle: Bundle, minutes: int = 90, answered: int = 0) -> ExamResult:
    """So many questions from the first on are answered rightly, the rest not at all."""
    exam = next(iter(bundle.exams().values()))
    sitting = Sitting.begin(store, exam, bundle.cards(), SEED, minutes)
    sitting.run()
    for item in sitting.paper.items[:answered]:
        sitting.go(item.number)
        sitting.answer(right_reply(item.card, item.row, rubric=True))
    sitting.hand_in()
    result = finish(store, sitting.sheet, mark(sitting.paper, sitting.sheet, Grader()))
    sitting.discard()
    return result
