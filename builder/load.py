"""content/ -> the knowledge base, with everything that is wrong with its files."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from builder import shape
from builder.knowledge import Knowledge, LoadedExam, LoadedProblem, LoadedQuestion
from builder.positions import Keys
from builder.problems import Finding, Findings, TooManyFindingsError, did_you_mean, quoted, shown
from builder.strict_yaml import Data
from builder.yaml_file import YamlFile, problem_key, read
from desktop.questions import model

Type = TypeVar("Type")

_FILES = ("releases.json", "schema.json", "sources.yaml", "topics.yaml")
_EXAMS = "exams"
_EXAM = "exam.yaml"
_EXAM_FOLDER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_PROBLEM = re.compile(r"problem-([1-9][0-9]?)\.yaml")


def load(content: Path, findings: Findings) -> Knowledge:
    """All of content/ that can be read; what can't, and what should not be there, is a finding."""
    before = len(findings)
    names = _names(content, findings)
    if len(findings) > before:
        return Knowledge({}, (), None, {}, None, complete=False)
    for name in names:
        if name not in (*_FILES, _EXAMS):
            _unknown(content / name, (*_FILES, _EXAMS), findings)
    topics_file = read(content / "topics.yaml", findings)
    topics = _typed(topics_file, list[model.TopicGroup], findings)
    sources_file = read(content / "sources.yaml", findings)
    sources = _sources(sources_file, findings)
    for file in (topics_file, sources_file):
        if file is not None and file.data in ([], {}):
            findings.add(file.finding((), "the file has no entries", "give it at least 1"))
    exams = _exams(content / _EXAMS, findings)
    return Knowledge(
        exams={exam.id: exam for exam in exams},
        topics=tuple(topics or ()),
        topics_file=topics_file,
        sources=sources,
        sources_file=sources_file,
        complete=len(findings) == before,
    )


def _sources(file: YamlFile | None, findings: Findings) -> dict[str, model.Source]:
    """Every entry that can be read."""
    mapping = dict[model.SourceKey, model.Source]
    whole = _typed(file, mapping, findings)
    if whole is not None or file is None or not isinstance(file.data, dict):
        return whole or {}
    entries = (_convert({key: data}, mapping) or {} for key, data in file.data.items())
    return {key: source for entry in entries for key, source in entry.items()}


def _exams(folder: Path, findings: Findings) -> list[LoadedExam]:
    exams = []
    for name in _names(folder, findings):
        path = folder / name
        if not _EXAM_FOLDER.fullmatch(name) or not os.path.isdir(path) or os.path.islink(path):
            message = f"{quoted(name)} is no folder of an exam"
            remedy = "remove it, or name it in small letters, digits and hyphens"
            findings.add(Finding(shown(path), 1, message, remedy))
        elif (exam := _exam(path, findings)) is not None:
            exams.append(exam)
    if not exams and not len(findings):
        message = "there is no exam in this folder"
        findings.add(Finding(shown(folder), 1, message, "add a folder with an exam.yaml"))
    return exams


def _exam(folder: Path, findings: Findings) -> LoadedExam | None:
    before = len(findings)
    names = _names(folder, findings)
    problems = {}
    for name in names:
        if match := _PROBLEM.fullmatch(name):
            problems[match[1]] = _problem(folder / name, match[1], findings)
        elif name != _EXAM:
            _unknown(folder / name, (_EXAM, "problem-1.yaml"), findings)
    file = read(folder / _EXAM, findings)
    exam = _typed(file, model.Exam, findings)
    if file is None or exam is None:
        return None
    _compare_lists(exam, file, problems, findings)
    listed = dict.fromkeys(entry.id for entry in exam.problems)
    loaded = tuple(p for name in listed if (p := problems.get(name)) is not None)
    complete = len(findings) == before
    return LoadedExam(folder.name, exam, loaded, file, complete) if loaded else None


