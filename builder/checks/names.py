"""Checks that every name stands once, where it belongs, and in order."""

from __future__ import annotations

from collections.abc import Iterable

from builder.knowledge import Knowledge, LoadedDrill, LoadedExam, LoadedProblem, LoadedQuestion
from builder.positions import Keys
from builder.problems import Findings, quoted
from builder.yaml_file import YamlFile


def check(knowledge: Knowledge, findings: Findings) -> None:
    """Report names that stand twice, in the wrong place or out of order."""
    _topics(knowledge, findings)
    for exam in knowledge.exams.values():
        _entries(exam, findings)
        _titles(exam, findings)
        for problem in exam.problems:
            _questions(problem, findings)


def _topics(knowledge: Knowledge, findings: Findings) -> None:
    file = knowledge.topics_file
    if file is None:
        return
    groups = [((index,), group.id) for index, group in enumerate(knowledge.topics)]
    _once("the group", groups, file, findings)
    for index, group in enumerate(knowledge.topics):
        topics = [((index, "topics", i), topic.id) for i, topic in enumerate(group.topics)]
        _once(f"in {quoted(group.id)} the topic", topics, file, findings)


def _entries(exam: LoadedExam, findings: Findings) -> None:
    entries = list(enumerate(exam.exam.problems))
    _once("problem", [(("problems", i), e.id) for i, e in entries], exam.file, findings)
    _once("the deck", [(("problems", i, "deck"), e.deck) for i, e in entries], exam.file, findings)
    previous = 0
    for index, entry in entries:
        number = int(entry.id)
        if number < previous:
            message = f"problem {number} stands after problem {previous}"
            finding = exam.file.finding(("problems", index), message, "put them in order")
            findings.add(finding)
        previous = max(previous, number)


def _once(
    what: str, places: Iterable[tuple[Keys, str]], file: YamlFile, findings: Findings
) -> None:
    """Report a name that stands twice; capitals don't tell names apart."""
    first: dict[str, Keys] = {}
    for keys, name in places:
        known = first.setdefault(name.casefold(), keys)
        if known != keys:
            line = file.positions.line(known)
            message = f"{what} {quoted(name)} stands twice, first in line {line}"
            findings.add(file.finding(keys, message, "rename or remove one"))


def _titles(exam: LoadedExam, findings: Findings) -> None:
    first: dict[str, LoadedQuestion | LoadedDrill] = {}
    for problem in exam.problems:
        for question in problem.questions:
            titled: list[tuple[LoadedQuestion | LoadedDrill, str]] = [
                (question, question.question.title),
                *((drill, drill.drill.title) for drill in question.drills),
            ]
            for place, title in titled:
                known = first.setdefault(" ".join(title.casefold().split()), place)
                if known is not place:
                    message = f"the title of {known.name} once more"
                    remedy = "name what sets this question apart"
                    findings.add(place.finding(("title",), message, remedy))
            _once_in_question(question, findings)


def _once_in_question(question: LoadedQuestion, findings: Findings) -> None:
    drills = [(("drills", drill.index, "id"), drill.drill.id) for drill in question.drills]
    first: set[str] = set()
    for keys, name in drills:
        if name in first:
            message = f"the drill {quoted(name)} stands twice in its question"
            findings.add(question.finding(keys, message, "give one of them another id"))
        first.add(name)


def _questions(problem: LoadedProblem, findings: Findings) -> None:
    first: dict[str, LoadedQuestion] = {}
    previous = 0
    file_of = problem.file.path.stem.removeprefix("problem-")
    for question in problem.questions:
        name = question.question.id
        of_problem, number = name.split(".")
        known = first.setdefault(name, question)
        if known is not question:
            line = problem.file.positions.line(("questions", known.index))
            message = f"question {name} stands twice, first in line {line}"
            findings.add(question.finding(("id",), message, "give one of them its own number"))
        elif of_problem != file_of:
            message = f"question {name} stands in the file of problem {file_of}"
            remedy = f"move it to problem-{of_problem}.yaml, or mend its number"
            findings.add(question.finding(("id",), message, remedy))
        elif int(number) < previous:
            message = f"question {name} stands after {of_problem}.{previous}"
            findings.add(question.finding(("id",), message, "put them in order"))
        previous = max(previous, int(number))
