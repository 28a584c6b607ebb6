"""Every text that an author writes in Markdown, with its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from builder.positions import Keys
from desktop.questions import model


class AuthoredText(NamedTuple):
    """A text and its place; each names the list for whose records it is repeated."""

    keys: Keys
    text: str
    each: str | None = None


def texts_of(question: model.Question) -> Iterator[AuthoredText]:
    """Every Markdown text of a question, in the order of the model."""
    yield AuthoredText(("stem",), question.stem)
    yield AuthoredText(("answer",), question.answer)
    yield AuthoredText(("explanation",), question.explanation)
    if question.accepted is not None:
        yield AuthoredText(("accepted",), question.accepted)
    if question.scan.inferred is not None:
        yield AuthoredText(("scan", "inferred"), question.scan.inferred)
    for index, erratum in enumerate(question.errata):
        yield AuthoredText(("errata", index, "says"), erratum.says)
        yield AuthoredText(("errata", index, "right"), erratum.right)
        yield AuthoredText(("errata", index, "why"), erratum.why)
    match question:
        case model.ChoiceQuestion():
            for index, option in enumerate(question.options):
                yield AuthoredText(("options", index, "text"), option.text)
                yield AuthoredText(("options", index, "why"), option.why)
        case model.OpenQuestion():
            for index, item in enumerate(question.rubric):
                yield AuthoredText(("rubric", index, "item"), item.item)
        case model.NumericQuestion():
            yield from _numeric(question)


def texts_of_drill(drill: model.Drill) -> Iterator[AuthoredText]:
    """Every Markdown text of a drill."""
    yield AuthoredText(("prompt",), drill.prompt)
    yield AuthoredText(("answer",), drill.answer)
    yield from _numeric(drill)


def _numeric(question: model.NumericQuestion | model.Drill) -> Iterator[AuthoredText]:
    for index, part in enumerate(question.parts):
        for name, label in part.answers.items():
            yield AuthoredText(("parts", index, "answers", name), label)
    for index, line in enumerate(question.solution):
        if isinstance(line, model.EachLine):
            yield AuthoredText(("solution", index, "text"), line.text, line.each)
        else:
            yield AuthoredText(("solution", index), line)
    for name, text in question.mistakes.items():
        yield AuthoredText(("mistakes", name), text)
