"""What every family of numeric questions promises, for 2,000 seeds each."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterable, Iterator
from dataclasses import FrozenInstanceError, dataclass, fields, is_dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

import pytest

from desktop.engine import generators
from desktop.engine.generators import GENERATORS, generate
from desktop.engine.generators.shown import Listed, Shown, Word, shape_word
from desktop.engine.generators.solution import Generator, Variant, numbers_shown
from desktop.questions.slots import WORD
from desktop.questions.variants import MistakeValues, Row, row_of
from tests.batch_marker import BatchMarker, Reply
from tests.contracts.bounds import declared, drawn
from tests.replies import MALFORMED, rounded, typed

MACHINERY = {"answer", "draw", "generate", "shown", "solution"}
SEEDS = 2000
LOWEST_ACCEPTANCE = 0.05
FEWEST_MISTAKES = 2
EDGE_BAND = Decimal("0.0199")  # of a unit of the last place
HALF = Decimal("0.5")
LARGEST = 10**9  # shown or asked: what a pocket calculator still displays
EVERY = 10  # of a sweep that is whole in the long run, each tenth seed
NUMBER = re.compile(r"-?\d+(\.\d+)?")
SHORT = [text for text in MALFORMED if len(text) < 100]
SLOT = re.compile(rf"{WORD}(\.{WORD})?(:(paren|sign))?")

families = pytest.mark.parametrize("name", GENERATORS)


@dataclass(frozen=True)
class Family:
    """A family's variants and rows, of its seeds and then of its presets."""

    generator: Generator[Any]

    @cached_property
    def fresh(self) -> list[Variant]:
        return [generate(self.generator.name, seed) for seed in range(SEEDS)]

    @cached_property
    def presets(self) -> list[Variant]:
        return [self.generator.preset(preset) for preset in self.generator.presets]

    @cached_property
    def variants(self) -> list[Variant]:
        return self.fresh + self.presets

    @cached_property
    def rows(self) -> list[Row]:
        return [row_of(variant) for variant in self.variants]


@pytest.fixture(scope="module", params=GENERATORS)
def family(request: pytest.FixtureRequest) -> Family:
    return Family(GENERATORS[request.param])


@pytest.fixture(scope="module")
def marker() -> BatchMarker:
    return BatchMarker()


def test_every_file_is_registered_under_its_own_name() -> None:
    files = {module.name for module in pkgutil.iter_modules(generators.__path__)} - MACHINERY
    assert files == set(GENERATORS), "list each file of engine/generators in GENERATORS"
    for name, generator in GENERATORS.items():
        assert generator.name == name
        for function in (generator.sample, generator.solve):
            assert function.__module__ == f"{generators.__name__}.{name}"


@families
def test_parameters_are_frozen_and_a_seed_is_a_variant(name: str) -> None:
    generator, found = GENERATORS[name], generate(name, 0)
    assert is_dataclass(found.parameters)
    with pytest.raises(FrozenInstanceError):
        setattr(found.parameters, fields(found.parameters)[0].name, None)
    hash(found.parameters)
    assert generate(name, 0) == found
    assert generator.variant(found.parameters, found.tries) == found
    for preset in generator.presets.values():
        assert type(preset) is type(found.parameters)


def test_draws_differ_and_enough_are_accepted(family: Family) -> None:
    acceptance = SEEDS / sum(variant.tries for variant in family.fresh)
    assert acceptance >= LOWEST_ACCEPTANCE, f"{acceptance:.0%} of the draws are accepted"
    assert len({variant.parameters for variant in family.fresh}) >= 10


def test_draws_keep_to_their_bounds_and_reach_them(family: Family) -> None:
    bounds = declared(family.generator.name)
    assert drawn((variant.parameters for variant in family.fresh), bounds) == bounds


def test_numbers_are_finite_and_of_a_calculators_size(family: Family) -> None:
    for variant in family.variants:
        for number in numbers_shown(variant.values):
            assert abs(number.number) < LARGEST, number
        for answer in variant.answers.values():
            for key in numbers_in(answer.key):
                assert abs(key) < LARGEST, key


def numbers_in(written: Any) -> Iterator[Decimal]:
    """The numbers among decimal strings, however nested; a shape's N and options are none."""
    if isinstance(written, str):
        if NUMBER.fullmatch(written):
            yield Decimal(written)
    else:
        for entry in written:
            yield from numbers_in(entry)


def test_no_number_of_a_draw_lies_on_a_rounding_edge(family: Family) -> None:
    for variant in family.fresh:
        for number in numbers_shown(variant.values):
            value = number.value if isinstance(number.value, Decimal) else str(number.value)
            rest = abs(Decimal(value).scaleb(number.decimals)) % 1
            assert abs(rest - HALF) >= EDGE_BAND, number


def test_what_is_rejected_is_not_drawn(family: Family) -> None:
    """Ties, and what else the family names: solved once more from the parameters alone."""
    for variant in family.fresh[::EVERY]:
        solution = family.generator.solve(variant.parameters)
        assert not family.generator.rejects(variant.parameters, solution)


