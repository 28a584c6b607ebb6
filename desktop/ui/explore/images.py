"""Grey images as they are drawn: ink on the page, in either theme, each pixel a square."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPen

from desktop.engine.ops.operation import Array
from desktop.ui.explore.shading import shaded
from desktop.ui.theme import Theme, Tokens

LEVELS = 256


def draw_image(
    painter: QPainter,
    theme: Theme,
    area: QRectF,
    image: Array,
    *,
    token: str = "ink",
    edge: str = "edge",
) -> None:
    """An image (height, width) from 0, the page, to 1, a token's colour, in a hairline frame."""
    levels = (image.clip(0, 1) * (LEVELS - 1)).astype(np.uint8)
    draw_indexed(painter, theme, area, levels, _color_table(theme.tokens, token), edge=edge)


def draw_indexed(
    painter: QPainter,
    theme: Theme,
    area: QRectF,
    indices: NDArray[np.uint8],
    colors: Sequence[int],
    *,
    edge: str = "edge",
) -> None:
    """An image of indices (height, width) into colours, in a hairline frame."""
    height, width = indices.shape
    rows = np.ascontiguousarray(indices)
    drawn = QImage(rows.data, width, height, width, QImage.Format.Format_Indexed8)
    drawn.setColorTable(colors)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
    painter.drawImage(area, drawn)
    painter.setPen(QPen(theme.color(edge), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(area)


@lru_cache(maxsize=32)
def _color_table(tokens: Tokens, token: str) -> list[int]:
    theme = Theme(tokens)
    return [shaded(theme, token, level / (LEVELS - 1)).rgb() for level in range(LEVELS)]
