r"""MathJax's SVG -> a formula: every transform is carried down to glyphs, rules and strokes.

MathJax writes a small part of SVG: groups, <use> of a glyph, <rect>, <line>, <polygon>, a <path>
for the arrow of \cancelto, and an <svg> of its own around the stretched middle of a large
bracket, which cuts off what sticks out. That middle becomes a rule here.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from typing import NamedTuple, TypeAlias

from desktop.formulas.affine import Affine, from_svg
from desktop.formulas.formula import (
    Dash,
    Formula,
    FormulaError,
    Glyph,
    Item,
    Point,
    Polygon,
    Rule,
    Stroke,
)
from desktop.formulas.outline import Box, box_of, corners

Element: TypeAlias = ElementTree.Element

EM = 1000.0  # MathJax's units
LINE_WIDTH = 70.0  # of a table's lines, which MathJax leaves to its style sheet
TOLERANCE = 3.0  # by which the long side of a stretched bar may bend

_COLOR = re.compile(r"[A-Za-z]+|#[0-9A-Fa-f]{3,8}")


class _Style(NamedTuple):
    """What an element inherits."""

    map: Affine
    fill: str = ""
    stroke: str = ""
    stroke_width: float = 0.0


class _UnsupportedError(Exception):
    """A drawing that a formula can't hold."""


def formula_from_svg(svg: str, tex: str, display: bool) -> tuple[Formula, dict[str, str]]:
    """The formula that MathJax drew, and the outlines of its glyphs by id.

    Raises: FormulaError if a character has no glyph, or the drawing depends on the page's width.
    """
    root = ElementTree.fromstring(svg)
    if "viewBox" not in root.attrib:
        advice = "use gathered or aligned"
        raise FormulaError(f"the formula stretches with the page's width, {advice}", tex)
    left, top, width, height = _numbers(root.attrib["viewBox"])
    reader = _Reader()
    for child in root:
        if _tag(child) == "defs":
            reader.read_outlines(child)
    try:
        for child in root:
            reader.read(child, _Style(Affine(a=1 / EM, d=1 / EM, e=-left / EM)))
    except _UnsupportedError as reason:
        raise FormulaError(f"the formula can't be drawn, {reason}", tex) from None
    if reader.missing:
        characters = " ".join(f"{c} (U+{ord(c):04X})" for c in sorted(reader.missing))
        advice = "write it outside the formula"
        raise FormulaError(f"MathJax has no glyph for {characters}, {advice}", tex)
    size = (_round(width / EM), _round(-top / EM), _round((height + top) / EM))
    return Formula(tex, display, *size, tuple(reader.items)), reader.outlines


