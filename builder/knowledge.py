"""The knowledge base as typed records, each with the place in the files that it comes from."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

import msgspec

from builder.positions import Keys
from builder.problems import Finding
from builder.yaml_file import YamlFile
from desktop.questions import model


@dataclass(frozen=True)
class LoadedQuestion:
    """A question and its place: the index in its problem's file."""

    exam: str
    question: model.Question
    file: YamlFile
    index: int

    @property
    def key(self) -> str:
        """What names the question in the whole knowledge base, such as in2346-2022/4.7."""
        return f"{self.exam}/{self.question.id}"

    @property
    def name(self) -> str:
        """What names the question within its exam."""
        return self.question.id

    def finding(
        self, keys: Keys, message: str, remedy: str, text_line: int | None = None
    ) -> Finding:
        """What is wrong with a value of the question, or on one line (from 0) of a text."""
        return self.file.finding(("questions", self.index, *keys), message, remedy, text_line)

    @property
    def drills(self) -> Iterator[LoadedDrill]:
        """The question's drills, in order."""
        for index, drill in enumerate(self.question.drills):
            yield LoadedDrill(self, drill, index)


@dataclass(frozen=True)
class LoadedDrill:
    """A drill and its place: the index in its question."""

    of: LoadedQuestion
    drill: model.Drill
    index: int

    @property
    def name(self) -> str:
        """What names the drill within its exam."""
        return f"{self.of.name}/{self.drill.id}"

    def finding(
        self, keys: Keys, message: str, remedy: str, text_line: int | None = None
    ) -> Finding:
        """What is wrong with a value of the drill, or on one line (from 0) of a text."""
        return self.of.finding(("drills", self.index, *keys), message, remedy, text_line)


@dataclass(frozen=True)
class LoadedProblem:
    """A problem with those of its questions that could be read; complete if that is all of them."""

    problem: model.Problem
    questions: tuple[LoadedQuestion, ...]
    file: YamlFile
    complete: bool

    @property
    def key(self) -> str:
        """What names the problem in the whole knowledge base, such as in2346-2022/4."""
        return f"{self.file.exam}/{self.problem.id}"

    def finding(
        self, keys: Keys, message: str, remedy: str, text_line: int | None = None
    ) -> Finding:
        """What is wrong with something that every card of the problem shows."""
        finding = self.file.finding(keys, message, remedy, text_line)
        return replace(finding, question=self.key)


@dataclass(frozen=True)
class LoadedExam:
    """An exam with those of its problems that could be read, in the exam's order."""

    id: str
    exam: model.Exam
    problems: tuple[LoadedProblem, ...]
    file: YamlFile
    complete: bool


@dataclass(frozen=True)
class Knowledge:
    """All of content/ that could be read; complete if that is everything."""

    exams: Mapping[str, LoadedExam]
    topics: tuple[model.TopicGroup, ...]
    topics_file: YamlFile | None
    sources: Mapping[str, model.Source]
    sources_file: YamlFile | None
    complete: bool

    @property
    def problems(self) -> Iterator[LoadedProblem]:
        """Every problem, in order."""
        for exam in self.exams.values():
            yield from exam.problems

    @property
    def questions(self) -> Iterator[LoadedQuestion]:
        """Every question, in order."""
        for problem in self.problems:
            yield from problem.questions

    @property
    def source_keys(self) -> Collection[str]:
        """The keys of sources.yaml, those of entries that could not be read included."""
        data = self.sources_file.data if self.sources_file else None
        return data if isinstance(data, dict) else ()

    def without(self, keys: Collection[str]) -> Knowledge:
        """The same without some questions or problems, and without what is left empty by it.

        Questions whose source could not be read go with them.
        """
        keys = {*keys, *(loaded.key for loaded in self.questions if not self._has_sources(loaded))}
        exams = {}
        for exam in self.exams.values():
            problems = [_without(problem, keys) for problem in exam.problems]
            kept = tuple(problem for problem in problems if problem.questions)
            if kept:
                exams[exam.id] = replace(exam, problems=kept)
        return replace(self, exams=exams)

    def _has_sources(self, loaded: LoadedQuestion) -> bool:
        return all(source_key(named) in self.sources for named in loaded.question.sources)


def source_key(reference: str | model.SourceReference) -> str:
    """The key in sources.yaml that a question names."""
    return reference if isinstance(reference, str) else reference.key


def _without(problem: LoadedProblem, keys: Collection[str]) -> LoadedProblem:
    left = () if problem.key in keys else problem.questions
    kept = tuple(question for question in left if question.key not in keys)
    if len(kept) == len(problem.questions):
        return problem
    records = [question.question for question in kept]
    return replace(
        problem,
        problem=msgspec.structs.replace(problem.problem, questions=records),
        questions=kept,
        complete=False,
    )
