"""What every family of numeric questions promises, seed by seed."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterator
from dataclasses import FrozenInstanceError, fields, is_dataclass
from functools import cache
from typing import Any

import msgspec
import pytest

from desktop.engine import generators
from desktop.engine.generators import GENERATORS, generate
from desktop.engine.generators.shown import Listed, Shown, Word, shape_word
from desktop.engine.generators.solution import Variant
from desktop.questions.marking import Marker, NumericResult, PartAnswers
from desktop.questions.slots import WORD
from desktop.questions.variants import MistakeValues, Row, row_of
from tests.replies import MALFORMED, rounded, typed

MACHINERY = {"answer", "draw", "generate", "shown", "solution"}
FEW_SEEDS = 200
MANY_SEEDS = 2000
LOWEST_ACCEPTANCE = 0.05
FEWEST_MISTAKES = 2
SLOT = re.compile(rf"{WORD}(\.{WORD})?(:(paren|sign))?")
PRESETS = [(name, preset) for name, generator in GENERATORS.items() for preset in generator.presets]

families = pytest.mark.parametrize("name", GENERATORS)
sweeps = pytest.mark.parametrize(
    ("name", "count"),
    [(name, FEW_SEEDS) for name in GENERATORS]
    + [pytest.param(name, MANY_SEEDS, marks=pytest.mark.long) for name in GENERATORS],
)


@pytest.fixture(scope="module")
def marker() -> Marker:
    return Marker()


@cache
def variant(name: str, seed: int) -> Variant:
    return generate(name, seed)


@cache
def row(name: str, seed: int) -> Row:
    return row_of(variant(name, seed))


def rows(name: str, count: int) -> Iterator[Row]:
    return (row(name, seed) for seed in range(count))


def mark(marker: Marker, found: Row, given: dict[str, str]) -> NumericResult:
    bare = msgspec.structs.replace(
        found, values={}, records={}
    )  # marking needs them for carry only
    return marker.mark_numeric(bare, [PartAnswers(credits=1, answers=tuple(found.answers))], given)


def test_every_file_is_registered_under_its_own_name() -> None:
    files = {module.name for module in pkgutil.iter_modules(generators.__path__)} - MACHINERY
    assert files == set(GENERATORS), "list each file of engine/generators in GENERATORS"
    for name, generator in GENERATORS.items():
        assert generator.name == name
        for function in (generator.sample, generator.solve):
            assert function.__module__ == f"{generators.__name__}.{name}"


@families
def test_parameters_are_frozen_and_a_seed_is_a_variant(name: str) -> None:
    generator = GENERATORS[name]
    drawn = variant(name, 0)
    assert is_dataclass(drawn.parameters)
    with pytest.raises(FrozenInstanceError):
        setattr(drawn.parameters, fields(drawn.parameters)[0].name, None)
    hash(drawn.parameters)
    assert generate(name, 0) == drawn
    assert generator.variant(drawn.parameters, drawn.tries) == drawn
    for preset in generator.presets.values():
        assert type(preset) is type(drawn.parameters)


@sweeps
def test_draws_differ_and_enough_are_accepted(name: str, count: int) -> None:
    variants = [variant(name, seed) for seed in range(count)]
    acceptance = count / sum(drawn.tries for drawn in variants)
    assert acceptance >= LOWEST_ACCEPTANCE, f"{acceptance:.0%} of the draws are accepted"
    assert len({drawn.parameters for drawn in variants}) >= 10


@sweeps
def test_names_are_the_same_for_every_seed_and_fit_slots(name: str, count: int) -> None:
    first = names_of(row(name, 0))
    for key in first["slots"] | first["lists"]:
        assert SLOT.fullmatch(key), key
    presets = [row_of(GENERATORS[name].preset(preset)) for preset in GENERATORS[name].presets]
    for found in [*rows(name, count), *presets]:
        assert names_of(found) == first
        for records in found.records.values():
            assert len({frozenset(record) for record in records}) == 1, "records differ in fields"


def names_of(found: Row) -> dict[str, set[str]]:
    records = (record for records in found.records.values() for record in records)
    return {
        "slots": set(found.values).union(*records),
        "lists": set(found.records),
        "answers": set(found.answers),
    }


@sweeps
def test_the_answer_that_is_shown_is_the_one_that_is_marked(name: str, count: int) -> None:
    presets = [GENERATORS[name].preset(preset) for preset in GENERATORS[name].presets]
    for found in [variant(name, seed) for seed in range(count)] + presets:
        for answer in found.answers:
            check_shown(found, answer)


def check_shown(found: Variant, name: str) -> None:
    key: Any = found.answers[name].key
    match found.answers[name].kind:
        case "number" | "integer":
            assert texts(found.values[name]) == [key]
        case "vector":
            assert texts(found.values[name]) == list(key)
        case "matrix":
            for i, row in enumerate(key, 1):
                for j, entry in enumerate(row, 1):
                    assert texts(found.values[f"{name}{i}{j}"]) == [entry]
        case "shape":
            assert texts(found.values[name]) == [shape_word(key).text]
        case "choice":
            assert texts(found.values[name]) == [key]


def texts(value: Any) -> list[str]:
    assert isinstance(value, Shown | Listed | Word)
    return [item.text for item in value.items] if isinstance(value, Listed) else [value.text]


@sweeps
def test_the_key_marks_right_as_it_is_and_rounded(marker: Marker, name: str, count: int) -> None:
    for found in rows(name, count):
        for given in (
            keys_of(found),
            {a: rounded(key, key.key) for a, key in found.answers.items()},
        ):
            result = mark(marker, found, given)
            assert {verdict.state for verdict in result.answers.values()} == {"right"}, given


@sweeps
def test_every_mistake_marks_wrong_and_is_named(marker: Marker, name: str, count: int) -> None:
    for seed, found in enumerate(rows(name, count)):
        assert sum(len(mistake.names) for mistake in found.mistakes) >= FEWEST_MISTAKES
        if count > FEW_SEEDS or seed % 5 == 0:
            for mistake in found.mistakes:
                check_named(marker, found, mistake)
                check_rounded(marker, found, mistake)
        else:  # one of them in turn; the engine itself has told all of them apart
            check_named(marker, found, found.mistakes[seed % len(found.mistakes)])


def keys_of(found: Row) -> dict[str, str]:
    return {answer: typed(key.kind, key.key) for answer, key in found.answers.items()}


def check_named(marker: Marker, found: Row, mistake: MistakeValues) -> None:
    slips = {a: typed(found.answers[a].kind, value) for a, value in mistake.values.items()}
    result = mark(marker, found, keys_of(found) | slips)
    for answer in slips:
        assert result.answers[answer].state == "wrong", slips
        assert set(mistake.names) <= set(result.answers[answer].mistakes), slips


def check_rounded(marker: Marker, found: Row, mistake: MistakeValues) -> None:
    slips = {a: rounded(found.answers[a], value) for a, value in mistake.values.items()}
    result = mark(marker, found, keys_of(found) | slips)
    assert {result.answers[answer].state for answer in slips} == {"wrong"}, slips


@sweeps
def test_every_mistake_shows_for_some_seed(name: str, count: int) -> None:
    solved = GENERATORS[name].solve(variant(name, 0).parameters)
    shown = {
        head
        for seed in range(count)
        for mistake in variant(name, seed).mistakes
        for head in mistake.names
    }
    assert shown == set(solved.mistakes), "a mistake that never shows is none"


@families
def test_what_is_malformed_never_scores(marker: Marker, name: str) -> None:
    found = row(name, 0)
    for answer in found.answers:
        for text in MALFORMED:
            result = mark(marker, found, keys_of(found) | {answer: text})
            assert (result.state, result.credits) == ("invalid", None), text
            assert result.answers[answer].state == "invalid"


@pytest.mark.parametrize(("name", "preset"), PRESETS)
def test_every_preset_keeps_the_promises(marker: Marker, name: str, preset: str) -> None:
    found = row_of(GENERATORS[name].preset(preset))
    assert mark(marker, found, keys_of(found)).credits == 1
    assert sum(len(mistake.names) for mistake in found.mistakes) >= FEWEST_MISTAKES
    for mistake in found.mistakes:
        check_named(marker, found, mistake)