class _Reader:
    """Walks MathJax's SVG and gathers items, outlines and characters without a glyph."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        self.outlines: dict[str, str] = {}
        self.missing: set[str] = set()

    def read_outlines(self, defs: Element) -> None:
        """Take the glyphs of <defs>."""
        for path in defs:
            self.outlines[_glyph_id(path.attrib["id"])] = path.attrib["d"]

    def read(self, element: Element, outer: _Style) -> None:
        """Draw an element and all below it."""
        style = _inherit(element, outer)
        match _tag(element):
            case "g":
                for child in element:
                    self.read(child, style)
            case "svg":
                self._read_middle(element, style)
            case "use":
                self._read_glyph(element, style)
            case "rect":
                self._read_rect(element, style)
            case "line":
                x1, y1, x2, y2 = (float(element.attrib[name]) for name in ("x1", "y1", "x2", "y2"))
                self._stroke(element, style, (style.map(x1, y1), style.map(x2, y2)), closed=False)
            case "polygon":
                values = _numbers(element.attrib["points"])
                pairs = zip(values[::2], values[1::2], strict=True)
                self._polygon([style.map(x, y) for x, y in pairs], style.fill)
            case "path":
                for points in corners(element.attrib["d"]):
                    self._polygon([style.map(*point) for point in points], style.fill)
            case "text":
                self.missing.update(element.text or "")
            case "defs":
                pass
            case tag:
                raise _UnsupportedError(f"it needs <{tag}>")

    def _read_glyph(self, element: Element, style: _Style) -> None:
        if not style.map.upright:
            raise _UnsupportedError("a glyph in it is turned")
        scale = (_round(style.map.a * EM), _round(-style.map.d * EM))
        place = (_round(style.map.e), _round(style.map.f))
        self.items.append(Glyph(_reference(element), *place, *scale, style.fill))

    def _read_rect(self, element: Element, style: _Style) -> None:
        x, y = (float(element.get(name, 0)) for name in ("x", "y"))
        width, height = (float(element.attrib[name]) for name in ("width", "height"))
        if width <= 0 or height <= 0:
            return
        if element.get("fill") == "none" or element.get("data-frame"):
            frame = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
            points = tuple(style.map(*corner) for corner in frame)
            self._stroke(element, style, points, closed=True)
        else:
            self._rule((x, y, x + width, y + height), style)

    def _read_middle(self, element: Element, style: _Style) -> None:
        """The stretched part of a bracket, arrow or bar, cut to its box."""
        x, y, width, height = (
            float(element.get(name, 0)) for name in ("x", "y", "width", "height")
        )
        view_x, view_y, view_width, view_height = _numbers(element.attrib["viewBox"])
        if (view_width, view_height) != (width, height) or len(element) != 1:
            raise _UnsupportedError("a table in it depends on the page's width")
        (glyph,) = element
        box = (view_x, view_y, view_x + width, view_y + height)
        move = Affine(e=x - view_x, f=y - view_y)
        stretch = from_svg(glyph.get("transform", ""))
        for points in corners(self.outlines[_reference(glyph)]):
            rectangle = _cut([stretch(*point) for point in points], box)
            self._rule(rectangle, style._replace(map=style.map @ move))

    def _rule(self, box: Box, style: _Style) -> None:
        left, top, right, bottom = box_of([style.map(*box[:2]), style.map(*box[2:])])
        place = (_round(left), _round(top), _round(right - left), _round(bottom - top))
        self.items.append(Rule(*place, style.fill))

    def _polygon(self, points: list[Point], color: str) -> None:
        self.items.append(Polygon(_rounded(points), color))

    def _stroke(
        self, element: Element, style: _Style, points: tuple[Point, ...], *, closed: bool
    ) -> None:
        width = _round((style.stroke_width or LINE_WIDTH) * style.map.scale)
        look = element.get("class", "")
        dash: Dash = "dashed" if "dashed" in look else "dotted" if "dotted" in look else ""
        self.items.append(Stroke(_rounded(points), width, closed, dash, style.stroke))


def _cut(points: list[Point], box: Box) -> Box:
    """The part of a bar that lies in its box, where nothing but its two long sides may be."""
    left, top, right, bottom = bar = box_of(points)
    for x, y in points:
        beside = min(x - left, right - x, y - top, bottom - y) < TOLERANCE
        if box[0] < x < box[2] and box[1] < y < box[3] and not beside:
            raise _UnsupportedError("a stretched sign in it is no bar")
    return max(bar[0], box[0]), max(bar[1], box[1]), min(bar[2], box[2]), min(bar[3], box[3])


def _inherit(element: Element, outer: _Style) -> _Style:
    fill, stroke = element.get("fill"), element.get("stroke")
    width = element.get("stroke-width")
    return _Style(
        outer.map @ from_svg(element.get("transform", "")),
        outer.fill if fill in (None, "none") else _color(fill),
        outer.stroke if stroke in (None, "none") else _color(stroke),
        outer.stroke_width if width is None else float(width),
    )


def _color(text: str) -> str:
    if text == "currentColor":
        return ""
    if not _COLOR.fullmatch(text):
        raise _UnsupportedError(f"{text!r} is no color")
    return text.lower()


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _reference(use: Element) -> str:
    (href,) = (value for name, value in use.attrib.items() if name.endswith("href"))
    return _glyph_id(href)


def _glyph_id(name: str) -> str:
    """Font and code point, without MathJax's count of formulas: MJX-7-TEX-I-1D465 -> I-1D465."""
    return name.partition("-TEX-")[2]


def _numbers(text: str) -> list[float]:
    return [float(number) for number in re.split(r"[\s,]+", text.strip())]


def _round(number: float) -> float:
    return round(number, 4) + 0.0  # no minus zero


def _rounded(points: list[Point] | tuple[Point, ...]) -> tuple[Point, ...]:
    return tuple((_round(x), _round(y)) for x, y in points)
