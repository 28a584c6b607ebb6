"""Marking a sheet as the exam was: boxes all or nothing, numbers by parts, words by rubric."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.questions.examination import Examination, ExamItem
from desktop.questions.marking import NumericResult
from desktop.review.exam.sheet import Answer, Sheet
from desktop.review.grading import Graded, Grader
from desktop.review.records import Rating


@dataclass(frozen=True, slots=True)
class MarkedItem:
    """A question's marking; without `graded` nothing readable was answered."""

    item: ExamItem
    answer: Answer
    graded: Graded | None

    @property
    def earned(self) -> float:
        """The credits that it brings."""
        return self.graded.earned if self.graded else 0.0

    @property
    def rating(self) -> Rating:
        """What the answer says about memory."""
        return self.graded.suggested if self.graded else Rating.AGAIN

    @property
    def was_seen(self) -> bool:
        """Whether the candidate had it in front or answered it."""
        return self.answer.time_ms > 0 or self.answer.is_given

    @property
    def mistakes(self) -> tuple[str, ...]:
        """The names of the mistakes that its numbers betray."""
        result = self.graded.result if self.graded else None
        if not isinstance(result, NumericResult):
            return ()
        found = (name for verdict in result.answers.values() for name in verdict.mistakes)
        return tuple(dict.fromkeys(found))


def mark(paper: Examination, sheet: Sheet, grader: Grader) -> list[MarkedItem]:
    """Every question of the paper marked, in order."""
    return [_marked(item, sheet.answer(item.number), grader) for item in paper.items]


def _marked(item: ExamItem, answer: Answer, grader: Grader) -> MarkedItem:
    # Boxes that are left open are an answer too, once one has seen them: none may be true.
    answered = answer.is_given or (item.card.kind == "choice" and answer.time_ms > 0)
    graded = grader.grade(item.card, item.row, answer.reply) if answered else None
    return MarkedItem(item, answer, graded)