def _compare_lists(
    exam: model.Exam, file: YamlFile, problems: Iterable[str], findings: Findings
) -> None:
    """Report problems without a file, and files of problems that the exam doesn't list."""
    present = set(problems)
    listed = [entry.id for entry in exam.problems]
    for index, name in enumerate(listed):
        if name not in present:
            message = f"problem {name} has no file"
            remedy = f"write problem-{name}.yaml, or remove the entry"
            findings.add(file.finding(("problems", index), message, remedy))
    for name in sorted(present - set(listed)):
        path = file.path.with_name(f"problem-{name}.yaml")
        message = f"{_EXAM} does not list problem {name}"
        findings.add(Finding(shown(path), 1, message, f"add it to `problems` of {_EXAM}"))


def _problem(path: Path, number: str, findings: Findings) -> LoadedProblem | None:
    exam = path.parent.name
    file = read(path, findings, exam)
    if file is None or not isinstance(file.data, dict):
        _typed(file, model.Problem, findings)
        return None
    whole = _typed(file, model.Problem, findings)
    readable = [
        index
        for index, data in enumerate(_items(file.data.get("questions")))
        if whole is not None or _convert(data, model.Question) is not None
    ]
    problem = whole or _convert(_with_questions(file.data, readable), model.Problem)
    if problem is None:
        return None
    if problem.id != number:
        message = f"the file of problem {number} holds problem {problem.id}"
        findings.add(file.finding(("id",), message, "change the number or the file's name"))
    questions = tuple(
        LoadedQuestion(exam, question, file, index)
        for index, question in zip(readable, problem.questions, strict=True)
    )
    return LoadedProblem(problem, questions, file, complete=whole is not None)


def _items(data: Data) -> list[Data]:
    return data if isinstance(data, list) else []


def _with_questions(data: dict[str, Data], indices: Iterable[int]) -> dict[str, Data]:
    questions = _items(data.get("questions"))
    return {**data, "questions": [questions[index] for index in indices]}


def _typed(file: YamlFile | None, wanted: type[Type], findings: Findings) -> Type | None:
    """The file's data as records of the model, or None if anything in it doesn't fit."""
    if file is None:
        return None
    before = len(findings)
    path = shown(file.path)

    def misfit(keys: Keys, message: str, remedy: str) -> None:
        finding = file.finding(keys, message, remedy)
        # What is wrong above the questions is wrong for all of them.
        broken = finding.question or problem_key(file.path, file.exam)
        findings.add(replace(finding, question=broken))
        if findings.is_full(path):
            raise TooManyFindingsError(path)

    try:
        shape.check(file.data, wanted, misfit)
    except TooManyFindingsError:
        return None
    if len(findings) > before:
        return None
    try:
        return msgspec.convert(file.data, wanted)
    except msgspec.ValidationError as error:
        # A rule of the model that no check here knows yet.
        misfit((), str(error), "see the model in desktop/questions/model.py")
        return None


def _convert(data: Data, wanted: Any) -> Any:
    try:
        return msgspec.convert(data, wanted)
    except msgspec.ValidationError:
        return None


def _names(folder: Path, findings: Findings) -> list[str]:
    """What a folder holds, in order; what editors and systems leave there is passed over."""
    try:
        names = sorted(entry.name for entry in folder.iterdir())
    except FileNotFoundError:
        findings.add(Finding(shown(folder), 1, "the folder is missing", "create it"))
    except NotADirectoryError:
        findings.add(Finding(shown(folder), 1, "this is no folder", "put a folder here"))
    except OSError as error:
        message = f"the folder can't be read ({error.strerror})"
        findings.add(Finding(shown(folder), 1, message, "check its permissions"))
    else:
        return [name for name in names if not name.startswith(".") and not name.endswith("~")]
    return []


def _unknown(path: Path, known: Iterable[str], findings: Findings) -> None:
    remedy = did_you_mean(path.name, known, "remove it")
    findings.add(Finding(shown(path), 1, f"{quoted(path.name)} does not belong here", remedy))
