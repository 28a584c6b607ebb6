"""Checks of what a question sets its visualization to: names, ranges and the variant's values."""

from __future__ import annotations

from collections.abc import Mapping

from builder.checks.known import Generators, Place
from builder.checks.numeric import EXAM_PRESET, first_variant
from builder.knowledge import Knowledge, LoadedQuestion
from builder.positions import Keys
from builder.problems import Findings, did_you_mean, quoted
from desktop.questions import model
from desktop.questions.presets import PresetError, Values, resolved
from desktop.questions.views.parameters import View

WHERE = "name one of desktop/questions/views, or add it there"


def check(
    knowledge: Knowledge, views: Mapping[str, View], generators: Generators, findings: Findings
) -> None:
    """Report unknown views and parameters, values out of range, and slots without a value."""
    for loaded in knowledge.questions:
        question = loaded.question
        _explore(loaded, question.explore, views, _exam_values(loaded, generators), findings)
        for drill in loaded.drills:
            if drill.drill.explore is not None and drill.drill.generator in generators:
                values = first_variant(drill).values
                _explore(drill, drill.drill.explore, views, values, findings)


def _exam_values(loaded: LoadedQuestion, generators: Generators) -> Values:
    question = loaded.question
    if not isinstance(question, model.NumericQuestion):
        return {}
    generator = generators.get(question.generator)
    if generator is None or EXAM_PRESET not in generator.presets:
        return {}
    return generator.preset(EXAM_PRESET).values


def _explore(
    place: Place,
    explore: model.Explore,
    views: Mapping[str, View],
    values: Values,
    findings: Findings,
) -> None:
    view = views.get(explore.view)
    if view is None:
        remedy = did_you_mean(explore.view, views, WHERE)
        message = f"unknown view {quoted(explore.view)}"
        findings.add(place.finding(("explore", "view"), message, remedy))
        return
    for name, value in explore.preset.items():
        keys: Keys = ("explore", "preset", name)
        try:
            set_to = resolved({name: value}, values)
        except PresetError as error:
            remedy = "write a number, or [[name]] of a value of the generator's solution"
            findings.add(place.finding(keys, str(error), remedy))
            continue
        for fault in view.faults(set_to).values():
            message = f"the view {quoted(explore.view)} can't set {quoted(name)} to that"
            findings.add(place.finding(keys, message, fault))
