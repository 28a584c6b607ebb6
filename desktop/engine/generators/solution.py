"""What a generator is: parameters in, a worked solution with its named mistakes out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from decimal import Context, Decimal, localcontext
from typing import Any, Generic, TypeAlias, TypeVar

from desktop.engine.generators.answer import Answer, Value, Written
from desktop.engine.generators.draw import Draw
from desktop.engine.generators.shown import Listed, Shown, Word

PRECISION = 28  # digits that solve computes with, whatever its caller has set

Record: TypeAlias = Any  # a frozen dataclass of slot values; its class names the record in slots
SlotValue: TypeAlias = Shown | Listed | Word
Values: TypeAlias = Mapping[str, SlotValue | tuple[Record, ...]]
Mistakes: TypeAlias = Mapping[str, Mapping[str, Value]]


@dataclass(frozen=True)
class Solution:
    """The worked solution: values to show, answers, and mistake -> answer -> the value it gives."""

    values: Values
    answers: Mapping[str, Answer]
    mistakes: Mistakes

    def number(self, name: str) -> Decimal:
        """The number shown under a name.

        Raises: TypeError if what stands there is no number.
        """
        value = self.values[name]
        if not isinstance(value, Shown):
            raise TypeError(f"{name} is no number")
        return value.number


@dataclass(frozen=True)
class NamedMistake:
    """Mistakes that lead to the same wrong values, as decimal strings by answer."""

    names: tuple[str, ...]
    values: Mapping[str, Written]


@dataclass(frozen=True)
class Variant:
    """A question's numbers, what follows from them, and how many draws it took (a preset: none)."""

    parameters: Any
    values: Values
    answers: Mapping[str, Answer]
    mistakes: tuple[NamedMistake, ...]
    tries: int = 0


Parameters = TypeVar("Parameters")


def accept_all(parameters: Any, solution: Solution) -> bool:
    """Reject nothing."""
    return False


@dataclass(frozen=True)
class Generator(Generic[Parameters]):
    """A family of numeric questions.

    `sample` draws parameters, `solve` does the arithmetic, a preset is a fixed case; `rejects`
    tells which drawn cases make a poor question.
    """

    name: str
    sample: Callable[[Draw], Parameters]
    solve: Callable[[Parameters], Solution]
    presets: Mapping[str, Parameters]
    rejects: Callable[[Parameters, Solution], bool] = accept_all

    def variant(self, parameters: Parameters, tries: int = 0) -> Variant:
        """The variant with these parameters.

        Raises: NoAnswerError if they have no answer.
        """
        with localcontext(Context(prec=PRECISION)):
            solution = self.solve(parameters)
            mistakes = told_apart(solution)
        return Variant(parameters, solution.values, solution.answers, mistakes, tries)

    def preset(self, name: str) -> Variant:
        """The variant with a preset's numbers."""
        return self.variant(self.presets[name])


def told_apart(solution: Solution) -> tuple[NamedMistake, ...]:
    """The mistakes that show in this variant, those with equal values under one head.

    A value that would be marked right, as it is or rounded, betrays no mistake and is dropped.
    """
    heads: dict[tuple[tuple[str, Written], ...], list[str]] = {}
    for name, values in solution.mistakes.items():
        wrong = {}
        for answer, value in values.items():
            found = solution.answers[answer].wrong(value)
            if found is not None:
                wrong[answer] = found
        if wrong:
            heads.setdefault(tuple(sorted(wrong.items())), []).append(name)
    return tuple(NamedMistake(tuple(names), dict(values)) for values, names in heads.items())


def numbers_shown(values: Values) -> Iterator[Shown]:
    """Every number that the values show, those of lists and of records included."""
    for value in values.values():
        if isinstance(value, tuple):
            for record in value:
                yield from _numbers(getattr(record, field.name) for field in fields(record))
        else:
            yield from _numbers(iter((value,)))


def _numbers(values: Iterator[Any]) -> Iterator[Shown]:
    for value in values:
        if isinstance(value, Shown):
            yield value
        elif isinstance(value, Listed):
            yield from value.items
