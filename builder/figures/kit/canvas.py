"""The canvas of a figure: boxes, circles, lines, arrows and labels, 320 px wide.

320 px are a phone's column, so what is legible here is legible everywhere; a wider column scales
the figure up to WIDEST. Colors come from the palette alone.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Literal, NamedTuple, Protocol, TypeAlias

from builder.figures.kit.outlines import formula_path
from builder.figures.kit.palette import EDGE, INK, NONE, PAGE
from desktop.formulas import Formula

WIDTH = 320.0  # px
WIDEST = 448  # px
WORDS = 13.0  # px, the em of words
MATH = 15.0  # px, the em of formulas: their indices are smaller
SMALLEST = 12.0
LINE = 1.5  # px
HAIRLINE = 1.0
RADIUS = 3.0
GRID = 10  # points of a label are rounded to 1/10 px
AXIS = 0.25  # em above the baseline: the height of a minus sign, at which labels are centered

NOT_PLAIN = re.compile(r"[{}\\]")  # TeX that Anki's templates and MathJax should not meet

Point: TypeAlias = tuple[float, float]
Anchor: TypeAlias = Literal["start", "middle", "end"]


class FormulaSource(Protocol):
    """What typesets labels: a FormulaCache or a Typesetter."""

    @property
    def glyphs(self) -> Mapping[str, str]:
        """Outlines by id."""

    def formula(self, tex: str, display: bool) -> Formula:
        """TeX typeset."""


class Box(NamedTuple):
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def center(self) -> Point:
        """Its middle."""
        return self.x + self.width / 2, self.y + self.height / 2

    @property
    def left(self) -> Point:
        """Middle of the left side."""
        return self.x, self.y + self.height / 2

    @property
    def right(self) -> Point:
        """Middle of the right side."""
        return self.x + self.width, self.y + self.height / 2

    @property
    def top(self) -> Point:
        """Middle of the upper side."""
        return self.x + self.width / 2, self.y

    @property
    def bottom(self) -> Point:
        """Middle of the lower side."""
        return self.x + self.width / 2, self.y + self.height


class Canvas:
    """Collects the elements of one figure."""

    def __init__(self, formulas: FormulaSource) -> None:
        self._formulas = formulas
        self._parts: list[str] = []
        self._bottom = 0.0

    @property
    def elements(self) -> str:
        """What has been drawn, as SVG elements."""
        return "".join(self._parts)

    @property
    def height(self) -> float:
        """The figure's height in px: what is drawn, and a margin."""
        return math.ceil(self._bottom + 4)

    def box(
        self, x: float, y: float, width: float, height: float, *, fill: str = PAGE, edge: str = INK
    ) -> Box:
        """A rectangle with slightly round corners."""
        place = f'x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}"'
        look = "" if edge == NONE else f' stroke="{edge}" stroke-width="{number(LINE)}"'
        self._add(f'<rect {place} rx="{number(RADIUS)}" fill="{fill}"{look}/>', y + height)
        return Box(x, y, width, height)

    def circle(
        self, x: float, y: float, radius: float, *, fill: str = PAGE, edge: str = INK
    ) -> Box:
        """A circle around (x, y)."""
        place = f'cx="{number(x)}" cy="{number(y)}" r="{number(radius)}"'
        look = f'fill="{fill}" stroke="{edge}" stroke-width="{number(LINE)}"'
        self._add(f"<circle {place} {look}/>", y + radius)
        return Box(x - radius, y - radius, 2 * radius, 2 * radius)

    def line(
        self,
        points: Sequence[Point],
        *,
        color: str = EDGE,
        width: float = LINE,
        dashed: bool = False,
    ) -> None:
        """A line through points."""
        start, *rest = [f"{number(x)} {number(y)}" for x, y in points]
        self.path(f"M{start}L{' '.join(rest)}", color=color, width=width, dashed=dashed)
        self._reach(max(y for _, y in points))

    def path(
        self, data: str, *, color: str = EDGE, width: float = LINE, dashed: bool = False
    ) -> None:
        """A line along SVG path data; the caller sees to it that it stays within the figure."""
        dash = ' stroke-dasharray="4 3"' if dashed else ""
        look = f'stroke="{color}" stroke-width="{number(width)}"{dash}'
        ends = ' stroke-linecap="round" stroke-linejoin="round"'
        self._add(f'<path d="{data}" fill="none" {look}{ends}/>', 0)

    def lines(self, pairs: Sequence[tuple[Point, Point]], *, color: str = EDGE) -> None:
        """Many hairlines, as the connections of a layer."""
        data = "".join(
            f"M{number(x1)} {number(y1)}L{number(x2)} {number(y2)}" for (x1, y1), (x2, y2) in pairs
        )
        self.path(data, color=color, width=HAIRLINE)

    def arrow(
        self, points: Sequence[Point], *, color: str = INK, dashed: bool = False, head: float = 6
    ) -> None:
        """A line that ends in an arrowhead, `head` px long, at the last point."""
        (x0, y0), (x1, y1) = points[-2:]
        length = math.hypot(x1 - x0, y1 - y0)
        along = ((x1 - x0) / length, (y1 - y0) / length)
        neck = (x1 - along[0] * head, y1 - along[1] * head)
        self.line([*points[:-1], neck], color=color, dashed=dashed)
        self.arrowhead((x1, y1), along, color=color, head=head)

    def arrowhead(self, tip: Point, along: Point, *, color: str = INK, head: float = 6) -> None:
        """The head alone; `along` is the direction, of length 1."""
        half = head * 0.42
        neck = (tip[0] - along[0] * head, tip[1] - along[1] * head)
        left = (neck[0] - along[1] * half, neck[1] + along[0] * half)
        right = (neck[0] + along[1] * half, neck[1] - along[0] * half)
        corners = "L".join(f"{number(x)} {number(y)}" for x, y in (tip, left, right))
        self._add(f'<path d="M{corners}Z" fill="{color}"/>', max(tip[1], left[1], right[1]))

    def words(
        self,
        text: str,
        x: float,
        y: float,
        *,
        anchor: Anchor = "middle",
        color: str = INK,
        size: float = WORDS,
        over: bool = False,
    ) -> Box:
        """Words in sans, centered in height on y."""
        return self._label(rf"\textsf{{{text}}}", text, x, y, anchor, color, size, over)

    def code(self, text: str, x: float, y: float, *, size: float = WORDS) -> Box:
        """A name of the library, centered on (x, y)."""
        return self._label(rf"\texttt{{{text}}}", text, x, y, "middle", INK, size, False)

    def math(
        self,
        tex: str,
        x: float,
        y: float,
        *,
        anchor: Anchor = "middle",
        color: str = INK,
        size: float = MATH,
        over: bool = False,
    ) -> Box:
        """A formula with its axis on y; `over` clears the ground below it."""
        return self._label(tex, tex, x, y, anchor, color, size, over)

    def _label(
        self,
        tex: str,
        name: str,
        x: float,
        y: float,
        anchor: Anchor,
        color: str,
        size: float,
        over: bool,
    ) -> Box:
        if size < SMALLEST:
            raise ValueError(f"label {name!r} is {size:g} px high, at least {SMALLEST:g} px")
        formula = self._formulas.formula(tex, False)
        width = formula.width * size
        left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
        baseline = y + AXIS * size
        height = (formula.height + formula.depth) * size
        box = Box(left, baseline - formula.height * size, width, height)
        if over:
            self.box(box.x - 2, box.y - 2, box.width + 4, box.height + 4, fill=PAGE, edge=NONE)
        data = formula_path(formula, self._formulas.glyphs, size * GRID)
        plain = escape(NOT_PLAIN.sub("", name))
        move = f"translate({number(left)} {number(baseline)}) scale({number(1 / GRID)})"
        self._add(
            f'<path data-label="{plain}" transform="{move}" fill="{color}" d="{data}"/>',
            box.y + box.height,
        )
        return box

    def _add(self, element: str, bottom: float) -> None:
        self._parts.append(element)
        self._reach(bottom)

    def _reach(self, y: float) -> None:
        self._bottom = max(self._bottom, y)


def number(value: float) -> str:
    """A number with at most two decimals."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
