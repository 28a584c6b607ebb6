"""Checks that a numeric question and its generator speak of the same things."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from builder.checks.known import Generators
from builder.knowledge import Knowledge, LoadedQuestion
from builder.positions import Keys
from builder.problems import Findings, did_you_mean, nearest, quoted
from desktop.engine.generators.solution import Solution
from desktop.questions import model
from desktop.questions.variants import Row, row_of

EXAM_PRESET = "exam"


def check(knowledge: Knowledge, generators: Generators, findings: Findings) -> None:
    """Report answers, mistakes and lists that the question or its generator lacks."""
    for loaded in knowledge.questions:
        question = loaded.question
        if isinstance(question, model.NumericQuestion) and question.generator in generators:
            generator = generators[question.generator]
            if EXAM_PRESET not in generator.presets:
                message = f"{quoted(generator.name)} has no preset `{EXAM_PRESET}`"
                remedy = "give it the exam's own numbers under this name"
                findings.add(loaded.finding(("generator",), message, remedy))
                continue
            solution = generator.solve(generator.presets[EXAM_PRESET])
            _answers(loaded, question, solution, findings)
            _mistakes(loaded, question, solution, findings)
            _lists(loaded, question, solution, findings)


def exam_row(generator: str, generators: Generators) -> Row | None:
    """The row with the exam's own numbers, or None if there is no such generator or preset."""
    known = generators.get(generator)
    if known is None or EXAM_PRESET not in known.presets:
        return None
    return row_of(known.preset(EXAM_PRESET))


def _answers(
    loaded: LoadedQuestion,
    question: model.NumericQuestion,
    solution: Solution,
    findings: Findings,
) -> None:
    asked: dict[str, Keys] = {}
    for index, part in enumerate(question.parts):
        for name in part.answers:
            keys: Keys = ("parts", index, "answers", name)
            if name in asked:
                message = f"the answer {quoted(name)} is asked twice"
                findings.add(loaded.finding(keys, message, "remove one of the two"))
            asked[name] = keys
    _same("answer", asked, solution.answers, ("parts",), loaded, findings)


def _mistakes(
    loaded: LoadedQuestion,
    question: model.NumericQuestion,
    solution: Solution,
    findings: Findings,
) -> None:
    named: dict[str, Keys] = {name: ("mistakes", name) for name in question.mistakes}
    _same("mistake", named, solution.mistakes, ("mistakes",), loaded, findings)


def _same(
    what: str,
    named: Mapping[str, Keys],
    computed: Collection[str],
    whole: Keys,
    loaded: LoadedQuestion,
    findings: Findings,
) -> None:
    """Report names that only the question or only the generator has."""
    missing = [name for name in computed if name not in named]
    for name, keys in named.items():
        if name not in computed:
            meant = nearest(name, missing)
            otherwise = "remove it, or compute it in the generator"
            remedy = f"did you mean `{meant}`?" if meant else otherwise
            message = f"the generator has no {what} {quoted(name)}"
            findings.add(loaded.finding(keys, message, remedy))
            missing = [other for other in missing if other != meant]
    for name in missing:
        message = f"the generator's {what} {quoted(name)} has no words here"
        findings.add(loaded.finding(whole, message, f"add `{name}: ...`"))


def _lists(
    loaded: LoadedQuestion,
    question: model.NumericQuestion,
    solution: Solution,
    findings: Findings,
) -> None:
    lists = [name for name, value in solution.values.items() if isinstance(value, tuple)]
    for index, line in enumerate(question.solution):
        if isinstance(line, model.EachLine) and line.each not in lists:
            remedy = did_you_mean(line.each, lists, "name a list of the generator's solution")
            message = f"the generator has no list {quoted(line.each)}"
            findings.add(loaded.finding(("solution", index, "each"), message, remedy))
