"""A picture as PNG or SVG, and the numbers that it shows as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QPoint, QRect
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QGraphicsItem, QGraphicsView, QWidget

from desktop.ui.explore.data_view import HIDDEN
from desktop.ui.explore.scene import DataTable

PIXELS = 2  # of an image for one of the screen's


def png(picture: QWidget) -> bytes:
    """The picture as an image, twice as fine as the screen."""
    size = picture.size() * PIXELS
    image = QImage(size, QImage.Format.Format_ARGB32)
    image.setDevicePixelRatio(PIXELS)
    image.fill(picture.palette().window().color())
    picture.render(image, QPoint(0, 0))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub wants bytes here
    return bytes(buffer.data().data())


def svg(picture: QWidget, title: str) -> bytes:
    """The picture as a drawing; letters stay letters."""
    from PySide6.QtSvg import QSvgGenerator

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(picture.size())
    generator.setViewBox(QRect(QPoint(0, 0), picture.size()))
    generator.setTitle(title)
    painter = QPainter(generator)
    with _as_lines(picture):
        picture.render(painter, QPoint(0, 0))
    painter.end()
    return bytes(buffer.data().data())


@contextmanager
def _as_lines(picture: QWidget) -> Iterator[None]:
    """For as long as it lasts a plot draws the lines that it otherwise keeps as an image."""
    kept = [
        (item, item.cacheMode())
        for view in picture.findChildren(QGraphicsView)
        for item in view.items()
    ]
    for item, _ in kept:
        item.setCacheMode(QGraphicsItem.CacheMode.NoCache)
    try:
        yield
    finally:
        for item, mode in kept:
            item.setCacheMode(mode)


def csv_text(table: DataTable, revealed: bool) -> str:
    """The table as CSV with full precision; hidden numbers stay hidden."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow([column.title for column in table.columns])
    for number, row in enumerate(table.rows):
        writer.writerow(
            [
                HIDDEN if not revealed and (number, place) in table.hidden else value
                for place, value in enumerate(row)
            ]
        )
    return written.getvalue()


def save(path: Path, picture: QWidget, title: str, table: DataTable, revealed: bool) -> None:
    """Write the file that the name's ending asks for: .png, .svg or .csv.

    Raises: OSError if it can't be written; ValueError for another ending.
    """
    match path.suffix.lower():
        case ".png":
            path.write_bytes(png(picture))
        case ".svg":
            path.write_bytes(svg(picture, title))
        case ".csv":
            path.write_text(csv_text(table, revealed), encoding="utf-8")
        case ending:
            raise ValueError(f"“{ending}” is not known: end the name in .png, .svg or .csv")
