"""A formula ready to be painted: filled paths and rules in em, baseline at y = 0."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPainterPathStroker, QPolygonF, QTransform

from desktop.formulas import Formula, Glyph, Polygon, Rule, Stroke
from desktop.formulas.outline import steps

GlyphPaths: TypeAlias = Callable[[str], QPainterPath]
"""The outline of a glyph by its id, in 1/1000 em with y up."""

DASH = 0.14  # em, of a dashed line and between dots


@dataclass(frozen=True, slots=True)
class Shape:
    """A filled path and where it goes; `color` is empty where it is the text's.

    A glyph's path is shared by all formulas, in its own units.
    """

    path: QPainterPath
    place: QTransform
    color: str


@dataclass(frozen=True, slots=True)
class FormulaPicture:
    """A formula's shapes and extents in em."""

    tex: str
    display: bool
    width: float
    height: float
    depth: float
    shapes: tuple[Shape, ...]
    rules: tuple[tuple[QRectF, str], ...]

    def paint(
        self, painter: QPainter, left: float, baseline: float, em: float, ink: QColor
    ) -> None:
        """Paint it with its origin at (left, baseline), 1 em being `em` px.

        The baseline goes to the nearest row of device pixels, where Qt puts that of the letters,
        and rules fill whole pixels, so that a fraction's bar is as sharp as a minus sign.
        """
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        origin = _on_pixel(painter.deviceTransform(), left, baseline)
        painter.translate(origin)
        for rule, color in self.rules:
            box = QRectF(rule.x() * em, rule.y() * em, rule.width() * em, rule.height() * em)
            sharp = _sharp(painter.deviceTransform(), box)
            painter.fillRect(sharp, QColor(color) if color else ink)
        painter.scale(em, em)
        base = painter.transform()
        for shape in self.shapes:
            painter.setTransform(shape.place * base)
            painter.fillPath(shape.path, QColor(shape.color) if shape.color else ink)
        painter.restore()


def picture_of(formula: Formula, glyph_path: GlyphPaths) -> FormulaPicture:
    """The formula as shapes."""
    rules = [item for item in formula.items if isinstance(item, Rule)]
    others = [item for item in formula.items if not isinstance(item, Rule)]
    return FormulaPicture(
        formula.tex,
        formula.display,
        formula.width,
        formula.height,
        formula.depth,
        tuple(_shape(item, glyph_path) for item in others),
        tuple((QRectF(rule.x, rule.y, rule.width, rule.height), rule.color) for rule in rules),
    )


def outline_path(outline: str) -> QPainterPath:
    """SVG path data as a path in its own units."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for name, points in steps(outline):
        corners = [QPointF(x, y) for x, y in points]
        match name:
            case "M":
                path.moveTo(*corners)
            case "L":
                path.lineTo(*corners)
            case "Q":
                path.quadTo(*corners)
            case "C":
                path.cubicTo(*corners)
            case "Z":
                path.closeSubpath()
    return path


def _shape(item: Glyph | Polygon | Stroke, glyph_path: GlyphPaths) -> Shape:
    match item:
        case Glyph():
            x, y = item.scale_x / 1000, -item.scale_y / 1000
            place = QTransform(x, 0, 0, y, item.x, item.y)
            return Shape(glyph_path(item.id), place, item.color)
        case Polygon():
            return Shape(_line(item.points, closed=True), QTransform(), item.color)
        case Stroke():
            return Shape(_stroked(item), QTransform(), item.color)


def _line(points: Sequence[tuple[float, float]], *, closed: bool) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in points]))
    if closed:
        path.closeSubpath()
    return path


def _stroked(stroke: Stroke) -> QPainterPath:
    """The outline of a line; QPainterPathStroker counts dashes in widths of the line."""
    stroker = QPainterPathStroker()
    stroker.setWidth(stroke.width)
    stroker.setJoinStyle(Qt.PenJoinStyle.SvgMiterJoin)
    stroker.setCapStyle(Qt.PenCapStyle.FlatCap)
    if stroke.dash == "dashed":
        stroker.setDashPattern([DASH / stroke.width] * 2)
    elif stroke.dash == "dotted":
        stroker.setCapStyle(Qt.PenCapStyle.RoundCap)
        stroker.setDashPattern([0.001, DASH / stroke.width])
    return stroker.createStroke(_line(stroke.points, closed=stroke.closed))


def _on_pixel(to_device: QTransform, left: float, baseline: float) -> QPointF:
    """The point with its y moved to the nearest row of device pixels."""
    point = to_device.map(QPointF(left, baseline))
    inverse, possible = to_device.inverted()
    if not possible:
        return QPointF(left, baseline)
    return inverse.map(QPointF(point.x(), math.floor(point.y() + 0.5)))


def _sharp(to_device: QTransform, box: QRectF) -> QRectF:
    """The box with its edges on device pixels, at least one thick."""
    inverse, possible = to_device.inverted()
    if not possible:
        return box
    device = to_device.mapRect(box)
    width, height = max(1, round(device.width())), max(1, round(device.height()))
    x = round(device.x()) if width == 1 else device.x()
    y = round(device.center().y() - height / 2)
    exact_width = device.width() if device.width() >= device.height() else width
    return inverse.mapRect(QRectF(x, y, exact_width, height))
