"""Which input takes the answers of which kind of card."""

from __future__ import annotations

from collections.abc import Callable

from desktop.review.grading import Grader
from desktop.review.task import Task
from desktop.ui.reviewing.inputs.answer_input import AnswerInput
from desktop.ui.texts import Texts


def _choice(task: Task, texts: Texts, grader: Grader) -> AnswerInput:
    from desktop.ui.reviewing.inputs.choice_input import ChoiceInput

    return ChoiceInput(task, texts)


def _open(task: Task, texts: Texts, grader: Grader) -> AnswerInput:
    from desktop.ui.reviewing.inputs.open_input import OpenInput

    return OpenInput(task, texts)


def _numeric(task: Task, texts: Texts, grader: Grader) -> AnswerInput:
    from desktop.ui.reviewing.inputs.numeric_input import NumericInput

    return NumericInput(task, texts, grader)


INPUTS: dict[str, Callable[[Task, Texts, Grader], AnswerInput]] = {
    "choice": _choice,
    "open": _open,
    "numeric": _numeric,
    "drill": _numeric,
}
