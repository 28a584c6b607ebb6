"""What a quantity's right answer is, and how far off is still right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Literal, TypeAlias

from desktop.engine.generators.shown import HALF, Number, Shown, Size, exact, written

BATCH = "N"
EDGE_BAND = Decimal("0.05")  # of a unit of the last place that is asked
ROUNDING = 2  # a learner who rounds moves a value by up to the tolerance once more

Kind: TypeAlias = Literal["number", "integer", "shape", "vector", "matrix", "choice"]
Value: TypeAlias = Number | str | tuple[Number | str | tuple[Number, ...], ...]
Written: TypeAlias = str | tuple[str | tuple[str, ...], ...]


@dataclass(frozen=True)
class Absolute:
    """The learner's value may differ from the key by `room`, the edges included."""

    room: Decimal

    def room_at(self, key: Decimal) -> Decimal:
        """How far from the key is still right."""
        return self.room


@dataclass(frozen=True)
class Relative:
    """The learner's value may differ by this share of the key: 0.01 is one percent."""

    share: Decimal

    def room_at(self, key: Decimal) -> Decimal:
        """How far from the key is still right."""
        return self.share * abs(key)


@dataclass(frozen=True)
class Significant:
    """The learner's value may differ by half a unit of the key's significant digit `digits`."""

    digits: int

    def room_at(self, key: Decimal) -> Decimal:
        """How far from the key is still right."""
        if key == 0:
            return Decimal(0)
        return Decimal(1).scaleb(key.adjusted() - self.digits + 1) / 2


Tolerance: TypeAlias = Absolute | Relative | Significant
EXACT = Absolute(Decimal(0))


def places(count: int) -> Absolute:
    """The tolerance of a value that is asked to so many decimal places."""
    return Absolute(Decimal(1).scaleb(-count) / 2)


@dataclass(frozen=True)
class Answer:
    """The right value of a quantity that is asked.

    value by kind: number, integer: a number; shape: a tuple of sizes, the first may be "N";
    vector: a tuple of numbers; matrix: a tuple of rows; choice: one of `options`, as it is read.
    `also` are other shapes that are as right; with `batch_optional` a leading N may be left out.
    The tolerance holds for every entry.
    """

    value: Value
    kind: Kind
    tolerance: Tolerance = EXACT
    options: tuple[str, ...] = ()
    also: tuple[tuple[Size, ...], ...] = ()
    batch_optional: bool = False

    @cached_property
    def key(self) -> Written:
        """The value as decimal strings, nested as the value is.

        Raises: NoAnswerError if a number of it cannot be written.
        """
        return written_as(self.kind, self.value)

    def accepts(self, value: Value) -> bool:
        """Whether the value would be marked right."""
        return self._agrees(written_as(self.kind, value), 1)

    def wrong(self, value: Value) -> Written | None:
        """The value as decimal strings if it is wrong, rounded by the learner or not, else None.

        Raises: NoAnswerError if a number of it cannot be written.
        """
        found = written_as(self.kind, value)
        return None if self._agrees(found, ROUNDING) else found

    @property
    def vanishes(self) -> bool:
        """Whether a number that is 0 has a tolerance in proportion to it, which is none."""
        return self.kind in ("number", "integer") and self.key == "0" and self._proportional

    @property
    def on_edge(self) -> bool:
        """Whether a key is close to where the asked rounding turns, but not on it.

        A learner who computes with unrounded values may round to the other side there, which would
        be marked wrong; on the edge itself both sides are right.
        """
        if self.kind in ("shape", "choice"):
            return False
        if isinstance(self.tolerance, Relative):
            return False  # nothing was asked to be rounded
        return any(self._turns_near(key, room) for key, room in self._targets)

    def _turns_near(self, key: Decimal, room: Decimal) -> bool:
        if room.as_tuple().digits != (5,):
            return False
        rest = abs(key) / (2 * room) % 1
        return 0 < abs(rest - HALF) < EDGE_BAND

    @property
    def _proportional(self) -> bool:
        return isinstance(self.tolerance, Relative | Significant)

    @cached_property
    def _targets(self) -> tuple[tuple[Decimal, Decimal], ...]:
        """Every number of the key, and how far from it is right."""
        return tuple((key, self.tolerance.room_at(key)) for key in _numbers(self.key))

    def _agrees(self, found: Written, widened: int) -> bool:
        if self.kind == "choice":
            return found == self.key
        if self.kind == "shape":
            return found in self._right_shapes
        if _outline(found) != _outline(self.key):
            return False
        return all(
            abs(entry - key) <= widened * room
            for entry, (key, room) in zip(_numbers(found), self._targets, strict=True)
        )

    @cached_property
    def _right_shapes(self) -> tuple[Written, ...]:
        shapes = [self.key, *(written_as("shape", sizes) for sizes in self.also)]
        if self.batch_optional:
            shapes += [shape[1:] for shape in shapes if shape[0] == BATCH]
        return tuple(shapes)


