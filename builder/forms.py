"""What the model's patterns mean, in an author's words."""

from __future__ import annotations

from typing import get_args

import msgspec

from desktop.questions import model


def _pattern(annotated: object) -> str:
    return str(get_args(annotated)[1].pattern)


def _pattern_of(record: type[model.Record], name: str) -> str:
    fields = {field.name: field.type for field in msgspec.structs.fields(record)}
    return _pattern(fields[name])


FORMS = {
    _pattern(model.Identifier): "small letters, digits and single hyphens, such as weight-decay",
    _pattern(model.Name): "small letters, digits and underscores, such as max_pooling",
    _pattern(model.ProblemId): 'the number of a problem in quotes, such as "4"',
    _pattern(model.QuestionId): 'the numbers of problem and question in quotes, such as "4.7"',
    _pattern(model.TopicId): "a group and a leaf of topics.yaml, such as cnn/pooling",
    _pattern(model.FigureId): "an exam and a figure's number, such as in2346-2022/4.2",
    _pattern(model.SourceKey): "a name and a year without a space, such as luo2016",
    _pattern_of(model.Exam, "date"): 'year, month and day in quotes, such as "2022-08-01"',
    _pattern_of(model.Exam, "deck"): "a name without a colon, which Anki takes for a sub-deck",
    _pattern_of(model.Source, "identifier"): (
        "arXiv:, doi:, ISBN, PMLR, JMLR or NIPS with its number, such as arXiv:1412.6980"
    ),
}
"""Pattern -> what it asks for."""
