"""Every family against PyTorch: what its modules answer to the first seeds is marked right."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from desktop.engine.generators import GENERATORS, generate
from desktop.engine.generators.answer import Answer
from desktop.engine.generators.solution import Variant
from tests.conftest import ROOT

GOLDEN = json.loads((ROOT / "tests/golden/torch_families.json").read_text(encoding="utf-8"))
MAKE = "python -m tests.golden.make_torch_families, with a Python that has torch"
CASES = [(name, key) for name in GENERATORS for key in GOLDEN.get(name, ())]
NOISE = Decimal("1e-8")  # PyTorch's sums of binary numbers are exact to nine digits


def variant(name: str, key: str) -> Variant:
    if key in GENERATORS[name].presets:
        return GENERATORS[name].preset(key)
    return generate(name, int(key))


def test_every_family_has_a_second_source() -> None:
    assert GOLDEN.keys() - {"torch"} == set(GENERATORS), MAKE
    for name in GENERATORS:
        assert set(GENERATORS[name].presets) < GOLDEN[name].keys(), MAKE


@pytest.mark.parametrize(("name", "key"), CASES)
def test_pytorchs_answer_is_right(name: str, key: str) -> None:
    answers = variant(name, key).answers
    assert answers.keys() == GOLDEN[name][key].keys()
    for answer, value in GOLDEN[name][key].items():
        assert is_right(answers[answer], value), (answer, answers[answer].key, value)


def is_right(answer: Answer, value: Any) -> bool:
    """Whether it is right, but for the noise of binary numbers where exact ones are asked."""
    if answer.kind in ("choice", "shape"):
        return answer.key == (tuple(value) if isinstance(value, list) else value)
    room = answer.tolerance.room_at
    pairs = list(zip(flat(answer.key), flat(value), strict=True))
    return all(abs(key - entry) <= room(key) + NOISE for key, entry in pairs)


def flat(value: Any) -> list[Decimal]:
    if isinstance(value, list | tuple):
        return [number for entry in value for number in flat(entry)]
    return [Decimal(str(value))]
