"""What an author writes: exams, problems, questions, topics and sources, as typed records.

Texts are Markdown with TeX. content/schema.json is generated from these classes.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import Meta

Line: TypeAlias = Annotated[str, Meta(min_length=1, max_length=300)]
Markdown: TypeAlias = Annotated[str, Meta(min_length=1, max_length=6000)]
Identifier: TypeAlias = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Credits: TypeAlias = Annotated[float, Meta(gt=0, le=90, multiple_of=0.5)]
ProblemId: TypeAlias = Annotated[str, Meta(pattern=r"^[1-9][0-9]?$")]
QuestionId: TypeAlias = Annotated[str, Meta(pattern=r"^[1-9][0-9]?\.[1-9][0-9]?$")]
TopicId: TypeAlias = Annotated[str, Meta(pattern=r"^[a-z0-9-]+/[a-z0-9-]+$")]
FigureId: TypeAlias = Annotated[str, Meta(pattern=r"^[a-z0-9-]+/[0-9.]+$")]
SourceKey: TypeAlias = Annotated[str, Meta(pattern=r"^[a-z]+[0-9]{4}[a-z]*$")]
Name: TypeAlias = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Any record of the knowledge base."""


class Erratum(Record, frozen=True, kw_only=True):
    """A place where the exam's marked solution is wrong or loose."""

    says: Markdown
    right: Markdown
    why: Markdown


class Scan(Record, frozen=True, kw_only=True):
    """How much of the question the scan of the exam shows."""

    state: Literal["intact", "damaged", "lost"]
    inferred: Markdown | None = None

    def __post_init__(self) -> None:
        """Refuse a lost part that is not accounted for."""
        if (self.state == "intact") != (self.inferred is None):
            raise ValueError("`inferred` goes with the states damaged and lost, and only with them")


class SourceReference(Record, frozen=True, kw_only=True):
    """An entry of sources.yaml and the place in it."""

    key: SourceKey
    where: Line


PresetEntry: TypeAlias = str | int | float | list[str | int | float]
PresetValue: TypeAlias = str | bool | int | float | list[PresetEntry]


class Explore(Record, frozen=True, kw_only=True):
    """The interactive visualization that belongs to a question, and what it is set to.

    A preset's value, or an entry of it, may be the slot "[[name]]": the variant's own value.
    """

    view: Name
    preset: dict[Name, PresetValue] = {}


class Option(Record, frozen=True, kw_only=True):
    """One statement of a choice question and the reason why it is right or wrong."""

    text: Markdown
    right: bool
    why: Markdown


class RubricItem(Record, frozen=True, kw_only=True):
    """What earns credits in an open answer."""

    credits: Credits
    item: Markdown


class Part(Record, frozen=True, kw_only=True):
    """Quantities that are asked together: answer's name -> label of its input.

    `carry` computes the part's one answer from what the learner answered before; where `guard`
    holds, the learner's earlier value makes that trivial, and the true value counts.
    """

    answers: Annotated[dict[Name, Markdown], Meta(min_length=1)]
    credits: Credits
    carry: Line | None = None
    guard: Line | None = None


class EachLine(Record, frozen=True, kw_only=True):
    """A line of a worked solution, repeated for every record of a list."""

    each: Name
    text: Markdown


SolutionLine: TypeAlias = Markdown | EachLine


class Drill(Record, frozen=True, kw_only=True):
    """A card of its own with fresh numbers at every review, that practices the question."""

    id: Identifier
    title: Annotated[str, Meta(min_length=4, max_length=80)]
    generator: Name
    prompt: Markdown
    parts: Annotated[list[Part], Meta(min_length=1)]
    answer: Markdown
    solution: Annotated[list[SolutionLine], Meta(min_length=1)]
    mistakes: dict[Name, Markdown]
    explore: Explore | None = None
    retired: Line | None = None


class QuestionRecord(Record, frozen=True, kw_only=True, tag_field="kind"):
    """What every question has."""

    id: QuestionId
    title: Annotated[str, Meta(min_length=4, max_length=80)]
    credits: Credits
    topics: Annotated[list[TopicId], Meta(min_length=1, max_length=3)]
    stem: Markdown
    answer: Markdown
    explanation: Markdown
    sources: Annotated[list[SourceKey | SourceReference], Meta(min_length=1)]
    scan: Scan
    explore: Explore
    figure: FigureId | None = None
    errata: list[Erratum] = []
    accepted: Markdown | None = None
    drills: list[Drill] = []
    retired: Line | None = None


class ChoiceQuestion(QuestionRecord, frozen=True, kw_only=True, tag="choice"):
    """Statements to tick: all credits if every box is right, else none."""

    options: Annotated[list[Option], Meta(min_length=2, max_length=6)]


class OpenQuestion(QuestionRecord, frozen=True, kw_only=True, tag="open"):
    """An answer in words, marked by rubric."""

    rubric: Annotated[list[RubricItem], Meta(min_length=1)]


class NumericQuestion(QuestionRecord, frozen=True, kw_only=True, tag="numeric"):
    """Quantities computed by a generator of the engine."""

    generator: Name
    parts: Annotated[list[Part], Meta(min_length=1)]
    solution: Annotated[list[SolutionLine], Meta(min_length=1)]
    mistakes: dict[Name, Markdown]


Question: TypeAlias = ChoiceQuestion | OpenQuestion | NumericQuestion


class Problem(Record, frozen=True, kw_only=True):
    """A problem of the exam: questions with a shared context."""

    id: ProblemId
    title: Line
    credits: Credits
    questions: Annotated[list[Question], Meta(min_length=1)]
    context: Markdown | None = None
    figures: list[FigureId] = []


class ProblemEntry(Record, frozen=True, kw_only=True):
    """A problem's place in the exam and its deck's short name, frozen from the first release."""

    id: ProblemId
    deck: Annotated[str, Meta(pattern=r"^[^:]+$", max_length=60)]


class Exam(Record, frozen=True, kw_only=True):
    """An exam as it was sat."""

    title: Line
    code: Line
    date: Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    minutes: Annotated[int, Meta(gt=0, le=600)]
    credits: Credits
    deck: Annotated[str, Meta(pattern=r"^[^:]+$", max_length=60)]
    problems: Annotated[list[ProblemEntry], Meta(min_length=1)]


class Topic(Record, frozen=True, kw_only=True):
    """A leaf of the topic tree."""

    id: Identifier
    title: Line


class TopicGroup(Record, frozen=True, kw_only=True):
    """A branch of the topic tree."""

    id: Identifier
    title: Line
    topics: Annotated[list[Topic], Meta(min_length=1)]


class Source(Record, frozen=True, kw_only=True):
    """A paper or book where the reader can go on."""

    authors: Line
    title: Line
    year: Annotated[int, Meta(ge=1900, le=2100)]
    identifier: Annotated[str, Meta(pattern=r"^(arXiv:|doi:|ISBN |PMLR |JMLR |NIPS )\S.*$")]