def test_names_are_the_same_for_every_seed_and_fit_slots(family: Family) -> None:
    first = names_of(family.rows[0])
    for key in set().union(*first):
        assert SLOT.fullmatch(key), key
    for row in family.rows:
        assert names_of(row) == first
        assert all(row.values.values())
        assert all(all(record.values()) for records in row.records.values() for record in records)


def names_of(row: Row) -> tuple[set[str], ...]:
    """Answers and values, lists, and of each list's records, all of them, the fields."""
    fields_of_lists = []
    for records in row.records.values():
        (names,) = {tuple(record) for record in records}
        fields_of_lists.append(set(names))
    return (set(row.answers), set(row.values), set(row.records), *fields_of_lists)


def test_the_answer_that_is_shown_is_the_one_that_is_marked(family: Family) -> None:
    for variant in family.variants:
        for answer in variant.answers:
            check_shown(variant, answer)


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


def keys_of(row: Row) -> Reply:
    return {answer: typed(key.kind, key.key) for answer, key in row.answers.items()}


def rounded_keys_of(row: Row) -> Reply:
    return {answer: rounded(key, key.key) for answer, key in row.answers.items()}


def slips_of(row: Row, mistake: MistakeValues, write: Any) -> Reply:
    """What is typed where the mistake was made."""
    return {answer: write(row.answers[answer], value) for answer, value in mistake.values.items()}


def as_it_is(key: Any, value: Any) -> str:
    return typed(key.kind, value)


def test_the_key_marks_right_as_it_is_and_rounded(family: Family, marker: BatchMarker) -> None:
    cases = [(row, differing(keys_of(row), rounded_keys_of(row))) for row in family.rows]
    for (row, replies), results in zip(cases, marker.mark(cases), strict=True):
        for given, marked in zip(replies, results, strict=True):
            assert marked.states == {"right"}, given
            assert marked.credits == len(row.answers)


def differing(first: Reply, second: Reply) -> list[Reply]:
    return [first] if first == second else [first, second]


def test_every_mistake_marks_wrong_and_is_named(family: Family, marker: BatchMarker) -> None:
    """All other answers are left empty, which costs little; below they are right."""
    cases = [
        (row, [slips_of(row, mistake, as_it_is) for mistake in row.mistakes]) for row in family.rows
    ]
    for (row, replies), results in zip(cases, marker.mark(cases), strict=True):
        assert sum(len(mistake.names) for mistake in row.mistakes) >= FEWEST_MISTAKES
        for mistake, given, marked in zip(row.mistakes, replies, results, strict=True):
            for answer in mistake.values:
                assert marked.answers[answer].state == "wrong", given
                assert set(mistake.names) <= set(marked.answers[answer].mistakes), given


def test_every_mistake_reads_unlike_the_key_when_both_are_rounded(family: Family) -> None:
    for row in family.rows:
        right = rounded_keys_of(row)
        for mistake in row.mistakes:
            for answer, text in slips_of(row, mistake, rounded).items():
                assert text != right[answer], mistake


@pytest.mark.parametrize("every", [EVERY, pytest.param(1, marks=pytest.mark.long)])
def test_every_mistake_marks_wrong_when_it_is_rounded(
    family: Family, marker: BatchMarker, every: int
) -> None:
    cases = list(rounded_slips(family.rows[::every]))
    for (row, replies), results in zip(cases, marker.mark(cases), strict=True):
        for mistake, given, marked in zip(row.mistakes, replies, results, strict=True):
            assert {marked.answers[answer].state for answer in mistake.values} == {"wrong"}, given


def rounded_slips(rows: Iterable[Row]) -> Iterator[tuple[Row, list[Reply]]]:
    for row in rows:
        yield row, [keys_of(row) | slips_of(row, mistake, rounded) for mistake in row.mistakes]


def test_every_mistake_shows_for_some_seed(family: Family) -> None:
    solved = family.generator.solve(family.fresh[0].parameters)
    shown = {
        head for variant in family.fresh for mistake in variant.mistakes for head in mistake.names
    }
    assert shown == set(solved.mistakes), "a mistake that never shows is none"


def test_what_is_malformed_never_scores(family: Family, marker: BatchMarker) -> None:
    """Every text at every answer for the first seed, then a short one in turn for each seed."""
    cases = [(row, list(malformed(row, seed))) for seed, row in enumerate(family.rows)]
    for (_, replies), results in zip(cases, marker.mark(cases), strict=True):
        for given, marked in zip(replies, results, strict=True):
            assert (marked.state, marked.credits) == ("invalid", None), given


def malformed(row: Row, seed: int) -> Iterator[Reply]:
    names = list(row.answers)
    if seed == 0:
        yield from (keys_of(row) | {name: text} for name in names for text in MALFORMED)
    else:
        yield keys_of(row) | {names[seed % len(names)]: SHORT[seed // len(names) % len(SHORT)]}
