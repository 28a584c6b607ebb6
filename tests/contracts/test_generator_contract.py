"""Generators against their folder, their own promises, and the YAML that names them."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterator
from dataclasses import FrozenInstanceError, fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from desktop.engine import generators
from desktop.engine.generators import GENERATORS
from desktop.engine.generators.solution import Shown
from desktop.questions.slots import WORD
from desktop.questions.variants import row_of

CONTENT = Path(__file__).parent.parent.parent / "content"
NOT_A_FAMILY = {"solution"}


def numeric_questions() -> Iterator[Any]:
    for path in sorted(CONTENT.glob("exams/*/problem-*.yaml")):
        for question in yaml.safe_load(path.read_text(encoding="utf-8"))["questions"]:
            if question["kind"] == "numeric":
                yield pytest.param(question, id=question["id"])


QUESTIONS = list(numeric_questions())
PRESETS = [(name, preset) for name, generator in GENERATORS.items() for preset in generator.presets]


def test_every_file_is_registered_under_its_own_name() -> None:
    files = {module.name for module in pkgutil.iter_modules(generators.__path__)} - NOT_A_FAMILY
    assert files == set(GENERATORS), "list each file of engine/generators in GENERATORS"
    for name, generator in GENERATORS.items():
        assert generator.name == name
        assert generator.solve.__module__ == f"{generators.__name__}.{name}"


@pytest.mark.parametrize("name", GENERATORS)
def test_every_generator_has_the_exam_and_two_mistakes(name: str) -> None:
    generator = GENERATORS[name]
    assert "exam" in generator.presets
    shown = {head for mistake in generator.preset("exam").mistakes for head in mistake.names}
    assert len(shown) >= 2


@pytest.mark.parametrize(("name", "preset"), PRESETS)
def test_every_preset_keeps_the_promises(name: str, preset: str) -> None:
    generator = GENERATORS[name]
    parameters = generator.presets[preset]
    assert is_dataclass(parameters)
    with pytest.raises(FrozenInstanceError):
        setattr(parameters, fields(parameters)[0].name, None)
    solution = generator.solve(parameters)
    assert solution == generator.solve(parameters)
    assert generator.preset(preset) == generator.preset(preset)
    for values in solution.mistakes.values():
        assert set(values) <= set(solution.answers)
    for answer_name, answer in solution.answers.items():
        shown = solution.values[answer_name]
        assert isinstance(shown, Shown)
        assert shown.text == answer.key, "the answer that is shown is the one that is marked"


@pytest.mark.parametrize(("name", "preset"), PRESETS)
def test_every_name_can_stand_in_a_slot(name: str, preset: str) -> None:
    row = row_of(GENERATORS[name].preset(preset))
    keys = set(row.values).union(
        *(record for records in row.records.values() for record in records)
    )
    for key in keys | set(row.records):
        assert re.fullmatch(rf"{WORD}(\.{WORD})?(:(paren|sign))?", key)
    for records in row.records.values():
        assert len({frozenset(record) for record in records}) == 1


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_names_what_its_generator_computes(question: dict[str, Any]) -> None:
    generator = GENERATORS[question["generator"]]
    solution = generator.solve(generator.presets["exam"])
    asked = [name for part in question["parts"] for name in part["answers"]]
    assert sorted(asked) == sorted(solution.answers)
    assert sorted(question["mistakes"]) == sorted(solution.mistakes)


def test_every_generator_is_used() -> None:
    assert {param.values[0]["generator"] for param in QUESTIONS} == set(GENERATORS)
