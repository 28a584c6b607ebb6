"""What a generator is: parameters in, a worked solution with its named mistakes out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Any, Generic, Literal, TypeAlias, TypeVar

KEY_DIGITS = 10
Number: TypeAlias = Decimal | int | float


def exact(value: Number) -> Decimal:
    """The decimal that a number is written as: 0.1 is a tenth, not the binary nearest to it."""
    return Decimal(str(value)) if isinstance(value, float) else Decimal(value)


def written(value: Number) -> str:
    """A number as a decimal string of at most 10 significant digits, without an exponent.

    Rounded half away from zero; zeros at the end and a negative zero's sign are left out.
    Raises: ValueError if it is not finite, or an integer of more digits.
    """
    number = exact(value)
    if not number.is_finite():
        raise ValueError(f"{value} is not finite: no answer")
    if number == 0:
        return "0"
    unit = number.adjusted() - KEY_DIGITS + 1
    if unit > 0:
        raise ValueError(f"{value} has more than {KEY_DIGITS} digits before the point: no answer")
    return _plain(_half_up(number, -unit))


def _half_up(number: Decimal, decimals: int) -> Decimal:
    with localcontext() as context:
        context.prec = max(decimals, 0) + abs(number.adjusted()) + 2
        return number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


@dataclass(frozen=True)
class Shown:
    """A quantity as the learner reads it: rounded half up to `decimals` places, -0.125 to -0.13.

    Later steps compute from `number`, the shown value, so that what is read can be checked.
    """

    value: Number
    decimals: int = 0

    @property
    def number(self) -> Decimal:
        """The shown value."""
        return _half_up(exact(self.value), self.decimals)

    @property
    def text(self) -> str:
        """The shown value as a decimal string; zeros at the end are left out."""
        return _plain(self.number)


@dataclass(frozen=True)
class Absolute:
    """The learner's value may differ from the key by `room`, the edges included."""

    room: Decimal


@dataclass(frozen=True)
class Answer:
    """The right value of a quantity that is asked, and how far off is still right."""

    value: Number
    kind: Literal["number", "integer"]
    tolerance: Absolute

    @property
    def key(self) -> str:
        """The value as a decimal string."""
        return written(self.value)

    def accepts(self, value: Number) -> bool:
        """Whether the value would be marked right."""
        return abs(Decimal(written(value)) - Decimal(self.key)) <= self.tolerance.room


def whole_number(shown: Shown) -> Answer:
    """An answer that is a whole number, exact."""
    return Answer(int(shown.number), "integer", Absolute(Decimal(0)))


def to_places(shown: Shown, places: int) -> Answer:
    """An answer asked to so many decimal places: right within half a unit of the last."""
    return Answer(shown.number, "number", Absolute(Decimal(1).scaleb(-places) / 2))


Record: TypeAlias = Any  # a frozen dataclass of Shown; its class names the record in slots
Values: TypeAlias = Mapping[str, Shown | tuple[Record, ...]]
Mistakes: TypeAlias = Mapping[str, Mapping[str, Number]]


@dataclass(frozen=True)
class Solution:
    """The worked solution: values to show, answers, and mistake -> answer -> the value it gives."""

    values: Values
    answers: Mapping[str, Answer]
    mistakes: Mistakes


@dataclass(frozen=True)
class NamedMistake:
    """Mistakes that lead to the same wrong values, as decimal strings by answer."""

    names: tuple[str, ...]
    values: Mapping[str, str]


@dataclass(frozen=True)
class Variant:
    """A question's numbers, and what follows from them."""

    parameters: Any
    values: Values
    answers: Mapping[str, Answer]
    mistakes: tuple[NamedMistake, ...]


Parameters = TypeVar("Parameters")


@dataclass(frozen=True)
class Generator(Generic[Parameters]):
    """A family of numeric questions: `solve` does its arithmetic, a preset is a fixed case."""

    name: str
    solve: Callable[[Parameters], Solution]
    presets: Mapping[str, Parameters]

    def preset(self, name: str) -> Variant:
        """The variant with a preset's numbers."""
        parameters = self.presets[name]
        solution = self.solve(parameters)
        mistakes = told_apart(solution)
        return Variant(parameters, solution.values, solution.answers, mistakes)


def told_apart(solution: Solution) -> tuple[NamedMistake, ...]:
    """The mistakes that show in this variant, those with equal values under one head.

    A value that would be marked right betrays no mistake and is dropped.
    """
    heads: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for name, values in solution.mistakes.items():
        wrong = {
            answer: written(value)
            for answer, value in values.items()
            if not solution.answers[answer].accepts(value)
        }
        if wrong:
            heads.setdefault(tuple(sorted(wrong.items())), []).append(name)
    return tuple(NamedMistake(tuple(names), dict(values)) for values, names in heads.items())
