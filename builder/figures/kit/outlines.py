"""A typeset formula as one short SVG path.

Points are rounded to a grid and written as steps from the point before, which takes a quarter of
the room that MathJax's outlines take.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from builder.figures.kit.simplify import simplified
from desktop.formulas import Formula, Glyph, Item, Polygon, Rule, Stroke
from desktop.formulas.outline import Step

GridPoint = tuple[int, int]


def formula_path(formula: Formula, glyphs: Mapping[str, str], unit: float) -> str:
    """Path data of a whole formula, in grid units of 1/unit em, y down.

    Raises: ValueError if the formula holds a line that is not filled.
    """
    writer = _PathWriter()
    for item in formula.items:
        for name, points in _item_steps(item, glyphs):
            writer.add(name, [(round(x * unit), round(y * unit)) for x, y in points])
    return "".join(writer.parts)


def _item_steps(item: Item, glyphs: Mapping[str, str]) -> Iterator[Step]:
    """The steps of an item's outline, in em."""
    match item:
        case Glyph():
            scale_x, scale_y = item.scale_x / 1000, item.scale_y / 1000
            for name, points in simplified(glyphs[item.id]):
                yield name, tuple((item.x + scale_x * u, item.y - scale_y * v) for u, v in points)
        case Rule():
            right, bottom = item.x + item.width, item.y + item.height
            corners = ((item.x, item.y), (right, item.y), (right, bottom), (item.x, bottom))
            yield from _polygon(corners)
        case Polygon():
            yield from _polygon(item.points)
        case Stroke():
            raise ValueError("a figure's label can't hold a stroke")


def _polygon(points: tuple[tuple[float, float], ...]) -> Iterator[Step]:
    yield "M", points[:1]
    for point in points[1:]:
        yield "L", (point,)
    yield "Z", ()


class _PathWriter:
    """Writes relative commands in their shortest form."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self._here: GridPoint = (0, 0)
        self._start: GridPoint = (0, 0)
        self._control: GridPoint = (0, 0)
        self._command = ""

    def add(self, name: str, points: list[GridPoint]) -> None:
        """Append one absolute step."""
        if name == "Z":
            self._write("z", [])
            self._here = self._control = self._start
            return
        if name == "Q":
            self._add_curve(points[0], points[1])
            return
        if name == "L" and points[0] == self._here:
            return
        x, y = self._offset(points[0])
        if name == "M":
            self._write("m", [x, y])
            self._start = points[0]
        elif name != "L":
            raise ValueError(f"a figure's label can't hold the step {name}")
        elif y == 0:
            self._write("h", [x])
        elif x == 0:
            self._write("v", [y])
        else:
            self._write("l", [x, y])
        self._here = self._control = points[0]

    def _add_curve(self, control: GridPoint, end: GridPoint) -> None:
        dx, dy = self._offset(end)
        if abs(dx) + abs(dy) <= 1:
            return  # the next step starts here instead
        mirror = (2 * self._here[0] - self._control[0], 2 * self._here[1] - self._control[1])
        smooth = self._command in ("q", "t") and mirror != self._here
        # The mirrored control point may be off by one grid unit: no eye sees it.
        if smooth and abs(mirror[0] - control[0]) <= 1 and abs(mirror[1] - control[1]) <= 1:
            control = mirror
            self._write("t", [*self._offset(end)])
        else:
            self._write("q", [*self._offset(control), *self._offset(end)])
        self._control, self._here = control, end

    def _offset(self, point: GridPoint) -> GridPoint:
        return point[0] - self._here[0], point[1] - self._here[1]

    def _write(self, command: str, numbers: list[int]) -> None:
        # A repeated command needs no letter, except m, whose repetition means l.
        repeats = command == self._command and command not in "mz"
        text = "" if repeats else command
        for number in numbers:
            joined = number < 0 or (text and not text[-1].isdigit())
            text += f"{number}" if joined else f" {number}"
        self.parts.append(text)
        self._command = command
