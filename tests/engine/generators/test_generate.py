"""Fresh variants: a pure function of the seed, what is rejected, and when it gives up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, getcontext, localcontext
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.engine.generators import GENERATORS, generate
from desktop.engine.generators.answer import (
    Absolute,
    Answer,
    places,
    to_digits,
    to_places,
    whole_number,
    within_share,
)
from desktop.engine.generators.draw import Draw
from desktop.engine.generators.generate import MOST_TRIES, NoVariantError, fresh_variant
from desktop.engine.generators.shown import Listed, NoAnswerError, Number, Shown
from desktop.engine.generators.solution import Generator, Solution, Variant


@dataclass(frozen=True)
class Record:
    x: Shown


OFF = {"less": {"y": Decimal(-100)}, "more": {"y": Decimal(100)}}


def family(
    solve: Callable[[int], Solution],
    rejects: Callable[[int, Solution], bool] = lambda n, solution: False,
) -> Generator[int]:
    """A family whose draws are the numbers from 1 to 10."""
    return Generator("ten", lambda draw: draw.integer(1, 10), solve, {"exam": 3}, rejects)


def simple(n: int) -> Solution:
    return Solution({"y": Shown(n)}, {"y": whole_number(Shown(n))}, OFF)


def drawn(generator: Generator[int], seeds: int = 60) -> set[int]:
    return {fresh_variant(generator, seed).parameters for seed in range(seeds)}


def test_a_variant_holds_what_follows_from_its_draw() -> None:
    variant = fresh_variant(family(simple), 1)
    assert variant.values["y"] == Shown(variant.parameters)
    assert variant.answers["y"].key == str(variant.parameters)
    assert [mistake.names for mistake in variant.mistakes] == [("less",), ("more",)]
    assert variant.tries == 1
    assert drawn(family(simple)) == set(range(1, 11))


@given(st.integers(0, 2**64 - 1), st.sampled_from(sorted(GENERATORS)))
def test_it_is_a_pure_function_of_name_and_seed(seed: int, name: str) -> None:
    assert generate(name, seed) == generate(name, seed)


def test_the_callers_precision_changes_nothing() -> None:
    def thirds(n: int) -> Solution:
        y = Shown(Decimal(n) / 3, 20)
        return Solution({"y": y}, {"y": to_places(y, 2)}, OFF)

    fine = fresh_variant(family(thirds), 4)
    with localcontext() as context:
        context.prec = 3
        assert fresh_variant(family(thirds), 4).values == fine.values
        assert family(thirds).preset("exam") == family(thirds).preset("exam")
        assert getcontext().prec == 3


def test_an_unknown_family_is_an_error() -> None:
    with pytest.raises(KeyError, match="no_such_family"):
        generate("no_such_family", 0)


def test_a_family_rejects_what_it_names() -> None:
    generator = family(simple, rejects=lambda n, solution: solution.number("y") % 2 == 0)
    assert drawn(generator) == {1, 3, 5, 7, 9}
    tries = [fresh_variant(generator, seed).tries for seed in range(400)]
    assert sum(tries) / len(tries) == pytest.approx(2, rel=0.2)


def test_draws_without_an_answer_are_rejected_and_presets_are_not() -> None:
    def not_three(n: int) -> Solution:
        if n == 3:
            raise NoAnswerError("3 has none")
        return simple(n)

    assert drawn(family(not_three)) == set(range(1, 11)) - {3}
    with pytest.raises(NoAnswerError, match="3 has none"):
        family(not_three).preset("exam")


def test_other_errors_are_not_hidden() -> None:
    def bug(n: int) -> Solution:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fresh_variant(family(bug), 0)


def test_it_gives_up_after_200_draws_and_names_family_and_seed() -> None:
    seen = []

    def count(n: int, solution: Solution) -> bool:
        seen.append(n)
        return True

    with pytest.raises(NoVariantError, match="ten: seed 77 has no variant in 200 draws"):
        fresh_variant(family(simple, rejects=count), 77)
    assert len(seen) == MOST_TRIES


def only_three(answer: Callable[[Shown], Answer], other: Number, three: Number) -> set[int]:
    """The draws that are accepted if 3 gives one number and all others another."""

    def solve(n: int) -> Solution:
        y = Shown(three if n == 3 else other, 6)
        return Solution({"y": y}, {"y": answer(y)}, {"a": {"y": -500}, "b": {"y": -600}})

    return drawn(family(solve))


ALL = set(range(1, 11))
UNFIT: list[tuple[Callable[[Shown], Answer], Number]] = [
    (lambda y: Answer(Decimal("NaN"), "number"), 1),
    (lambda y: Answer(float("inf"), "number"), 1),
    (lambda y: Answer(10**10, "integer"), 1),
    (lambda y: to_digits(y, 3), 0),
    (lambda y: within_share(y, 0.01), 0),
    (lambda y: to_places(y, 2), Decimal("1.2349")),
    (lambda y: to_places(y, 2), Decimal("-1.2354")),
    (lambda y: to_digits(y, 2), Decimal("0.012496")),
    (lambda y: Answer((y.number, y.number), "vector", places(1)), Decimal("0.2501")),
]


@pytest.mark.parametrize(("answer", "value"), UNFIT)
def test_an_answer_that_cannot_be_asked_is_rejected(
    answer: Callable[[Shown], Answer], value: Number
) -> None:
    def solve(n: int) -> Solution:
        y = Shown(value if n != 3 else 1)
        right = answer(Shown(value, 6)) if n != 3 else whole_number(Shown(1))
        wrong: Any = (-500, -600) if right.kind == "vector" else -500
        other: Any = (-600, -500) if right.kind == "vector" else -600
        return Solution({"y": y}, {"y": right}, {"a": {"y": wrong}, "b": {"y": other}})

    assert drawn(family(solve)) == {3}


@pytest.mark.parametrize(
    ("answer", "value"),
    [
        (lambda y: to_places(y, 2), Decimal("1.235")),  # on the edge both sides are right
        (lambda y: to_places(y, 2), Decimal("1.2355")),
        (lambda y: to_places(y, 2), Decimal("1.2345")),
        (lambda y: to_digits(y, 2), Decimal("0.0124")),
        (lambda y: Answer(y.number, "number", Absolute(Decimal("0.3"))), Decimal("0.2999")),
        (lambda y: within_share(y, 0.005), Decimal("1.2349")),
        (lambda y: Answer(y.number, "number"), 0),
    ],
)
def test_an_answer_off_the_edges_is_accepted(
    answer: Callable[[Shown], Answer], value: Number
) -> None:
    assert only_three(answer, 1, value) == ALL


@pytest.mark.parametrize(
    ("value", "decimals", "on_edge"),
    [
        ("0.125", 2, True),
        ("0.1250001", 2, True),
        ("-0.1249", 2, True),
        ("0.12481", 2, True),
        ("0.1248", 2, False),  # 2 % of a unit off
        ("0.12520", 2, False),
        ("0.12", 2, False),
        ("0.1299", 2, False),
        ("2.5", 0, True),
        ("2", 0, False),
        ("1250", -2, True),
    ],
)
def test_where_rounding_turns(value: str, decimals: int, on_edge: bool) -> None:
    assert Shown(Decimal(value), decimals).on_edge is on_edge


@pytest.mark.parametrize("kind", ["plain", "listed", "in a record"])
def test_a_number_on_a_rounding_edge_is_rejected_wherever_it_stands(kind: str) -> None:
    def solve(n: int) -> Solution:
        value = Shown(Decimal("0.125") if n != 3 else Decimal("0.12"), 2)
        places_of_it: dict[str, Any] = {
            "plain": value,
            "listed": Listed((Shown(1), value)),
            "in a record": (Record(Shown(1)), Record(value)),
        }
        return Solution({"y": Shown(n), "x": places_of_it[kind]}, simple(n).answers, OFF)

    assert drawn(family(solve)) == {3}
    assert family(solve).preset("exam").parameters == 3


def test_fewer_than_two_mistakes_are_rejected() -> None:
    def solve(n: int) -> Solution:
        wrong = {"same": {"y": n}, "one": {"y": n + 1}, "two": {"y": n + 2 if n == 3 else n}}
        return Solution({"y": Shown(n)}, {"y": whole_number(Shown(n))}, wrong)

    assert drawn(family(solve)) == {3}


def test_two_mistakes_of_one_value_are_two() -> None:
    def solve(n: int) -> Solution:
        return Solution({}, {"y": whole_number(Shown(n))}, {"a": {"y": 0}, "b": {"y": 0}})

    assert drawn(family(solve)) == ALL


def test_a_preset_is_never_rejected() -> None:
    def solve(n: int) -> Solution:
        return Solution({"x": Shown(Decimal("0.125"), 2)}, {"y": whole_number(Shown(n))}, {})

    preset = family(solve, rejects=lambda n, solution: True).preset("exam")
    assert preset == Variant(3, preset.values, preset.answers, (), tries=0)


def test_a_draw_is_consumed_by_each_try() -> None:
    seen: list[list[int]] = [[], []]
    for log in seen:

        def sample(draw: Draw, log: list[int] = log) -> int:
            log.append(draw.integer(1, 1000))
            return log[-1]

        generator = Generator("log", sample, simple, {}, lambda n, s: n > 100)
        fresh_variant(generator, 9)
    assert seen[0] == seen[1]
    assert len(set(seen[0])) == len(seen[0])
