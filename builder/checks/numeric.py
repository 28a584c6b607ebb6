"""Checks that a numeric question and its generator speak of the same things."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TypeAlias

from builder.checks.known import Generators, Place
from builder.knowledge import Knowledge, LoadedDrill
from builder.positions import Keys
from builder.problems import Findings, did_you_mean, nearest, quoted
from desktop.engine.generators import generate
from desktop.engine.generators.draw import seed_of
from desktop.engine.generators.solution import Solution, Variant
from desktop.questions import model
from desktop.questions.variants import Row, row_of

EXAM_PRESET = "exam"

Asked: TypeAlias = model.NumericQuestion | model.Drill


def check(knowledge: Knowledge, generators: Generators, findings: Findings) -> None:
    """Report answers, mistakes and lists that a question, a drill or its generator lacks."""
    for loaded in knowledge.questions:
        question = loaded.question
        if isinstance(question, model.NumericQuestion) and question.generator in generators:
            generator = generators[question.generator]
            if EXAM_PRESET in generator.presets:
                solution = generator.solve(generator.presets[EXAM_PRESET])
                _compare(loaded, question, solution, findings)
            else:
                message = f"{quoted(generator.name)} has no preset `{EXAM_PRESET}`"
                remedy = "give it the exam's own numbers under this name"
                findings.add(loaded.finding(("generator",), message, remedy))
        for drill in loaded.drills:
            if drill.drill.generator in generators:
                variant = first_variant(drill)
                solution = generators[drill.drill.generator].solve(variant.parameters)
                _compare(drill, drill.drill, solution, findings)


def _compare(place: Place, asked: Asked, solution: Solution, findings: Findings) -> None:
    _answers(place, asked, solution, findings)
    _mistakes(place, asked, solution, findings)
    _lists(place, asked, solution, findings)


def first_variant(drill: LoadedDrill) -> Variant:
    """The variant that a drill shows first."""
    question = drill.of
    seed = seed_of(question.exam, question.question.id, drill.drill.id, 0)
    return generate(drill.drill.generator, seed)


def exam_row(generator: str, generators: Generators) -> Row | None:
    """The row with the exam's own numbers, or None if there is no such generator or preset."""
    known = generators.get(generator)
    if known is None or EXAM_PRESET not in known.presets:
        return None
    return row_of(known.preset(EXAM_PRESET))


def _answers(
    place: Place,
    asked: Asked,
    solution: Solution,
    findings: Findings,
) -> None:
    labels: dict[str, Keys] = {}
    for index, part in enumerate(asked.parts):
        for name in part.answers:
            keys: Keys = ("parts", index, "answers", name)
            if name in labels:
                message = f"the answer {quoted(name)} is asked twice"
                findings.add(place.finding(keys, message, "remove one of the two"))
            labels[name] = keys
    _same("answer", labels, solution.answers, ("parts",), place, findings)


def _mistakes(
    place: Place,
    asked: Asked,
    solution: Solution,
    findings: Findings,
) -> None:
    named: dict[str, Keys] = {name: ("mistakes", name) for name in asked.mistakes}
    _same("mistake", named, solution.mistakes, ("mistakes",), place, findings)


def _same(
    what: str,
    named: Mapping[str, Keys],
    computed: Collection[str],
    whole: Keys,
    place: Place,
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
            findings.add(place.finding(keys, message, remedy))
            missing = [other for other in missing if other != meant]
    for name in missing:
        message = f"the generator's {what} {quoted(name)} has no words here"
        findings.add(place.finding(whole, message, f"add `{name}: ...`"))


def _lists(
    place: Place,
    asked: Asked,
    solution: Solution,
    findings: Findings,
) -> None:
    lists = [name for name, value in solution.values.items() if isinstance(value, tuple)]
    for index, line in enumerate(asked.solution):
        if isinstance(line, model.EachLine) and line.each not in lists:
            remedy = did_you_mean(line.each, lists, "name a list of the generator's solution")
            message = f"the generator has no list {quoted(line.each)}"
            findings.add(place.finding(("solution", index, "each"), message, remedy))
