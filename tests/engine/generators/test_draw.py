"""Draws: the stream's golden values, that no value is favoured, and that a seed decides all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.random import PCG64

from desktop.engine.generators.draw import RAW_VALUES, Draw, seed_of

DRAWS = 12_000
seeds = st.integers(0, 2**64 - 1)


class RawValues(Draw):
    """Draws from raw values that a test lays down."""

    def __init__(self, *values: int) -> None:
        self.left = list(values)
        self._raw = lambda: self.left.pop(0)


def test_the_raw_stream_is_the_one_that_numpy_guarantees() -> None:
    raw = PCG64(2022).random_raw
    assert [int(raw()) for _ in range(3)] == [
        0x3F575082B4F9B4F1,
        0x17CE3259BFCE0145,
        0x9C9C8640303FCCDB,
    ]


def test_draws_are_what_they_were() -> None:
    draw = Draw(2022)
    assert [draw.integer(1, 6) for _ in range(8)] == [2, 2, 4, 6, 1, 4, 4, 1]
    tidy = [draw.tidy("-0.5", 2, 0.25) for _ in range(4)]
    assert tidy == [Decimal(text) for text in ("1.75", "0.75", "-0.5", "0")]
    assert draw.choice("abcdef") == "d"
    assert draw.sample("abcdef", 3) == ("c", "e", "d")
    assert draw.shuffled((1, 2, 3, 4)) == (2, 1, 3, 4)
    assert [draw.sign() for _ in range(5)] == [-1, -1, 1, 1, 1]
    assert draw.integer(-(10**18), 10**18) == 537791329664716641


def test_a_seed_is_the_beginning_of_a_digest() -> None:
    # by sha256sum of in2346-2022/4.7/receptive-field-of-a-stack/3 and of in2346-2022/6.1//0
    assert seed_of("in2346-2022", "4.7", "receptive-field-of-a-stack", 3) == 0xDBEFD57E7119E8E5
    assert seed_of("in2346-2022", "6.1", "", 0) == 0x3E5248F89A2F8EA4


def test_raw_values_beyond_the_last_whole_multiple_are_drawn_anew() -> None:
    beyond = RAW_VALUES - RAW_VALUES % 3
    draw = RawValues(beyond, RAW_VALUES - 1, beyond - 1, 5)
    assert draw.integer(0, 2) == 2
    assert draw.left == [5]


def test_the_largest_range_is_the_stream_itself() -> None:
    assert RawValues(RAW_VALUES - 1).integer(0, RAW_VALUES - 1) == RAW_VALUES - 1


# For k values drawn n times, the sum of (count - n/k)^2 / (n/k) has mean k - 1 and deviation
# sqrt(2(k - 1)); five deviations are met once in millions of fair draws.
@pytest.mark.parametrize(
    ("draw_one", "values"),
    [
        (lambda draw: draw.integer(-3, 3), range(-3, 4)),
        (lambda draw: draw.choice("abcde"), "abcde"),
        (lambda draw: draw.sign(), (1, -1)),
        (lambda draw: draw.tidy(0, 1, "0.25"), [Decimal(n) / 4 for n in range(5)]),
        (lambda draw: draw.shuffled("abc"), list(permutations("abc"))),
        (lambda draw: draw.sample("abcd", 2), list(permutations("abcd", 2))),
    ],
)
def test_no_value_is_favoured(draw_one: Callable[[Draw], Any], values: Any) -> None:
    draw = Draw(1)
    counts = Counter(draw_one(draw) for _ in range(DRAWS))
    assert set(counts) == set(values)
    expected = DRAWS / len(values)
    spread = sum((count - expected) ** 2 / expected for count in counts.values())
    freedom = len(values) - 1
    assert spread < freedom + 5 * (2 * freedom) ** 0.5


@given(seeds, st.integers(-(10**9), 10**9), st.integers(0, 10**9))
def test_an_integer_lies_between_its_ends(seed: int, low: int, width: int) -> None:
    value = Draw(seed).integer(low, low + width)
    assert low <= value <= low + width
    assert type(value) is int


@given(seeds, st.integers(-50, 50), st.integers(0, 40), st.sampled_from(["0.1", "0.25", "3"]))
def test_a_tidy_number_is_exact(seed: int, start: int, steps: int, step: str) -> None:
    low, width = start * Decimal(step), Decimal(step)
    value = Draw(seed).tidy(low, low + steps * width, step)
    assert (value - low) % width == 0
    assert low <= value <= low + steps * width


@given(seeds, st.lists(st.integers()), st.data())
def test_a_sample_takes_each_option_once(seed: int, options: list[int], data: Any) -> None:
    count = data.draw(st.integers(0, len(options)))
    taken = Draw(seed).sample(options, count)
    assert len(taken) == count
    assert not Counter(taken) - Counter(options)
    assert Counter(Draw(seed).shuffled(options)) == Counter(options)


@given(seeds)
def test_a_seed_decides_all(seed: int) -> None:
    one, other = Draw(seed), Draw(seed)
    for _ in range(5):
        assert one.integer(0, 10**12) == other.integer(0, 10**12)


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        (lambda draw: draw.integer(2, 1), "no integers to draw from 2 to 1"),
        (lambda draw: draw.choice([]), "no integers to draw"),
        (lambda draw: draw.tidy(0, 1, "0.3"), "steps of 0.3 do not lead from 0 to 1"),
        (lambda draw: draw.tidy(1, 0, 1), "steps of 1 do not lead from 1 to 0"),
        (lambda draw: draw.tidy(0, 1, 0), "steps of 0 do not lead"),
        (lambda draw: draw.tidy(0, 1, -1), "steps of -1 do not lead"),
        (lambda draw: draw.sample("ab", 3), "no 3 of 2 options to draw"),
    ],
)
def test_what_cannot_be_drawn_is_refused(bad: Callable[[Draw], Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        bad(Draw(0))