def written_as(kind: Kind, value: Value) -> Written:
    """A value of this kind as decimal strings, nested as the value is.

    Raises: NoAnswerError if a number of it cannot be written; TypeError if it is of another kind.
    """
    if kind == "choice" and isinstance(value, str):
        return value
    if kind in ("number", "integer") and not isinstance(value, str | tuple):
        return written(value)
    if kind in ("shape", "vector") and isinstance(value, tuple):
        return tuple(_entry(kind, entry) for entry in value)
    if kind == "matrix" and isinstance(value, tuple):
        return tuple(_row(row) for row in value)
    raise TypeError(f"{value!r} is no {kind}")


def _entry(kind: Kind, entry: Number | str | tuple[Number, ...]) -> str:
    if kind == "shape" and entry == BATCH:
        return BATCH
    if isinstance(entry, str | tuple):
        raise TypeError(f"{entry!r} is no entry of a {kind}")
    return written(entry)


def _row(row: Number | str | tuple[Number, ...]) -> tuple[str, ...]:
    if not isinstance(row, tuple):
        raise TypeError(f"{row!r} is no row of a matrix")
    return tuple(written(entry) for entry in row)


def _outline(value: Written) -> tuple[int, ...]:
    """The lengths of a value's rows; a number has none."""
    if isinstance(value, str):
        return ()
    return (len(value), *(len(row) for row in value if isinstance(row, tuple)))


def _numbers(value: Written) -> Iterator[Decimal]:
    if isinstance(value, str):
        yield Decimal(value)
    else:
        for entry in value:
            yield from _numbers(entry)


def whole_number(shown: Shown) -> Answer:
    """An answer that is a whole number, exact."""
    return Answer(int(shown.number), "integer")


def to_places(shown: Shown, count: int) -> Answer:
    """An answer asked to so many decimal places: right within half a unit of the last."""
    return Answer(shown.number, "number", places(count))


def to_digits(shown: Shown, digits: int) -> Answer:
    """An answer asked to so many significant digits: right within half a unit of the last."""
    return Answer(shown.number, "number", Significant(digits))


def within_share(shown: Shown, share: Number | str) -> Answer:
    """An answer that may be off by a share of itself."""
    return Answer(shown.number, "number", Relative(exact(share)))


def shape(
    *sizes: Size, also: Sequence[tuple[Size, ...]] = (), batch_optional: bool = False
) -> Answer:
    """An answer that is a shape, such as N, 16, 7, 7."""
    return Answer(sizes, "shape", also=tuple(also), batch_optional=batch_optional)


def vector(entries: Sequence[Shown], tolerance: Tolerance = EXACT) -> Answer:
    """An answer that is a list of numbers in order."""
    return Answer(tuple(entry.number for entry in entries), "vector", tolerance)


def matrix(rows: Sequence[Sequence[Shown]], tolerance: Tolerance = EXACT) -> Answer:
    """An answer that is a matrix, row by row."""
    return Answer(tuple(tuple(entry.number for entry in row) for row in rows), "matrix", tolerance)


def pick(right: str, options: Sequence[str]) -> Answer:
    """An answer that is picked from options, each named by the words that are read.

    Raises: ValueError if the right one is not among them.
    """
    if right not in options or len(set(options)) != len(options):
        raise ValueError(f"{right!r} must be one of different options: {options}")
    return Answer(right, "choice", options=tuple(options))
