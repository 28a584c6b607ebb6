"""Checks that credits add up: from the rubric to the question, the problem and the exam."""

from __future__ import annotations

from collections.abc import Sequence

from builder.knowledge import Knowledge, LoadedQuestion
from builder.problems import Findings
from desktop.questions import model


def check(knowledge: Knowledge, findings: Findings) -> None:
    """Report credits that don't add up; a sum is not judged while a part of it can't be read."""
    for question in knowledge.questions:
        _question(question, findings)
    for problem in knowledge.problems:
        if problem.complete:
            stated = problem.problem.credits
            parts = [question.credits for question in problem.problem.questions]
            if message := _difference("questions", parts, "problem", stated):
                findings.add(problem.file.finding(("credits",), *message))
    for exam in knowledge.exams.values():
        if exam.complete:
            parts = [problem.problem.credits for problem in exam.problems]
            if message := _difference("problems", parts, "exam", exam.exam.credits):
                findings.add(exam.file.finding(("credits",), *message))


def _question(loaded: LoadedQuestion, findings: Findings) -> None:
    question = loaded.question
    match question:
        case model.OpenQuestion():
            place, parts = "rubric", [item.credits for item in question.rubric]
        case model.NumericQuestion():
            place, parts = "parts", [part.credits for part in question.parts]
        case _:
            return  # a choice question earns all or nothing
    if message := _difference(f"entries of `{place}`", parts, "question", question.credits):
        findings.add(loaded.finding((place,), *message))


def _difference(
    what: str, parts: Sequence[float], whole: str, stated: float
) -> tuple[str, str] | None:
    total = sum(parts)
    if total == stated:
        return None
    unit = "credit" if total == 1 else "credits"
    message = f"the {what} add up to {total:g} {unit}, and the {whole} has {stated:g}"
    return message, "mend one of them"
