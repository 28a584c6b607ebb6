"""Checked questions -> cards: every text parsed, every reference resolved, row 0 computed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from builder.markdown import parse
from desktop.engine.generators import GENERATORS, generate
from desktop.engine.generators.draw import seed_of
from desktop.questions import model
from desktop.questions.card import (
    Card,
    CardErratum,
    CardExplore,
    CardInput,
    CardOption,
    CardPart,
    CardRubricItem,
    CardSource,
    CardStep,
)
from desktop.questions.document import Document
from desktop.questions.variants import Row, row_of

EXAM_PRESET = "exam"
ROWS = 32  # variants that a note carries


def compile_exam(
    exam_id: str,
    exam: model.Exam,
    problems: Sequence[model.Problem],
    sources: Mapping[str, model.Source],
) -> list[Card]:
    """The exam's cards in the exam's order; the records must have passed every check."""
    decks = {entry.id: f"{exam.deck}::{entry.deck}" for entry in exam.problems}
    return [
        card
        for problem in problems
        for question in problem.questions
        for card in (
            compile_question(exam_id, problem, decks[problem.id], question, sources),
            *(
                compile_drill(exam_id, problem, decks[problem.id], question, drill, sources)
                for drill in question.drills
            ),
        )
    ]


def compile_question(
    exam_id: str,
    problem: model.Problem,
    deck: str,
    question: model.Question,
    sources: Mapping[str, model.Source],
) -> Card:
    """One question as a card."""
    own_figure = [question.figure] if question.figure else []
    return Card(
        id=f"{exam_id}/{question.id}",
        number=question.id,
        kind=_kind(question),
        title=question.title,
        credits=question.credits,
        topics=tuple(question.topics),
        problem=problem.title,
        deck=deck,
        context=_document(problem.context),
        figures=(*problem.figures, *own_figure),
        stem=_document(question.stem),
        answer=_document(question.answer),
        explanation=_document(question.explanation),
        errata=tuple(_erratum(erratum) for erratum in question.errata),
        accepted=_document(question.accepted),
        scan=question.scan.state,
        inferred=_document(question.scan.inferred),
        sources=tuple(_source(reference, sources) for reference in question.sources),
        explore=_explore(question.explore),
        retired=question.retired,
        **_of_kind(question, exam_id),
    )


def compile_drill(
    exam_id: str,
    problem: model.Problem,
    deck: str,
    question: model.Question,
    drill: model.Drill,
    sources: Mapping[str, model.Source],
) -> Card:
    """One drill of a question as a card; why it is so stands with its question."""
    explore = drill.explore or question.explore
    return Card(
        id=f"{exam_id}/{question.id}/{drill.id}",
        number=question.id,
        kind="drill",
        title=drill.title,
        credits=sum(part.credits for part in drill.parts),
        topics=tuple(question.topics),
        problem=problem.title,
        deck=f"{deck}::Drills",
        context=(),
        figures=(),
        stem=_document(drill.prompt),
        answer=_document(drill.answer),
        explanation=_document(question.explanation),
        errata=(),
        accepted=(),
        scan="intact",
        inferred=(),
        sources=tuple(_source(reference, sources) for reference in question.sources),
        explore=_explore(explore),
        retired=drill.retired or question.retired,
        rows=fresh_rows(drill.generator, exam_id, question.id, drill.id, range(ROWS)),
        **_quantities(drill),
    )


def _kind(question: model.Question) -> Any:
    return {
        model.ChoiceQuestion: "choice",
        model.OpenQuestion: "open",
        model.NumericQuestion: "numeric",
    }[type(question)]


def _of_kind(question: model.Question, exam_id: str) -> dict[str, Any]:
    """The fields that only one kind of card has."""
    match question:
        case model.ChoiceQuestion():
            return {
                "options": tuple(
                    CardOption(_document(option.text), option.right, _document(option.why))
                    for option in question.options
                )
            }
        case model.OpenQuestion():
            return {
                "rubric": tuple(
                    CardRubricItem(item.credits, _document(item.item)) for item in question.rubric
                )
            }
        case model.NumericQuestion():
            rows = exam_rows(question.generator, exam_id, question.id)
            return {"rows": rows, **_quantities(question)}


def _quantities(asked: model.NumericQuestion | model.Drill) -> dict[str, Any]:
    """What a numeric question and a drill have in common."""
    return {
        "parts": tuple(_part(part) for part in asked.parts),
        "solution": tuple(_step(line) for line in asked.solution),
        "mistakes": {name: _document(text) for name, text in asked.mistakes.items()},
        "generator": asked.generator,
    }


def exam_rows(generator: str, exam: str, question: str) -> tuple[Row, ...]:
    """A numeric question's rows: the exam's own numbers, then fresh ones."""
    first = row_of(GENERATORS[generator].preset(EXAM_PRESET))
    return (first, *fresh_rows(generator, exam, question, "", range(1, ROWS)))


def fresh_rows(
    generator: str, exam: str, question: str, drill: str, numbers: Iterable[int]
) -> tuple[Row, ...]:
    """Rows with fresh numbers, a pure function of the names."""
    seeds = (seed_of(exam, question, drill, number) for number in numbers)
    return tuple(row_of(generate(generator, seed)) for seed in seeds)


def _part(part: model.Part) -> CardPart:
    inputs = (CardInput(name, _document(label)) for name, label in part.answers.items())
    return CardPart(part.credits, tuple(inputs), part.carry, part.guard)


def _step(line: model.SolutionLine) -> CardStep:
    if isinstance(line, model.EachLine):
        return CardStep(_document(line.text), line.each)
    return CardStep(_document(line))


def _erratum(erratum: model.Erratum) -> CardErratum:
    return CardErratum(_document(erratum.says), _document(erratum.right), _document(erratum.why))


def _explore(explore: model.Explore) -> CardExplore:
    return CardExplore(explore.view, explore.preset)


def _source(
    reference: str | model.SourceReference, sources: Mapping[str, model.Source]
) -> CardSource:
    key, where = (
        (reference, None) if isinstance(reference, str) else (reference.key, reference.where)
    )
    source = sources[key]
    return CardSource(source.authors, source.title, source.year, source.identifier, where)


def _document(text: str | None) -> Document:
    return parse(text).document if text else ()
