"""Generators against the YAML that names them: numeric questions and drills."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from desktop.engine.generators import GENERATORS, generate
from desktop.engine.generators.solution import Variant

CONTENT = Path(__file__).parent.parent.parent / "content"
SEEDS = range(20)


def asked_by_generators() -> Iterator[Any]:
    for path in sorted(CONTENT.glob("exams/*/problem-*.yaml")):
        for question in yaml.safe_load(path.read_text(encoding="utf-8"))["questions"]:
            if question["kind"] == "numeric":
                yield pytest.param(question, id=question["id"])
            for drill in question.get("drills", []):
                yield pytest.param(drill, id=f"{question['id']}-{drill['id']}")


ASKED = list(asked_by_generators())


def variants_of(asked: dict[str, Any]) -> Iterator[Variant]:
    name = asked["generator"]
    if asked.get("kind") == "numeric":
        yield GENERATORS[name].preset("exam")
    for seed in SEEDS:
        yield generate(name, seed)


@pytest.mark.parametrize("asked", ASKED)
def test_a_question_names_what_its_generator_computes(asked: dict[str, Any]) -> None:
    names = [name for part in asked["parts"] for name in part["answers"]]
    for variant in variants_of(asked):
        assert sorted(names) == sorted(variant.answers)
        solution = GENERATORS[asked["generator"]].solve(variant.parameters)
        assert sorted(asked["mistakes"]) == sorted(solution.mistakes)


def test_every_generator_is_used() -> None:
    assert {param.values[0]["generator"] for param in ASKED} == set(GENERATORS)
